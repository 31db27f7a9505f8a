"""The full check of a project: pages, every change against its id, and the current ones."""

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import islice
from typing import Final, Literal

import apsw

from jalon.assessment.changes import PROJECT, RECORDS, ChangeId
from jalon.errors import N_
from jalon.store import connection as connections
from jalon.store import drafts, evidence, extract, schema
from jalon.store.oversized import oversized
from jalon.store.rows import (
    AT_ONCE,
    COLUMNS_AS_BYTES,
    LONGEST_TEXT,
    SHORT_AT_ONCE,
    SHORT_COLUMNS,
    AlteredError,
    Row,
    expunged,
)
from jalon.store.skim import Skim
from jalon.values import dataclass

Trouble = Literal[
    "pages",
    "about",
    "altered",
    "parent",
    "field",
    "expunged",
    "current",
    "draft",
    "bytes",
    "lacking",
]

_MESSAGES: Final[dict[Trouble, str]] = {
    "pages": N_("Part of the file cannot be read as a database should be."),
    "about": N_("A fact about the file itself is missing, or is none that Jalon has written."),
    "altered": N_("A recorded change does not match its fingerprint; it was altered or damaged."),
    "parent": N_("A recorded change replaces one that is missing from the file."),
    "field": N_("A recorded change replaces one of another field."),
    "expunged": N_("The content of a change was removed without a record of who did it and why."),
    "current": N_("A current answer is not the one that follows from the recorded changes."),
    "draft": N_("A text that was being typed does not match its fingerprint."),
    "bytes": N_("The content of a file does not match its fingerprint; it was altered or damaged."),
    "lacking": N_("The content of a file that is evidence is missing from the project."),
}
_ALL: Final = f"SELECT {SHORT_COLUMNS} FROM change ORDER BY seq"  # noqa: S608  a constant
_REST: Final = f"SELECT {COLUMNS_AS_BYTES} FROM change WHERE seq > ? ORDER BY seq"  # noqa: S608  a constant
_PLACE: Final = "SELECT seq, subject = ? AND item = ? AND field = ? FROM change WHERE id = ?"
_CURRENT: Final = (
    "SELECT CAST(head.subject AS BLOB), CAST(head.item AS BLOB), CAST(head.field AS BLOB),"
    " head.seq, change.subject = head.subject AND change.item = head.item"
    " AND change.field = head.field FROM head LEFT JOIN change ON change.seq = head.seq"
)
_FIELD: Final = (
    "SELECT CAST(subject AS BLOB), CAST(item AS BLOB), CAST(field AS BLOB) FROM change"
    " WHERE seq = ?"
)
_CACHE: Final = -65_536
"""In KiB: pages kept during the check. Each row is looked for in both indexes, in no order."""

_FACTS: Final = {
    "form": re.compile("(?s).+"),
    "history": re.compile(f"{schema.WHOLE}|{schema.CURRENT_ONLY}"),
    "project": re.compile("[0-9a-f]{32}"),
}
"""What each file says of itself, and how."""

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
    with _larger_cache(connection), closing(_troubles(connection)) as troubles:
        for trouble, place in islice(troubles, _MOST):
            found.append(Finding(trouble, _MESSAGES[trouble], place))
    return tuple(found)


@contextmanager
def _larger_cache(connection: apsw.Connection) -> Iterator[None]:
    before = connection.pragma("cache_size")
    connection.pragma("cache_size", _CACHE)
    try:
        yield
    finally:
        connection.pragma("cache_size", before)


def _troubles(connection: apsw.Connection) -> Generator[tuple[Trouble, str]]:
    try:
        yield from [*oversized(connection)] or _pages(connection)
        yield from (("about", name) for name in sorted(_odd(connection)))
        yield from _changes(connection)
        yield from _drafts(connection)
        yield from _evidence(connection)
    except (apsw.CorruptError, apsw.NotADBError) as cause:
        yield "pages", str(cause)


