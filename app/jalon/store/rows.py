"""Rows of the log, read with suspicion: the file may be damaged, or made by someone else."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final, TypeAlias

from jalon.assessment.changes import (
    PROJECT,
    RECORDS,
    Change,
    ChangeId,
    Key,
    Subject,
    Value,
    change,
    registered,
)
from jalon.hashing import for_another, sha256

LONGEST_PAYLOAD: Final = 4 << 20
"""In bytes; some hundred times the longest answer anyone typed."""

LONGEST_TEXT: Final = 64 << 10
"""In bytes; the longest name of a field or of an author, by far."""


def _columns(text: str) -> str:
    """Return the columns of a change, each text written as asked; too long ones are not fetched."""
    short = f"CASE WHEN octet_length(change.{{0}}) <= {LONGEST_TEXT} THEN {text} END"
    texts = (short.format(name) for name in ("subject", "item", "field", "time", "author"))
    payload = f"CASE WHEN length(payload) <= {LONGEST_PAYLOAD} THEN payload END"
    return ", ".join(("change.seq", short.format("id"), payload, *texts))


COLUMNS: Final = _columns("change.{0}")
"""What :data:`Row` holds."""

COLUMNS_AS_BYTES: Final = _columns("CAST(change.{0} AS BLOB)")
"""The same for a file whose texts may be none."""

SHORT_COLUMNS: Final = (
    "change.seq, change.id, payload, change.subject, change.item, change.field, change.time,"
    " change.author"
)
"""The same for :func:`jalon.store.connection.up_to`, which refuses what is too long."""

Row: TypeAlias = tuple[int, ChangeId, bytes | None, str, str, str, str, str]
"""seq, id, payload, subject, item, field, time, author."""

_MEMORY: Final = 384 << 20
"""In bytes, estimated: what one reading of the log may occupy."""

_PER_CHANGE: Final = 1200
_PER_PART: Final = 64
"""In bytes: what Python needs for a change, and at most for each list, object or element."""

DEEPEST: Final = 8
"""Lists and objects within each other that a value may have."""

_EXACT: Final = 2**53
"""Below it every program reads a whole number alike, and it can be written as one (RFC 8785)."""

_EARLIEST: Final = 2
_LATEST: Final = 9998
"""The years of which every day can be told in every time zone."""

AT_ONCE: Final = 32
"""Rows that are fetched together: at most 140 MB."""

SHORT_AT_ONCE: Final = 256
"""The same of those where nothing is longer than :data:`LONGEST_TEXT`: at most 120 MB."""


_MISSING: Final = "a part of a change is missing, or longer than any of ours"
_MISMATCH: Final = "a payload does not match its id"
_LARGE: Final = "the record is larger than memory allows"


class AlteredError(Exception):
    """A row does not say what its id vouches for, or is no change at all."""


def read(rows: Iterable[Row]) -> Iterator[Change]:
    """Yield the changes in ``rows``, each checked against its id; bounded in memory.

    A change whose payload was expunged has the value None, no author and no edition.

    Raises:
        AlteredError: a row is not what its id says, or all together are too large.
    """
    occupied = 0
    for row in rows:
        payload = row[2]
        if not isinstance(payload, bytes):
            raise AlteredError(_MISSING)
        occupied += _PER_CHANGE + 2 * len(payload) + _PER_PART * _parts(payload)
        if occupied > _MEMORY:
            raise AlteredError(_LARGE)
        yield verified(row, payload) if payload else expunged(row)


def checked(rows: Iterator[Row], at_once: int = AT_ONCE) -> list[Row]:
    """Return all rows, each payload checked against its id; what it says is not looked at yet.

    None may be expunged. Bounded in memory, that of their changes included; in bulk, because
    each opening does this with every current change.

    Raises:
        AlteredError: a payload is not what its id says, or all together are too large.
    """
    found, size = list[Row](), 0
    while some := list(islice(rows, at_once)):
        _seqs, ids, payloads, *texts = zip(*some, strict=True)
        try:
            hashed = for_another(len(found))
            hashes = tuple([hashed(payload).hexdigest() for payload in payloads])
            size += sum(map(len, payloads)) + len("".join(map("".join, texts)))
        except TypeError as cause:
            raise AlteredError(_MISSING) from cause
        if hashes != ids:
            raise AlteredError(_MISMATCH)
        found += some
        if _PER_CHANGE * len(found) + 2 * size > _MEMORY:
            raise AlteredError(_LARGE)
    require_room(found, size)
    return found


def sorted_out(current: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Return what is of the register of evidence, and what is not."""
    register, answers = list[Row](), list[Row]()
    for row in current:
        (register if registered(row[3], row[5]) else answers).append(row)
    return register, answers


