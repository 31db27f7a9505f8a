"""The extract: the current changes in one piece, written when a project that was changed is closed.

To open a project, its current changes are looked up one by one all over the log, and each is held
against its id. The extract has the same rows in one text with one checksum, read in one go. The
window makes its first page from it and holds it, byte by byte, against the log right afterwards;
nothing else is read or written before that. The log counts: an extract that does not fit is not
used. It is no part of the digest, and copies may lack it.
"""

from collections import Counter
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

_LAYOUT: Final = "2"
"""What stands in it where; the first began its second line with the place. Each is passed over by
those who know another."""

_END: Final = "\n"
"""Of a column; stands in no canonical payload. Where a column holds it, there is no extract."""

_END_BYTES: Final = _END.encode()
_COLUMNS: Final = 8
_BEFORE: Final = 3
"""Lines before the columns."""

_DIGITS: Final = 8
"""Of a CRC-32: enough for what the log is asked about within a second."""

_FROM: Final = _DIGITS + 1
_HEAD: Final = 200
"""In bytes: where what the checksum is of begins, and more than is before the columns."""

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
class Told:
    """What an extract says of the register of evidence, whose changes it leaves to the log.

    Attributes:
        fields: how many fields it has.
        several: how many of them have more than one current change.
        newest: when the newest of these changes was made, as it is written.
    """

    fields: int
    several: int
    newest: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What was taken down, as one text.

    Checksum, last place in the log, what the register has, all columns of the other changes.
    """

    text: bytes

    def rows(self) -> list[Row]:
        """Return the current changes; that each is what its id says is not looked at.

        Raises:
            AlteredError: they are none, or too large.
        """
        most = _COLUMNS * _MOST
        if len(self.text) > most and self.text.count(_END_BYTES) > most:
            raise AlteredError("an extract is larger than memory allows")
        try:
            parts = self.text.decode().split(_END)
            del parts[:_BEFORE]
            columns = [parts[at::_COLUMNS] for at in range(_COLUMNS)]
            places, payloads = map(int, columns[0]), map(str.encode, columns[2])
            found = [*zip(places, columns[1], payloads, *columns[3:], strict=True)]
        except ValueError as cause:
            raise AlteredError("an extract is no list of changes") from cause
        current = cast("list[Row]", found)
        rows.require_room(current, len(self.text))
        return current

    def told(self) -> Told | None:
        """Return what it says of the register; None where that has nothing.

        Raises:
            AlteredError: it says nothing that could be.
        """
        try:
            fields, several, _, newest = _before(self.text)[-1].decode().split(" ", 3)
            found = Told(int(fields), int(several), newest)
        except ValueError as cause:
            raise AlteredError("an extract does not tell of the register") from cause
        return found if found.fields else None

    def is_of(self, connection: apsw.Connection, current: Sequence[Row]) -> bool:
        """Tell whether it is what the log now says is current."""
        return self.text == _written(current, connection.execute(_LAST).get)


def read(connection: apsw.Connection) -> Extract | None:
    """Return the extract of a project.

    None where there is none, where something was recorded since, where it is of another layout, or
    where it is not what its checksum says: all that is in it stands in the log as well.
    """
    found = connection.execute(_READ, (NAME, LARGEST)).get
    if not isinstance(found, bytes):
        return None
    checksum, place, _ = _before(found)
    if place != _place(connection.execute(_LAST).get).encode():
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
    checksum, place, _ = _before(found)
    if checksum != _checksum(memoryview(found)[_FROM:]):
        return True
    layout, _, written = place.decode(errors="replace").rpartition(" ")
    if layout != _LAYOUT and (layout + written).isdigit():
        return False
    if written.isdigit() and int(written) < int(connection.execute(_LAST).get):
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

    A line with the checksum of the rest, one with layout and place, one with what the register has,
    and one for each column of each row outside it. None where a column holds a line break or is no
    text, or where a time is none.
    """
    register, answers = rows.sorted_out(current)
    try:
        texts = [_place(last), _tells(register)]
        for seq, change_id, payload, *others in answers:
            texts += (str(seq), change_id, (payload or b"").decode(), *others)
        body = _END.join(texts).encode()
    except (TypeError, ValueError):
        return None
    if body.count(_END_BYTES) != _BEFORE - 2 + _COLUMNS * len(answers):
        return None
    return _END_BYTES.join((_checksum(body), body))


def _before(text: bytes) -> list[bytes]:
    """Return the lines before the columns, each empty where it is missing."""
    return [*text[:_HEAD].split(_END_BYTES), *[b""] * _BEFORE][:_BEFORE]


def _place(last: int) -> str:
    return f"{_LAYOUT} {last}"


def _tells(register: Sequence[Row]) -> str:
    """Return what is said of the register: fields, those of several changes, a checksum, newest.

    The checksum is of all columns but the payload, for which the id stands. The newest time is
    the last, since there may be a blank in it.

    Raises:
        TypeError, ValueError: a column is no text, a time is none.
    """
    of = Counter(row[3:6] for row in register)
    several = sum(count > 1 for count in of.values())
    newest = max({row[6] for row in register}, key=rows.moment, default="")
    columns = (_END.join((str(row[0]), row[1], *row[3:])) for row in register)
    checksum = _checksum(_END.join(columns).encode()).decode()
    return f"{len(of)} {several} {checksum} {newest}"


def _checksum(rest: bytes | memoryview) -> bytes:
    return f"{crc32(rest):0{_DIGITS}x}".encode()
