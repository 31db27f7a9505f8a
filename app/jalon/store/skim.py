"""Reading changes without taking their payloads apart: at each opening, and in the full check.

Nearly every payload is written as its columns, in canonical form, say it must be. Comparing the
two then proves as much as parsing does, in half of the time; what cannot be told so is parsed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, cast

from jalon.assessment.changes import (
    PROJECT,
    RECORDS,
    Change,
    ChangeId,
    Key,
    beginning,
    middle,
    place,
    quoted,
)
from jalon.store.rows import Row, agreed, last_value, told_by

_MOST: Final = 10_000
_LONGEST: Final = 2000
"""Items and fields that are remembered, more than a project has, and how long their names are."""

_MOST_EDITIONS: Final = 4

_USUAL: Final = "T"
"""Between day and time any mark may stand, even one that needs quoting; nowhere else."""

_FIRST: Final = "0002"
_AFTER: Final = "9999"
"""Years of which some days cannot be told in every time zone."""

_UNUSUAL: Final = (AttributeError, TypeError, ValueError, RecursionError)
"""What is raised where something is missing, no text, or not written as usual."""


class Skim:
    """Reads one change after the other."""

    def __init__(self) -> None:
        self._editions: list[str] = []
        self._author = ""
        self._beginnings: list[tuple[str, str]] = []
        self._places: dict[tuple[str, str], str] = {}
        self._starts: dict[tuple[str, str, str, str], str] = {}

    def change(self, row: Row, payload: bytes) -> Change:
        """Return the change of a row; its payload was checked against its id.

        Raises:
            AlteredError: the payload is no change, or the columns do not agree with it.
        """
        _seq, stored_id, _payload, subject, item, field, written, author = row
        try:
            text = payload.decode()
            edition, start = self._start(text, subject, item, field, author)
            told, at = middle(written), len(start)
            ids: tuple[ChangeId, ...] = ()
            if not text.startswith(told, at):
                at = text.index(told, len(start))
                ids = _ids(text[len(start) : at])
            value = last_value(text, at + len(told))
            time = datetime.fromisoformat(written)
            if time.tzinfo and written[10:11] == _USUAL and _FIRST <= written < _AFTER:
                # As Key() would, without what it does beside.
                key = tuple.__new__(Key, row[3:6])
                return Change(stored_id, key, value, author, time, edition, ids)
        except _UNUSUAL:
            pass
        return self._parsed(row, payload)

    def skimmed(self, rows: Iterable[Row]) -> list[Sequence[ChangeId] | None]:
        """Return what each change supersedes; None where that is to be :meth:`superseded`.

        Whether a payload is what its id says is not looked at.
        """
        starts, found = self._starts, list[Sequence[ChangeId] | None]()
        for _seq, _id, payload, subject, item, field, written, author in rows:
            ids = None
            try:
                text = cast("bytes", payload).decode()
                # What stands between ids and value stands nowhere before: in a text it is escaped.
                start = starts.get((subject, item, field, author), "")
                if not start or not text.startswith(start):
                    start = self._noted(text, subject, item, field, author)
                at = text.index(told := middle(written), len(start))
                last_value(text, at + len(told))
                told_of = item != RECORDS or subject != PROJECT
                usual = written[10:11] == _USUAL and _FIRST <= written < _AFTER and told_of
                if usual and datetime.fromisoformat(written).tzinfo:
                    ids = _ids(text[len(start) : at]) if at > len(start) else ()
            except _UNUSUAL:
                pass
            found.append(ids)
        return found

    def superseded(self, row: Row, payload: bytes) -> Sequence[ChangeId]:
        """Return what a change supersedes; its payload was checked against its id.

        Raises:
            AlteredError: the payload is no change, or the columns do not agree with it.
        """
        return told_by(self._parsed(row, payload))

    def _start(
        self, text: str, subject: str, item: str, field: str, author: str
    ) -> tuple[str, str]:
        """Return the edition of a payload, and how it begins, as far as the ids it supersedes.

        Raises:
            TypeError: one of the columns is no text.
            ValueError: it does not begin as the columns say, or is of no edition seen so far.
        """
        if author != self._author or not self._beginnings:
            self._beginnings = [(edition, beginning(author, edition)) for edition in self._editions]
            self._author = author
        where = self._places.get((subject, item))
        if where is None:
            where = place(item, subject)
            if len(self._places) < _MOST and len(where) < _LONGEST:
                self._places[subject, item] = where
        rest = f"{quoted(field)}{where}"
        for edition, begins in self._beginnings:
            if text.startswith(start := f"{begins}{rest}"):
                return edition, start
        raise ValueError(text)

    def _noted(self, text: str, subject: str, item: str, field: str, author: str) -> str:
        """Return how a payload begins, and note it for the next of the same field."""
        _, start = self._start(text, subject, item, field, author)
        if len(self._starts) < _MOST and len(start) < _LONGEST:
            self._starts[subject, item, field, author] = start
        return start

    def _parsed(self, row: Row, payload: bytes) -> Change:
        change = agreed(row, payload)
        if change.edition not in self._editions and len(self._editions) < _MOST_EDITIONS:
            self._editions.append(change.edition)
            self._beginnings = []
        return change


def _ids(listed: str) -> tuple[ChangeId, ...]:
    """Return the ids in a list that is written without brackets.

    Raises:
        ValueError: it is none, or one of them is written in another way than needed.
    """
    inside = listed[1:-1]
    if quoted(inside) == listed:
        return (ChangeId(inside),)
    ids = inside.split('","')
    if ",".join(map(quoted, ids)) != listed:
        raise ValueError(listed)
    return tuple(map(ChangeId, ids))
