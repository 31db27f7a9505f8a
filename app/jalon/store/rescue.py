"""Saving what is readable of a damaged project into a new file, with a list of what is missing.

The damaged file is only read. A change is taken over when its bytes match its id, so nothing
wrong is ever shown as right; which changes are current is worked out anew from those found.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import apsw

from jalon.assessment.changes import Change, ChangeId, Key, Subject, Value, change_id, written_time
from jalon.errors import N_, ProjectError
from jalon.forms import load
from jalon.store import connection as connections
from jalon.store import evidence, faults, log, opening, protection, schema, whole
from jalon.store.pages import Column, Pages
from jalon.store.protection import Opens, Raw
from jalon.store.rows import RECORDS, AlteredError, expunged, parsed, told_by
from jalon.values import dataclass, replace

_CHANGE, _EVIDENCE = 8, 2
_LISTED, _DRAFT, _META = 4, 7, 2
"""How many columns the rows of each table have; the last three have no row ids. The index over
the fields has rows like those of ``head``, the one over the ids like those of ``meta``."""

_ID: Final = 64
_HEAD: Final = 100

_PROJECT: Final = re.compile("[0-9a-f]{32}")
_KEEP_DRAFT: Final = (
    "INSERT INTO draft(subject, item, field, text, author, time, sha256)"
    " VALUES(?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue brought.

    Attributes:
        path: the new file.
        changes: how many changes were saved.
        missing: how many changes there were that could not be read, as far as that shows.
        lost: fields of which a change is missing, as far as that shows: they may have no value
            now, or an older one.
        drafts: how many texts that were being typed were saved.
        evidence: how many attached files were saved.
    """

    path: Path
    changes: int
    missing: int
    lost: tuple[Key, ...]
    drafts: int
    evidence: int


def rescue(damaged: Path, target: Path, *, opens: Opens | None = None) -> Rescued:
    """Save what is readable of ``damaged`` into the new project ``target``.

    What a passphrase protects, ``opens`` opens; the new project is under the same.

    Raises:
        ProjectError: nothing of a project can be read, it takes a passphrase or another one, or
            ``target`` cannot be written.
    """
    damaged, target = opening.place(damaged), opening.place(target)
    try:
        key = _key(damaged, opens)
        pages = Pages(damaged, key)
    except OSError as cause:
        raise faults.unreadable(damaged.name) from cause
    if key and not pages.genuine:
        raise faults.wrong_passphrase(damaged.name)
    found = _Found(pages)
    if not found.changes:
        raise ProjectError(
            "damaged",
            N_(
                "Nothing of a project could be read from {name}. The file was left as it is."
                " Open a backup or another copy; keep the file for those who may read more."
            ),
            name=damaged.name,
        )
    made: list[Rescued] = []
    whole.write_new(target, lambda temporary: made.append(_written(found, temporary, target, key)))
    return made[0]


def fits(path: Path, opens: Opens) -> bool:
    """Tell whether pages of a file were written under this passphrase, or key.

    Raises:
        OSError: it cannot be read.
    """
    key = _key(path, opens)
    return key is not None and Pages(path, key).genuine > 0


def _key(damaged: Path, opens: Opens | None) -> Raw | None:
    """Return the key of a file that has no header in the clear; None where it has one.

    Raises:
        ProjectError: it seems to take a passphrase, and none was given.
    """
    with damaged.open("rb") as file:
        salt = protection.salt(file.read(_HEAD))
    if not salt:
        return None
    if opens is None:
        raise faults.protected(damaged.name)
    return opens.of(salt)


