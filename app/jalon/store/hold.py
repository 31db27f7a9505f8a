"""What an open project holds besides its connection, and gives back at the end."""

from pathlib import Path
from typing import TYPE_CHECKING

from jalon.errors import ProjectError
from jalon.store import here, sniff

if TYPE_CHECKING:
    from jalon.store.lock import Holder, Lock
    from jalon.store.private import Folder


class Hold:
    """The mark that this process has the file open, the lock, and a folder for a snapshot.

    Attributes:
        lock: the right to write; None when reading only.
        writer: who else writes to the file, when this is to read a snapshot of it.
        kept: where the file of an older version is, when a migrated one took its place.
        recovered: whether a log lay beside the file, of a process that did not end well.
        single: whether everything was folded into the one file at the end.
        no_room: why the file of an older version could not give its place to a migrated one, where
            its disk was full: it is read only then.
        unfolded: whether what was written lies in a log beside the file at the end.
        unscrubbed: whether unused parts of the file may still hold something that was removed.
    """

    def __init__(self) -> None:
        self.lock: Lock | None = None
        self.writer: Holder | None = None
        self.kept: Path | None = None
        self.no_room: ProjectError | None = None
        self.recovered = self.unscrubbed = self.single = self.unfolded = False
        self._identity: tuple[int, int] | None = None
        self._scratch: Folder | None = None

    def enter(self, path: Path) -> None:
        """Mark the file as open in this process.

        Raises:
            ProjectError: there is no such file, or this process has it open already.
        """
        identity = sniff.identity(path)
        here.enter(identity, path.name)
        self._identity = identity

    def enter_again(self, path: Path) -> None:
        """Mark the file that has taken the place of ours instead of it."""
        if self._identity is not None:
            here.leave(self._identity)
            self._identity = None
        self.enter(path)

    def scratch(self, name: str) -> Path:
        """Return a private folder that is removed at the end; ``name`` is that of the project.

        Raises:
            ProjectError: none can be made.
        """
        from jalon.store import faults, private

        if self._scratch is None:
            private.sweep()
            try:
                self._scratch = private.for_reading()
            except (OSError, ProjectError) as cause:
                raise faults.no_room_to_read(name) from cause
        return self._scratch.path

    def release_lock(self) -> None:
        """Give up writing."""
        held, self.lock = self.lock, None
        if held is not None:
            held.release()

    def let_go(self) -> None:
        """Give everything back; a second call does nothing."""
        self.release_lock()
        if self._identity is not None:
            here.leave(self._identity)
            self._identity = None
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None
