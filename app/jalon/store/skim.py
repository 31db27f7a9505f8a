"""Reading changes without making them, for the full check of a log of any length.

Nearly every payload begins as its columns, in canonical form, say it must. Comparing the two
then proves as much as parsing does, in half of the time; what cannot be told so is parsed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from jalon.assessment.changes import PROJECT, ChangeId, Key, Subject, beginning, middle
from jalon.store.expunge import ITEM, told_by
from jalon.store.rows import Row, agreed, is_value

_MOST: Final = 10_000
_LONGEST: Final = 2000
"""Beginnings that are remembered, about as many as a project has fields, and how long each is."""


class Skim:
    """Reads one change of a log after the other."""

    def __init__(self) -> None:
        self._edition = ""
        self._beginnings: dict[tuple[str, ...], str] = {}

    def superseded(self, row: Row, payload: bytes) -> Sequence[ChangeId]:
        """Return what the change of a row supersedes; its payload was checked against its id.

        Raises:
            AlteredError: the payload is no change, or the columns do not agree with it.
        """
        _seq, _id, _payload, subject, item, field, time, author = row
        try:
            start = self._beginnings.get((subject, item, field, author)) or self._begin(row)
            # Between two texts, it stands nowhere else: a mark of quotation in one is escaped.
            first, _, value = payload.decode().partition(middle(time))
            listed = first[len(start) :]
            told = first.startswith(start) and datetime.fromisoformat(time).tzinfo
            if told and is_value(value) and (subject != PROJECT or item != ITEM):
                return _ids(listed) if listed else ()
        except (TypeError, ValueError, RecursionError):
            pass
        change = agreed(row, payload)
        if change.edition != self._edition:
            self._edition = change.edition
            self._beginnings.clear()
        return told_by(change)

    def _begin(self, row: Row) -> str:
        """Return how a change with these columns begins, and remember it.

        Raises:
            TypeError: one of them is no text.
        """
        _seq, _id, _payload, subject, item, field, _time, author = row
        if len(self._beginnings) >= _MOST:
            self._beginnings.clear()
        begins = beginning(Key(Subject(subject), item, field), author, self._edition)
        if len(begins) <= _LONGEST:
            self._beginnings[subject, item, field, author] = begins
        return begins


def _ids(listed: str) -> Sequence[ChangeId]:
    """Return the ids in a list that is written without brackets.

    Raises:
        ValueError: it is none, or not of letters and digits only.
    """
    ids = listed[1:-1].split('","')
    if listed[0] != '"' or listed[-1] != '"' or not all(map(str.isalnum, ids)):
        raise ValueError(listed)
    return cast("list[ChangeId]", ids)
