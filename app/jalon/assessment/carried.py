"""Answers that were carried over to a later edition, and wait for somebody to confirm them.

Each item that has such an answer holds a mark in its field ``carried``: from which edition and
from which items the answer comes, and what they held where that can be read nowhere else. The
mark stays; that it was confirmed is said in it, by a change with its author and time.
"""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment, Edit, is_apart
from jalon.errors import N_
from jalon.values import dataclass

FIELD: Final = "carried"

ANSWERING: Final = frozenset({"state", "value"})
"""The fields by which a requirement or a fact is answered anew, which confirms it."""

_STANDING: Final = frozenset({FIELD, "override", "override-reason"})

TO_CONFIRM: Final = N_(
    "This answer was given to an earlier edition of the questionnaire. Confirm it, or answer anew;"
    " until then it counts as unanswered."
)

Place: TypeAlias = tuple[Subject, str]
"""A subject and the id of an item."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from; ``answer`` is what it held, empty where the record has it."""

    subject: Subject
    item: str
    answer: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """One answer that was carried over.

    ``edition`` is the id of the form that was answered; ``confirmed`` tells whether somebody
    has confirmed it, ``by`` and ``time`` (ISO 8601) who, and when.
    """

    subject: Subject
    item: str
    edition: str
    sources: tuple[Source, ...]
    confirmed: bool
    by: str = ""
    time: str = ""


def mark(edition: str, sources: Sequence[Source]) -> Value:
    """Return what is recorded of an answer that is carried over."""
    return {
        "edition": edition,
        "from": [_written(source) for source in sources],
        "confirmed": False,
    }


def confirmation(assessment: Assessment, place: Place) -> list[Edit]:
    """Return what confirms the answer to an item; nothing where none waits."""
    if not waits(assessment, *place):
        return []
    key = Key(*place, FIELD)
    held = next(c.value for c in assessment.heads[key] if _waits(c.value))
    return [(key, {**(held if isinstance(held, dict) else {}), "confirmed": True})]


def waits(assessment: Assessment, subject: Subject, item: str) -> bool:
    """Tell whether the answer to an item was carried over and nobody has confirmed it."""
    current = assessment.heads.get(Key(subject, item, FIELD))
    return current is not None and any(_waits(c.value) for c in current)


def waiting(assessment: Assessment) -> frozenset[Place]:
    """Return every item whose answer waits; kept until another mark is set."""
    return assessment.derived("waiting", _marks, _waiting)


def _marks(key: Key) -> bool:
    return key.field == FIELD


def _waiting(assessment: Assessment) -> frozenset[Place]:
    return frozenset(
        (key.subject, key.item)
        for key in assessment.called(FIELD)
        if waits(assessment, key.subject, key.item)
    )


def standing(assessment: Assessment, waiting: frozenset[Place]) -> Assessment:
    """Return the record without the answers that wait: what counts.

    That a model differs from the company stands: else the company's answer would hold for it.
    """
    if not waiting:
        return assessment

    def stays(key: Key) -> bool:
        return (key.subject, key.item) not in waiting or key.field in _STANDING

    heads = assessment.heads
    if is_apart(heads):
        return Assessment(heads.where(stays))
    kept = {key: current for key, current in heads.items() if stays(key)}
    return Assessment(MappingProxyType(kept))


def counting(assessment: Assessment) -> Assessment:
    """Return the record without every answer that waits."""
    return standing(assessment, waiting(assessment))


def every(assessment: Assessment) -> Iterator[Carried]:
    """Yield every answer that was carried over, confirmed or not."""
    for key in assessment.heads:
        if key.field == FIELD and (found := of(assessment, key.subject, key.item)):
            yield found


def of(assessment: Assessment, subject: Subject, item: str) -> Carried | None:
    """Return what is known of an answer that was carried over; None where it was not."""
    last = assessment.latest(subject, item, FIELD)
    if last is None or not isinstance(last.value, dict):
        return None
    edition, listed = last.value.get("edition"), last.value.get("from")
    sources = tuple(
        found for one in (listed if isinstance(listed, list) else ()) if (found := _read(one))
    )
    confirmed = not waits(assessment, subject, item)
    by, time = (last.author, last.time.isoformat()) if confirmed else ("", "")
    return Carried(subject, item, str(edition or ""), sources, confirmed, by, time)


def answer(assessment: Assessment, source: Source) -> dict[str, Value]:
    """Return what an item held when its answer was carried over, by field."""
    if source.answer:
        return dict(source.answer)
    return {
        key.field: value
        for key in assessment.heads
        if (key.subject, key.item) == (source.subject, source.item) and key.field != FIELD
        if (value := assessment.value(*key)) is not None
    }


def _waits(value: Value) -> bool:
    confirmed = isinstance(value, dict) and value.get("confirmed") is True
    return value is not None and not confirmed


def _written(source: Source) -> Value:
    written: dict[str, Value] = {"subject": source.subject, "item": source.item}
    if source.answer:
        written["answer"] = dict(source.answer)
    return written


def _read(written: Value) -> Source | None:
    if not isinstance(written, dict):
        return None
    subject, item, held = written.get("subject"), written.get("item"), written.get("answer")
    if not isinstance(subject, str) or not isinstance(item, str):
        return None
    fields = tuple(held.items()) if isinstance(held, dict) else ()
    return Source(Subject(subject), item, fields)
