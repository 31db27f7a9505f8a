"""Dissent on the first page: who refuses or advises against, and why, in short."""

from collections.abc import Sequence
from typing import Final

from jalon.assessment.review.model import Opinion, Step
from jalon.export import review_words
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.language import Translator

_MOST: Final = 3
"""How many pieces of dissent are told with their reasons."""
_NAMED: Final = 12
"""Of how many others the names are given; what is left is counted."""
_REASONS: Final = 150

Row = tuple[str, str]


def dissent(record: Record) -> tuple[str, tuple[Row, ...]] | None:
    """Return what the first page says of dissent: heading, then who and why; None if nobody.

    Everybody who dissents is named, while there is room for names at all.
    """
    tr, found = record.tr, record.evaluation.review
    told = [_refused(record, found.refusal)] if found.refusal else []
    room = _MOST - len(told)
    told += [_against(record, opinion) for opinion in found.dissent[:room]]
    if others := found.dissent[room:]:
        told.append(_others(record, others))
    return (tr.text("Dissent"), tuple(told)) if told else None


def briefer(record: Record) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the dissent without reasons, then with few names: who, how many, and where."""
    tr, found = record.tr, record.evaluation.review
    if not found.refusal and not found.dissent:
        return ()
    refused = [(_refused(record, found.refusal)[0], _where(tr))] if found.refusal else []
    return tuple(
        (tr.text("Dissent"), (*refused, *_counted(record, found.dissent, named)))
        for named in (_NAMED + _MOST, _MOST)
    )


def _counted(record: Record, opinions: Sequence[Opinion], most: int) -> tuple[Row, ...]:
    """Count the opinions and name whose they are, so many at most."""
    tr = record.tr
    if not opinions:
        return ()
    named = [shortened(review_words.who(o.name, tr), 30) for o in opinions[:most]]
    if (more := len(opinions) - most) > 0:
        named.append(tr.plural("{count} more", "{count} more", more))
    head = tr.plural(
        "{count} unfavourable opinion: {names}.",
        "{count} unfavourable opinions: {names}.",
        len(opinions),
        names=tr.listed(named),
    )
    return ((head, _where(tr)),)


def _where(tr: Translator) -> str:
    return tr.text("See the part “Review and opinions”.")


def _refused(record: Record, step: Step) -> Row:
    tr = record.tr
    head = tr.text(
        "Validation refused by {name}, {day}.",
        name=shortened(review_words.who(step.by, tr), 60),
        day=record.date(step.at.astimezone(record.moment.tzinfo).date()),
    )
    return head, _why(record, step.comment)


def _against(record: Record, opinion: Opinion) -> Row:
    tr = record.tr
    about = review_words.place(record.form, opinion.about, tr)
    who = shortened(review_words.adviser(opinion, tr), 80)
    head = tr.text("Unfavourable opinion of {name} ({place}).", name=who, place=about)
    return head, _why(record, opinion.reasons)


def _others(record: Record, opinions: Sequence[Opinion]) -> Row:
    """Name those whose opinions the page has no room to tell."""
    tr, more = record.tr, len(opinions) - _NAMED
    named = [shortened(review_words.who(o.name, tr), 40) for o in opinions[:_NAMED]]
    if more > 0:
        named.append(tr.plural("{count} more", "{count} more", more))
    head = tr.plural(
        "{count} more unfavourable opinion: {names}.",
        "{count} more unfavourable opinions: {names}.",
        len(opinions),
        names=tr.listed(named),
    )
    return head, _where(tr)


def _why(record: Record, reasons: str) -> str:
    return shortened(reasons, _REASONS) or record.tr.text("No reasons are given.")
