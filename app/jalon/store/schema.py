"""What a project file holds: its tables, its marks, and the test that it holds nothing else.

``docs/format.md`` describes the same for readers without Jalon.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

import apsw

from jalon.errors import N_, ProjectError
from jalon.store import extract, faults

APPLICATION_ID: Final = 0x4A414C4E
"""``JALN``; tells our files from other SQLite databases (header, offset 68)."""

VERSION: Final = 1
"""The version of the tables below (header, offset 60); raised with each migration step."""

TABLES: Final[Mapping[str, str]] = {
    "meta": "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "change": (
        "CREATE TABLE change(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " payload BLOB NOT NULL, subject TEXT NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL,"
        " time TEXT NOT NULL, author TEXT NOT NULL) STRICT"
    ),
    "head": (
        "CREATE TABLE head(subject TEXT NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL,"
        " seq INTEGER NOT NULL REFERENCES change(seq),"
        " PRIMARY KEY(subject, item, field, seq)) STRICT, WITHOUT ROWID"
    ),
    "draft": (
        "CREATE TABLE draft(subject TEXT NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL,"
        " text TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, sha256 TEXT NOT NULL,"
        " PRIMARY KEY(subject, item, field)) STRICT, WITHOUT ROWID"
    ),
    "evidence": ("CREATE TABLE evidence(sha256 TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT"),
}

INDEXES: Final[Mapping[str, str]] = {
    "change_field": "CREATE INDEX change_field ON change(subject, item, field)",
}

_IMPLIED: Final = {"sqlite_autoindex_change_1", "sqlite_autoindex_evidence_1"}
Parts: TypeAlias = frozenset[tuple[str, str, str | None]]
"""What a file holds: kind, name and statement of each table and index."""


def parts(tables: Mapping[str, str]) -> Parts:
    """Return what a file with these tables, and the same indexes, holds."""
    return frozenset(
        {
            *(("table", name, sql) for name, sql in tables.items()),
            *(("index", name, sql) for name, sql in INDEXES.items()),
            *(("index", name, None) for name in _IMPLIED),
        }
    )


_EXPECTED: Final = parts(TABLES)
_LONGEST_META: Final = 1000
_MOST_META: Final = 100
_MORE: Final = "SELECT 1 FROM meta LIMIT 1 OFFSET ?"
"""Whether there are more facts about the file than any version has."""


WHOLE: Final = "whole"
"""``meta.history`` of an ordinary project: every parent of a change is in the log."""

CURRENT_ONLY: Final = "current"
"""``meta.history`` of a copy without history: parents may be absent."""


def create(connection: apsw.Connection, form_id: str) -> None:
    """Make the tables of a new project in an empty database.

    The random ``project`` name stays the same in every copy, so that two copies that are
    to be merged can be told from two unrelated projects.
    """
    import secrets

    begin(connection)
    fill_meta(connection, {"form": form_id, "history": WHOLE, "project": secrets.token_hex(16)})


def begin(connection: apsw.Connection) -> None:
    """Make the empty tables and set the marks of the file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for sql in (*TABLES.values(), *INDEXES.values()):
        connection.execute(sql)


def fill_meta(connection: apsw.Connection, entries: Mapping[str, str]) -> None:
    """Write the facts about the file itself."""
    connection.executemany("INSERT INTO meta(name, value) VALUES(?, ?)", entries.items())


def meta(connection: apsw.Connection) -> dict[str, str]:
    """Return the facts about the file itself: ``form``, ``history``, ``project``.

    Not the extract of what is current (:mod:`jalon.store.extract`).
    """
    rows = connection.execute(
        "SELECT name, value FROM meta WHERE octet_length(name) + octet_length(value) <= ?"
        " AND name != ? LIMIT ?",
        (_LONGEST_META, extract.NAME, _MOST_META),
    )
    return {str(name): str(value) for name, value in rows}


def set_history(connection: apsw.Connection, *, whole: bool) -> None:
    """Say whether every change that was replaced is in the log."""
    said = WHOLE if whole else CURRENT_ONLY
    connection.execute("UPDATE meta SET value = ? WHERE name = 'history'", (said,))


def set_form(connection: apsw.Connection, form_id: str) -> None:
    """Say which edition of the questionnaire the file answers from now on."""
    connection.execute("UPDATE meta SET value = ? WHERE name = 'form'", (form_id,))


def set_project(connection: apsw.Connection, name: str) -> None:
    """Give a file the name that all copies of its project share."""
    connection.execute("UPDATE meta SET value = ? WHERE name = 'project'", (name,))


def require(connection: apsw.Connection, name: str, holds: Parts = _EXPECTED) -> None:
    """Hold the open database to exactly our tables; nothing of it has been used before.

    ``holds`` are those of an older version, where it is one.

    A file with triggers, views or other tables may have been made to harm; a file that
    merely lacks a table is broken. Neither is opened.

    Raises:
        ProjectError: it holds something else, or is of another kind.
    """
    if connection.pragma("application_id") != APPLICATION_ID:
        raise foreign(name)
    if _held(connection, name) != holds or connection.execute(_MORE, (_MOST_META,)).get:
        raise ProjectError(
            "foreign",
            N_(
                "{name} does not hold what a Jalon project holds, so it was not opened and not"
                " changed. Another program may have altered it. Use a copy or backup that you"
                " trust."
            ),
            name=name,
        )


def _held(connection: apsw.Connection, name: str) -> frozenset[tuple[object, ...]]:
    try:
        rows = connection.execute(
            "SELECT type, name, substr(sql, 1, 1000) FROM sqlite_schema LIMIT 50"
        ).fetchall()
    except apsw.SQLError as cause:  # its first page names a format that no SQLite has written
        raise faults.damaged(name) from cause
    return frozenset(rows)


def foreign(name: str) -> ProjectError:
    """Return the refusal of a file that is no project of ours."""
    return ProjectError(
        "foreign",
        N_(
            "{name} is not a Jalon project, or is protected in a way that this version does"
            " not know. The file was not changed. Choose a file that Jalon has made."
        ),
        name=name,
    )
