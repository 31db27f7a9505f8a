"""What a path holds, found out before SQLite sees it.

The file is opened and closed here, so this runs before our connection exists and never
after: on POSIX, closing any descriptor of a file drops every lock the process has on it.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.errors import N_, ProjectError
from jalon.store import faults
from jalon.store.connection import LOG_HEADER, is_log
from jalon.store.protection import PAGE, SALT, salt
from jalon.store.schema import APPLICATION_ID, VERSION, foreign
from jalon.values import dataclass

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
"""In bytes; the header of an SQLite database."""

_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEADER: Final = 28
"""In bytes; see https://sqlite.org/fileformat2.html#the_rollback_journal."""

_MOST_BESIDE: Final = 2 << 30
"""In bytes: more than all files that are evidence, which is what one transaction may write."""

_LEAST_BESIDE: Final = 1 << 20
_WAL_FORMAT: Final = 2
_UTF_8: Final = 1
_PRINTABLE: Final = 0x7E
_LARGEST_PAGE: Final = 65536
_QUIET: Final = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
"""Waits for no other end, follows no link, and gives bytes as they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a project.

    Attributes:
        writable: whether we may write to the file itself.
        wal: whether its header says that it was left in WAL mode.
        leftover: whether a log that SQLite would look at lies beside it.
        salt: what the key of a protected project is derived with; empty when it is not one.
    """

    writable: bool
    wal: bool
    leftover: bool
    salt: bytes = b""


def identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at ``path`` from all others (device, inode).

    Raises:
        ProjectError: there is nothing, or no ordinary file.
    """
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise ProjectError(
            "missing",
            N_("{name} does not exist. It may have been moved or renamed; look in its new place."),
            name=path.name,
        ) from cause
    except (OSError, ValueError) as cause:
        raise faults.unreadable(path.name) from cause
    if stat.S_ISLNK(status.st_mode):
        raise ProjectError(
            "foreign",
            N_(
                "{name} is a link to a file elsewhere. Jalon opens only the file itself, so that"
                " its logs and locks lie beside it. Open the file that the link names."
            ),
            name=path.name,
        )
    if not stat.S_ISREG(status.st_mode):
        raise ProjectError(
            "foreign",
            N_("{name} is a folder or a device, not a file. Choose a project file."),
            name=path.name,
        )
    return status.st_dev, status.st_ino


def has_two_names(path: Path) -> bool:
    """Tell whether a file has another name on its disk, beside which its log may lie."""
    try:
        return path.lstat().st_nlink > 1
    except OSError:
        return False


def look(path: Path) -> Found:
    """Read the header of the file at ``path`` and accept it or say why not.

    Raises:
        ProjectError: unreadable, foreign, newer or damaged.
    """
    name = path.name
    descriptor, writable = _opened(path)
    try:
        header = os.read(descriptor, _HEADER)
        size = os.fstat(descriptor).st_size
    except OSError as cause:
        raise faults.unreadable(name) from cause
    finally:
        os.close(descriptor)
    left = [has_log(path), has_journal(path)]  # both are looked at
    leftover = any(left)
    if leftover:
        _require_likely(path, size)
    if _may_be_protected(header, size):
        # Where it rests in WAL mode its own pages say, which nobody can read yet.
        return Found(writable, wal=False, leftover=leftover, salt=header[:SALT])
    _require_ours(header, name)
    if not leftover:
        _require_whole(header, size, name)
    return Found(writable, header[18] == _WAL_FORMAT or header[19] == _WAL_FORMAT, leftover)


def _opened(path: Path) -> tuple[int, bool]:
    """Open for writing if we may, else for reading; nothing is written."""
    try:
        return os.open(path, os.O_RDWR | _QUIET), True
    except OSError:
        pass
    try:
        return os.open(path, os.O_RDONLY | _QUIET), False
    except OSError as cause:
        raise faults.unreadable(path.name) from cause


def beside(path: Path, ending: str) -> Path:
    """Return where SQLite keeps the log (``-wal``) or journal (``-journal``) of a file."""
    return path.with_name(path.name + ending)


def has_journal(path: Path) -> bool:
    """Tell whether a journal lies beside the file, of a write that was cut off.

    Raises:
        ProjectError: what is there is no file.
    """
    return _has_content(path, "-journal")


def has_log(path: Path) -> bool:
    """Tell whether the log beside the file holds anything for SQLite; a voided one does not.

    Raises:
        ProjectError: what is there is no file.
    """
    if not _has_content(path, "-wal"):
        return False
    try:
        descriptor = os.open(beside(path, "-wal"), os.O_RDONLY | _QUIET)
    except OSError:
        return True
    try:
        return is_log(os.read(descriptor, LOG_HEADER))
    finally:
        os.close(descriptor)


def require_no_log(path: Path) -> None:
    """Accept a place for a new file, beside which no log lies that would be taken for its own.

    Raises:
        ProjectError: one does.
    """
    if has_log(path) or has_journal(path):
        raise log_of_another(path)


def log_of_another(path: Path) -> ProjectError:
    """Return the refusal of a file with a log of something else beside it."""
    ending = "-wal" if has_log(path) else "-journal"
    return faults.log_of_another(path.name, beside(path, ending).name)


def _require_likely(path: Path, size: int) -> None:
    """Accept what lies beside a file of so many bytes unless no write of ours can have left it.

    To find out what it is would be to read it, and to copy it first. A log is of a few transactions
    and of one rewriting; a journal has each page once that the file had before.
    """
    journal = beside(path, "-journal")
    claimed = 0
    with suppress(OSError):
        descriptor = os.open(journal, os.O_RDONLY | _QUIET)
        try:
            claimed = _claimed(os.read(descriptor, _JOURNAL_HEADER))
        finally:
            os.close(descriptor)
    for there, most in (
        (beside(path, "-wal"), 2 * size + _MOST_BESIDE),
        (journal, 2 * max(size, min(claimed, _MOST_BESIDE)) + _LEAST_BESIDE),
    ):
        with suppress(OSError):
            if there.lstat().st_size > most:
                raise faults.log_of_another(path.name, there.name)


def _claimed(header: bytes) -> int:
    """Return how large the file was, as the beginning of a journal tells; 0 where it is none."""
    if len(header) < _JOURNAL_HEADER or not header.startswith(_JOURNAL_MAGIC):
        return 0
    return int.from_bytes(header[16:20]) * int.from_bytes(header[24:28])


def _has_content(path: Path, ending: str) -> bool:
    """Tell whether there is a log; SQLite would wait for ever on a pipe in its place.

    Raises:
        ProjectError: what is there is no file.
    """
    there = beside(path, ending)
    try:
        status = there.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise faults.beside(path.name, there.name)
    return status.st_size > 0


def _may_be_protected(header: bytes, size: int) -> bool:
    """Whether this may be an encrypted database: our layout, or whole pages of noise."""
    if salt(header):
        return True
    whole = size >= 2 * PAGE and size % PAGE == 0 and len(header) == _HEADER
    return whole and not header.startswith(_MAGIC) and any(b > _PRINTABLE for b in header[:SALT])


def _require_ours(header: bytes, name: str) -> None:
    if not header:
        raise ProjectError(
            "damaged",
            N_(
                "{name} is empty: it holds 0 bytes. A full disk or an unfinished download leaves"
                " such files. Open a backup or another copy."
            ),
            name=name,
        )
    if not header.startswith(_MAGIC):
        raise foreign(name)
    if len(header) < _HEADER:
        raise faults.damaged(name)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise foreign(name)
    if int.from_bytes(header[56:60]) != _UTF_8:
        raise foreign(name)  # what reads texts as bytes would read others
    version = int.from_bytes(header[60:64])
    if version > VERSION:
        raise faults.newer(name)


def _require_whole(header: bytes, size: int, name: str) -> None:
    """Refuse a file that is shorter than its header says, as after a broken copy."""
    page = int.from_bytes(header[16:18])
    page = _LARGEST_PAGE if page == 1 else page
    pages = int.from_bytes(header[28:32])
    if page == 0 or size < page * max(pages, 1):
        raise faults.damaged(name)
