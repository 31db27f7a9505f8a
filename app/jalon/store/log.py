"""The log of changes and the table of current ones, always written together.

A cursor that is dropped half read may keep its statement open (APSW), and with it the next
write from setting up its log: so each that may not be read to its end is closed by name.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Final

import apsw

from jalon.assessment.changes import (
    Change,
    ChangeId,
    Key,
    Value,
    change_id,
    payload,
    quoted,
    written_time,
)
from jalon.assessment.state import BOOKKEEPING, digest
from jalon.errors import N_, UserError
from jalon.store import connection as connections
from jalon.store.rows import (
    COLUMNS,
    LONGEST_PAYLOAD,
    LONGEST_TEXT,
    SHORT_AT_ONCE,
    SHORT_COLUMNS,
    AlteredError,
    Row,
    checked,
    read,
    verified,
)

HEADS: Final = (
    " FROM head LEFT JOIN change ON change.seq = head.seq"
    " AND change.subject = head.subject AND change.item = head.item AND change.field = head.field"
)
"""A head that points nowhere gives a row of nulls, which no reading accepts."""

BY_FIELD: Final = " ORDER BY head.subject, head.item, head.field"
_CURRENT_BY_PLACE: Final = f"SELECT {COLUMNS}{HEADS} ORDER BY head.seq"

_BY_TIME: Final = " ORDER BY substr(time, 1, 32) DESC, seq DESC"
_SHORT: Final = 20_000
"""Changes: some hundredths of a second."""

_SAYING: Final = (
    f"SELECT {COLUMNS} FROM change WHERE instr(payload, CAST(? AS BLOB))"  # noqa: S608  constants
    " OR instr(payload, CAST('\\u' AS BLOB)) OR instr(payload, CAST('\\/' AS BLOB))"
    " ORDER BY seq DESC"
)
_NAMED: Final = f"SELECT {COLUMNS} FROM change WHERE id = ?"  # noqa: S608  constants
_IS_THERE: Final = "SELECT 1 FROM change WHERE id = ?"
_CURRENT_OF_FIELD: Final = (
    "SELECT change.id, seq FROM head JOIN change USING(seq)"
    " WHERE head.subject = ? AND head.item = ? AND head.field = ?"
)
_FORGET_CURRENT: Final = "DELETE FROM head WHERE subject = ? AND item = ? AND field = ? AND seq = ?"
_FORGET_DRAFT: Final = "DELETE FROM draft WHERE subject = ? AND item = ? AND field = ?"
_ADD: Final = (
    "INSERT INTO change(id, payload, subject, item, field, time, author)"
    " VALUES(?, ?, ?, ?, ?, ?, ?)"
)
_MAKE_CURRENT: Final = "INSERT INTO head(subject, item, field, seq) VALUES(?, ?, ?, ?)"


def append(
    connection: apsw.Connection,
    entries: Sequence[tuple[Key, Value]],
    *,
    author: str,
    time: datetime,
    edition: str,
) -> tuple[Change, ...]:
    """Add one change per entry, each in the place of its field's current ones.

    The draft of a field ends with its change. Must run in a transaction.

    Raises:
        UserError: a value is longer than any answer.
    """
    return tuple(_append(connection, key, value, author, time, edition) for key, value in entries)


def current(connection: apsw.Connection, where: str = "") -> list[Row]:
    """Return the rows of all current changes, each payload checked against its id.

    Or of those ``where`` (SQL of ours) what is current is so.

    Raises:
        AlteredError: one is missing or not what its id says, or there is too much.
    """
    those = f"{HEADS}{where}{BY_FIELD}"
    try:
        with (
            connections.up_to(connection, LONGEST_TEXT),
            closing(connection.execute(f"SELECT {SHORT_COLUMNS}{those}")) as rows,
        ):
            return checked(rows, SHORT_AT_ONCE)
    except apsw.TooBigError:
        # A long answer, perhaps. What no answer can be is not fetched, which takes longer.
        with closing(connection.execute(f"SELECT {COLUMNS}{those}")) as rows:
            return checked(rows)


def current_rows(connection: apsw.Connection) -> Generator[tuple[Change, bytes, str]]:
    """Yield the current changes, their payloads and times in the order they came in.

    Raises:
        AlteredError: one is not what its id says.
    """
    with closing(connection.execute(_CURRENT_BY_PLACE)) as rows:
        for row in rows:
            payload = row[2]
            if not isinstance(payload, bytes):
                raise AlteredError("a current change is missing")
            yield verified(row, payload), payload, row[6]


def history(
    connection: apsw.Connection, key: Key | None, limit: int | None, *, item: str = ""
) -> tuple[Change, ...]:
    """Return the changes of one field, one item or all, newest first, at most ``limit``.

    Newest by the time they carry, since those of another copy come in late; of a log that is too
    long to be looked through for that, the ``limit`` that came in last.

    Raises:
        AlteredError: one is not what its id says.
    """
    # By way of the subjects the index serves; by the item alone the whole log would be read.
    where = " WHERE subject IN (SELECT DISTINCT subject FROM head) AND item = ?" if item else ""
    if key is not None:
        where = " WHERE subject = ? AND item = ? AND field = ?"
    told = (*(key or ([item] if item else ())), -1 if limit is None else limit)
    chosen = f"SELECT {COLUMNS} FROM change{where} ORDER BY seq DESC LIMIT ?"  # noqa: S608  constants
    if limit is not None and (where or _is_short(connection)):
        newest = f"SELECT seq FROM change{where}{_BY_TIME} LIMIT ?"  # noqa: S608  constants
        chosen = f"SELECT {COLUMNS} FROM change WHERE seq IN ({newest}) ORDER BY seq DESC"  # noqa: S608  constants
    with closing(connection.execute(chosen, told)) as rows:
        return tuple(sorted(read(rows), key=lambda change: change.time, reverse=True))


def perhaps_saying(connection: apsw.Connection, text: str) -> tuple[Change, ...]:
    """Return the changes whose bytes may hold a text, newest first; none that does is missing.

    Canonical bytes write it in one way only. What escapes more than needed is always returned.

    Raises:
        AlteredError: one is not what its id says.
    """
    with closing(connection.execute(_SAYING, (quoted(text)[1:-1],))) as rows:
        return tuple(sorted(read(rows), key=lambda change: change.time, reverse=True))


def _is_short(connection: apsw.Connection) -> bool:
    """Tell whether the whole log can be looked through while somebody waits."""
    return int(connection.execute("SELECT ifnull(max(seq), 0) FROM change").get) <= _SHORT


def named(connection: apsw.Connection, ids: Iterable[ChangeId]) -> tuple[Change, ...]:
    """Return the changes with these ids; one that is absent or was expunged is left out.

    Raises:
        AlteredError: one is not what its id says.
    """
    found: Iterator[Row] = (row for i in ids for row in connection.execute(_NAMED, (i,)))
    return tuple(change for change in read(found) if change.edition)


def lacks(connection: apsw.Connection, ids: Iterable[ChangeId]) -> bool:
    """Tell whether one of these changes is not in the log, not even as expunged."""
    return any(connection.execute(_IS_THERE, (i,)).get is None for i in ids)


def count(connection: apsw.Connection) -> int:
    """Return how many changes the log holds, expunged ones included."""
    return int(connection.execute("SELECT count(*) FROM change").get)


def current_digest(connection: apsw.Connection) -> str:
    """Return the hash of the current ids, as ``Assessment.digest`` computes it."""
    rows = connection.execute("SELECT head.subject, change.id FROM head JOIN change USING(seq)")
    return digest(
        ChangeId(str(i)) for subject, i in rows if not str(subject).startswith(BOOKKEEPING)
    )


def add(connection: apsw.Connection, change: Change, stored: bytes, time: str = "") -> int:
    """Put one change at the end of the log, whatever is current; return its place.

    ``time`` is as the payload of one from elsewhere writes it: by our own way of writing the same
    moment, its column would not agree with it.
    """
    return put(
        connection, change.id, stored, change.key, time or written_time(change.time), change.author
    )


def put(
    connection: apsw.Connection,
    change_id: ChangeId,
    stored: bytes,
    key: Key,
    time: str,
    author: str,
) -> int:
    """Put the columns of one change at the end of the log; return its place."""
    connection.execute(_ADD, (change_id, stored, *key, time, author))
    return connection.last_insert_rowid()


def make_current(connection: apsw.Connection, key: Key, place: int) -> None:
    """Add one change to the current ones of its field."""
    connection.execute(_MAKE_CURRENT, (*key, place))


def record(
    connection: apsw.Connection,
    key: Key,
    value: Value,
    *,
    author: str,
    time: datetime,
    edition: str,
    replaces: Mapping[ChangeId, int],
) -> Change:
    """Add a change in the place of just these ones (id and place); see :func:`append`.

    Raises:
        UserError: the value is longer than any answer, or the author's name than any name.
    """
    replaced = tuple(sorted(replaces))
    stored = payload(key, value, author=author, time=time, edition=edition, supersedes=replaced)
    require_author(author)
    if len(stored) > LONGEST_PAYLOAD or max(len(name.encode()) for name in key) > LONGEST_TEXT:
        raise too_long()
    made = Change(change_id(stored), key, value, author, time, edition, replaced)
    place = add(connection, made, stored)
    for old in replaces.values():
        connection.execute(_FORGET_CURRENT, (*key, old))
    connection.execute(_FORGET_DRAFT, key)
    make_current(connection, key, place)
    return made


def require_author(name: str) -> None:
    """Accept the name of an author that a file can hold.

    Raises:
        UserError: it is longer.
    """
    if len(name.encode()) > LONGEST_TEXT:
        raise UserError(
            N_(
                "The name of the author, “{begins}…”, is longer than a project can hold beside an"
                " answer, so nothing was saved under it. Give a shorter name."
            ),
            begins=name[:40],
        )


def too_long() -> UserError:
    """Return the refusal of a text that no answer needs."""
    return UserError(
        N_(
            "This text is longer than a project can hold in one answer, so it was not saved."
            " Shorten it, or keep it in a document and name that as evidence."
        )
    )


def _append(
    connection: apsw.Connection, key: Key, value: Value, author: str, time: datetime, edition: str
) -> Change:
    current = {ChangeId(i): seq for i, seq in connection.execute(_CURRENT_OF_FIELD, key)}
    return record(
        connection, key, value, author=author, time=time, edition=edition, replaces=current
    )
