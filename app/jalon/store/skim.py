"""Reading changes without taking their payloads apart: at each opening, and in the full check.

Nearly every payload is written as its columns, in canonical form, say it must be. Comparing the
two then proves as much as parsing does, in half of the time; what cannot be told so is parsed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from jalon.assessment.changes import (
    PROJECT,
    Change,
    ChangeId,
    Key,
    beginning,
    middle,
    place,
    quoted,
)
from jalon.store.rows import RECORDS, Row, agreed, last_value, told_by

_MOST_EDITIONS: Final = 4


class Skim:
    """Reads one change after the other; quickest where the next one is of the same item.

    What does not depend on the field is kept from one to the next, as JSON writes it.
    """

    def __init__(self) -> None:
        self._editions: list[str] = []
        self._author = self._item = self._subject = self._place = ""
        self._beginnings: list[tuple[str, str]] = []

    def change(self, row: Row, payload: bytes) -> Change:
        """Return the change of a row; its payload was checked against its id.

        Raises:
            AlteredError: the payload is no change, or the columns do not agree with it.
        """
        try:
            text = payload.decode()
            edition, ids, at = self._told(row, text)
            time = datetime.fromisoformat(row[6])
            value = last_value(text, at)
            if time.tzinfo:
                # As Key() would, without what it does beside.
                key = tuple.__new__(Key, row[3:6])
                return Change(row[1], key, value, row[7], time, edition, tuple(ids))
        except (TypeError, ValueError, RecursionError):
            pass
        return self._parsed(row, payload)

    def superseded(self, row: Row, payload: bytes) -> Sequence[ChangeId]:
        """Return what the change of a row supersedes; its payload was checked against its id.

        Raises:
            AlteredError: the payload is no change, or the columns do not agree with it.
        """
        try:
            text = payload.decode()
            _, ids, at = self._told(row, text)
            last_value(text, at)
            if datetime.fromisoformat(row[6]).tzinfo and (row[3] != PROJECT or row[4] != RECORDS):
                return ids
        except (TypeError, ValueError, RecursionError):
            pass
        return told_by(self._parsed(row, payload))

    def _told(self, row: Row, text: str) -> tuple[str, Sequence[ChangeId], int]:
        """Return edition and superseded ids of a payload, and where its value stands.

        Raises:
            TypeError: one of the columns is no text.
            ValueError: it is not written as the columns say, or as no edition seen so far.
        """
        _seq, _id, _payload, subject, item, field, time, author = row
        if time[10:11] != "T":  # else a mark that needs quoting could stand there, and only there
            raise ValueError(time)
        if author != self._author or not self._beginnings:
            self._beginnings = [(edition, beginning(author, edition)) for edition in self._editions]
            self._author = author
        if item != self._item or subject != self._subject or not self._place:
            self._place = place(item, subject)
            self._item, self._subject = item, subject
        rest, told = f"{quoted(field)}{self._place}", middle(time)
        for edition, begins in self._beginnings:
            if text.startswith(whole := f"{begins}{rest}{told}"):
                return edition, (), len(whole)
            if text.startswith(start := f"{begins}{rest}"):
                # Between two texts, it stands nowhere else: a mark of quotation in one is escaped.
                listed, between, _ = text[len(start) :].partition(told)
                return edition, _ids(listed), len(start) + len(listed) + len(between)
        raise ValueError(text)

    def _parsed(self, row: Row, payload: bytes) -> Change:
        change = agreed(row, payload)
        if change.edition not in self._editions and len(self._editions) < _MOST_EDITIONS:
            self._editions.append(change.edition)
            self._beginnings = []
        return change


def _ids(listed: str) -> Sequence[ChangeId]:
    """Return the ids in a list that is written without brackets.

    Raises:
        ValueError: it is none, or not of letters and digits only.
    """
    ids = listed[1:-1].split('","')
    if listed[:1] != '"' or listed[-1:] != '"' or not all(map(str.isalnum, ids)):
        raise ValueError(listed)
    return cast("list[ChangeId]", ids)
