"""The extract: the current changes in one piece, written when a project that was changed is closed.

To open a project, its current changes are looked up one by one all over the log, and each is held
against its id. The extract has the same rows in one text with one checksum, read in one go. The
window makes its first page from it and holds it, byte by byte, against the log right afterwards;
nothing else is read or written before that. The log counts: an extract that does not fit is not
used. It is no part of the digest, and copies may lack it.
"""

from collections.abc import Sequence
from typing import Final, cast
from zlib import crc32

import apsw

from jalon.store import rows
from jalon.store.rows import AlteredError, Row
from jalon.values import dataclass

NAME: Final = "extract"
"""Of its row in ``meta``."""

LARGEST: Final = 16 << 20
"""In bytes; a project whose current changes are longer goes without."""

_END: Final = "\n"
"""Of a column; stands in no canonical payload. Where a column holds it, there is no extract."""

_END_BYTES: Final = _END.encode()
_COLUMNS: Final = 8

_DIGITS: Final = 8
"""Of a CRC-32: enough for what the log is asked about within a second."""

_FROM: Final = _DIGITS + 1
_HEAD: Final = 50
"""In bytes: where what the checksum is of begins, and more than checksum and place take."""

_MOST: Final = 250_000
"""Rows; fewer than fit into memory, and more than a project has."""

_READ: Final = "SELECT CAST(value AS BLOB) FROM meta WHERE name = ? AND octet_length(value) <= ?"
_LAST: Final = "SELECT ifnull(max(seq), 0) FROM change"
_KEEP: Final = (
    "INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value ="
    " excluded.value"
)
_IS_THERE: Final = "SELECT 1 FROM meta WHERE name = ?"
_FORGET: Final = "DELETE FROM meta WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Extract:
    """What was taken down: checksum, last place in the log, all columns of the current changes."""

    text: bytes

    def rows(self) -> list[Row]:
        """Return the current changes; that each is what its id says is not looked at.

        Raises:
            AlteredError: they are none, or too large.
        """
        if self.text.count(_END_BYTES) > _COLUMNS * _MOST:
            raise AlteredError("an extract is larger than memory allows")
        try:
            parts = self.text.decode().split(_END)
            del parts[:2]
            columns = [parts[at::_COLUMNS] for at in range(_COLUMNS)]
            places, payloads = map(int, columns[0]), map(str.encode, columns[2])
            found = [*zip(places, columns[1], payloads, *columns[3:], strict=True)]
        except ValueError as cause:
            raise AlteredError("an extract is no list of changes") from cause
        current = cast("list[Row]", found)
        rows.require_room(current, len(self.text))
        return current

    def is_of(self, connection: apsw.Connection, current: Sequence[Row]) -> bool:
        """Tell whether it is what the log now says is current."""
        return self.text == _written(current, connection.execute(_LAST).get)


def read(connection: apsw.Connection) -> Extract | None:
    """Return the extract of a project.

    None where there is none, where something was recorded since, or where it is not what its
    checksum says: all that is in it stands in the log as well.
    """
    found = connection.execute(_READ, (NAME, LARGEST)).get
    if not isinstance(found, bytes):
        return None
    checksum, _, rest = found[:_HEAD].partition(_END_BYTES)
    last = str(connection.execute(_LAST).get).encode()
    if rest.partition(_END_BYTES)[0] != last:
        return None
    # Not copied: a megabyte of fresh memory takes longer than looking at it.
    return Extract(found) if checksum == _checksum(memoryview(found)[_FROM:]) else None


def misleads(connection: apsw.Connection, current: Sequence[Row]) -> bool:
    """Tell whether there is an extract that is not what the log says; not one that is only older.

    No harm comes of it: it is held against the log before anything else is read or written.
    """
    found = connection.execute(_READ, (NAME, LARGEST)).get
    if not isinstance(found, bytes):
        return connection.execute(_IS_THERE, (NAME,)).get is not None
    checksum, _, rest = found[:_HEAD].partition(_END_BYTES)
    if checksum != _checksum(memoryview(found)[_FROM:]):
        return True
    last = int(connection.execute(_LAST).get)
    written = rest.partition(_END_BYTES)[0]
    if written.isdigit() and int(written) < last:
        return False
    return not Extract(found).is_of(connection, current)


def keep(connection: apsw.Connection, current: Sequence[Row]) -> None:
    """Take down what is current; must run in a transaction."""
    text = _written(current, connection.execute(_LAST).get)
    if text is None or len(text) > LARGEST:
        forget(connection)
    else:
        connection.execute(_KEEP, (NAME, text.decode()))


def forget(connection: apsw.Connection) -> None:
    """Drop the extract, of which something is to be removed for good."""
    connection.execute(_FORGET, (NAME,))


def _written(current: Sequence[Row], last: int) -> bytes | None:
    """Return the extract of these rows, the last place in the log being ``last``.

    A line with the checksum of the rest, one with the place, and one for each column of each row.
    None where a column holds a line break or is no text.
    """
    try:
        texts = [str(last)]
        for seq, change_id, payload, *others in current:
            texts += (str(seq), change_id, (payload or b"").decode(), *others)
        body = _END.join(texts).encode()
    except (TypeError, UnicodeError):
        return None
    if body.count(_END_BYTES) != _COLUMNS * len(current):
        return None
    return _END_BYTES.join((_checksum(body), body))


def _checksum(rest: bytes | memoryview) -> bytes:
    return f"{crc32(rest):0{_DIGITS}x}".encode()
