"""Notices that something outside has changed, replaced or removed a file that is open here.

Between two of our writes nothing else may touch the file: SQLite's lock keeps other programs
out that ask for it, but not a synchroniser that puts another file in its place. Only the
file's status is looked at; opening it would drop the lock.
"""

import os
from pathlib import Path
from typing import Final, TypeAlias

_Seen: TypeAlias = tuple[int, int, int, int]
_File: TypeAlias = tuple[int, int]

_GONE: Final[_Seen] = (-1, -1, -1, -1)


class Watch:
    """What the file looked like when we last wrote to it."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._seen: _Seen | None = None

    def note(self) -> None:
        """Remember how the file looks now: this was us."""
        self._seen = self._look()

    @property
    def touched(self) -> bool:
        """Whether somebody else has touched the file since."""
        return self._seen is not None and self._look() != self._seen

    def _look(self) -> _Seen:
        try:
            status = os.lstat(self._path)
        except OSError:
            return _GONE
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


class LogWatch:
    """Which file the log beside ours is, once there is one.

    SQLite goes on writing into a log that another program has removed, where no later opening
    would find it.
    """

    def __init__(self, path: Path) -> None:
        self._path = f"{path}-wal"
        self._seen: _File | None = None

    def note(self) -> None:
        """Remember which file it is, the first time that there is one."""
        if self._seen is None:
            self._seen = self._look()

    def forget(self) -> None:
        """Wait for another log."""
        self._seen = None

    @property
    def lost(self) -> bool:
        """Whether it was removed or replaced since."""
        return self._seen is not None and self._look() != self._seen

    def _look(self) -> _File | None:
        try:
            status = os.lstat(self._path)
        except OSError:
            return None
        return status.st_dev, status.st_ino
