"""Rows that vouch for themselves, from every readable page of a damaged file.

They are put into a file of their own, which goes when the rescue ends: a project with a million
changes is not held in memory, nor one that was made to fill it. Which changes are current is not
asked here: :mod:`jalon.store.rescue` works that out.
"""

import hashlib
import re
from collections.abc import Generator
from contextlib import closing
from typing import Final, TypeAlias

import apsw

from jalon.assessment.changes import (
    PROJECT,
    RECORDS,
    Change,
    ChangeId,
    Key,
    Subject,
    change_id,
    written_time,
)
from jalon.forms import load
from jalon.store.pages import Column, Pages
from jalon.store.rows import (
    LONGEST_PAYLOAD,
    LONGEST_TEXT,
    AlteredError,
    expunged,
    moment,
    parsed,
    told_by,
)

_CHANGE, _LISTED, _DRAFT, _META = 8, 4, 7, 2
"""How many columns the rows of each table have; the last three have no row ids. The index over
the fields has rows like those of ``head``, the one over the ids like those of ``meta``."""

_TEXTS: Final = 6 * LONGEST_TEXT
_LONGEST_CHANGE: Final = LONGEST_PAYLOAD + _TEXTS
"""In bytes: what a row has at most, without and with a payload."""

_ID: Final = 64
_HASH: Final = re.compile("[0-9a-f]{64}")
_UNKNOWN: Final = "9999-12-31T23:59:59.999999Z"
"""The time of a text being typed that tells none: nothing shows that it was saved since."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_TOLD: Final = frozenset({"form", "project"})
"""The facts about the file that are asked for."""

_CACHE: Final = -32_768
"""In KiB: pages of it that are kept in memory."""

_FIELD: Final = "subject TEXT, item TEXT, field TEXT"
_OF_FIELD: Final = "PRIMARY KEY(subject, item, field)"
_REST: Final = "time TEXT, author TEXT, moment TEXT, edition TEXT"
_TABLES: Final = (
    f"CREATE TABLE found(id TEXT PRIMARY KEY, seq INTEGER, payload BLOB, {_FIELD}, {_REST})",
    "CREATE INDEX place ON found(seq, id)",
    "CREATE INDEX of_field ON found(subject, item, field, moment)",
    f"CREATE TABLE emptied(id TEXT PRIMARY KEY, seq INTEGER, {_FIELD}, moment TEXT)",
    "CREATE TABLE superseded(id TEXT, by TEXT, PRIMARY KEY(id, by)) WITHOUT ROWID",
    "CREATE TABLE removed(id TEXT PRIMARY KEY) WITHOUT ROWID",
    f"CREATE TABLE listed(seq INTEGER PRIMARY KEY, {_FIELD})",
    f"CREATE TABLE typed({_FIELD}, text TEXT, author TEXT, time TEXT, sha256 TEXT, {_OF_FIELD})",
    f"CREATE TABLE torn({_FIELD}, time TEXT, {_OF_FIELD})",
)
_FOUND: Final = "INSERT OR REPLACE INTO found VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EMPTIED: Final = "INSERT OR REPLACE INTO emptied VALUES(?, ?, ?, ?, ?, ?)"
_SUPERSEDED: Final = "INSERT OR IGNORE INTO superseded VALUES(?, ?)"
_REMOVED: Final = "INSERT OR IGNORE INTO removed VALUES(?)"
_LISTS: Final = "INSERT OR REPLACE INTO listed VALUES(?, ?, ?, ?)"
_LISTS_PLACE: Final = "INSERT OR IGNORE INTO listed(seq) VALUES(?)"
_TYPED: Final = (
    "INSERT INTO typed VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text,"
    " author = excluded.author, time = excluded.time, sha256 = excluded.sha256"
    " WHERE excluded.time > time"
)
_TORN: Final = (
    "INSERT INTO torn VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET time = excluded.time"
    " WHERE excluded.time > time"
)
_IS_REMOVED: Final = "id IN (SELECT id FROM removed)"
_EMPTIED_AS_FOUND: Final = "id, seq, x'', subject, item, field, moment, '', moment, ''"
_REMOVE: Final = (
    "DELETE FROM superseded WHERE by IN (SELECT id FROM removed)",
    f"UPDATE found SET payload = x'', author = '', edition = '' WHERE {_IS_REMOVED}",  # noqa: S608
    f"INSERT OR IGNORE INTO found SELECT {_EMPTIED_AS_FOUND} FROM emptied WHERE {_IS_REMOVED}",  # noqa: S608
)
_ORDERED: Final = (
    "SELECT id, payload, subject, item, field, time, author, length(payload) AND NOT EXISTS"
    " (SELECT 1 FROM superseded WHERE superseded.id = found.id) FROM found ORDER BY seq, id"
)
_LATER: Final = (
    "NOT EXISTS (SELECT 1 FROM found WHERE found.subject = {0}.subject AND found.item = {0}.item"
    " AND found.field = {0}.field AND found.moment >= {0}.time)"
)
_DRAFTS: Final = f"SELECT * FROM typed WHERE {_LATER.format('typed')}"  # noqa: S608  constants
_LOST_TEXTS: Final = (
    f"SELECT subject, item, field FROM torn WHERE {_LATER.format('torn')}"  # noqa: S608  constants
    f" AND NOT EXISTS (SELECT 1 FROM ({_DRAFTS}) AS kept WHERE kept.subject = torn.subject"
    " AND kept.item = torn.item AND kept.field = torn.field) LIMIT ?"
)
_MISSING: Final = "SELECT count(DISTINCT id) FROM superseded WHERE id NOT IN (SELECT id FROM found)"
_UNREAD: Final = "FROM listed WHERE NOT EXISTS (SELECT 1 FROM found WHERE found.seq = listed.seq)"
_GAPS: Final = "SELECT max(seq) - count(DISTINCT seq) FROM found"
_LOST_FIELDS: Final = f"SELECT DISTINCT subject, item, field {_UNREAD} AND subject NOTNULL LIMIT ?"
_LAST_EDITION: Final = (
    "SELECT edition FROM found WHERE edition <> '' ORDER BY seq DESC, id DESC LIMIT 1"
)
_MOST: Final = 100_000
"""Fields that are named as lost; no honest project has so many."""


Kept: TypeAlias = tuple[ChangeId, bytes, Key, str, str, bool]
"""Id, bytes, field, time as the bytes say it, author, and whether no other change supersedes it."""


class Salvage:
    """What the readable pages of a file hold, the bytes of evidence aside.

    Attributes:
        meta: the facts about the file itself that are asked for.
    """

    def __init__(self, pages: Pages, beside: apsw.Connection) -> None:
        self.meta: dict[str, str] = {}
        self._file = beside
        beside.pragma("cache_size", _CACHE)
        for sql in _TABLES:
            beside.execute(sql)
        for seq, row in pages.rows(_CHANGE, _LONGEST_CHANGE):
            self._change(seq, row)
        for sql in _REMOVE:
            beside.execute(sql)
        for columns in pages.keyed(_LISTED, _TEXTS):
            self._list(columns)
        for columns in pages.keyed(_DRAFT, _LONGEST_CHANGE):
            self._draft(columns)
        for columns in pages.keyed(_META, _TEXTS):
            self._pair(*columns)

    # -- what was found --------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many changes there are."""
        return int(self._file.execute("SELECT count(*) FROM found").get)

    def ordered(self) -> Generator[Kept]:
        """Yield the changes in the order they were recorded in."""
        with closing(self._file.execute(_ORDERED)) as rows:
            for found_id, stored, subject, item, field, time, author, current in rows:
                key = Key(Subject(subject), item, field)
                yield ChangeId(found_id), stored, key, time, author, bool(current)

    def drafts(self) -> list[tuple[str, ...]]:
        """Return the columns of the newest text being typed in each field, if none is newer."""
        return list(self._file.execute(_DRAFTS))

    @property
    def replaced(self) -> int:
        """How many changes others supersede that could not be read."""
        return int(self._file.execute(_MISSING).get)

    @property
    def missing(self) -> int:
        """How many changes there were that could not be read, as far as that shows."""
        unread = int(self._file.execute(f"SELECT count(*) {_UNREAD}").get)
        gaps = int(self._file.execute(_GAPS).get or 0)
        return max(self.replaced, unread, gaps) + len(self._lost_texts())

    @property
    def lost(self) -> tuple[Key, ...]:
        """The fields of which a change is missing, as far as that shows."""
        with closing(self._file.execute(_LOST_FIELDS, (_MOST,))) as rows:
            lost = {Key(Subject(subject), item, field) for subject, item, field in rows}
        return tuple(sorted(lost | self._lost_texts()))

    @property
    def edition(self) -> str:
        """The edition that was answered, by the file's own word or by its last change."""
        told = self.meta.get("form", "")
        if told in load.shipped():
            return told
        return self._file.execute(_LAST_EDITION).get or load.current()

    # -- finding ---------------------------------------------------------------------------

    def _lost_texts(self) -> set[Key]:
        with closing(self._file.execute(_LOST_TEXTS, (_MOST,))) as rows:
            return {Key(Subject(subject), item, field) for subject, item, field in rows}

    def _change(self, seq: int, row: tuple[Column, ...]) -> None:
        _, stored_id, payload, *texts = row
        if not isinstance(stored_id, bytes) or not isinstance(payload, bytes):
            return
        found_id = ChangeId(stored_id.decode(errors="replace"))
        try:
            if payload == b"":
                subject, item, field, time, author = (_text(text) for text in texts)
                left = expunged((seq, found_id, b"", subject, item, field, time, author))
                made = written_time(left.time)
                self._file.execute(_EMPTIED, (found_id, seq, *left.key, made))
            elif change_id(payload) == found_id:
                self._readable(seq, *parsed(found_id, payload), payload)
        except (AlteredError, ValueError):
            return

    def _readable(self, seq: int, change: Change, time: str, payload: bytes) -> None:
        made = written_time(change.time)
        told = (*change.key, time, change.author, made, change.edition)
        self._file.execute(_FOUND, (change.id, seq, payload, *told))
        for old in told_by(change):
            self._file.execute(_SUPERSEDED, (old, change.id))
        if (change.key.subject, change.key.item) == (PROJECT, RECORDS):
            self._file.execute(_REMOVED, (change.key.field,))

    def _list(self, row: tuple[Column, ...]) -> None:
        """Note that there is, or was, a change of a field: so say ``head`` and the index."""
        *texts, seq = row
        if isinstance(seq, int) and seq > 0 and all(isinstance(text, bytes) for text in texts):
            words = (bytes(t or b"").decode(errors="replace") for t in texts)
            self._file.execute(_LISTS, (seq, *words))

    def _pair(self, first: Column, second: Column) -> None:
        """Note a fact about the file, or what the index over the ids says of a change."""
        if not isinstance(first, bytes):
            return
        if isinstance(second, bytes):
            if (name := first.decode(errors="replace")) in _TOLD:
                self.meta[name] = second.decode(errors="replace")
        elif isinstance(second, int) and len(first) == _ID and second > 0:
            self._file.execute(_LISTS_PLACE, (second,))

    def _draft(self, row: tuple[Column, ...]) -> None:
        try:
            written = tuple(_text(column) for column in row)
        except ValueError:
            return
        if not _is_time(written[5]):
            if _HASH.fullmatch(written[-1]):  # no other row of seven texts ends like that
                self._file.execute(_TORN, (*written[:3], _UNKNOWN))
            return
        if hashlib.sha256("\0".join(written[:-1]).encode()).hexdigest() == written[-1]:
            self._file.execute(_TYPED, written)
        else:
            self._file.execute(_TORN, (*written[:3], written[5]))


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        moment(text)
    except ValueError:
        return False
    return True


def _text(column: Column) -> str:
    if not isinstance(column, bytes):
        raise ValueError(column)  # noqa: TRY004  of the file, not of the call
    return column.decode()
