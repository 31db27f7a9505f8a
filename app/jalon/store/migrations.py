"""Older versions of the file, brought to the current one step by step.

A step is added with each new ``schema.VERSION``; :mod:`jalon.store.migrating` runs it, on a copy.
"""

from collections.abc import Callable, Mapping
from typing import Final

import apsw

from jalon.store import drafts, faults, schema
from jalon.store.schema import VERSION, Parts, foreign
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next.

    Attributes:
        holds: what a file of the version that it starts at holds, and nothing else.
        act: makes the tables of the next version of it; runs in a transaction of the copy.
    """

    holds: Parts
    act: Callable[[apsw.Connection], None]


_FIRST_DRAFTS: Final = schema.TABLES["draft"].replace(" sha256 TEXT NOT NULL,", "")

_OF_DRAFTS: Final = "SELECT substr(sql, 1, 1000) FROM sqlite_schema WHERE name = 'draft'"


def _seal_drafts(connection: apsw.Connection) -> None:
    """From 0: the texts being typed get their fingerprints."""
    connection.execute("ALTER TABLE draft RENAME TO unsealed")
    connection.execute(schema.TABLES["draft"])
    drafts.seal(connection, "unsealed")
    connection.execute("DROP TABLE unsealed")


STEPS: Final[Mapping[int, Step]] = {
    0: Step(schema.parts({**schema.TABLES, "draft": _FIRST_DRAFTS}), _seal_drafts),
}
"""By the version a step starts at."""


def version_of(connection: apsw.Connection) -> int:
    """Return the version of an open file.

    The very first shape says 1 in its header like the one after it; it is told by its table of
    drafts, and is version 0 here.
    """
    said = int(connection.pragma("user_version") or 0)
    if said != 1:
        return said
    table = connection.execute(
        "SELECT substr(sql, 1, 1000) FROM sqlite_schema WHERE name = 'draft'"
    )
    return 0 if table.get == _FIRST_DRAFTS else 1


def require_known(version: int, name: str) -> None:
    """Accept the current version and those that steps lead from.

    Raises:
        ProjectError: it is a newer one, or none that ever was.
    """
    if version > VERSION:
        raise faults.newer(name)
    if any(step not in STEPS for step in range(version, VERSION)):
        raise foreign(name)


def is_older(connection: apsw.Connection, name: str) -> bool:
    """Tell whether the open file is of an older version that steps lead from.

    Raises:
        ProjectError: it is newer, foreign, or of an older version and holds something else.
    """
    try:
        ours = connection.pragma("application_id") == schema.APPLICATION_ID
        version = version_of(connection)
    except apsw.Error:
        return False  # said, and told apart, where the project is accepted
    if not ours or version == VERSION:
        return False
    require_known(version, name)
    schema.require(connection, name, STEPS[version].holds)
    return True
