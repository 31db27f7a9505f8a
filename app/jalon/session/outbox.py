"""Copies of files that other programs open: in a private folder, for as long as it takes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.assessment import names
from jalon.store import faults, private

if TYPE_CHECKING:
    from jalon.store.private import Folder


class Outbox:
    """A private folder that is made when first needed, and removed with what is in it."""

    def __init__(self) -> None:
        self._folder: Folder | None = None
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
            self._folder.remove()
            self._folder = None

    def _room(self) -> Path:
        """Return a new folder in ours: two files of one name do not meet."""
        if self._folder is None:
            private.sweep()
            self._folder = private.for_evidence()
        self._written += 1
        room = self._folder.path / str(self._written)
        room.mkdir(mode=0o700)
        return room
