"""Texts being typed: durable, but outside the log and its digest."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import apsw

from jalon.assessment.changes import Key, Subject
from jalon.store.log import too_long
from jalon.store.rows import LONGEST_PAYLOAD, AlteredError, written_time

_MOST: Final = 10_000
_MEMORY: Final = 64 << 20
"""In bytes: what all drafts together may hold."""

_KEEP: Final = (
    "INSERT INTO draft(subject, item, field, text, author, time) VALUES(?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET text = excluded.text, author = excluded.author,"
    " time = excluded.time"
)
_FORGET: Final = "DELETE FROM draft WHERE subject = ? AND item = ? AND field = ?"


def keep(connection: apsw.Connection, key: Key, text: str, author: str) -> None:
    """Keep the text being typed in a field, in the place of the one before.

    Raises:
        UserError: it is longer than any answer.
    """
    if len(text) * 4 > LONGEST_PAYLOAD:
        raise too_long()
    connection.execute(_KEEP, (*key, text, author, written_time(datetime.now(UTC))))


def kept(connection: apsw.Connection) -> dict[Key, tuple[str, str]]:
    """Return text and author of each draft.

    Raises:
        AlteredError: there are more, or longer ones, than anyone types.
    """
    number, size = connection.execute("SELECT count(*), total(length(text)) FROM draft").get
    longest = connection.execute("SELECT max(length(text)) FROM draft").get or 0
    if number > _MOST or size > _MEMORY or longest > LONGEST_PAYLOAD:
        raise AlteredError("the drafts are larger than memory allows")
    rows = connection.execute("SELECT subject, item, field, text, author FROM draft")
    return {
        Key(Subject(subject), item, field): (text, author)
        for subject, item, field, text, author in rows
    }


def forget(connection: apsw.Connection, keys: Sequence[Key]) -> None:
    """Drop the drafts of these fields."""
    connection.executemany(_FORGET, keys)
