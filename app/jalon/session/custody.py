"""What keeps the record safe beyond saving: other copies, named versions, backups.

Apart from the session, and imported when it is asked for, since no start needs it.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from jalon.assessment import repeated, versions
from jalon.assessment.changes import PROJECT, RECORDS, Change, ChangeId
from jalon.assessment.compare import Difference, differences
from jalon.assessment.state import Assessment, Edit
from jalon.assessment.versions import Version
from jalon.errors import N_, ProjectError, UserError
from jalon.session import unlocking
from jalon.store import backups, sealing, unfinished
from jalon.store.backups import Backup, Making
from jalon.store.holding import Removed, holding
from jalon.store.merge import Arrived
from jalon.store.project import Project
from jalon.store.protection import Passphrase, Raw
from jalon.values import dataclass

_LACKING: Final = frozenset({"bytes", "lacking"})
"""What may be wrong with a copy that is as good as any from memory: files that are evidence."""


_READABLE: Final = N_(
    "{name} opens only with this passphrase now. But backups made before can still be read without"
    " one: they could not be replaced, because {folder} cannot be written or its disk is full."
    " Make room there, or delete them yourself; Jalon tries again with its next backup."
)
_UNSCRUBBED: Final = N_(
    "What was removed is gone from the answers and the history of {name}, but the file could not be"
    " rewritten: its unused parts may still hold it. Free some space on its disk, then close the"
    " project and open it again. Until then do not pass the file on; a copy that Jalon saves does"
    " not hold it."
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of backups when the passphrase was set, changed or removed.

    Attributes:
        dropped: how many that anybody could read were replaced by one under the passphrase.
        left: what is to be said where some could not be.
    """

    dropped: int
    left: UserError | None = None


