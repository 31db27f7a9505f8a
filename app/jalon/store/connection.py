"""The one connection to a project file, and how it is set.

Measured reasons for each setting: docs/decisions/004-project-file.md.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import apsw

from jalon.store.protection import PAGE, Raw, unlock

_LONGEST_ROW: Final = 64 << 20
"""In bytes: no row of a hostile file makes us allocate more."""

_BUSY_MS: Final = 500
"""How long another program (a virus scanner, a synchroniser) may hold the file while we open."""

_STEPS: Final = 1_000_000
_STEPS_TO_OPEN: Final = 100
"""Opening may take this many times ``_STEPS`` of SQLite's machine; a file whose pages refer to
each other in a crafted way would keep it busy for years."""

_LOG_KEPT: Final = 1 << 20
"""In bytes: up to here a log that was folded in keeps its size."""

_KIB_IN_MEMORY: Final = 12 << 10
"""What one transaction keeps in memory where it writes bytes of files."""

LOG_HEADER: Final = 32
"""In bytes; see https://sqlite.org/fileformat2.html#the_write_ahead_log."""

_LOG_MAGIC: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")

_REFUSED: Final = frozenset({("change", apsw.SQLITE_DELETE), ("change", apsw.SQLITE_UPDATE)})


def open_for_writing(path: Path, key: Raw | None = None) -> apsw.Connection:
    """Return a connection that may write; nothing is written yet, no lock is held yet."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_NOFOLLOW | apsw.SQLITE_OPEN_URI
    connection = _hardened(apsw.Connection(str(path), flags=flags), key)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def open_for_reading(path: Path, *, immutable: bool, key: Raw | None = None) -> apsw.Connection:
    """Return a connection that cannot write.

    ``immutable`` says that nobody can change the file meanwhile: SQLite then neither locks
    nor looks for a log, the only way into a file left in WAL mode in a read-only folder.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_NOFOLLOW | apsw.SQLITE_OPEN_URI
    uri = path.as_uri() + ("?immutable=1" if immutable else "")
    return _hardened(apsw.Connection(uri, flags=flags), key)


def create_empty(path: Path, key: Raw | None = None) -> apsw.Connection:
    """Return a connection to a new file that is not yet in its place.

    Not synchronous: whoever puts the file in its place syncs it whole first.
    """
    connection = _hardened(
        apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE), key
    )
    connection.execute("PRAGMA synchronous = OFF")
    if key is not None:
        connection.execute(f"PRAGMA page_size = {PAGE}")
    return connection


def open_to_migrate(path: Path, key: Raw | None = None) -> apsw.Connection:
    """Return a connection to a copy that is not yet in its place, whose tables may change.

    Not synchronous, like one to a new file; its foreign keys hold again once it is opened anew.
    """
    connection = _hardened(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE), key)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def keep_others_out(connection: apsw.Connection) -> None:
    """Take the exclusive lock, which is then held until the end; writes nothing."""
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def settle_journal(connection: apsw.Connection) -> None:
    """Choose the log that survives a power cut; before the first write.

    WAL with FULL costs one barrier per change. Where it cannot be had: DELETE with EXTRA,
    because DELETE with FULL, SQLite's default, loses the last change in every second cut.
    """
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    if connection.pragma("journal_mode", "wal") == "wal":
        connection.execute("PRAGMA synchronous = FULL")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")


def checkpoint(connection: apsw.Connection) -> None:
    """Fold the log into the file and void it; costs two barriers, and one at the next change.

    The log keeps its size, for writing over it costs less than letting it grow anew. Its header
    is blanked: whoever finds the log beside another state of the file takes it for empty.
    """
    log = Path(connection.filename_wal)
    with suppress(OSError):
        if log.lstat().st_size <= _LOG_KEPT:
            _busy, written, folded = connection.execute("PRAGMA wal_checkpoint(RESTART)").get
            if written == folded:
                _void(log)
                return
    empty_log(connection)


def empty_log(connection: apsw.Connection) -> None:
    """Fold the log into the file and leave nothing of what stood in it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fold_and_keep_log(connection: apsw.Connection) -> None:
    """Fold the log into the file, and leave it as it is beside it."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def is_log(header: bytes) -> bool:
    """Tell whether SQLite would look at what follows this beginning of a log."""
    return len(header) >= LOG_HEADER and header.startswith(_LOG_MAGIC)


def single_file(connection: apsw.Connection) -> None:
    """Fold everything into the one file, so that it can be read from read-only places."""
    connection.execute("PRAGMA journal_mode = DELETE")


def leave_as_it_is(connection: apsw.Connection) -> None:
    """Keep closing from folding in the log of a file that we refuse."""
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)


def _void(log: Path) -> None:
    """Blank the header of a log whose every page stands in the file.

    SQLite keeps in memory what it needs of the header and writes another with the next change. It
    holds its locks on the project file, not on the log: closing this descriptor drops none.

    Raises:
        OSError: it cannot be written.
    """
    descriptor = os.open(log, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        if is_log(os.read(descriptor, LOG_HEADER)):
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, bytes(LOG_HEADER))
    finally:
        os.close(descriptor)


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All of the block or nothing of it; durable when it ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def bounded(connection: apsw.Connection) -> Iterator[None]:
    """Interrupt the block when it takes more steps than any honest file needs.

    Raises:
        apsw.InterruptError: it did.
    """
    left = _STEPS_TO_OPEN

    def stop() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(stop, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None)


@contextmanager
def up_to(connection: apsw.Connection, longest: int) -> Iterator[None]:
    """Read and write texts and blobs up to so many bytes in the block, and none that is longer.

    SQLite keeps to it where a value goes on beyond its page: any of more than 65,536 bytes does.

    Raises:
        apsw.TooBigError: one is longer; it was not fetched.
    """
    before = connection.limit(apsw.SQLITE_LIMIT_LENGTH, longest)
    try:
        yield
    finally:
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, before)


@contextmanager
def in_one_go(connection: apsw.Connection) -> Iterator[None]:
    """Keep the pages that the block writes in memory, up to a bound, and write each only once.

    SQLite would write what its small cache does not hold, read it again when it changes once more,
    and write it again: twice the encryption for a file that is first room, then bytes.
    """
    connection.execute(f"PRAGMA cache_spill = -{_KIB_IN_MEMORY}")
    try:
        yield
    finally:
        connection.execute("PRAGMA cache_spill = 1")  # as soon as the cache is full, as before


@contextmanager
def rewriting(connection: apsw.Connection) -> Iterator[None]:
    """Let the block change rows of the log: expunging only."""
    connection.authorizer = None
    try:
        yield
    finally:
        connection.authorizer = _append_only


def _hardened(connection: apsw.Connection, key: Raw | None) -> apsw.Connection:
    """Switch off whatever lets a file act, and hold the log to being appended to."""
    unlock(connection, key)
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_FKEY, 1),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
        # Else some statements are prepared anew each time, because a value might change the plan.
        (apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1),
    ):
        connection.config(option, value)
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_ROW)
    connection.set_busy_timeout(_BUSY_MS)
    connection.execute("PRAGMA cell_size_check = ON")
    # Texts must not reach temporary files, where no passphrase will protect them.
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.authorizer = _append_only
    return connection


def _append_only(
    operation: int,
    table: str | None,
    _column: str | None,
    _database: str | None,
    _trigger: str | None,
) -> int:
    """Refuse statements that would change or remove what was recorded."""
    return apsw.SQLITE_DENY if (table, operation) in _REFUSED else apsw.SQLITE_OK
