"""Rows of the log, read with suspicion: the file may be damaged, or made by someone else."""

import json
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, TypeAlias

from jalon.assessment.changes import Change, ChangeId, Key, Subject, Value, change

LONGEST_PAYLOAD: Final = 4 << 20
"""In bytes; some hundred times the longest answer anyone typed."""

COLUMNS: Final = (
    f"change.seq, change.id, CASE WHEN length(payload) <= {LONGEST_PAYLOAD} THEN payload END,"
    " change.subject, change.item, change.field, change.time, change.author"
)
"""What :data:`Row` holds; an oversized payload is not fetched at all."""

Row: TypeAlias = tuple[int, ChangeId, bytes | None, str, str, str, str, str]
"""seq, id, payload, subject, item, field, time, author."""

_MEMORY: Final = 384 << 20
"""In bytes, estimated: what one reading of the log may occupy."""

_PER_CHANGE: Final = 1200
_PER_PART: Final = 64
"""In bytes: what Python needs for a change, and at most for each list, object or element."""

_DEEPEST: Final = 8
_EXACT: Final = 2**53
"""Up to here a float holds every whole number."""

_TIME: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


class AlteredError(Exception):
    """A row does not say what its id vouches for, or is no change at all."""


def read(rows: Iterable[Row], *, current: bool = False) -> Iterator[Change]:
    """Yield the changes in ``rows``, each checked against its id; bounded in memory.

    A change whose payload was expunged has the value None, no author and no edition; it is
    never a ``current`` one.

    Raises:
        AlteredError: a row is not what its id says, or all together are too large.
    """
    occupied = 0
    for row in rows:
        payload = row[2]
        if not isinstance(payload, bytes):
            raise AlteredError("a payload is missing, or longer than any change")
        parts = payload.count(b",") + payload.count(b"[") + payload.count(b"{")
        occupied += _PER_CHANGE + 2 * len(payload) + _PER_PART * parts
        if occupied > _MEMORY:
            raise AlteredError("the record is larger than memory allows")
        yield expunged(row) if payload == b"" and not current else verified(row, payload)


def verified(row: Row, payload: bytes) -> Change:
    """Return the change of one row.

    Raises:
        AlteredError: payload, id and columns do not agree.
    """
    _seq, stored_id, _payload, subject, item, field, written, author = row
    if sha256(payload).hexdigest() != stored_id:
        raise AlteredError("a payload does not match its id")
    found, time = parsed(stored_id, payload)
    if (subject, item, field) != found.key or written != time or author != found.author:
        raise AlteredError("the columns do not match the payload")
    return found


def expunged(row: Row) -> Change:
    """Return what is left of a change whose payload was emptied: its id, place and time."""
    _seq, stored_id, _payload, subject, item, field, time, _author = row
    try:
        moment = datetime.fromisoformat(time).astimezone(UTC)
    except (TypeError, ValueError) as cause:
        raise AlteredError("the time of an expunged change is none") from cause
    if not all(isinstance(text, str) for text in (stored_id, subject, item, field)):
        raise AlteredError("what is left of an expunged change is no text")
    return Change(stored_id, Key(Subject(subject), item, field), None, "", moment, "", ())


def parsed(stored_id: ChangeId, payload: bytes) -> tuple[Change, str]:
    """Return the change that these bytes describe, and its time as they write it.

    Raises:
        AlteredError: they describe none.
    """
    try:
        found = change(stored_id, document := _document(payload))
        if b"\\u" in payload:
            # Half a surrogate pair is no text: it would fail later, wherever it is shown.
            json.dumps(document, ensure_ascii=False).encode()
    except (KeyError, TypeError, ValueError, RecursionError) as cause:
        raise AlteredError("a payload is no change") from cause
    deep = isinstance(found.value, list | dict) and not shallow(found.value, _DEEPEST)
    if found.time.tzinfo is None or deep:
        raise AlteredError("a payload is no change")
    return found, str(document["time"])


def written_time(moment: datetime) -> str:
    """Return a time as payloads and columns hold it: UTC, microseconds, ``Z``."""
    return moment.astimezone(UTC).strftime(_TIME)


def shallow(value: Value, levels: int) -> bool:
    """Whether ``value`` nests at most ``levels`` deep."""
    if not isinstance(value, list | dict):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(shallow(v, levels - 1) for v in inner)


def _document(payload: bytes) -> dict[str, Value]:
    """Read a payload; canonical JSON has nothing around it.

    Raises:
        ValueError: it is none.
    """
    text = payload.decode()
    document, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise ValueError("something follows the document")
    found: dict[str, Value] = document
    return found


def _whole(digits: str) -> int | float:
    """Read a number without fraction; beyond 2^53 it was a float when it was written."""
    value = float(digits)
    return int(digits) if abs(value) <= _EXACT else _finite(digits)


def _finite(number: str) -> float:
    """Refuse what Python reads as a number but JSON does not know."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


_DECODER: Final = json.JSONDecoder(parse_constant=_finite, parse_float=_finite, parse_int=_whole)
