"""The full check of a project: pages, every change against its id, and the current ones."""

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from typing import Final, Literal, NamedTuple

import apsw

from jalon.assessment.changes import PROJECT, Change, ChangeId, Key, Subject
from jalon.errors import N_
from jalon.store import drafts, evidence, schema
from jalon.store.expunge import ITEM, told_by
from jalon.store.rows import LONGEST_PAYLOAD, AlteredError, Row, expunged, verified
from jalon.values import dataclass

Trouble = Literal["pages", "altered", "parent", "expunged", "current", "draft", "bytes", "lacking"]

_MESSAGES: Final[dict[Trouble, str]] = {
    "pages": N_("Part of the file cannot be read as a database should be."),
    "altered": N_("A recorded change does not match its fingerprint; it was altered or damaged."),
    "parent": N_("A recorded change replaces one that is missing from the file."),
    "expunged": N_("The content of a change was removed without a record of who did it and why."),
    "current": N_("A current answer is not the one that follows from the recorded changes."),
    "draft": N_("A text that was being typed does not match its fingerprint."),
    "bytes": N_("The content of a file does not match its fingerprint; it was altered or damaged."),
    "lacking": N_("The content of a file that is evidence is missing from the project."),
}
_ALL: Final = (
    "SELECT seq, CAST(id AS BLOB), "  # noqa: S608  a constant
    f"CASE WHEN length(payload) <= {LONGEST_PAYLOAD} THEN payload END,"
    " CAST(subject AS BLOB), CAST(item AS BLOB), CAST(field AS BLOB), CAST(time AS BLOB),"
    " CAST(author AS BLOB) FROM change ORDER BY seq"
)
_CURRENT: Final = (
    "SELECT CAST(subject AS BLOB), CAST(item AS BLOB), CAST(field AS BLOB), seq FROM head"
)
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
    with closing(_troubles(connection)) as troubles:
        for trouble, place in islice(troubles, _MOST):
            found.append(Finding(trouble, _MESSAGES[trouble], place))
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


def _troubles(connection: apsw.Connection) -> Generator[tuple[Trouble, str]]:
    try:
        yield from _pages(connection)
        yield from _changes(connection)
        yield from _drafts(connection)
        yield from _evidence(connection)
    except (apsw.CorruptError, apsw.NotADBError) as cause:
        yield "pages", str(cause)


def _pages(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    with closing(connection.execute(f"PRAGMA integrity_check({_MOST})")) as rows:
        yield from (("pages", str(said)) for (said,) in rows if said != "ok")


def _changes(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    fold = Fold()
    altered: set[int] = set()
    emptied: set[ChangeId] = set()
    recorded: set[str] = set()
    whole = schema.meta(connection).get("history") != schema.CURRENT_ONLY
    last = -(2**63)
    with closing(connection.execute(_ALL)) as rows:
        for row in map(_decoded, rows):
            if row[0] <= last:
                # Pages that refer to each other would go on for ever.
                yield "pages", f"change {row[0]} stands after change {last}"
                return
            last = row[0]
            change = _read(row)
            if change is None:
                altered.add(row[0])
                yield "altered", row[1]
                continue
            if row[2] == b"":
                emptied.add(change.id)
            if (change.key.subject, change.key.item) == (PROJECT, ITEM):
                recorded.add(change.key.field)
            if not _folded(connection, fold, change, row[0]) and whole:
                yield "parent", change.id
    yield from (("expunged", i) for i in emptied - recorded)
    yield from _heads(connection, set(fold.current.values()), altered)


def _folded(connection: apsw.Connection, fold: Fold, change: Change, seq: int) -> bool:
    """Take one change into the fold; return whether all that it supersedes is in the log."""
    fold.add(change, seq)
    complete = True
    for old in told_by(change):
        place = connection.execute("SELECT seq FROM change WHERE id = ?", (old,)).get
        if place is None:
            complete = False
        else:
            fold.supersede(old, comes_later=place > seq)
    return complete


def _drafts(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    try:
        drafts.kept(connection)
    except (AlteredError, UnicodeDecodeError) as cause:
        yield "draft", str(cause)


def _evidence(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    """Check the bytes of evidence, and that those are there which something current names."""
    yield from (("bytes", sha256) for sha256 in evidence.altered(connection))
    try:
        lacking = evidence.needed(connection) - set(evidence.held(connection))
    except (AlteredError, UnicodeDecodeError):
        return  # found above, as what it is
    yield from (("lacking", sha256) for sha256 in sorted(lacking))


def _decoded(raw: tuple[int, object, object, object, object, object, object, object]) -> Row:
    """Return a row whose damaged texts are readable, though wrong.

    Damaged pages yield columns of any type; one of them must not end the whole check.
    """
    seq, stored_id, payload, *texts = raw
    subject, item, field, time, author = (_text(text) for text in texts)
    kept = payload if isinstance(payload, bytes) else None
    return seq, ChangeId(_text(stored_id)), kept, subject, item, field, time, author


def _text(found: object) -> str:
    return found.decode(errors="replace") if isinstance(found, bytes) else str(found)


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
    with closing(connection.execute(_CURRENT)) as rows:
        for *texts, seq in rows:
            subject, item, field = map(_text, texts)
            place = Place(Key(Subject(subject), item, field), seq)
            if place in expected:
                expected.discard(place)
            elif seq not in altered:
                yield "current", " ".join(place.key)
    yield from (("current", " ".join(place.key)) for place in expected)