def _pages(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    with closing(connection.execute(f"PRAGMA integrity_check({_MOST})")) as rows:
        yield from (("pages", str(said)) for (said,) in rows if said != "ok")


def _odd(connection: apsw.Connection) -> set[str]:
    """Return the names of facts about the file that are missing, or are none of ours."""
    with closing(connection.execute("SELECT CAST(name AS BLOB) FROM meta LIMIT 100")) as rows:
        names = {_text(name) for (name,) in rows} - {extract.NAME}
    told = schema.meta(connection)
    sound = {name for name, form in _FACTS.items() if form.fullmatch(told.get(name, ""))}
    return (names | _FACTS.keys()) - sound


class _Log:
    """What is found in reading through the log, and which of its changes are current.

    Of the others it holds only those superseded by one that came before them.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.skim = Skim()
        self.current: dict[ChangeId, tuple[int, Sequence[object]]] = {}
        self._awaited: set[ChangeId] = set()
        self.altered: set[int] = set()
        self.emptied: set[ChangeId] = set()
        self.recorded: set[str] = set()
        self.whole = schema.meta(connection).get("history") != schema.CURRENT_ONLY

    def take(self, row: Row, found: str, superseded: Sequence[ChangeId] | None) -> Trouble | None:
        """Take in one change, of whose payload ``found`` is the hash; return what is wrong.

        ``superseded`` is None where that has to be found out.
        """
        seq, change_id, _payload, subject, item, field, _time, _author = row
        if superseded is None or found != change_id:
            try:
                superseded = self._superseded(row, found)
            except AlteredError:
                self.altered.add(seq)
                return "altered"
        where: Sequence[object] = row[3:6]
        if tells := item == RECORDS and subject == PROJECT:
            self.recorded.add(field)
        if change_id in self._awaited:
            self._awaited.discard(change_id)
        else:
            self.current[change_id] = seq, where
        complete = same = True
        for old in superseded:
            kept = self.current.pop(old, None)
            known = kept[1] == where if kept else self._looked_for(old, seq, where)
            complete &= known is not None
            same &= known is not False
        if not complete and self.whole:
            return "parent"
        return None if same or tells else "field"

    def _superseded(self, row: Row, found: str) -> Sequence[ChangeId]:
        payload = row[2]
        if payload is None or (payload and found != row[1]):
            raise AlteredError("a payload is missing or does not match its id")
        if payload:
            return self.skim.superseded(row, payload)
        self.emptied.add(expunged(row).id)
        return ()

    def _looked_for(self, old: ChangeId, by: int, where: Sequence[object]) -> bool | None:
        """Tell whether a change that is not current is of this field; await it if it comes later.

        None where the log has no such change. Of one that is altered, more need not be said.
        """
        found = self._connection.execute(_PLACE, (*where, old)).get
        if found is None:
            return None
        place, same = found
        if place > by:
            self._awaited.add(old)
        return bool(same) or place in self.altered


def _changes(connection: apsw.Connection) -> Iterator[tuple[Trouble, str]]:
    log = _Log(connection)
    last = -(2**63)
    with closing(_read(connection)) as read:
        for rows, hashes in read:
            for row, found, superseded in zip(rows, hashes, log.skim.skimmed(rows), strict=True):
                if row[0] <= last:
                    # Pages that refer to each other would go on for ever.
                    yield "pages", f"change {row[0]} stands after change {last}"
                    return
                last = row[0]
                trouble = log.take(row, found, superseded)
                if trouble:
                    yield trouble, _text(row[1] or row[0])
    yield from (("expunged", i) for i in log.emptied - log.recorded)
    yield from _heads(connection, {seq for seq, _ in log.current.values()}, log.altered)


def _read(connection: apsw.Connection) -> Generator[tuple[list[Row], list[str]]]:
    """Yield all rows of the log, some at a time, with the hashes of their payloads."""
    last = -(2**63)
    try:
        with (
            connections.up_to(connection, LONGEST_TEXT),
            closing(connection.execute(_ALL)) as rows,
        ):
            while some := list(islice(rows, SHORT_AT_ONCE)):
                yield _hashed(some)
                last = some[-1][0]
    except (UnicodeDecodeError, apsw.TooBigError):
        # A text that is none, or something long. From here on with more care, which takes longer.
        with closing(connection.execute(_REST, (last,))) as rows:
            while some := list(map(_decoded, islice(rows, AT_ONCE))):
                yield _hashed(some)


def _hashed(rows: list[Row]) -> tuple[list[Row], list[str]]:
    try:
        ids = [sha256(row[2]).hexdigest() for row in rows]  # type: ignore[arg-type]  # TypeError
    except TypeError:  # a payload is missing, too long, or no bytes
        rows = list(map(_decoded, rows))
        ids = [sha256(row[2] or b"").hexdigest() for row in rows]
    return rows, ids


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
    found_id = "" if stored_id is None else _text(stored_id)
    subject, item, field, time, author = (_text(text) for text in texts)
    kept = payload if isinstance(payload, bytes) else None
    return seq, ChangeId(found_id), kept, subject, item, field, time, author


def _text(found: object) -> str:
    return found.decode(errors="replace") if isinstance(found, bytes) else str(found)


def _heads(
    connection: apsw.Connection, expected: set[int], altered: set[int]
) -> Iterator[tuple[Trouble, str]]:
    """Compare the table of current changes with what follows from the log."""
    with closing(connection.execute(_CURRENT)) as rows:
        for *texts, seq, same_field in rows:
            if same_field and seq in expected:
                expected.discard(seq)
            elif seq not in altered:
                yield "current", " ".join(map(_text, texts))
    for seq in expected:
        texts = connection.execute(_FIELD, (seq,)).get or ()
        yield "current", " ".join(map(_text, texts))
