"""The file of an open project: its connection, its lock and its key.

While it is open, no code of this process opens its path except through the one connection held
here: see :mod:`jalon.store.sniff` for what happens otherwise.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import apsw

from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import extract, faults, lock, log, migrations, opening, schema, sniff
from jalon.store.current import Current
from jalon.store.hold import Hold
from jalon.store.protection import Opens, Passphrase, Raw
from jalon.store.rows import AlteredError
from jalon.store.watch import LogWatch, Watch

if TYPE_CHECKING:
    from jalon.assessment.state import Heads


class File:
    """A project file, open until :meth:`close`.

    Attributes:
        path: where the file lies; absolute.
        read_only: whether nothing can be written, for whatever reason.
        hold: what is given back at the end.
        connection: the one connection to it.
        key: what opens the file, its copies and its backups; None when it is not protected.
        about: the facts about the file itself, as they were when it was opened.
        closed: whether it was let go of.
        current: what is current, as opening has found it.
    """

    def __init__(
        self,
        path: Path,
        connection: apsw.Connection,
        hold: Hold,
        key: Raw | None = None,
        *,
        deferred: bool = False,
    ) -> None:
        """Accept an open connection, or close it again.

        ``deferred`` takes what is current from the extract, to be held against the log by the
        first reading or writing.

        Raises:
            ProjectError: what it leads to is not ours, newer or damaged.
        """
        self.path = path
        self.hold = hold
        self.read_only = hold.lock is None
        self.connection = connection
        self.key = key
        self.about: dict[str, str] = {}
        self.closed = self._settled = False
        self.current = Current(path.name)
        self._watch, self._log = Watch(path), LogWatch(path)
        try:
            self._accept(deferred=deferred)
        except BaseException:
            self.leave()
            raise

    @classmethod
    def create(cls, path: Path, form_id: str, passphrase: Passphrase | None) -> Self:
        """Make the file of an empty project and open it; see :meth:`Project.create`."""
        from jalon.store import copies, whole

        path = opening.place(path)
        if os.path.lexists(path):
            raise faults.exists(path.name)
        hold = Hold()
        try:
            hold.lock = opening.new_lock(path)
            key = passphrase.new() if passphrase else None
            whole.write_new(path, lambda temporary: copies.empty(temporary, form_id, key))
            hold.enter(path)
            return cls(path, opening.writer(path, key), hold, key)
        except BaseException:
            hold.let_go()
            raise

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool, opens: Opens | None, deferred: bool = False
    ) -> Self:
        """Open the file at ``path``; see :meth:`Project.open`."""
        path = opening.place(path)
        hold = Hold()
        try:
            hold.enter(path)
            if not read_only:
                with suppress(lock.UnwritableError):
                    hold.lock = lock.acquire(path)
            else:
                hold.writer = lock.holder(path)
            found = sniff.look(path)
            key = opening.key_for(path.name, found, opens)
            found_at = None
            if hold.lock and found.writable:
                found_at = opening.current(path, found, hold, key)
            if found_at is None:
                hold.release_lock()
                found_at = opening.current_to_read(path, found, hold, key)
            return cls(path, found_at, hold, key, deferred=deferred)
        except ProjectError as error:
            hold.let_go()
            if error.reason == "passphrase" and opens is not None and _fits(path, opens):
                raise faults.damaged(path.name) from error
            raise
        except BaseException:
            hold.let_go()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what goes wrong in the block into what it means for someone who reads."""
        with faults.reading(self.path.name):
            self.current.hold_against_log(self.connection)
            yield

    def glancing(self) -> AbstractContextManager[None]:
        """The same for what is read before the extract is held against the log."""
        return faults.reading(self.path.name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all of the block or nothing of it; durable when it ends.

        Raises:
            ProjectError: nothing may be written, or somebody else has touched the file.
        """
        if self.read_only:
            raise self.unwritable()
        if self._watch.touched:
            raise faults.touched(self.path.name)
        if self.current.is_deferred:
            with self.reading():  # what is written over is what was shown
                pass
        self.current.forget()
        with faults.writing(self.path.name, broken=faults.damaged_since):
            if not self._settled:
                # Not at opening: a look leaves the file as it is and waits for no disk.
                connections.settle_journal(self.connection)
                self._settled = True
            try:
                with connections.transaction(self.connection):
                    yield
                if self._log.lost():
                    # Nobody would find what stands in it; whatever lies there now is another's.
                    connections.empty_log(self.connection)
            finally:
                self._watch.note()

    def unwritable(self) -> ProjectError:
        """Return why nothing can be written to a file that is only read."""
        return self.hold.no_room or faults.read_only(self.path.name)

    def heads(self) -> "Heads":
        """Return the current changes of each field; see :meth:`Project.heads`."""
        return self.current.heads(self.connection)

    def mode(self) -> int:
        """Return who may read the file; where it is gone, its owner alone."""
        from jalon.store import whole

        return whole.mode_of(self.path)

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made of it now holds everything.

        Raises:
            ProjectError: the disk takes no more; the log stays beside the file.
        """
        if self.read_only or self._watch.touched:
            return
        with faults.writing(self.path.name, full=faults.unfolded):
            try:
                fold = connections.empty_log if self._log.lost() else connections.checkpoint
                fold(self.connection)
            finally:
                self._watch.note()

    def scrub(self) -> None:
        """Rewrite the file, so that no free space of it keeps what was removed."""
        from jalon.store import expunge

        with faults.writing(self.path.name):
            try:
                expunge.scrub(self.connection)
            finally:
                self._watch.note()

    def replace_by(self, beside: Path, key: Raw | None) -> None:
        """Let a checked file take the place of ours; the lock is held all the while.

        Raises:
            ProjectError: it could not be done; ours is open, as before where it kept its place.
        """
        from jalon.store import whole

        with faults.writing(self.path.name):
            try:
                connections.single_file(self.connection)
            finally:
                self._watch.note()
        self.connection.close()
        try:
            beside.replace(self.path)
            self.key = key  # from here on, whatever else fails
            whole.sync_folder(self.path.parent)
            self.hold.enter_again(self.path)
        except OSError as cause:
            raise faults.from_os(cause, self.path.name) from cause
        finally:
            self.connection = opening.writer(self.path, self.key)
            self._settled = False
            self._log.forget()
            connections.keep_others_out(self.connection)
            self._watch.note()

    def close(self) -> None:
        """Let go of the file; a second call does nothing.

        Where the disk has no room to fold the log in, it stays beside the file and is folded
        in at the next opening; likewise where nobody has held the extract against it.
        """
        if self.closed:
            return
        self.closed = True
        try:
            self.current.let_go()
            if self._watch.touched or self.current.is_deferred:
                connections.leave_as_it_is(self.connection)
            elif not self.read_only:
                self._take_down()
                with suppress(apsw.Error):
                    connections.single_file(self.connection)
                    self.hold.single = True
                self.hold.unfolded = self._settled and not self.hold.single
            self.connection.close()  # which folds in what it can
            self.hold.unfolded = self.hold.unfolded and sniff.has_log(self.path)
            if self.hold.single and self.hold.recovered:
                # One that a cut left would have been rolled back; SQLite leaves an empty one.
                with suppress(OSError):
                    sniff.beside(self.path, "-journal").unlink()
            if self.hold.lock:
                from jalon.store import whole

                whole.sweep(self.path)
        finally:
            self.hold.let_go()

    def _take_down(self) -> None:
        """Write the extract, where something was written; a file can do without."""
        if self._settled:
            with (
                suppress(apsw.Error, AlteredError, UnicodeDecodeError),
                connections.transaction(self.connection),
            ):
                extract.keep(self.connection, log.current(self.connection))

    def leave(self) -> None:
        """Let go of the file just as it is, for one that turns out to be damaged."""
        connections.leave_as_it_is(self.connection)
        self.read_only = True
        self.close()

    def _accept(self, *, deferred: bool) -> None:
        """Check what we opened before anything is written, and read what is current.

        Raises:
            ProjectError: it is not ours, newer, damaged or in use.
        """
        name = self.path.name
        if self.key:
            self._require_key()
        with self.glancing(), connections.bounded(self.connection):
            migrations.require_known(self.connection.pragma("user_version"), name)
            schema.require(self.connection, name)
            self.about = schema.meta(self.connection)
            self.current.read(self.connection, deferred=deferred)
        if not self.about.get("form"):
            raise faults.damaged(name)
        if not self.read_only:
            with faults.writing(name):
                connections.keep_others_out(self.connection)

    def _require_key(self) -> None:
        """Tell a wrong passphrase from a damaged file, as far as that can be told."""
        with self.glancing():  # the first page may be sound, in a file that ends too early
            try:
                self.connection.pragma("application_id")
            except apsw.NotADBError as cause:
                raise faults.wrong_passphrase(self.path.name) from cause


def _fits(path: Path, opens: Opens) -> bool:
    """Tell whether a file that does not open has pages that were written under this passphrase."""
    from jalon.store import rescue

    try:
        return rescue.fits(path, opens)
    except OSError:
        return False
