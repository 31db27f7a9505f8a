"""An open project file: the one way in and out of it.

While a project is open, no code of this process opens its path except through the one
connection held here: see :mod:`jalon.store.sniff` for what happens otherwise.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import apsw

from jalon.assessment.changes import Change, ChangeId, Key, Value
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import drafts, faults, lock, log, migrations, opening, schema, sniff, waiting
from jalon.store.hold import Hold
from jalon.store.protection import Opens, Passphrase, Raw
from jalon.store.watch import Watch

if TYPE_CHECKING:
    from jalon.store.evidence import Content
    from jalon.store.integrity import Finding
    from jalon.store.merge import Arrived
    from jalon.store.rows import Row


class Project:
    """One project file, open until :meth:`close`.

    Every method raises :class:`~jalon.errors.ProjectError` when file or disk fail; what was
    acknowledged before is then still safe, and the same call may be tried again.

    Attributes:
        path: where the file lies; absolute.
        read_only: whether nothing can be written, for whatever reason.
        form_id: the edition of the questionnaire that is answered.
        locked_by: who is writing to the file, when this is a snapshot of it; else None.
        kept: where the file of an older version is, when opening has migrated it; else None.
    """

    def __init__(
        self, path: Path, connection: apsw.Connection, hold: Hold, key: Raw | None = None
    ) -> None:
        """Accept an open connection, or close it again.

        Raises:
            ProjectError: what it leads to is not ours, newer or damaged.
        """
        self.path = path
        self.read_only = hold.lock is None
        self.locked_by, self.kept = hold.writer, hold.kept
        self._connection = connection
        self._hold = hold
        self._key = key
        self._watch = Watch(path)
        self._closed = self._settled = False
        self._current: list[Row] | None = None
        self._about: dict[str, str] = {}
        try:
            self.form_id = self._accepted()
        except BaseException:
            self.leave()
            raise

    @classmethod
    def create(cls, path: Path, form_id: str, *, passphrase: Passphrase | None = None) -> Self:
        """Make an empty project at ``path``, protected if asked, and open it for writing.

        Raises:
            ProjectError: something is at ``path`` already, or it cannot be written.
        """
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
    def open(cls, path: Path, *, read_only: bool = False, opens: Opens | None = None) -> Self:
        """Open the project at ``path``; read-only when asked, or when the file or its folder is.

        ``opens`` is the passphrase, or the key, of a project that may be protected.

        Read-only, a project that somebody else writes to is read from a snapshot of it.

        Raises:
            ProjectError: missing, unreadable, foreign, newer, damaged, locked, protected, or
                the passphrase is wrong; nothing was changed.
        """
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
            if hold.lock and found.writable:
                return cls(path, opening.current(path, hold, key), hold, key)
            hold.release_lock()
            return cls(path, opening.current_to_read(path, found, hold, key), hold, key)
        except ProjectError as error:
            hold.let_go()
            if error.reason == "passphrase" and opens is not None and _fits(path, opens):
                raise faults.damaged(path.name) from error
            raise
        except BaseException:
            hold.let_go()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- reading ---------------------------------------------------------------------------

    def heads(self) -> dict[Key, tuple[Change, ...]]:
        """Return the current changes of each field: one, or several that are in conflict.

        Opening has read them and held each against its id, so damage is found there; that what
        it vouches for is a change, as the columns say, is found here.
        """
        current, self._current = self._current, None
        with self._reading():
            rows = log.current(self._connection) if current is None else current
            return waiting.heads(rows, self.path.name)

    def count(self) -> int:
        """Return how many changes the log holds."""
        with self._reading():
            return log.count(self._connection)

    def digest(self) -> str:
        """Return the hash of the current ids; see ``Assessment.digest``."""
        with self._reading():
            return log.current_digest(self._connection)

    def history(
        self, key: Key | None = None, *, item: str = "", limit: int | None = None
    ) -> tuple[Change, ...]:
        """Return the changes of one field, one item or all, newest first, at most ``limit``.

        One whose value was expunged has the value None and no author.
        """
        with self._reading():
            return log.history(self._connection, key, limit, item=item)

    def check(self) -> "tuple[Finding, ...]":
        """Check every page and every change; return what is wrong, empty when sound."""
        from jalon.store import integrity

        with self._reading():
            return integrity.check(self._connection)

    def changes(self, ids: Iterable[ChangeId]) -> tuple[Change, ...]:
        """Return the changes with these ids, as far as the log holds them."""
        with self._reading():
            return log.named(self._connection, ids)

    @property
    def id(self) -> str:
        """The random name that all copies of this project share; 32 hexadecimal digits."""
        with self._reading():
            return schema.meta(self._connection).get("project", "")

    def source(self) -> apsw.Connection:
        """Return the one connection, for a backup to copy from; nothing else may use it."""
        return self._connection

    # -- writing ---------------------------------------------------------------------------

    def append(
        self,
        entries: Sequence[tuple[Key, Value]],
        *,
        author: str,
        time: datetime | None = None,
        contents: "Sequence[Content]" = (),
    ) -> tuple[Change, ...]:
        """Record new values, and the bytes of files they name, all or none; durable on return.

        Each takes the place of all current changes of its field, and ends its draft.
        ``time`` is now unless given (aware).

        Raises:
            UserError: a value is too long; a file is too large, or changes while it is read.
        """
        with self._writing():
            if contents:
                self._keep(contents)
            made = log.append(
                self._connection,
                entries,
                author=author,
                time=time or datetime.now(UTC),
                edition=self.form_id,
            )
        self._current = None
        return made

    def answer_edition(
        self, form_id: str, entries: Sequence[tuple[Key, Value]], *, author: str
    ) -> tuple[Change, ...]:
        """Answer another edition from now on, with the changes this takes: all or nothing.

        Raises:
            UserError: a value is too long.
        """
        with self._writing():
            schema.set_form(self._connection, form_id)
            made = log.append(
                self._connection, entries, author=author, time=datetime.now(UTC), edition=form_id
            )
        self.form_id, self._current = form_id, None
        self._about = {**self._about, "form": form_id}
        return made

    def expunge(self, change_id: ChangeId, *, author: str, reason: str) -> tuple[Change, ...]:
        """Remove what a change says, everywhere in the file; return the changes that tell of it.

        Raises:
            UserError: there is no such change, or it tells of an expunging itself.
        """
        from jalon.store import expunge

        with self._writing():
            made = expunge.expunge(
                self._connection, change_id, author=author, reason=reason, edition=self.form_id
            )
        self._current = None
        self._scrub()
        return made

    def take_in(self, other: "Project") -> "Arrived":
        """Unite this project with another copy of it, all or nothing; durable on return.

        Nothing of either copy is dropped; see :mod:`jalon.store.merge`.

        Raises:
            ProjectError: the other is no copy of this project, or one of them is damaged.
        """
        from jalon.store import merge  # no start needs it

        for each in (other, self):
            if each.check():
                raise faults.damaged(each.path.name)
        with other._reading():  # noqa: SLF001  of the same class
            merge.require_copies(self._connection, other._connection, other.path.name)  # noqa: SLF001
        with self._writing():
            arrived = merge.take_in(self._connection, other._connection)  # noqa: SLF001
        self._current = None
        if arrived.removed:
            self._scrub()
        return arrived

    # -- bytes of evidence -----------------------------------------------------------------

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a file, piece by piece; nothing where the project has none of it."""
        from jalon.store import evidence

        with self._reading():
            yield from evidence.pieces(self._connection, sha256)

    def contents(self) -> dict[str, int]:
        """Return the hashes of the files that are in the project, with their sizes in bytes."""
        from jalon.store import evidence

        if self._closed:
            return {}
        with self._reading():
            return evidence.held(self._connection)

    def drop_contents(self, needed: frozenset[str]) -> int:
        """Drop the bytes of all files but these; return of how many. They cannot come back."""
        from jalon.store import evidence

        if self._closed or needed.issuperset(self.contents()):
            return 0
        with self._writing():
            dropped = evidence.drop(self._connection, needed)
        with faults.writing(self.path.name):
            evidence.shrink(self._connection)
        return dropped

    # -- texts being typed -----------------------------------------------------------------

    def draft(self, key: Key, text: str, author: str) -> None:
        """Keep a text being typed; durable on return, but no change yet.

        Raises:
            UserError: it is too long.
        """
        with self._writing():
            drafts.keep(self._connection, key, text, author)

    def drafts(self) -> dict[Key, str]:
        """Return the texts being typed."""
        with self._reading():
            return {key: text for key, (text, _) in drafts.kept(self._connection).items()}

    def draft_authors(self) -> dict[Key, str]:
        """Return who typed each draft: after a crash another person may open the file."""
        with self._reading():
            return {key: author for key, (_, author) in drafts.kept(self._connection).items()}

    def clear_drafts(self, keys: Sequence[Key]) -> None:
        """Drop the drafts of these fields."""
        with self._writing():
            drafts.forget(self._connection, keys)

    # -- the file --------------------------------------------------------------------------

    @property
    def key(self) -> Raw | None:
        """The key that opens the file, its copies and its backups; None when unprotected."""
        return self._key

    def protect(self, passphrase: Passphrase | None) -> None:
        """Put the file under a passphrase, another one, or none (None): all or nothing.

        The file is written anew beside the old one, checked, and takes its place. What the disk
        keeps of the old one until it needs the room is beyond our reach.

        Raises:
            ProjectError: it could not be written; the file is as before.
        """
        import secrets

        from jalon.store import copies, whole

        if self.read_only:
            raise faults.read_only(self.path.name)
        key = passphrase.new() if passphrase else None
        beside = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}.tmp")
        mode = self._mode()

        def written(temporary: Path) -> None:
            copies.under(self._connection, temporary, key)
            temporary.chmod(mode)

        whole.write_new(beside, written)
        try:
            with Project.open(beside, read_only=True, opens=key) as made:
                if made.digest() != self.digest() or made.check():
                    raise faults.damaged(self.path.name)
            self._replace_by(beside, key)
        finally:
            beside.unlink(missing_ok=True)

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made of it now holds everything."""
        if self.read_only or self._watch.touched:
            return
        with faults.writing(self.path.name):
            try:
                connections.checkpoint(self._connection)
            finally:
                self._watch.note()

    def copy_to(self, path: Path, *, history: bool = True) -> None:
        """Write a copy to ``path``, whole or not at all, never over something that exists.

        Without ``history`` it holds the current changes only, with the same digest, and no
        drafts: for outsiders.
        """
        from jalon.store import copies, whole

        path = opening.place(path)
        mode = self._mode() | stat.S_IWUSR

        def written(temporary: Path) -> None:
            if history:
                copies.everything(self._connection, temporary, self._key)
            else:
                copies.current(self._connection, temporary, self._key)
            temporary.chmod(mode)

        with self._reading():
            whole.write_new(path, written)

    def copy_remembered(self, path: Path, current: Iterable[Change]) -> None:
        """Write a copy without history from these current changes, never reading our own file.

        For the case that its disk has gone: nothing but what is in memory can be had.
        """
        from jalon.store import copies, whole

        about, key = self._about, self._key
        whole.write_new(
            opening.place(path),
            lambda temporary: copies.remembered(temporary, about, current, key),
        )

    def open_copy(self, path: Path) -> "Project":
        """Open a copy that was made of this project, under the same key if it has one."""
        return Project.open(path, opens=self._key)

    def close(self) -> None:
        """Let go of the file; a second call does nothing.

        Where the disk has no room to fold the log in, it stays beside the file and is folded
        in at the next opening.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if self._watch.touched:
                connections.leave_as_it_is(self._connection)
            elif not self.read_only:
                with suppress(apsw.Error):
                    connections.single_file(self._connection)
            self._connection.close()
        finally:
            self._hold.let_go()

    def leave(self) -> None:
        """Let go of the file just as it is, for one that turns out to be damaged."""
        connections.leave_as_it_is(self._connection)
        self.read_only = True
        self.close()

    # -- inside ----------------------------------------------------------------------------

    def _mode(self) -> int:
        """Return who may read the file; where it is gone, its owner alone."""
        try:
            return stat.S_IMODE(self.path.lstat().st_mode)
        except OSError:
            return stat.S_IRUSR | stat.S_IWUSR

    def _keep(self, contents: "Sequence[Content]") -> None:
        from jalon.store import evidence

        for content in contents:
            evidence.keep(self._connection, content)

    def _scrub(self) -> None:
        from jalon.store import expunge

        with faults.writing(self.path.name):
            try:
                expunge.scrub(self._connection)
            finally:
                self._watch.note()

    def _replace_by(self, beside: Path, key: Raw | None) -> None:
        """Let a checked file take the place of ours; the lock is held all the while."""
        from jalon.store import whole

        connections.single_file(self._connection)
        self._connection.close()
        try:
            beside.replace(self.path)
            whole.sync_folder(self.path.parent)
            self._key = key
            self._hold.enter_again(self.path)
        except OSError as cause:
            raise faults.from_os(cause, self.path.name) from cause
        finally:
            self._connection = opening.writer(self.path, self._key)
            self._settled = False
            connections.keep_others_out(self._connection)
            self._watch.note()

    def _accepted(self) -> str:
        """Check what we opened before anything is written; return the edition it answers."""
        name = self.path.name
        if self._key:
            self._require_key()
        with self._reading(), connections.bounded(self._connection):
            migrations.require_known(self._connection.pragma("user_version"), name)
            schema.require(self._connection, name)
            self._about = schema.meta(self._connection)
            self._current = log.current(self._connection)
        form_id = self._about.get("form")
        if not form_id:
            raise faults.damaged(name)
        if not self.read_only:
            with faults.writing(name):
                connections.keep_others_out(self._connection)
        return form_id

    def _require_key(self) -> None:
        """Tell a wrong passphrase from a damaged file, as far as that can be told."""
        try:
            self._connection.pragma("application_id")
        except apsw.NotADBError as cause:
            raise faults.wrong_passphrase(self.path.name) from cause

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with faults.reading(self.path.name):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.read_only:
            raise faults.read_only(self.path.name)
        if self._watch.touched:
            raise faults.touched(self.path.name)
        with faults.writing(self.path.name):
            if not self._settled:
                # Not at opening: a look leaves the file as it is and waits for no disk.
                connections.settle_journal(self._connection)
                self._settled = True
            try:
                with connections.transaction(self._connection):
                    yield
            finally:
                self._watch.note()


def _fits(path: Path, opens: Opens) -> bool:
    """Tell whether a file that does not open has pages that were written under this passphrase."""
    from jalon.store import rescue

    try:
        return rescue.fits(path, opens)
    except OSError:
        return False
