"""The ways into a project file: for writing, for reading in place, through a snapshot."""

import errno
import os
from pathlib import Path

import apsw

from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import faults, lengths, lock, migrations, sniff
from jalon.store.hold import Hold
from jalon.store.protection import Opens, Raw


def place(path: Path) -> Path:
    """Return the path with its folder resolved; the file itself may not be a link.

    Raises:
        ProjectError: its folder cannot be read, or its name is none that SQLite can take, with
            what lies beside it.
    """
    path = Path(path)
    try:
        found = path.parent.resolve() / path.name
        str(found).encode()
        lengths.require_fit(found)
        os.lstat(found)
    except UnicodeEncodeError as cause:
        raise faults.no_text(path.name) from cause
    except (FileNotFoundError, NotADirectoryError):
        return found
    except (OSError, RuntimeError, ValueError) as cause:
        if isinstance(cause, OSError) and cause.errno == errno.ENAMETOOLONG:
            raise lengths.too_long(path.name) from cause
        raise faults.unreadable(path.name) from cause
    return found


def new_lock(path: Path) -> lock.Lock:
    """Take the lock of a project that is to be made, before anything of it exists."""
    if not path.parent.is_dir():
        raise faults.no_folder(path.name)
    try:
        return lock.acquire(path)
    except lock.UnwritableError as cause:
        raise faults.not_here(path.name) from cause


def key_for(name: str, found: sniff.Found, opens: Opens | None) -> Raw | None:
    """Return the key of what was found; None when it is not protected.

    Raises:
        ProjectError: it is protected, and nothing that may open it was given.
    """
    if not found.salt:
        return None
    if opens is None:
        raise faults.protected(name)
    return opens.of(found.salt)


def writer(path: Path, key: Raw | None = None) -> apsw.Connection:
    """Open for writing; nothing is written yet."""
    with faults.reading(path.name):
        return connections.open_for_writing(path, key)


def reader(path: Path, found: sniff.Found, hold: Hold, key: Raw | None = None) -> apsw.Connection:
    """Open for reading: in place when the file is at rest, else a copy of it and its log."""
    with faults.reading(path.name):
        if hold.writer or found.leftover:
            from jalon.store import leftover, snapshot

            copy = snapshot.take(path, hold.scratch(path.name))
            if not hold.writer:
                leftover.require_own(copy, hold, key)
            return connections.open_for_writing(copy, key)
        return connections.open_for_reading(path, immutable=found.wal, key=key)


def current(
    path: Path, found: sniff.Found, hold: Hold, key: Raw | None = None
) -> apsw.Connection | None:
    """Open for writing; a file of an older version gives its place to a migrated copy first.

    None where its disk has no room for that: it can be read all the same.

    Raises:
        ProjectError: what lies beside the file is not of it.
    """
    if found.leftover:
        from jalon.store import leftover

        leftover.require_own(path, hold, key)
        hold.recovered = True
    connection = writer(path, key)
    if not _is_older(path, connection):
        return connection
    from jalon.store import migrating

    try:
        hold.kept = migrating.bring_up(path, connection, key)
    except ProjectError as cause:
        if cause.reason != "full":
            raise
        hold.no_room = cause
        return None
    hold.enter_again(path)
    return writer(path, key)


def current_to_read(
    path: Path, found: sniff.Found, hold: Hold, key: Raw | None = None
) -> apsw.Connection:
    """Open for reading; of a file of an older version, a migrated copy that goes at the end."""
    connection = reader(path, found, hold, key)
    if not _is_older(path, connection):
        return connection
    from jalon.store import migrating

    target = hold.scratch(path.name) / "migrated.jalon"
    try:
        migrating.migrate(connection, target, key, path.name)
    except (OSError, ProjectError) as cause:
        if isinstance(cause, ProjectError) and cause.reason != "full":
            raise
        raise faults.no_room_to_read(path.name) from cause
    finally:
        connection.close()
    return connections.open_for_reading(target, immutable=False, key=key)


def _is_older(path: Path, connection: apsw.Connection) -> bool:
    """Tell whether a file that was just opened is of an older version; it is closed on errors."""
    try:
        with faults.reading(path.name), connections.bounded(connection):
            return migrations.is_older(connection, path.name)
    except BaseException:
        connections.leave_as_it_is(connection)
        connection.close()
        raise