def require_room(found: Sequence[Row], size: int) -> None:
    """Accept rows of ``size`` bytes in all whose changes fit into memory, read and parsed.

    Raises:
        AlteredError: they are too large.
    """
    rest = _MEMORY - _PER_CHANGE * len(found) - 2 * size
    # Not counted where they could not be too many even if every byte were one.
    if _PER_PART * size > rest and _PER_PART * sum(_parts(row[2] or b"") for row in found) > rest:
        raise AlteredError(_LARGE)


def verified(row: Row, payload: bytes) -> Change:
    """Return the change of one row.

    Raises:
        AlteredError: payload, id and columns do not agree.
    """
    if sha256(payload).hexdigest() != row[1]:
        raise AlteredError(_MISMATCH)
    return agreed(row, payload)


def agreed(row: Row, payload: bytes) -> Change:
    """Return the change of one row whose payload was checked against its id.

    Raises:
        AlteredError: the payload is no change, or the columns do not agree with it.
    """
    found, time = parsed(row[1], payload)
    if row[3:] != (*found.key, time, found.author):
        raise AlteredError("the columns do not match the payload")
    return found


def expunged(row: Row) -> Change:
    """Return what is left of a change whose payload was emptied: its id, place and time."""
    _seq, stored_id, _payload, subject, item, field, time, _author = row
    try:
        made = moment(time).astimezone(UTC)
    except (TypeError, ValueError) as cause:
        raise AlteredError("the time of an expunged change is none") from cause
    if not all(isinstance(text, str) for text in (stored_id, subject, item, field)):
        raise AlteredError("what is left of an expunged change is no text")
    return Change(stored_id, Key(Subject(subject), item, field), None, "", made, "", ())


def told_by(change: Change) -> tuple[ChangeId, ...]:
    """Return what a change supersedes: itself, or as the record of an emptied one."""
    if change.key.subject != PROJECT or change.key.item != RECORDS:
        return change.supersedes
    named = change.value.get("supersedes") if isinstance(change.value, dict) else None
    listed = named if isinstance(named, list) else []
    return (*change.supersedes, *(ChangeId(i) for i in listed if isinstance(i, str)))


def parsed(stored_id: ChangeId, payload: bytes) -> tuple[Change, str]:
    """Return the change that these bytes describe, and its time as they write it.

    Raises:
        AlteredError: they describe none.
    """
    try:
        document, end = _DECODER.raw_decode(text := payload.decode())
        found = change(stored_id, document)
        if "\\" in text and "\\u" in text:
            # Half a surrogate pair is no text: it would fail later, wherever it is shown.
            json.dumps(document, ensure_ascii=False).encode()
    except (KeyError, TypeError, ValueError, RecursionError) as cause:
        raise AlteredError("a payload is no change") from cause
    if end != len(text) or not _is_moment(found.time) or not shallow(found.value, DEEPEST):
        raise AlteredError("a payload is no change")
    time: str = document["time"]
    return found, time


def moment(written: str) -> datetime:
    """Return the time that is written, one that can be told in every time zone.

    Raises:
        TypeError, ValueError: it is none.
    """
    found = datetime.fromisoformat(written)
    if not _is_moment(found):
        raise ValueError(written)
    return found


def _is_moment(found: datetime) -> bool:
    return found.tzinfo is not None and _EARLIEST <= found.year <= _LATEST


def last_value(text: str, at: int) -> Value:
    """Return the value with which a payload ends, a brace being all that follows.

    Raises:
        ValueError: none stands there, it is too deep, or there may be half a surrogate pair.
    """
    value: Value
    value, end = _DECODER.raw_decode(text, at)
    if text[end:] != "}" or ("\\" in text and "\\u" in text):
        raise ValueError(text)
    if type(value) is not str and not shallow(value, DEEPEST):
        raise ValueError(text)
    return value


def shallow(value: Value, levels: int) -> bool:
    """Whether ``value`` nests at most ``levels`` deep."""
    if not isinstance(value, (list, dict)):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(shallow(v, levels - 1) for v in inner)


def _parts(payload: bytes) -> int:
    """Return how many lists, objects and elements a payload has at most."""
    return payload.count(b",") + payload.count(b"[") + payload.count(b"{")


def _whole(digits: str) -> int | float:
    """Read a number without fraction; from 2^53 on it was a float when it was written."""
    value = float(digits)
    return int(digits) if abs(value) < _EXACT else _finite(digits)


def _finite(number: str) -> float:
    """Refuse what Python reads as a number but JSON does not know."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


_DECODER: Final = json.JSONDecoder(parse_constant=_finite, parse_float=_finite, parse_int=_whole)