class Keeps(Protocol):
    """What of a session is needed here."""

    author: str

    @property
    def assessment(self) -> Assessment:
        """The state now."""

    def settle(self) -> None:
        """Turn every text being typed into a change of its own."""

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the project."""

    def copy_remembered(self, path: Path) -> None:
        """Write a copy of what is in memory."""

    def apply(self, edits: Sequence[Edit]) -> None:
        """Set several fields in one transaction, as one step of undo."""


class Custody:
    """Copies, versions and backups of one session's project."""

    def __init__(self, session: Keeps, project: Project, read_again: Callable[[], None]) -> None:
        self._session, self._project, self._read_again = session, project, read_again

    def take_in(self, path: Path, *, passphrase: str | None = None) -> Arrived:
        """Unite the project with another copy of it; nothing of either is dropped.

        What was typed is settled first; undo ends here. A copy opens with the ``passphrase``, else
        with what the command was told, else with the key of this one.

        Raises:
            ProjectError: the other cannot be read, is no copy of this project, or is damaged.
        """
        self._session.settle()
        opens = unlocking.passphrase(passphrase) or self._project.key
        with Project.open(path, read_only=True, opens=opens) as other:
            arrived = self._project.take_in(other)
        self._read_again()
        return arrived

    def go_on_in(self, path: Path) -> bool:
        """Write a copy to go on in, of a project that cannot be saved where it is.

        Tells whether it is the whole project. What another program has put in the place of the
        file is not trusted to be: where the file cannot be read any more, or is not what was
        shown, the copy holds what is in memory, without history and files.

        Raises:
            ProjectError: something is at ``path`` already, or it cannot be written.
        """
        try:
            self._session.copy_to(path)
        except UserError:
            self._session.copy_remembered(path)  # says what is wrong with the place, if it is that
            return False
        if self._is_same(path):
            return True
        path.unlink()
        self._session.copy_remembered(path)
        return False

    def _is_same(self, path: Path) -> bool:
        """Tell whether a copy is sound, and shows what is shown here."""
        try:
            with self._project.open_copy(path) as copy:
                told = copy.form_id, copy.digest()
                troubles = {finding.trouble for finding in copy.check()}
        except ProjectError:
            return False
        here = self._project.form_id, self._session.assessment.digest()
        return told == here and troubles <= _LACKING

    # -- passphrase ------------------------------------------------------------------------

    @property
    def key(self) -> Raw | None:
        """The key that opens the file, its copies and its backups; None when unprotected."""
        return self._project.key

    @property
    def protected(self) -> bool:
        """Whether the file takes a passphrase to open."""
        return self._project.key is not None

    def protect(self, passphrase: str | None, root: Path) -> Sealed:
        """Set, change or remove (None) the passphrase; tell what became of backups.

        A new backup is made under it; then older ones go that anybody could read.

        Raises:
            ProjectError: it could not be written; the file is as before.
        """
        self._session.settle()
        key = None if passphrase is None else Passphrase(passphrase).new()
        folder = backups.folder_of(root, self._project)
        if key:
            sealing.note(folder, key)
        try:
            self._project.protect(key)
        finally:
            if key and self._project.key is not key:
                sealing.forget(folder, key)
        if key is None or not backups.found(folder):
            return Sealed(0)
        return self._seal_backups(folder)

    def _seal_backups(self, folder: Path) -> Sealed:
        unfinished.sweep(folder)
        dropped = 0
        with suppress(ProjectError):
            making = Making(self._project, folder)
            while not making.step():
                pass
            making.finish(datetime.now(UTC))
            dropped = making.dropped
        if not sealing.readable(folder):
            return Sealed(dropped)
        return Sealed(dropped, UserError(_READABLE, name=self._project.path.name, folder=folder))

    def seal_is_due(self, root: Path) -> bool:
        """Tell whether backups that anybody can read are still to go, since the file was sealed."""
        return sealing.is_due(backups.folder_of(root, self._project), self._project.key)

    # -- versions --------------------------------------------------------------------------

    def name_version(self, name: str) -> None:
        """Give the state now a name, such as "Board of 3 June".

        Raises:
            UserError: the name is empty, or it could not be saved.
        """
        called = name.strip()
        if not called:
            raise UserError(N_("Give the version a name; nothing was changed."))
        self._session.settle()
        self._session.apply(versions.edits(self._session.assessment, called))

    @property
    def versions(self) -> tuple[Version, ...]:
        """The named versions, oldest first."""
        return versions.versions(self._session.assessment)

    @property
    def states(self) -> tuple[Version, ...]:
        """The states that can be looked at again: named ones and those of reports made."""
        found = versions.versions(self._session.assessment)
        reports = versions.reports(self._session.assessment)
        kept = (one for one in (*found, *reports) if not self.lacks(one))
        return tuple(sorted(kept, key=lambda v: v.time))

    def lacks(self, version: Version) -> bool:
        """Tell whether a state is not whole in this copy, which is one without history."""
        return self._project.lacks(version.ids)

    def state_of(self, ids: Iterable[ChangeId]) -> Assessment:
        """Return the state in which these recorded changes are current."""
        return versions.state(self._project.changes(ids))

    def since(self, version: Version) -> tuple[Difference, ...]:
        """Return what differs between a kept state and now; reads only what was replaced."""
        known, heads = set(version.ids), self._session.assessment.heads
        moved = {
            key: current
            for key, current in heads.items()
            if any(change.id not in known for change in current)
        }
        gone = known - {change.id for current in heads.values() for change in current}
        kept = [c for current in moved.values() for c in current if c.id in known]
        before = versions.state([*self._project.changes(gone), *kept])
        return differences(before, Assessment(MappingProxyType(moved)))

    # -- removing --------------------------------------------------------------------------

    def expunge(self, change_id: ChangeId, reason: str, root: Path) -> tuple[Backup, ...]:
        """Remove what a change says; return the backups that still hold it.

        Raises:
            UserError: there is no such change, or it tells of a removal itself.
        """
        return self.holding(self.remove([change_id], reason, root), root)

    def remove(self, ids: Sequence[ChangeId], reason: str, root: Path) -> tuple[Change, ...]:
        """Remove what these changes say, all or nothing; return them as they were.

        Raises:
            UserError: there is no such change, or it tells of a removal itself.
        """
        self._session.settle()
        gone = self._project.changes(ids)
        self._project.expunge(*ids, author=self._session.author, reason=reason)
        self._read_again()
        unfinished.sweep(backups.folder_of(root, self._project))
        return gone

    @property
    def unscrubbed(self) -> UserError | None:
        """What is to be said while the file may still hold bytes of what was removed."""
        if not self._project.unscrubbed:
            return None
        return UserError(_UNSCRUBBED, name=self._project.path.name)

    @property
    def removals(self) -> frozenset[str]:
        """The ids of the changes of which something was removed; may be asked by a worker."""
        heads = self._session.assessment.heads
        return frozenset(k.field for k in heads if (k.subject, k.item) == (PROJECT, RECORDS))

    def holding(self, gone: Iterable[Change], root: Path) -> tuple[Backup, ...]:
        """Return the backups under ``root`` that still hold what these changes said."""
        removed = [Removed(one.id, one.key, one.time) for one in gone]
        return holding(self.backups(root), removed, self._project.key) if removed else ()

    def saying(self, text: str) -> tuple[Change, ...]:
        """Return every change that holds a text, newest first; reasons of removals aside.

        What was said twice, or taken again, is a change each time.
        """
        return tuple(c for c in self._project.perhaps_saying(text) if repeated.is_in(c, text))

    # -- backups ---------------------------------------------------------------------------

    def begin_backup(self, root: Path) -> Making | None:
        """Begin a backup under ``root``; None when this state has one already.

        Raises:
            ProjectError: the disk does not take it.
        """
        folder = backups.folder_of(root, self._project)
        digest = self._session.assessment.digest()
        due = backups.due(folder, digest, datetime.now(UTC), self._project.key)
        if not due and not self.seal_is_due(root):
            return None
        return Making(self._project, folder)

    def backups(self, root: Path) -> tuple[Backup, ...]:
        """Return the backups of this project under ``root``, the newest first."""
        return backups.found(backups.folder_of(root, self._project))
