"""A form as bytes, and back: what a start needs of it at once, the rest when it is asked for.

The bytes are lines. The first says how long the others are; each of these is a JSON list of rows,
of which the last is the tuple that the line holds. A row is ``[kind, part, ...]``: the kind a place
in :data:`_KINDS`, a part a plain value or ``[n]``, what row ``n`` of the line made. Equal rows
stand once, so that equal values are one. Some fields come when they are asked for (:data:`_LATER`):
they lie in lines of their own, those of siblings side by side, so that the texts of a page are read
together. After its other fields such a value has its place in these lines, and their numbers.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, TypeAlias
from zlib import crc32

from jalon.forms import dates, documents, editions, model, notes, options
from jalon.values import partly

_KINDS: Final[tuple[type, ...]] = (
    tuple,
    model.Form,
    model.Chapter,
    model.Commitment,
    model.Measure,
    model.Requirement,
    model.Place,
    model.Period,
    model.Duty,
    model.Equals,
    model.AtLeast,
    model.Before,
    model.Concludes,
    model.AnyOf,
    model.AllOf,
    model.Not,
    model.FactGroup,
    model.Fact,
    model.Column,
    model.Obligation,
    model.Term,
    options.Option,
    dates.Dates,
    dates.DateRule,
    dates.EventKind,
    dates.Extension,
    dates.HolidayYear,
    dates.Transition,
    notes.NotePage,
    notes.NoteGroup,
    notes.Note,
    notes.Signatories,
    notes.PartSignatory,
    editions.Earlier,
    editions.Move,
    documents.Document,
    documents.OptionSet,
    documents.DocumentSection,
    documents.DocumentField,
    documents.Answer,
    documents.Column,
    documents.Draft,
    documents.Gives,
    documents.Mark,
    documents.When,
)

_Group: TypeAlias = tuple[str, ...]
_LATER: Final[Mapping[type, tuple[_Group, ...]]] = {
    model.Form: (("term",), ("dates",), ("notes",), ("signatories",)),
    model.Measure: (("summary",),),
    model.Duty: (("binds", "summary", "note"),),
    model.Requirement: (
        (
            "place",
            "demand",
            "explain",
            "concerns",
            "evidence",
            "relief",
            "act",
            "law",
            "terms",
            "periods",
            "group",
            "exceptions",
            "presumes",
        ),
    ),
    model.Fact: (("label", "help", "source", "unit", "options", "columns"),),
    documents.Document: (("summary", "basis", "choices", "section", "serves"),),
}
"""What neither the figures nor the outline ask for, in groups that are read together."""

_WAY: Final = "1"
"""Raised when the bytes of values of the same shapes become others."""

_Part: TypeAlias = object  # a plain value, or a list with the number of a row
_Make: TypeAlias = Callable[..., object]
_Where: TypeAlias = tuple[int, ...]


def shapes() -> str:
    """Return what tells the way in which forms are kept from that of any other version."""
    told = [" ".join((kind.__name__, *_names(kind))) for kind in _KINDS]
    told += [" ".join(group) for groups in _LATER.values() for group in groups]
    return f"{crc32(chr(10).join((_WAY, *told)).encode()):08x}"


def pack(value: object) -> bytes:
    """Return a form, or a part of one, as bytes."""
    writer = _Writer()
    writer.line((value,))
    head = " ".join(str(len(line)) for line in writer.lines)
    return b"\n".join((head.encode(), *writer.lines))


def restore(compiled: bytes) -> object:
    """Return what :func:`pack` made these bytes of.

    Raises:
        ValueError: they are not whole.
    """
    return _Lines(compiled).held(0)[0]


def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that are there at once."""
    later_on = {name for group in _LATER.get(kind, ()) for name in group}
    names: tuple[str, ...] = getattr(kind, "__match_args__", ())
    return tuple(name for name in names if name not in later_on)


class _Writer:
    """Writes values into lines."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def line(self, held: tuple[object, ...]) -> int:
        """Write a line that holds these values, and return its number."""
        number, rows = len(self.lines), dict[str, int]()
        self.lines.append(b"")
        self._part(held, rows)
        self.lines[number] = f"[{','.join(rows)}]".encode()
        return number

    def _part(self, value: object, rows: dict[str, int]) -> _Part:
        """Return how a row says a value; what is not plain has a row of its own."""
        kind = type(value)
        if kind is tuple:
            return self._tuple(value, rows)  # type: ignore[arg-type]  # told by ``kind``
        return self._value(value, (), rows) if kind in _KINDS else value

    def _tuple(self, held: tuple[object, ...], rows: dict[str, int]) -> _Part:
        groups = _LATER.get(type(held[0]), ()) if held else ()
        after = [self.line(tuple(_fields(one, group) for one in held)) for group in groups]
        parts = [
            self._value(one, (at, *after), rows) if after else self._part(one, rows)
            for at, one in enumerate(held)
        ]
        return _row(0, parts, rows)

    def _value(self, value: object, where: _Where, rows: dict[str, int]) -> _Part:
        kind = type(value)
        parts = [self._part(part, rows) for part in _fields(value, _names(kind))]
        return _row(_KINDS.index(kind), [*parts, *where], rows)


def _fields(value: object, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in names)


def _row(kind: int, parts: Sequence[_Part], rows: dict[str, int]) -> _Part:
    """Add a row, unless there is one that is equal, and return how others name it."""
    row = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return [rows.setdefault(row, len(rows))]


class _Lines:
    """Reads the lines of a compiled form, each when something that it holds is asked for."""

    def __init__(self, compiled: bytes) -> None:
        head = compiled[: compiled.find(b"\n")]
        ends = accumulate((int(length) + 1 for length in head.split()), initial=len(head) + 1)
        self._ends = tuple(ends)
        if self._ends[-1] != len(compiled) + 1:
            raise ValueError("a compiled form is not whole")
        self._compiled = compiled
        self._held: dict[int, tuple[Any, ...]] = {}
        self._make: list[_Make] = [
            self._in_part(kind) if kind in _LATER else kind for kind in _KINDS
        ]
        self._make[0] = _tuple

    def held(self, number: int) -> tuple[Any, ...]:
        """Return what a line holds."""
        if number not in self._held:
            start, end = self._ends[number : number + 2]
            self._held[number] = self._read(self._compiled[start:end])
        return self._held[number]

    def _read(self, line: bytes) -> tuple[Any, ...]:
        made: list[Any] = []
        for kind, *parts in json.loads(line):
            values = [made[part[0]] if type(part) is list else part for part in parts]
            made.append(self._make[kind](*values))
        held: tuple[Any, ...] = made[-1]
        return held

    def _in_part(self, kind: type) -> _Make:
        names, groups = _names(kind), _LATER[kind]
        begun: _Make = partly(kind, names)
        count = len(names)

        def rest(where: _Where, name: str) -> Mapping[str, object]:
            """Return the group of values in which one is that is asked for now."""
            at, *lines = where
            group, line = next(pair for pair in zip(groups, lines, strict=True) if name in pair[0])
            return dict(zip(group, self.held(line)[at], strict=True))

        def make(*values: object) -> object:
            return begun(*values[:count], rest, values[count:])

        return make


def _tuple(*parts: object) -> tuple[object, ...]:
    return parts
