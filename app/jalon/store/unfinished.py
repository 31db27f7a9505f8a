"""Backups under way: how their files are called, and what becomes of those nobody finishes."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon import makers

_ENDING: Final = "unfinished"
_MARK: Final = 4
"""In bytes: what tells the backups of one process apart."""


def place(folder: Path) -> Path:
    """Return where in ``folder`` this process may make one; the name says who makes it."""
    return folder / f".{makers.mark(_MARK)}.{_ENDING}"


def sweep(folder: Path) -> None:
    """Remove backups whose making ended with its process: nobody lists what they hold."""
    with suppress(OSError):
        left = folder.glob(f".*.{_ENDING}*")
        makers.drop((path, path.name.lstrip(".")) for path in left)
