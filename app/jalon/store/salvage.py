"""Rows that vouch for themselves, from every readable page of a damaged file.

Which changes are current is not asked here: :mod:`jalon.store.rescue` works that out.
"""

import hashlib
import re
from typing import Final

from jalon.assessment.changes import Change, ChangeId, Key, Subject, change_id
from jalon.forms import load
from jalon.store.pages import Column, Pages
from jalon.store.rows import (
    LONGEST_PAYLOAD,
    LONGEST_TEXT,
    RECORDS,
    AlteredError,
    expunged,
    parsed,
)
from jalon.values import replace

_CHANGE, _LISTED, _DRAFT, _META = 8, 4, 7, 2
"""How many columns the rows of each table have; the last three have no row ids. The index over
the fields has rows like those of ``head``, the one over the ids like those of ``meta``."""

_TEXTS: Final = 6 * LONGEST_TEXT
_LONGEST_CHANGE: Final = LONGEST_PAYLOAD + _TEXTS
"""In bytes: what a row has at most, without and with a payload."""

_ID: Final = 64
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


class Salvage:
    """What the readable pages of a file hold, the bytes of evidence aside.

    Attributes:
        changes: each change with its place in the log, its bytes, and its time as they say it.
        drafts: the columns of the newest text being typed in each field.
        torn: when the texts being typed were kept that do not match their fingerprint.
        listed: the places of changes there are, or were, with their fields where they are told.
        meta: the facts about the file itself.
    """

    def __init__(self, pages: Pages) -> None:
        self.changes: dict[ChangeId, tuple[int, Change, bytes, str]] = {}
        self.drafts: dict[Key, tuple[str, ...]] = {}
        self.torn: dict[Key, str] = {}
        self.listed: dict[int, Key | None] = {}
        self.meta: dict[str, str] = {}
        emptied: dict[ChangeId, tuple[int, Change]] = {}
        for seq, row in pages.rows(_CHANGE, _LONGEST_CHANGE):
            self._change(seq, row, emptied)
        self._remove(emptied)
        for row in pages.keyed(_LISTED, _TEXTS):
            self._list(row)
        for row in pages.keyed(_DRAFT, _LONGEST_CHANGE):
            self._draft(row)
        for row in pages.keyed(_META, _TEXTS):
            self._pair(*row)

    def _change(
        self, seq: int, row: tuple[Column, ...], emptied: dict[ChangeId, tuple[int, Change]]
    ) -> None:
        _, stored_id, payload, *texts = row
        if not isinstance(stored_id, bytes) or not isinstance(payload, bytes):
            return
        found_id = ChangeId(stored_id.decode(errors="replace"))
        try:
            if payload == b"":
                subject, item, field, time, author = (_text(text) for text in texts)
                left = expunged((seq, found_id, b"", subject, item, field, time, author))
                emptied[found_id] = seq, left
            elif change_id(payload) == found_id:
                change, written = parsed(found_id, payload)
                self.changes[found_id] = seq, change, payload, written
        except (AlteredError, ValueError):
            return

    def _remove(self, emptied: dict[ChangeId, tuple[int, Change]]) -> None:
        """Hold to what was expunged on record, also where an old page still has its content."""
        told = {
            ChangeId(c.key.field)
            for _, c, *_ in self.changes.values()
            if (c.key.subject, c.key.item) == ("project", RECORDS)
        }
        for removed in told:
            if removed in self.changes:
                seq, change, _, written = self.changes[removed]
                left = replace(change, value=None, author="", edition="", supersedes=())
                self.changes[removed] = seq, left, b"", written
            elif removed in emptied:
                self.changes[removed] = *emptied[removed], b"", ""

    def _list(self, row: tuple[Column, ...]) -> None:
        """Note that there is, or was, a change of a field: so say ``head`` and the index."""
        *texts, seq = row
        if isinstance(seq, int) and seq > 0 and all(isinstance(text, bytes) for text in texts):
            subject, item, field = (bytes(t or b"").decode(errors="replace") for t in texts)
            self.listed[seq] = Key(Subject(subject), item, field)

    def _pair(self, first: Column, second: Column) -> None:
        """Note a fact about the file, or what the index over the ids says of a change."""
        if not isinstance(first, bytes):
            return
        if isinstance(second, bytes):
            self.meta[first.decode(errors="replace")] = second.decode(errors="replace")
        elif isinstance(second, int) and len(first) == _ID and second > 0:
            self.listed.setdefault(second, None)

    def _draft(self, row: tuple[Column, ...]) -> None:
        try:
            written = tuple(_text(column) for column in row)
        except ValueError:
            return
        key = Key(Subject(written[0]), written[1], written[2])
        if hashlib.sha256("\0".join(written[:-1]).encode()).hexdigest() != written[-1]:
            if _TIME.fullmatch(written[5]):
                self.torn[key] = max(self.torn.get(key, ""), written[5])
        elif written[5] > self.drafts.get(key, ("",) * _DRAFT)[5]:
            self.drafts[key] = written

    def ordered(self) -> list[tuple[int, Change, bytes, str]]:
        """Return the changes in the order they were recorded in."""
        return sorted(self.changes.values(), key=lambda found: (found[0], found[1].id))

    @property
    def edition(self) -> str:
        """The edition that was answered, by the file's own word or by its last change."""
        told = self.meta.get("form", "")
        if told in load.shipped():
            return told
        by_changes = (c.edition for _, c, *_ in reversed(self.ordered()) if c.edition)
        return next(by_changes, load.current())


def _text(column: Column) -> str:
    if not isinstance(column, bytes):
        raise ValueError(column)  # noqa: TRY004  of the file, not of the call
    return column.decode()
