"""Running the steps from an older version of the file to the current one: on a copy.

The copy takes the place of the old file only once it is whole, checked and on disk; the old file
is kept beside it. Imported when an older file is met, which no start expects.
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import apsw

from jalon.store import connection as connections
from jalon.store import copies, faults, lengths, migrations, schema, whole
from jalon.store.protection import Raw
from jalon.store.schema import VERSION

_PIECE: Final = 1 << 20


def bring_up(path: Path, connection: apsw.Connection, key: Raw | None) -> Path:
    """Let a migrated copy take the place of the file at ``path``; return where the old one is.

    The caller holds the lock; ``connection`` is the one to the file, and is closed. Whatever
    happens on the way, the old file is whole, at its place or beside it.

    Raises:
        ProjectError: no room, no right to write, or the copy is not what it should be.
    """
    version = migrations.version_of(connection)
    mode = path.lstat().st_mode & 0o777
    beside = path.with_name(f".{lengths.cut(path.name, path.parent)}.migrated")
    beside.unlink(missing_ok=True)  # left over by a migration that was interrupted
    try:
        make = partial(migrate, connection, key=key, name=path.name)
        whole.write_new(beside, make, mode, called=path.name)
        with faults.writing(path.name):
            connections.single_file(connection)
        connection.close()
        kept = _keep(path, version)
        beside.replace(path)
        whole.sync_folder(path.parent)
    except OSError as cause:
        raise faults.from_os(cause, path.name) from cause
    finally:
        connection.close()
        beside.unlink(missing_ok=True)
    return kept


def migrate(connection: apsw.Connection, target: Path, key: Raw | None, name: str) -> None:
    """Write the open file, called ``name``, to ``target`` as one of the current version, checked.

    Raises:
        ProjectError: the result is not what a project of this version holds.
    """
    from jalon.store import integrity

    with faults.writing(name):
        copies.under(connection, target, key)
        copy = connections.open_to_migrate(target, key)
        try:
            with connections.transaction(copy), connections.rewriting(copy):
                for version in range(migrations.version_of(copy), VERSION):
                    migrations.STEPS[version].act(copy)
                    copy.execute(f"PRAGMA user_version = {version + 1}")
            schema.require(copy, name)
            if integrity.check(copy):
                raise faults.damaged(name)
        finally:
            copy.close()


def _keep(path: Path, version: int) -> Path:
    """Give the old file a second name beside the first, and let it survive a power cut."""
    number = 0
    while True:
        ending = f"-v{version}" + (f"-{number}" if number else "")
        kept = path.with_name(f"{path.stem}{ending}{path.suffix}")
        if not os.path.lexists(kept):
            break
        if kept.samefile(path):  # a migration was interrupted right here
            return kept
        number += 1
    try:
        os.link(path, kept)
    except OSError:
        # A file system without hard links (FAT, some network shares): a copy, whole or not at all.
        whole.write_pieces(kept, _pieces(path), path.lstat().st_mode & 0o777)
    whole.sync_folder(path.parent)
    return kept


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
