"""A copy of a project file that another process writes to, or that cannot be read in place."""

import errno
import os
import time
from pathlib import Path
from typing import Final

from jalon.store import faults

_ENDINGS: Final = ("", "-wal", "-journal")
_TRIES: Final = 40
_PAUSE_S: Final = 0.05
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MARKS: Final = 100
"""In bytes: the header of a database and that of its log, which change with each checkpoint."""


def take(path: Path, folder: Path) -> Path:
    """Copy the file and its log into ``folder`` as they were at one moment.

    A writer may fold its log into the file meanwhile; the copy is taken again until nothing
    moved. The file must not be open in this process.

    Raises:
        ProjectError: it cannot be read, does not keep still, or the copy finds no room.
    """
    for _ in range(_TRIES):
        try:
            before = _state(path)
            for ending in _ENDINGS:
                _copy(path.with_name(path.name + ending), folder / (path.name + ending))
            if _state(path) == before:
                return folder / path.name
        except OSError as cause:
            if cause.errno in _NO_ROOM:
                raise faults.no_room_to_read(path.name) from cause
            raise faults.from_os(cause, path.name) from cause
        time.sleep(_PAUSE_S)
    raise faults.in_use(path.name)


def _copy(source: Path, target: Path) -> None:
    import shutil

    target.unlink(missing_ok=True)
    try:
        shutil.copyfile(source, target, follow_symlinks=False)
    except FileNotFoundError:
        if not source.name.endswith(_ENDINGS[1:]):
            raise


def _state(path: Path) -> tuple[tuple[int, int, bytes], ...]:
    """Return size, time and header of the file and of its logs."""
    found: list[tuple[int, int, bytes]] = []
    for ending in _ENDINGS:
        file = path.with_name(path.name + ending)
        try:
            with file.open("rb") as stream:
                status = os.fstat(stream.fileno())
                found.append((status.st_size, status.st_mtime_ns, stream.read(_MARKS)))
        except FileNotFoundError:
            found.append((-1, 0, b""))
    return tuple(found)
