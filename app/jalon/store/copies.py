"""Copies of a project, made through its one connection, and the empty project."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import apsw

from jalon.assessment.changes import Change, change_id, payload
from jalon.store import connection as connections
from jalon.store import evidence, log, schema
from jalon.store.protection import PAGE, Raw, target
from jalon.values import replace


def empty(path: Path, form_id: str, key: Raw | None = None) -> None:
    """Make an empty project that answers ``form_id``."""
    connection = connections.create_empty(path, key)
    try:
        with connections.transaction(connection):
            schema.create(connection, form_id)
    finally:
        connection.close()


def everything(connection: apsw.Connection, path: Path, key: Raw | None = None) -> None:
    """Write the whole project to ``path``: log, drafts and all.

    The bytes of evidence that was removed stay behind: here they wait for the project to be
    closed, so that removing can be undone.
    """
    connection.execute("VACUUM INTO ?", (str(path),))
    needed = evidence.needed(connection)
    if needed.issuperset(evidence.held(connection)):
        return
    copy = connections.create_empty(path, key)
    try:
        with connections.transaction(copy):
            evidence.drop(copy, needed)
        evidence.shrink(copy)
    finally:
        copy.close()


def under(connection: apsw.Connection, path: Path, key: Raw | None) -> None:
    """Write the whole project to ``path`` under another key, or none.

    Only what had no key can be written with pages of another size.
    """
    own = connection.pragma("page_size")
    if key is not None:
        connection.execute(f"PRAGMA page_size = {PAGE}")
    try:
        connection.execute("VACUUM INTO ?", (target(path, key),))
    finally:
        connection.execute(f"PRAGMA page_size = {own}")


def current(connection: apsw.Connection, path: Path, key: Raw | None = None) -> None:
    """Write what is current to ``path``, without what it replaced and without drafts.

    The ids it replaced stay named in the payloads, so that every id still checks and the
    digest is the same; the file's ``meta.history`` says that they are absent on purpose. Of the
    bytes of evidence, those that something current names.

    Raises:
        AlteredError: a current change is not what its id says.
    """
    copy = connections.create_empty(path, key)
    try:
        with connections.transaction(copy):
            schema.begin(copy)
            schema.fill_meta(copy, {**schema.meta(connection), "history": schema.CURRENT_ONLY})
            evidence.copy(connection, copy, evidence.needed(connection))
            with closing(log.current_rows(connection)) as current_rows:
                for found, payload, time in current_rows:
                    log.make_current(copy, found.key, log.add(copy, found, payload, time))
    finally:
        copy.close()


def remembered(
    path: Path, about: Mapping[str, str], current: Iterable[Change], key: Raw | None = None
) -> None:
    """Write what is current to ``path`` from memory alone, with the same ids and digest.

    ``about`` has the facts about the file itself. Bytes of evidence are not in memory. Nor are
    those of a change that another program wrote in a way of its own: there the same value takes
    its place as a change that names it, so that nothing disputes it once the two are united.
    """
    copy = connections.create_empty(path, key)
    try:
        with connections.transaction(copy):
            schema.begin(copy)
            schema.fill_meta(copy, {**about, "history": schema.CURRENT_ONLY})
            for found in current:
                change, stored = _from_memory(found)
                log.make_current(copy, change.key, log.add(copy, change, stored))
    finally:
        copy.close()


def _from_memory(found: Change) -> tuple[Change, bytes]:
    """Return a change and its bytes; one that takes its place where it was written otherwise."""
    stored = _written(found)
    if change_id(stored) == found.id:
        return found, stored
    instead = replace(found, supersedes=(found.id,))
    stored = _written(instead)
    return replace(instead, id=change_id(stored)), stored


def _written(change: Change) -> bytes:
    return payload(
        change.key,
        change.value,
        author=change.author,
        time=change.time,
        edition=change.edition,
        supersedes=change.supersedes,
    )
