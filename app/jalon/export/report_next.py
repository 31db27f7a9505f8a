"""What comes after the first page's figures: what the board is asked, and the next dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from jalon.assessment import actions, register_words
from jalon.assessment.actions import Action
from jalon.assessment.changes import PROVIDER, Subject
from jalon.export import report_dates, report_gaps
from jalon.export.report_gaps import Weak
from jalon.export.report_record import POSITION, Answer, Record
from jalon.export.text import shortened
from jalon.language import Translator

MOST: Final = 3
"""Of gaps, requests and dates each; the parts of the report have all of them."""

_LINE: Final = 80
"""The longest text of a date on the first page, in characters."""

Days = tuple[tuple[str, str], ...]
Unsaid = tuple[tuple[tuple[str, ...], ...], ...]


def asked(record: Record, weak: Sequence[Weak]) -> tuple[str, ...]:
    """Return all that the board can do, as far as the record shows it."""
    tr = record.tr
    found = []
    late = sum(1 for one in weak if report_gaps.overdue(one.due, record))
    nobody = sum(1 for one in weak if not one.owner)
    undated = sum(1 for one in weak if one.due is None)
    open_ones = record.evaluation.overall.unanswered + record.evaluation.duties.unanswered
    if record.chosen(PROVIDER, POSITION) == "undecided":
        found.append(tr.text("Decide whether the company signs the Code."))
    if late:
        found.append(
            tr.plural(
                "Decide on {count} next step whose date has passed.",
                "Decide on {count} next steps whose dates have passed.",
                late,
            )
        )
    if nobody:
        found.append(
            tr.plural(
                "Name an owner for {count} gap that has none.",
                "Name an owner for {count} gaps that have none.",
                nobody,
            )
        )
    if undated:
        found.append(
            tr.plural(
                "Set a date for {count} gap that has none.",
                "Set a date for {count} gaps that have none.",
                undated,
            )
        )
    if open_ones:
        found.append(
            tr.plural(
                "Have the answer to {count} open requirement completed.",
                "Have the answers to {count} open requirements completed.",
                open_ones,
            )
        )
    return tuple(found)


def dates(record: Record) -> Days:
    """Return all days to come: of planned steps, and of what follows from the law."""
    tr = record.tr
    plan = actions.plan(record.assessment)
    made = {(origin.subject, origin.item) for origin in plan.origins}
    coming = {
        (due, _said(_step(record, a), _models(record, (a.subject,))), False)
        for a in record.answers()
        if a.status.applies != "no"
        and (due := record.due(a))
        and due >= record.today
        and (a.subject, a.requirement.id) not in made
    }
    coming |= {
        (due, _said(register_words.action_title(tr, one), _models(record, _of(one))), False)
        for one in plan.entries.values()
        if (due := one.last) and due >= record.today and not one.settled
    }
    coming |= {
        (when, _said(what, _models(record, (whose,))), late)
        for when, what, whose, late in report_dates.coming(record)
    }
    return tuple((_day(record, when, late=late), what) for when, what, late in sorted(coming))


def _step(record: Record, answer: Answer) -> str:
    return record.field(answer, "next-step") or record.demand(answer.requirement)


def _of(action: Action) -> tuple[Subject, ...]:
    return tuple(subject for subject, _ in action.links)


def _models(record: Record, subjects: Iterable[Subject]) -> str:
    """Name the models that something is for, where there are several."""
    named = dict.fromkeys(shortened(record.model(s), 24) for s in subjects if record.model(s))
    return shortened(record.tr.listed(named), 40) if named else ""


def _said(what: str, whose: str) -> str:
    """Return what is due in a line, and for which models; the words give way to the names."""
    if not whose:
        return shortened(what, _LINE)
    return f"{whose} · {shortened(what, _LINE - len(whose) - 3)}"


def unsaid(tr: Translator, gaps: int, requests: int, days: int) -> Unsaid:
    """Say what the first page does not show of gaps, requests and dates, and where it stands.

    It goes without saying while the three heaviest gaps, all requests and the next three days
    are there.
    """
    few = range(MOST + 1)
    there = (gaps, requests, days)
    usual = (min(gaps, MOST), requests, min(days, MOST))

    def said(*shown: int) -> str:
        if all(one >= wanted for one, wanted in zip(shown, usual, strict=True)):
            return ""
        left = [one - number for one, number in zip(there, shown, strict=True)]
        words = (
            tr.plural("{count} gap (“Gaps”)", "{count} gaps (“Gaps”)", left[0]),
            tr.plural("{count} request (“Gaps”)", "{count} requests (“Gaps”)", left[1]),
            tr.plural(
                "{count} date (“Action list”, “Periods and due dates”)",
                "{count} dates (“Action list”, “Periods and due dates”)",
                left[2],
            ),
        )
        what = [one for one, number in zip(words, left, strict=True) if number > 0]
        return tr.text("Not shown here: {what}.", what=tr.listed(what))

    return tuple(tuple(tuple(said(a, b, c) for c in few) for b in few) for a in few)


def _day(record: Record, when: date, *, late: bool) -> str:
    written = record.date(when)
    return record.tr.text("{day}, overdue", day=written) if late else written
