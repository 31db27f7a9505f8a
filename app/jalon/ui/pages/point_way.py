"""The way to a point that does not go together with the rest of the record."""

from typing import Final

from jalon.assessment.changes import Key
from jalon.assessment.contradictions import Contradiction
from jalon.assessment.review.model import WHOLE, Target
from jalon.forms.model import FactId, ItemId
from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages import fact_way
from jalon.ui.pages.page import Step
from jalon.ui.places import ACTIONS, EVIDENCE, HISTORY, OPINIONS, REVIEW, Place

LISTS: Final = {"opinion": OPINIONS, "evidence": EVIDENCE, "action": ACTIONS}
"""The page on which each of these is shown in full."""

CONFLICT: Final = "conflict"
"""How the name of a disputed field begins on the page of the history."""


def step(desk: Desk, point: Contradiction) -> Step:
    """Return where a point is settled."""
    form = desk.session.form
    match point.thing:
        case "requirement":
            item = ItemId(point.item)
            return Step(places.of_item(form, item), item, point.subject)
        case "fact":
            return fact_way.step(desk, FactId(point.item), point.subject)
        case "opinion" | "evidence" | "action":
            return Step(LISTS[point.thing], point.subject)
        case "review" if point.about is not None:
            return of_review(desk, point.about)
        case "record":
            return of_conflict(Key(point.subject, point.item, point.field))
        case _:
            return Step(HISTORY)


def of_conflict(key: Key) -> Step:
    """Return where one field is settled that copies fill in differently."""
    return Step(HISTORY, "\n".join((CONFLICT, *key)))


def of_review(desk: Desk, about: Target) -> Step:
    """Return where the review of something is shown: at its row, its measure, or of the whole."""
    form = desk.session.form
    if about.scope == "requirement" and about.item in form.items:
        item = ItemId(about.item)
        return Step(places.of_item(form, item), item, about.subject)
    if about.scope == "measure":
        outside = any(duty.id == about.item for duty in form.duties)
        return Step(Place("duty" if outside else "measure", measure=about.item), about.item)
    return Step(REVIEW, WHOLE.scope)
