"""What comes next: the due dates of steps and actions, and what follows from the law."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TypeAlias

from jalon.assessment import register_words
from jalon.assessment.actions import Action
from jalon.assessment.changes import Subject
from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.assessment.evidence import days
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.pages.date_words import named
from jalon.ui.pages.linked import Entry
from jalon.ui.pages.page import Step
from jalon.ui.places import ACTIONS, DATES

_Dated: TypeAlias = tuple[tuple[date, str], Callable[[], Entry]]
"""When something comes, and what makes its line: of hundreds, a handful is shown."""

_LONGEST_LIST = 6
_DONE = ("implemented", "not-applicable")


def next_dates(desk: Desk, tr: Translator, today: date) -> tuple[Entry, ...]:
    """Return the next dates, overdue ones first: of the law, of planned steps, of actions."""
    every = (*_law(desk, tr, today), *_steps(desk, tr, today), *_actions(desk, tr, today))
    found = sorted(every, key=lambda pair: pair[0])
    return tuple(written() for _, written in found[:_LONGEST_LIST])


def where(desk: Desk, tr: Translator, item: ItemId) -> str:
    """Name the measure that a requirement stands in, or the duties outside the Code."""
    form = desk.session.form
    if item not in form.home:
        return words.duties(tr)
    chapter, commitment, chosen = form.home[item]
    title = tr.of(f"{chapter.id}.title", chapter.title)
    if chosen.number:
        return f"{title} {chosen.number}"
    return tr.text("{chapter}, commitment {number}", chapter=title, number=commitment.number)


def _law(desk: Desk, tr: Translator, today: date) -> Iterator[_Dated]:
    session = desk.session
    reckoning = Reckoning(session.form, session.assessment, session.evaluation, today)
    wording = Wording(session.form, tr, lambda day: tr.date(day, "medium"))
    for row in listing.coming(reckoning.deadlines):
        if row.day:
            yield (row.day, row.id), partial(_law_entry, desk, tr, row, wording)


def _law_entry(desk: Desk, tr: Translator, row: Deadline, wording: Wording) -> Entry:
    whose = listing.whose(row, lambda subject: named(desk, tr, subject))
    return Entry(
        wording.title(row),
        "  ·  ".join((tr.text("Periods and due dates"), *whose)),
        wording.stands(row),
        tr.text("Open"),
        Step(DATES, row.id),
        row.status == "overdue",
    )


def _actions(desk: Desk, tr: Translator, today: date) -> Iterator[_Dated]:
    for action in desk.session.actions.plan.entries.values():
        day = action.last
        if day and not action.settled:
            written = partial(_action, desk, tr, action, day, late=day < today)
            yield (day, action.subject), written


def _action(desk: Desk, tr: Translator, action: Action, day: date, *, late: bool) -> Entry:
    owner = action.owner.strip() or tr.text("no owner")
    when = tr.date(day, "medium")
    place, whose = _served(desk, tr, action.links), _models(desk, tr, action.links)
    return Entry(
        register_words.action_title(tr, action),
        "  ·  ".join(part for part in (tr.text("Action"), place, whose, owner) if part),
        tr.text("overdue since {day}", day=when) if late else when,
        tr.text("Open"),
        Step(ACTIONS, action.subject),
        late,
    )


def _served(desk: Desk, tr: Translator, links: tuple[tuple[Subject, str], ...]) -> str:
    known = [ItemId(item) for _, item in links if item in desk.session.form.items]
    return where(desk, tr, known[0]) if known else ""


def _models(desk: Desk, tr: Translator, links: tuple[tuple[Subject, str], ...]) -> str:
    """Name the models whose requirements something is for, where there are several."""
    named = dict.fromkeys(desk.model_shown(tr, s) for s, _ in links if s in desk.session.models)
    return tr.listed(named) if len(desk.session.models) > 1 and named else ""


def _steps(desk: Desk, tr: Translator, today: date) -> Iterator[_Dated]:
    """Yield the requirements with a date, but those whose step was made an action."""
    made = {(origin.subject, origin.item) for origin in desk.session.actions.plan.origins}
    for (subject, item), status in desk.session.evaluation.items.items():
        day = min(days(desk.session.assessment.days(subject, item, "due")), default=None)
        open_ = status.applies != "no" and status.state not in _DONE
        if day and open_ and (subject, item) not in made:
            yield (day, f"{subject}:{item}"), partial(_step, desk, tr, today, subject, item, day)


def _step(
    desk: Desk, tr: Translator, today: date, subject: Subject, item: ItemId, day: date
) -> Entry:
    owner = desk.text(subject, item, "owner").strip() or tr.text("no owner")
    what = desk.text(subject, item, "next-step").strip().partition("\n")[0]
    late, when = day < today, tr.date(day, "medium")
    place, whose = where(desk, tr, item), _models(desk, tr, ((subject, item),))
    return Entry(
        what or tr.of(f"{item}.demand", desk.session.form.items[item].demand),
        "  ·  ".join(part for part in (place, whose, owner) if part),
        tr.text("overdue since {day}", day=when) if late else when,
        tr.text("Open"),
        Step(places.of_item(desk.session.form, item), item, subject),
        late,
    )
