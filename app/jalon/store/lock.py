"""Who may write: a lock file beside the project, held for as long as it is open.

The operating system lets go of it when its process dies, so a stale one is never in the way;
what the file says (who, where, since when) is for people only.
"""

import errno
import json
import os
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon.errors import N_, ProjectError
from jalon.store import faults
from jalon.values import dataclass

_LONGEST: Final = 4096
_LONGEST_NAME: Final = 100
_TRIES: Final = 20
_QUIET: Final = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_NO_LOCKS: Final = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL}
"""What file systems answer that know no locks (some network shares)."""


class UnwritableError(Exception):
    """No lock file can be made there: the folder is read-only."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open; ``since`` is None when the lock file does not say."""

    who: str
    host: str
    pid: int
    since: datetime | None


_UNKNOWN: Final = Holder("", "", 0, None)


def beside(path: Path) -> Path:
    """Return where the lock file of the project at ``path`` lies."""
    return path.with_name(path.name + ".lock")


class Lock:
    """The right to write to one project; ends with :meth:`release` or with the process."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file = file
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go and remove the lock file; a second call does nothing."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if os.name == "nt":  # where an open file cannot be removed
            os.close(descriptor)
            descriptor = -1
        with suppress(OSError):
            self._file.unlink()
        if descriptor >= 0:
            os.close(descriptor)


def acquire(path: Path) -> Lock:
    """Become the one who writes to the project at ``path``.

    Raises:
        ProjectError: somebody else is; the message says who and since when.
        UnwritableError: no lock file can be made in that folder.
    """
    file = beside(path)
    for _ in range(_TRIES):
        descriptor = _opened(file, path.name)
        if descriptor is None:
            continue
        claimed = False
        try:
            if not _claim(descriptor):
                raise held(path.name, _said(descriptor))
            # Its holder may have removed it between our opening and our claim.
            claimed = _is_at(descriptor, file)
        finally:
            if not claimed:
                os.close(descriptor)
        if claimed:
            _say(descriptor)
            return Lock(file, descriptor)
    raise faults.in_use(path.name)


def holder(path: Path) -> Holder | None:
    """Return who writes to the project at ``path`` now; None when nobody does."""
    try:
        descriptor = os.open(beside(path), os.O_RDONLY | _QUIET)
    except FileNotFoundError:
        return None
    except OSError:
        return _UNKNOWN
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode) or _claim(descriptor):
            return None
        return _said(descriptor)
    finally:
        os.close(descriptor)


def held(name: str, by: Holder) -> ProjectError:
    """Return the refusal of a project that somebody else writes to."""
    if not by.who or by.since is None:
        return faults.in_use(name)
    return ProjectError(
        "locked",
        N_(
            "{name} is already open: {who} on {host} has been working on it since {since}."
            " It was not changed. Wait until it is closed there, or read a copy."
        ),
        name=name,
        who=by.who,
        host=by.host,
        since=by.since,
    )


def _opened(file: Path, name: str) -> int | None:
    """Open or make the lock file; None when a stale one was removed and we must try again."""
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | _QUIET, 0o666)
    except OSError as cause:
        if cause.errno in {errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG, errno.ENOENT}:
            raise faults.from_os(cause, name) from cause
        if cause.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise _in_the_way(file, name) from cause
        _remove_stale(file, name)
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _in_the_way(file, name)
    return descriptor


def _remove_stale(file: Path, name: str) -> None:
    """Deal with a lock file that we may not write: it is held, or stale, or cannot be made.

    Raises:
        ProjectError: it is held.
        UnwritableError: there is none and none can be made, or it cannot be removed.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | _QUIET)
    except OSError as cause:
        raise UnwritableError from cause
    try:
        if not _claim(descriptor):
            raise held(name, _said(descriptor))
        file.unlink()
    except OSError as cause:
        raise UnwritableError from cause
    finally:
        os.close(descriptor)


def _in_the_way(file: Path, name: str) -> ProjectError:
    return ProjectError(
        "locked",
        N_(
            "{name} cannot be opened: {lock} lies where Jalon keeps its lock, and is not one."
            " Nothing was changed. Move it away, then try again."
        ),
        name=name,
        lock=file.name,
    )


def _is_at(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.lstat())
    except OSError:
        return False


def _say(descriptor: int) -> None:
    """Write who we are; a full disk does not weaken the lock."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    words = {"who": _user(), "host": host(), "pid": os.getpid(), "since": since}
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(words, ensure_ascii=False).encode() + b"\n")


def _said(descriptor: int) -> Holder:
    """Read who holds the lock; anybody may have written that file, so nothing is trusted."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        words = json.loads(os.read(descriptor, _LONGEST))
        since = datetime.fromisoformat(words["since"]).astimezone(UTC)
        return Holder(_printable(words["who"]), _printable(words["host"]), int(words["pid"]), since)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return _UNKNOWN


def _printable(text: object) -> str:
    return "".join(c for c in str(text)[:_LONGEST_NAME] if c.isprintable())


def _user() -> str:
    """Return who works here, as ``getpass.getuser`` does, which brings a whole terminal along."""
    told = (os.environ.get(name) for name in ("LOGNAME", "USER", "LNAME", "USERNAME"))
    return next(filter(None, told), "") or _login() or str(os.getpid())


if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 1 << 30
    """Windows locks keep others from reading; the locked byte lies behind the text."""

    def _claim(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _login() -> str:
        return ""

    def host() -> str:
        """Return the name of this machine."""
        from socket import gethostname

        return gethostname()

else:
    import fcntl

    def _login() -> str:
        import pwd

        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return ""

    def host() -> str:
        """Return the name of this machine, without what else ``socket`` brings along."""
        return os.uname().nodename

    def _claim(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            if cause.errno in _NO_LOCKS:
                return _is_free(_said(descriptor))
            return False
        return True

    def _is_free(by: Holder) -> bool:
        """Go by the word of the file where locks are unknown: free when its process is dead."""
        if by.since is None:
            return True
        if by.host != host():
            return False
        from jalon import makers

        return makers.has_ended(by.pid) or by.pid == os.getpid()
