"""The full check of a project: pages, every change against its id, and the current ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import apsw

from jalon.assessment.changes import PROJECT, Change, ChangeId, Key
from jalon.errors import N_
from jalon.store import schema
from jalon.store.expunge import ITEM, told_by
from jalon.store.rows import COLUMNS, AlteredError, Row, expunged, verified

Trouble = Literal["pages", "altered", "parent", "expunged", "current"]

_MESSAGES: Final[dict[Trouble, str]] = {
    "pages": N_("Part of the file cannot be read as a database should be."),
    "altered": N_("A recorded change does not match its fingerprint; it was altered or damaged."),
    "parent": N_("A recorded change replaces one that is missing from the file."),
    "expunged": N_("The content of a change was removed without a record of who did it and why."),
    "current": N_("A current answer is not the one that follows from the recorded changes."),
}
_MOST: Final = 1000
"""Findings that are listed; more of them say nothing new."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a project file.

    Attributes:
        trouble: what kind.
        message: the same for people; source text without placeholders.
        place: where: the id of a change, a field, or what SQLite says of a page.
    """

    trouble: Trouble
    message: str
    place: str


def check(connection: apsw.Connection) -> tuple[Finding, ...]:
    """Return what is wrong, at most some thousand findings; empty means sound."""
    found: list[Finding] = []
    for trouble, place in _troubles(connection):
        found.append(Finding(trouble, _MESSAGES[trouble], place))
        if len(found) >= _MOST:
            break
    return tuple(found)


class Place(NamedTuple):
    """A current change: its field and where it stands in the log."""

    key: Key
    seq: int


class Fold:
    """Works out from the changes, in any order, which are current.

    Holds the current ones only, and those superseded before they were seen.
    """

    def __init__(self) -> None:
        self.current: dict[ChangeId, Place] = {}
        self._awaited: set[ChangeId] = set()

    def add(self, change: Change, seq: int) -> None:
        """Take in one change; its own parents are given to :meth:`supersede`."""
        if change.id in self._awaited:
            self._awaited.discard(change.id)
        else:
            self.current[change.id] = Place(change.key, seq)

    def supersede(self, old: ChangeId, *, comes_later: bool) -> None:
        """Note that ``old`` is superseded, seen already or not."""
        if comes_later:
            self._awaited.add(old)
        else:
            self.current.pop(old, None)


def _troubles(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    try:
        yield from _pages(connection)
        yield from _changes(connection)
    except (apsw.CorruptError, apsw.NotADBError) as cause:
        yield "pages", str(cause)


def _pages(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    for (said,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            yield "pages", str(said)


def _changes(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    fold = Fold()
    altered: set[int] = set()
    emptied: dict[ChangeId, None] = {}
    whole = schema.meta(connection).get("history") != schema.CURRENT_ONLY
    for row in connection.execute(f"SELECT {COLUMNS} FROM change ORDER BY seq"):  # noqa: S608
        change = _read(row)
        if change is None:
            altered.add(row[0])
            yield "altered", row[1]
            continue
        if row[2] == b"":
            emptied[change.id] = None
        fold.add(change, row[0])
        for old in told_by(change):
            seq = connection.execute("SELECT seq FROM change WHERE id = ?", (old,)).get
            if seq is not None:
                fold.supersede(old, comes_later=seq > row[0])
            elif whole:
                yield "parent", change.id
        if (change.key.subject, change.key.item) == (PROJECT, ITEM):
            emptied.pop(ChangeId(change.key.field), None)
    yield from (("expunged", i) for i in emptied)
    yield from _heads(connection, set(fold.current.values()), altered)


def _read(row: Row) -> Change | None:
    """Return the change of one row; None when it is not what its id says."""
    try:
        if row[2] is None:
            return None
        return expunged(row) if row[2] == b"" else verified(row, row[2])
    except AlteredError:
        return None


def _heads(
    connection: apsw.Connection, expected: set[Place], altered: set[int]
) -> Iterator[tuple[Trouble, str]]:
    """Compare the table of current changes with what follows from the log."""
    for subject, item, field, seq in connection.execute(
        "SELECT subject, item, field, seq FROM head"
    ):
        place = Place(Key(subject, item, field), seq)
        if place in expected:
            expected.discard(place)
        elif seq not in altered:
            yield "current", " ".join(place.key)
    yield from (("current", " ".join(place.key)) for place in expected)
