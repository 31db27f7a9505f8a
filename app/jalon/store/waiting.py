"""The current changes of a project, parsed as far as somebody asks.

That each payload is what its id says has been checked by then (:func:`jalon.store.rows.checked`);
that it is a change, and that its columns say the same, is checked here. The answers are parsed
at once, but for long ones at a start. The register of evidence can have thousands of pieces, and
opening a project needs none of them: they wait until somebody asks for one.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from jalon.assessment.changes import Change, ChangeId, Key, Unread, registered
from jalon.store import faults
from jalon.store.rows import LONGEST_PAYLOAD, AlteredError, Row, moment
from jalon.store.skim import Skim

Heads = dict[Key, tuple[Change, ...]]


def heads(rows: Iterable[Row], name: str) -> Heads:
    """Return the current changes of each field, oldest first, those of the register not parsed.

    Asked for one that is no change, these raise a :class:`~jalon.errors.ProjectError` that names
    the file.

    Raises:
        AlteredError: one of the others is no change, or not what its columns say.
    """
    found, later = parts(rows, name)
    return found | later if later else found


def parts(rows: Iterable[Row], name: str, longest: int = LONGEST_PAYLOAD) -> tuple[Heads, Heads]:
    """Return the same in two parts: the answers, and the register of evidence.

    Answers whose payload is longer than ``longest``, in bytes, wait as the register does.

    Raises:
        AlteredError: as :func:`heads`.
    """
    found: Heads = {}
    later: dict[Key, list[Row]] = {}
    several: set[Key] = set()
    read = Skim().change
    for row in rows:
        payload = row[2] or b""
        apart = registered(row[3], row[5])
        if apart or len(payload) > longest:
            # As Key() would, without what it does beside.
            key = tuple.__new__(Key, row[3:6])
            if apart:
                later.setdefault(key, []).append(row)
                continue
            alone = cast("tuple[Change, ...]", _Waiting([row], name, read))
        else:
            change = read(row, payload)
            key, alone = change.key, (change,)
        others = found.setdefault(key, alone)
        if others is not alone:
            several.add(key)
            found[key] = (*others, *alone)
    for key in several:
        found[key] = tuple(sorted(found[key], key=_age))
    return found, {
        key: cast("tuple[Change, ...]", _Waiting(of, name, read)) for key, of in later.items()
    }


class _Waiting(Unread):
    """Rows of one field."""

    __slots__ = ("_found", "_name", "_read", "_rows")

    def __init__(self, rows: list[Row], name: str, read: Callable[[Row, bytes], Change]) -> None:
        self._rows, self._name, self._read = rows, name, read
        self._found: tuple[Change, ...] | None = None

    def all(self) -> tuple[Change, ...]:
        if self._found is None:
            try:
                parsed = [self._read(row, row[2] or b"") for row in self._rows]
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
        latest = self._rows[0][6]
        try:
            if len(self._rows) > 1:
                latest = max(row[6] for row in self._rows)
            return moment(latest)
        except (TypeError, ValueError) as cause:
            raise faults.damaged(self._name) from cause


def _age(change: Change) -> tuple[datetime, str]:
    return change.time, change.id