class _Found:
    """Rows that vouch for themselves, from every readable page of a file."""

    def __init__(self, pages: Pages) -> None:
        self.changes: dict[ChangeId, tuple[int, Change, bytes]] = {}
        self.drafts: dict[Key, tuple[str, ...]] = {}
        self.listed: dict[int, Key | None] = {}
        self.meta: dict[str, str] = {}
        emptied: dict[ChangeId, tuple[int, Change]] = {}
        for seq, row in pages.rows(_CHANGE):
            self._change(seq, row, emptied)
        self._remove(emptied)
        for row in pages.keyed(_LISTED):
            self._list(row)
        for row in pages.keyed(_DRAFT):
            self._draft(row)
        for row in pages.keyed(_META):
            self._pair(*row)
        self.evidence = {
            named: data for _, row in pages.rows(_EVIDENCE) for named, data in _files(row)
        }

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
                self.changes[found_id] = seq, parsed(found_id, payload)[0], payload
        except (AlteredError, ValueError):
            return

    def _remove(self, emptied: dict[ChangeId, tuple[int, Change]]) -> None:
        """Hold to what was expunged on record, also where an old page still has its content."""
        told = {
            ChangeId(c.key.field)
            for _, c, _ in self.changes.values()
            if (c.key.subject, c.key.item) == ("project", RECORDS)
        }
        for removed in told:
            if removed in self.changes:
                seq, change, _ = self.changes[removed]
                left = replace(change, value=None, author="", edition="", supersedes=())
                self.changes[removed] = seq, left, b""
            elif removed in emptied:
                self.changes[removed] = *emptied[removed], b""

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
        if hashlib.sha256("\0".join(written[:-1]).encode()).hexdigest() == written[-1]:
            key = Key(Subject(written[0]), written[1], written[2])
            if written[5] > self.drafts.get(key, ("",) * _DRAFT)[5]:
                self.drafts[key] = written

    def ordered(self) -> list[tuple[int, Change, bytes]]:
        """Return the changes in the order they were recorded in."""
        return sorted(self.changes.values(), key=lambda found: (found[0], found[1].id))

    @property
    def edition(self) -> str:
        """The edition that was answered, by the file's own word or by its last change."""
        told = self.meta.get("form", "")
        if told in load.shipped():
            return told
        by_changes = (c.edition for _, c, _ in reversed(self.ordered()) if c.edition)
        return next(by_changes, load.current())


def _written(found: _Found, temporary: Path, target: Path, key: Raw | None) -> Rescued:
    connection = connections.create_empty(temporary, key)
    try:
        with connections.transaction(connection):
            return _filled(found, connection, target)
    finally:
        connection.close()


def _filled(found: _Found, connection: apsw.Connection, target: Path) -> Rescued:
    schema.create(connection, found.edition)
    if _PROJECT.fullmatch(found.meta.get("project", "")):
        schema.set_project(connection, found.meta["project"])
    ordered = found.ordered()
    superseded = {old for _, change, _ in ordered for old in told_by(change)}
    newest: dict[Key, str] = {}
    named: set[str] = set()
    for _, change, stored in ordered:
        place = log.add(connection, change, stored)
        newest[change.key] = max(newest.get(change.key, ""), written_time(change.time))
        if change.id not in superseded and stored:
            log.make_current(connection, change.key, place)
            named.update(_texts(change.value))
    missing = superseded - found.changes.keys()
    schema.set_history(connection, whole=not missing)
    drafts = [d for key, d in found.drafts.items() if d[5] > newest.get(key, "")]
    connection.executemany(_KEEP_DRAFT, drafts)
    kept = [(sha256, data) for sha256, data in found.evidence.items() if sha256 in named]
    for sha256, data in kept:
        evidence.keep(connection, evidence.of_bytes(sha256, data))
    places = {seq for seq, _, _ in ordered}
    unread = found.listed.keys() - places
    return Rescued(
        target,
        len(ordered),
        max(len(missing), len(unread), max(places) - len(places)),
        tuple(sorted({key for seq in unread if (key := found.listed[seq])})),
        len(drafts),
        len(kept),
    )


def _files(row: tuple[Column, ...]) -> Iterator[tuple[str, bytes]]:
    sha256, data = row
    if isinstance(sha256, bytes) and isinstance(data, bytes):
        named = sha256.decode("ascii", "replace")
        if hashlib.sha256(data).hexdigest() == named:
            yield named, data


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _text(column: Column) -> str:
    if not isinstance(column, bytes):
        raise ValueError(column)  # noqa: TRY004  of the file, not of the call
    return column.decode()
