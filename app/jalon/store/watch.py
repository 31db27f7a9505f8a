"""Notices that something outside has changed, replaced or removed a file that is open here.

Between two of our writes nothing else may touch the file: SQLite's lock keeps other programs
out that ask for it, but not a synchroniser that puts another file in its place. Only the
file's status is looked at; opening it would drop the lock.
"""

import os
from pathlib import Path
from typing import Final, TypeAlias

_Seen: TypeAlias = tuple[int, int, int, int]

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
        self._seen = 0

    def lost(self) -> bool:
        """Tell whether it was removed or replaced since it was first looked for."""
        try:
            found = os.lstat(self._path).st_ino
        except OSError:
            return self._seen != 0
        if not self._seen:
            self._seen = found
        return found != self._seen

    def forget(self) -> None:
        """Wait for another log."""
        self._seen = 0
