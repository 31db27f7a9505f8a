"""What comes next: the due dates of steps, and what follows from the law."""

from collections.abc import Iterator
from datetime import date

from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.pages.date_words import named
from jalon.ui.pages.linked import Entry
from jalon.ui.pages.page import Step
from jalon.ui.places import DATES

_LONGEST_LIST = 6
_DONE = ("implemented", "not-applicable")


def next_dates(desk: Desk, tr: Translator, today: date) -> tuple[Entry, ...]:
    """Return the next dates, overdue ones first: those of the law and those of planned steps."""
    found = sorted((*_law(desk, tr, today), *_steps(desk, tr, today)), key=lambda pair: pair[0])
    return tuple(entry for _, entry in found[:_LONGEST_LIST])


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


def _law(desk: Desk, tr: Translator, today: date) -> Iterator[tuple[tuple[date, str], Entry]]:
    session = desk.session
    reckoning = Reckoning(session.form, session.assessment, session.evaluation, today)
    wording = Wording(session.form, tr, lambda day: tr.date(day, "medium"))
    for row in listing.coming(reckoning.deadlines):
        if row.day:
            yield (row.day, row.id), _law_entry(desk, tr, row, wording)


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


def _steps(desk: Desk, tr: Translator, today: date) -> Iterator[tuple[tuple[date, str], Entry]]:
    for (subject, item), status in desk.session.evaluation.items.items():
        due = desk.session.assessment.text(subject, item, "due")
        if not due or status.state in _DONE:
            continue
        day = date.fromisoformat(due)
        owner = desk.text(subject, item, "owner").strip() or tr.text("no owner")
        what = desk.text(subject, item, "next-step").strip().partition("\n")[0]
        late, when = day < today, tr.date(day, "medium")
        yield (
            (day, f"{subject}:{item}"),
            Entry(
                what or tr.of(f"{item}.demand", desk.session.form.items[item].demand),
                f"{where(desk, tr, item)}  ·  {owner}",
                tr.text("overdue since {day}", day=when) if late else when,
                tr.text("Open"),
                Step(places.of_item(desk.session.form, item), item),
                late,
            ),
        )
