"""Contradictions in what is planned: nobody named, the day has passed, or nothing shows it done."""

from collections.abc import Iterator
from typing import Final

from jalon.assessment import actions
from jalon.assessment.actions import Action
from jalon.assessment.contradictions.model import (
    Contradiction,
    Detail,
    Term,
    View,
    at_requirement,
)
from jalon.assessment.evidence import days
from jalon.errors import N_

NO_OWNER: Final = N_("A next step is recorded, and nobody is named who takes it.")
STEP_LATE: Final = N_("The next step was due on {day}.")
ACTION_NO_OWNER: Final = N_("Nobody is named who carries out the action “{name}”.")
ACTION_LATE: Final = N_("The action “{name}” was due on {day}.")
NOT_SHOWN: Final = N_("The action “{name}” is recorded as finished; nothing shows it.")
NO_REASON: Final = N_("The action “{name}” was dropped without a reason.")
_SETTLED: Final = ("implemented", "not-applicable")
_NAMELESS: Final = Term(N_("Action without words"))


def tasks(view: View) -> Iterator[Contradiction]:
    """Yield actions without an owner, past due, or said to be finished and not shown to be."""
    for action in actions.plan(view.assessment).entries.values():
        if action.settled:
            continue
        if not action.owner.strip():
            yield _at(action, ACTION_NO_OWNER)
        if action.overdue(view.today) and action.last:
            yield _at(action, ACTION_LATE, day=action.last)
        if action.state == "done":
            yield _at(action, NOT_SHOWN)
        if action.state == "dropped":
            yield _at(action, NO_REASON)


def steps(view: View) -> Iterator[Contradiction]:
    """Yield next steps without an owner or past due, but those that were made an action."""
    made = {(o.subject, o.item) for o in actions.plan(view.assessment).origins}
    for (subject, item), status in view.evaluation.items.items():
        if status.applies == "no" or status.state in _SETTLED or (subject, item) in made:
            continue
        said = view.assessment.said(subject, item, "next-step").strip()
        if said and not view.assessment.said(subject, item, "owner").strip():
            yield at_requirement("action", subject, item, NO_OWNER)
        due = min(days(view.assessment.days(subject, item, "due")), default=None)
        if due and due < view.today:
            yield at_requirement("action", subject, item, STEP_LATE, day=due)


def _at(action: Action, message: str, **more: Detail) -> Contradiction:
    title = action.title.removesuffix(".")  # it is quoted within a sentence
    details = (("name", title or _NAMELESS), *more.items())
    return Contradiction("action", "action", action.subject, "", message, details)
