"""Private folders in the place that the system has for temporary files, which outlive no process.

Each belongs to the process that holds the lock beside it, so that whoever comes later can tell
what a killed one has left, also where a process cannot be asked for. Where a folder holds what can
be read by anybody, a shell watches over it: it ends with us, however we end, and takes it along.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.store import lock

_EVIDENCE: Final = "jalon-evidence-"
_READING: Final = "jalon-reading-"
_MARK: Final = 8
"""In bytes: what nobody can guess of the name of a folder."""

_WATCH: Final = 'cd / && cat >/dev/null; rm -rf -- "$1" "$1.lock"'
"""Ends when the other end of its input is closed, by us or by the system when we are gone."""


class Folder:
    """A folder that nobody else can look into, until :meth:`remove`.

    Raises:
        OSError: none can be made.
    """

    def __init__(self, prefix: str, *, watched: bool = False) -> None:
        import secrets
        import tempfile

        name = f"{prefix}{os.getpid()}-{secrets.token_hex(_MARK)}"
        self.path = Path(tempfile.gettempdir()).resolve() / name
        try:
            self._lock = lock.acquire(self.path)
        except lock.UnwritableError as cause:
            raise PermissionError(str(self.path)) from cause
        try:
            self.path.mkdir(mode=0o700)
            self._watcher = _Watcher(self.path) if watched else None
        except BaseException:
            self._lock.release()
            raise

    def remove(self) -> None:
        """Remove it with all that is in it; what a program still holds on to may have to stay."""
        remove(self.path)
        if self._watcher:
            self._watcher.end()
        self._lock.release()


def for_evidence() -> Folder:
    """Make a folder for files that other programs open."""
    return Folder(_EVIDENCE, watched=True)


def for_reading() -> Folder:
    """Make a folder for copies of a project that is read; they are as protected as it is."""
    return Folder(_READING)


def sweep() -> None:
    """Remove what processes that were killed have left behind."""
    import tempfile

    with suppress(OSError):
        for left in Path(tempfile.gettempdir()).iterdir():
            if left.name.startswith((_EVIDENCE, _READING)) and _is_ours(left) and _is_left(left):
                remove(left)
                lock.beside(left).unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove a folder and what is in it, also where that is for reading only."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if not path.is_symlink():  # what it leads to is no copy of ours
                path.chmod(0o700)
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


class _Watcher:
    """What removes a folder when this process ends; nothing where there is no such shell."""

    def __init__(self, folder: Path) -> None:
        self._process = 0
        if os.name == "nt":
            return
        theirs, self._ours = os.pipe()  # no program that we start later inherits an end of it
        nowhere = [(os.POSIX_SPAWN_OPEN, to, os.devnull, os.O_WRONLY, 0) for to in (1, 2)]
        with suppress(OSError, NotImplementedError):
            self._process = os.posix_spawn(
                "/bin/sh",
                ["sh", "-c", _WATCH, "sh", str(folder)],
                {"PATH": "/usr/bin:/bin"},
                file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 0), *nowhere],
                setsid=True,  # what ends us from a terminal does not end it first
            )
        os.close(theirs)

    def end(self) -> None:
        """Have it end; a second call does nothing."""
        process, self._process = self._process, 0
        if process:
            os.close(self._ours)
            with suppress(OSError):
                os.waitpid(process, 0)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder of a place that all users share was made by this one."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())


def _is_left(folder: Path) -> bool:
    """Tell whether the process that made a folder has ended; one of ours before it had locks."""
    if lock.beside(folder).exists():
        return lock.holder(folder) is None
    from jalon import makers

    owner = folder.name.removeprefix(_EVIDENCE).removeprefix(_READING).partition("-")[0]
    return owner.isdecimal() and makers.has_ended(int(owner))
