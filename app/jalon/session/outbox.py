"""Copies of files that other programs open: in a private folder, for as long as it takes."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.assessment import names
from jalon.store import faults

_PREFIX: Final = "jalon-evidence-"


class Outbox:
    """A private folder that is made when first needed, and removed with what is in it."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._written = 0

    def write(self, name: str, pieces: Iterator[bytes]) -> Path:
        """Write bytes under a harmless name, for reading only; return where.

        Raises:
            ProjectError: there is no room, or no folder can be made.
        """
        harmless = names.harmless(name)
        try:
            path = self._room() / harmless
            with path.open("xb") as stream:
                for piece in pieces:
                    stream.write(piece)
            path.chmod(0o400)
        except OSError as cause:
            raise faults.from_os(cause, names.shown(harmless)) from cause
        return path

    def clear(self) -> None:
        """Remove everything; what another program still holds on to may have to stay."""
        if self._folder:
            _remove(self._folder)
            self._folder = None

    def _room(self) -> Path:
        """Return a new folder in ours: two files of one name do not meet."""
        if self._folder is None:
            import tempfile

            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self._written += 1
        room = self._folder / str(self._written)
        room.mkdir(mode=0o700)
        return room


def _sweep() -> None:
    """Remove what a process that was killed has left behind."""
    if os.name == "nt":
        return  # a process cannot be asked for there without more ado
    import tempfile

    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and _is_ours(left) and _is_gone(int(owner)):
            _remove(left)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder of a place that all users share was made by this one."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # of another user; or no process has such a number
        return False
    return False


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        with suppress(OSError):
            if not path.is_symlink():  # what it leads to is no copy of ours
                path.chmod(0o700)
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
