"""Texts being typed: durable, but outside the log and its digest."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Final

import apsw

from jalon.assessment.changes import Key, Subject, written_time
from jalon.hashing import sha256
from jalon.store.log import require_author, too_long
from jalon.store.rows import LONGEST_PAYLOAD, AlteredError, moment

_MOST: Final = 10_000
_MEMORY: Final = 64 << 20
"""In bytes: what all drafts together may hold."""

_KEEP: Final = (
    "INSERT INTO draft(subject, item, field, text, author, time, sha256)"
    " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text,"
    " author = excluded.author, time = excluded.time, sha256 = excluded.sha256"
)
_ALL: Final = "SELECT subject, item, field, text, author, time, sha256 FROM draft"
_WHEN: Final = "SELECT time FROM draft WHERE subject = ? AND item = ? AND field = ?"
_FORGET: Final = "DELETE FROM draft WHERE subject = ? AND item = ? AND field = ?"


def keep(connection: apsw.Connection, key: Key, text: str, author: str) -> None:
    """Keep the text being typed in a field, in the place of the one before.

    Raises:
        UserError: it is longer than any answer, or the author's name than any name.
    """
    require_author(author)
    if len(text) * 4 > LONGEST_PAYLOAD:
        raise too_long()
    written = (*key, text, author, written_time(datetime.now(UTC)))
    connection.execute(_KEEP, (*written, _fingerprint(written)))


def kept(connection: apsw.Connection) -> dict[Key, tuple[str, str]]:
    """Return text and author of each draft.

    Raises:
        AlteredError: there are more, or longer ones, than anyone types; one was altered.
    """
    number, size = connection.execute("SELECT count(*), total(length(text)) FROM draft").get
    longest = connection.execute("SELECT max(length(text)) FROM draft").get or 0
    if number > _MOST or size > _MEMORY or longest > LONGEST_PAYLOAD:
        raise AlteredError("the drafts are larger than memory allows")
    found: dict[Key, tuple[str, str]] = {}
    with closing(connection.execute(_ALL)) as rows:
        for *written, sha256 in rows:
            if not all(isinstance(w, str) for w in written) or _fingerprint(written) != sha256:
                raise AlteredError("a draft does not match its fingerprint")
            subject, item, field, text, author, time = written
            try:
                moment(time)
            except ValueError as cause:
                raise AlteredError("the time of a draft is none") from cause
            found[Key(Subject(subject), item, field)] = (text, author)
    return found


def written(connection: apsw.Connection, key: Key) -> datetime:
    """Return when the draft of a field was last kept (UTC)."""
    return datetime.fromisoformat(str(connection.execute(_WHEN, key).get)).astimezone(UTC)


def forget(connection: apsw.Connection, keys: Sequence[Key]) -> None:
    """Drop the drafts of these fields."""
    connection.executemany(_FORGET, keys)


def seal(connection: apsw.Connection, unsealed: str) -> None:
    """Fill the table from one of the same columns that had no fingerprints yet."""
    found = connection.execute(f"SELECT subject, item, field, text, author, time FROM {unsealed}")  # noqa: S608  a constant of ours
    with closing(found) as rows:
        for row in rows:
            columns = [str(column) for column in row]
            connection.execute(_KEEP, (*columns, _fingerprint(columns)))


def _fingerprint(written: Sequence[str]) -> str:
    """Return the SHA-256 (hex) of the columns in the order of the table, joined by NUL."""
    return sha256("\0".join(written).encode()).hexdigest()
