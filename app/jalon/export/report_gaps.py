"""Weak points: which weigh most, what would settle them, who by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from jalon.assessment import actions
from jalon.export import report_words
from jalon.export.report_record import Answer, Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Bullets, Gap, Gaps, Heading, Section, Words
from jalon.forms.model import State
from jalon.language import Translator

_WEIGHT: Final[dict[State, int]] = {"not-implemented": 0, "partial": 1, "planned": 2}
"""The method part of the report tells this order to the reader."""


@dataclass(frozen=True, slots=True)
class Weak:
    """A requirement that is partial, planned or not implemented.

    Attributes:
        owner: empty when nobody is named. Owner and day are those of the action that its step
            was made into, if there is one.
        due: None when no day is set.
    """

    answer: Answer
    gap: str
    step: str
    owner: str
    due: date | None


def weak(record: Record) -> tuple[Weak, ...]:
    """Return the weak points, heaviest first: by state, then those nobody owns, then in order."""
    found = [
        _weak(record, answer)
        for answer in record.answers()
        if answer.counts and answer.status.state in _WEIGHT
    ]
    return tuple(sorted(found, key=_order))


def _weak(record: Record, answer: Answer) -> Weak:
    owner, due = _charged(record, answer)
    return Weak(answer, record.field(answer, "gap"), record.field(answer, "next-step"), owner, due)


def _charged(record: Record, answer: Answer) -> tuple[str, date | None]:
    """Return who settles a weak point by when; the action says it that its step was made into."""
    plan = actions.plan(record.assessment)
    subject, item = answer.subject, answer.requirement.id
    origins = (actions.Origin(subject, item, field) for field in ("next-step", "gap"))
    made = next((plan.origins[origin] for origin in origins if origin in plan.origins), None)
    if made is None or plan.entries[made].settled:
        return record.field(answer, "owner"), record.due(answer)
    return plan.entries[made].owner.strip(), plan.entries[made].last


def _order(found: Weak) -> tuple[int, bool]:
    state = found.answer.status.state
    return (_WEIGHT[state] if state else len(_WEIGHT)), bool(found.owner)


def settles(record: Record, found: Weak) -> str:
    """Return what would settle a weak point: the recorded step, else what good evidence is."""
    if found.step:
        return found.step
    requirement = found.answer.requirement
    if requirement.evidence:
        return record.tr.of(f"{requirement.id}.evidence.0", requirement.evidence[0])
    return record.tr.text("No next step is recorded.")


def who_when(owner: str, due: date | None, record: Record) -> str:
    """Return owner and day in a line; what is missing is said."""
    tr = record.tr
    return tr.text(
        "{owner} · {day}",
        owner=shortened(owner, 60) or tr.text("No owner"),
        day=record.date(due) if due else tr.text("no date"),
    )


def overdue(due: date | None, record: Record) -> str:
    """Return the remark that a day has passed; empty when it has not."""
    if due is None or due >= record.today:
        return ""
    return record.tr.text("Overdue")


def section(record: Record, found: Sequence[Weak], asked: Sequence[str]) -> Section:
    """Return the part on gaps, with what the board is asked and what is unanswered after it."""
    tr = record.tr
    blocks: list[Block] = []
    if found:
        blocks.append(
            Words(
                tr.text(
                    "Requirements recorded as not implemented, partial or planned, in this "
                    "order; within each, those without an owner first."
                )
            )
        )
        blocks.append(Gaps(tuple(_card(record, one) for one in found)))
    else:
        blocks.append(
            Words(tr.text("No requirement is recorded as partial, planned or not implemented."))
        )
    if asked:
        blocks.append(Heading(tr.text("What is asked of the board")))
        blocks.append(Bullets(tuple(Words(request) for request in asked)))
    return Section("gaps", tr.text("Gaps"), (*blocks, *_unanswered(record)))


def _card(record: Record, found: Weak) -> Gap:
    tr = record.tr
    place = record.citation(found.answer.requirement.id)
    label = (
        tr.text("What would settle it")
        if found.step
        else tr.text("What would settle it, as the questionnaire suggests")
    )
    return Gap(
        record.demand(found.answer.requirement),
        " · ".join((place, *record.subject_flag(found.answer))),
        report_words.state(found.answer, tr),
        shortened(found.gap, 420),
        label,
        shortened(settles(record, found), 420),
        who_when(found.owner, found.due, record),
        overdue(found.due, record),
    )


def _unanswered(record: Record) -> tuple[Block, ...]:
    """Name what is without an answer, measure by measure."""
    tr = record.tr
    open_ones = [
        a
        for a in record.answers()
        if a.counts and a.status.counted in ("unanswered", "declared-na")
    ]
    if not open_ones:
        return ()
    items = tuple(
        Words(_open(record, a), "small", (record.citation(a.requirement.id),)) for a in open_ones
    )
    return (
        Heading(tr.text("Without an answer that counts")),
        Words(
            tr.text(
                "These can still turn out to be met or not. They count at the upper end of the "
                "result only."
            )
        ),
        Bullets(items),
    )


def _open(record: Record, answer: Answer) -> str:
    tr = record.tr
    text = tr.text(
        "{place}: {demand}",
        place=" · ".join((record.citation(answer.requirement.id), *record.subject_flag(answer))),
        demand=record.demand(answer.requirement),
    )
    if answer.status.state is None:
        return text
    return tr.text("{text} ({remark})", text=text, remark=_why_open(answer, tr))


def _why_open(answer: Answer, tr: Translator) -> str:
    if answer.status.counted == "declared-na":
        return tr.text("declared not applicable, no second person has agreed")
    return tr.text("the answer is incomplete")
