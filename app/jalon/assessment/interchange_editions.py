"""Of an answers file: what was carried over from an earlier edition, and what stands there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Protocol

from pydantic import Field, JsonValue

from jalon.assessment import carried
from jalon.assessment.carried import FIELD, Source
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.entries import Line, Strict
from jalon.assessment.state import Edit
from jalon.errors import N_
from jalon.forms import load, succession
from jalon.forms.model import Form

Fields = Annotated[dict[str, JsonValue], Field(max_length=10_000)]


class SourceEntry(Strict):
    """An item that an answer comes from; ``fields`` what it held, where nothing else tells."""

    subject: Line
    item: Line
    fields: Fields = Field(default_factory=dict)


class CarriedEntry(Strict):
    """That an answer was carried over from ``edition``, and whether it was confirmed.

    ``by`` and ``time`` describe an export; whoever takes the file over confirms by their own name.
    """

    subject: Line
    item: Line
    edition: Line
    sources: list[SourceEntry] = Field(default_factory=list)
    confirmed: bool = False
    by: Line | None = None
    time: Line | None = None


class EarlierEntry(Strict):
    """An answer under an item that the edition answered now does not have."""

    subject: Line
    item: Line
    fields: Fields


class Complain(Protocol):
    """Notes what is wrong at a place of the file."""

    def __call__(self, place: str, message: str, **details: object) -> None:
        """Note one problem."""


class Document(Protocol):
    """The parts of an answers file that tell of earlier editions."""

    @property
    def carried(self) -> list[CarriedEntry]:
        """What was carried over."""

    @property
    def earlier(self) -> list[EarlierEntry]:
        """What stands under items of an earlier edition."""


def subjects(
    carried_over: Iterable[CarriedEntry], earlier: Iterable[EarlierEntry]
) -> Iterator[str]:
    """Yield every subject that is named."""
    for one in carried_over:
        yield one.subject
        yield from (source.subject for source in one.sources)
    yield from (one.subject for one in earlier)


def edits(
    form: Form,
    known: Mapping[str, Subject],
    document: Document,
    wrong: Complain,
) -> list[Edit]:
    """Return what takes these parts over; what does not fit is told to ``wrong``."""
    found: list[Edit] = []
    now = succession.askers(form)
    before = {name for old in load.before(form.id) for name in succession.askers(old)}
    for number, one in enumerate(document.carried):
        subject = known.get(one.subject)
        if subject is None or one.item not in now:
            wrong(f"carried[{number}]", N_("There is no such item or subject here."))
            continue
        sources = [
            Source(known.get(s.subject, PROVIDER), s.item, _plain(s.fields)) for s in one.sources
        ]
        told = carried.mark(one.edition, sources)
        confirmed = {**(told if isinstance(told, dict) else {}), "confirmed": one.confirmed}
        found.append((Key(subject, one.item, FIELD), confirmed))
    for number, gone in enumerate(document.earlier):
        subject = known.get(gone.subject)
        if subject is None or gone.item not in before:
            wrong(f"earlier[{number}]", N_("There is no such item or subject here."))
            continue
        found += [(Key(subject, gone.item, name), value) for name, value in _plain(gone.fields)]
    return found


def _plain(fields: Mapping[str, JsonValue]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, _value(value)) for name, value in sorted(fields.items()))


def _value(value: JsonValue) -> Value:
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {name: _value(one) for name, one in value.items()}
    return value
