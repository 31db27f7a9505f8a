"""Current changes that wait to be parsed: those of the register of evidence.

A project can have thousands of pieces, and opening one needs none of them. That a payload is
what its id says is checked at once; what it says, and that its columns say the same, when
somebody asks.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, cast

from jalon.assessment.changes import Change, ChangeId, Key, Subject, Unread, change_id
from jalon.store import faults
from jalon.store.rows import AlteredError, Row, read, verified

_LONGEST: Final = 16 << 10
_MOST: Final = 64 << 20
"""In bytes: what waits, each and all together; more than that is parsed at once, with care."""

Heads = dict[Key, tuple[Change, ...]]


def unread(rows: Iterable[Row], name: str) -> Heads:
    """Return the current changes of each field, not parsed.

    Asked for one that is no change, they raise a :class:`~jalon.errors.ProjectError` that names
    the file.

    Raises:
        AlteredError: a payload is missing or not what its id says, or there is too much.
    """
    found: dict[Key, list[Row]] = {}
    occupied, long = 0, list[Row]()
    for row in rows:
        payload = row[2]
        if not isinstance(payload, bytes) or change_id(payload) != row[1]:
            raise AlteredError("a payload is missing or does not match its id")
        occupied += len(payload)
        if len(payload) > _LONGEST or occupied > _MOST:
            long.append(row)
        else:
            found.setdefault(Key(Subject(row[3]), row[4], row[5]), []).append(row)
    for row in long:
        long += found.pop(Key(Subject(row[3]), row[4], row[5]), ())
    heads: Heads = {}
    for change in sorted(read(long, current=True), key=_age):
        heads[change.key] = (*heads.get(change.key, ()), change)
    for key, of in found.items():
        heads[key] = cast("tuple[Change, ...]", _Waiting(of, name))
    return heads


class _Waiting(Unread):
    """Rows of one field."""

    __slots__ = ("_found", "_name", "_rows")

    def __init__(self, rows: list[Row], name: str) -> None:
        self._rows, self._name = rows, name
        self._found: tuple[Change, ...] | None = None

    def all(self) -> tuple[Change, ...]:
        if self._found is None:
            try:
                parsed = [verified(row, row[2] or b"") for row in self._rows]
            except AlteredError as cause:
                raise faults.damaged(self._name) from cause
            self._found = tuple(sorted(parsed, key=_age))
        return self._found

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def ids(self) -> tuple[ChangeId, ...]:
        return tuple(ChangeId(row[1]) for row in self._rows)

    @property
    def time(self) -> datetime:
        try:
            return datetime.fromisoformat(max(row[6] for row in self._rows))
        except (TypeError, ValueError) as cause:
            raise faults.damaged(self._name) from cause


def _age(change: Change) -> tuple[datetime, str]:
    return change.time, change.id
