"""Telling by what a log adds that it is of the file beside which it lies.

To hold every change against its id takes longer the longer a project is kept. The first opening
after a crash does without: the file and what its log makes of it are compared as to which changes
there are, and only those that the log adds are read. What cannot be told so is checked in full.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import Final, TypeAlias

import apsw

from jalon.assessment.changes import Change, ChangeId
from jalon.store import drafts, evidence, schema
from jalon.store.rows import COLUMNS, AlteredError, Row, read, told_by

_Place: TypeAlias = tuple[str, int]
_Current: TypeAlias = tuple[str, str, str, int, str]

_BETWEEN: Final = "FROM change WHERE id >= ? AND id < ? ORDER BY id"
_JOINED: Final = f"SELECT count(*), group_concat(id || ' ' || seq) FROM (SELECT id, seq {_BETWEEN})"  # noqa: S608
_PLACES: Final = f"SELECT id, seq {_BETWEEN}"
_BOUNDS: Final = ("", *(f"{first:02x}" for first in range(1, 256)), "g")
_COUNTED: Final = (
    "SELECT count(*) FROM change NOT INDEXED",
    "SELECT count(*) FROM change INDEXED BY change_field WHERE subject >= ''",
)
_FILES: Final = (
    "SELECT count(*) FROM evidence NOT INDEXED",
    "SELECT count(*) FROM evidence INDEXED BY sqlite_autoindex_evidence_1 WHERE sha256 >= ''",
)
_LAST: Final = "SELECT ifnull(max(seq), 0) FROM change"
_ADDED: Final = f"SELECT {COLUMNS} FROM change WHERE id = ?"  # noqa: S608  constants
_IS_OF_FIELD: Final = "SELECT 1 FROM change WHERE id = ? AND subject = ? AND item = ? AND field = ?"
_CURRENT: Final = (
    "SELECT head.subject, head.item, head.field, head.seq, change.id FROM head JOIN change ON"
    " change.seq = head.seq AND change.subject = head.subject AND change.item = head.item"
    " AND change.field = head.field"
)
_HEADS: Final = "SELECT count(*) FROM head"


def is_proved(later: apsw.Connection, earlier: apsw.Connection) -> bool:
    """Tell whether one state is the other with changes added at its end; False: perhaps not.

    Raises:
        apsw.InterruptError: looking takes too long.
    """
    try:
        return _is_whole(later) and _is_added_to(later, earlier)
    except apsw.InterruptError:
        raise
    except (apsw.Error, AlteredError, UnicodeDecodeError):
        return False


def _is_whole(state: apsw.Connection) -> bool:
    with closing(state.execute("PRAGMA quick_check(1)")) as said:
        return [row[0] for row in said] == ["ok"]


def _is_added_to(later: apsw.Connection, earlier: apsw.Connection) -> bool:
    told = [schema.meta(one).get("project") for one in (later, earlier)]
    added = _added(later, earlier) if told[0] == told[1] else None
    if added is None:
        return False
    changes = list(read(_rows(later, added)))
    heads = {
        place: (*change.key, *place[::-1]) for place, change in zip(added, changes, strict=True)
    }
    superseded = {old for change in changes for old in told_by(change)}
    expected = {one for one in (*_current(earlier), *heads.values()) if one[4] not in superseded}
    drafts.kept(later)
    return (
        all(change.edition and _has_parents(later, change) for change in changes)
        and _current(later) == expected
        and later.execute(_HEADS).get == len(expected)
        and _holds_files(later, earlier)
    )


def _added(later: apsw.Connection, earlier: apsw.Connection) -> list[_Place] | None:
    """Return id and place of what one log has more; None where it does not have all of the other.

    By way of the index over the ids, which has to have as many entries as the table and the other
    index: pages of two states that were mixed do not.
    """
    found, number = list[_Place](), 0
    for bounds in pairwise(_BOUNDS):
        ((count, joined),) = later.execute(_JOINED, bounds)
        number += int(count)
        if earlier.execute(_JOINED, bounds).fetchall() == [(count, joined)]:
            continue
        there, here = (set(one.execute(_PLACES, bounds)) for one in (later, earlier))
        if not here <= there:
            return None
        found += there - here
    if any(later.execute(sql).get != number for sql in _COUNTED):
        return None
    last = earlier.execute(_LAST).get
    return sorted(found, key=lambda p: p[1]) if all(seq > last for _, seq in found) else None


def _rows(state: apsw.Connection, places: list[_Place]) -> Iterator[Row]:
    for change_id, seq in places:
        for row in state.execute(_ADDED, (change_id,)):
            if row[0] != seq:
                raise AlteredError("an index leads elsewhere")
            yield row


def _current(state: apsw.Connection) -> set[_Current]:
    with closing(state.execute(_CURRENT)) as rows:
        return set(rows)


def _has_parents(state: apsw.Connection, change: Change) -> bool:
    return all(
        state.execute(_IS_OF_FIELD, (ChangeId(old), *change.key)).get for old in change.supersedes
    )


def _holds_files(later: apsw.Connection, earlier: apsw.Connection) -> bool:
    """Tell whether the bytes that came in are what their hashes say."""
    for sha256 in evidence.held(later).keys() - evidence.held(earlier).keys():
        for _ in evidence.pieces(later, sha256):
            pass
    return bool(later.execute(_FILES[0]).get == later.execute(_FILES[1]).get)
