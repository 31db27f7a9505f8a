"""An open project: the one way in and out of its file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import apsw

from jalon.assessment.changes import Change, ChangeId, Key, Value
from jalon.assessment.state import Heads
from jalon.errors import ProjectError
from jalon.store import drafts, faults, log, schema
from jalon.store.file import File
from jalon.store.protection import Opens, Passphrase, Raw
from jalon.values import replace

if TYPE_CHECKING:
    from jalon.store.evidence import Content
    from jalon.store.integrity import Finding
    from jalon.store.lock import Holder
    from jalon.store.merge import Arrived


class Project:
    """One project file, open until :meth:`close`.

    Every method raises :class:`~jalon.errors.ProjectError` when file or disk fail; what was
    acknowledged before is then still safe, and the same call may be tried again.

    Attributes:
        form_id: the edition of the questionnaire that is answered.
    """

    def __init__(self, file: File) -> None:
        self._file = file
        self.form_id = file.about["form"]

    @classmethod
    def create(cls, path: Path, form_id: str, *, passphrase: Passphrase | None = None) -> Self:
        """Make an empty project at ``path``, protected if asked, and open it for writing.

        Raises:
            ProjectError: something is at ``path`` already, or it cannot be written.
        """
        return cls(File.create(path, form_id, passphrase))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        opens: Opens | None = None,
        deferred: bool = False,
        clears: bool = True,
    ) -> Self:
        """Open the project at ``path``; read-only when asked, or when the file or its folder is.

        ``opens`` is the passphrase, or the key, of a project that may be protected.

        Read-only, a project that somebody else writes to is read from a snapshot of it.

        ``deferred`` is for a window that shows a first page: :meth:`heads` may come from the
        extract of the last closing (:mod:`jalon.store.extract`), and :meth:`verify` then has to
        be called soon. Whatever else is read or written, but for texts being typed, does first
        what that does.

        After a removal whose process was killed the file is rewritten. Without ``clears`` a large
        one is left to the caller to :meth:`clear`, who can wait for that elsewhere.

        Raises:
            ProjectError: missing, unreadable, foreign, newer, damaged, locked, protected, or
                the passphrase is wrong; nothing was changed.
        """
        file = File.open(path, read_only=read_only, opens=opens, deferred=deferred)
        if file.hold.recovered:
            from jalon.store import clearing

            clearing.finish(file, at_once=clears)
        return cls(file)

    def verify(self) -> bool:
        """Hold each current change against its id and the log, unless opening has done so.

        Tells whether :meth:`heads` said what the log says; from now on it does, which is told once.
        """
        with self._file.reading():
            agreed, self._file.current.agreed = self._file.current.agreed, True
        return agreed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies; absolute."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, for whatever reason."""
        return self._file.read_only

    @property
    def locked_by(self) -> "Holder | None":
        """Who is writing to the file, when this is a snapshot of it; else None."""
        return self._file.hold.writer

    @property
    def kept(self) -> Path | None:
        """Where the file of an older version is, when opening has migrated it; else None."""
        return self._file.hold.kept

    @property
    def unmigrated(self) -> ProjectError | None:
        """Why this is of an older version and only read, where its disk has no room; else None."""
        return self._file.hold.no_room

    @property
    def unscrubbed(self) -> bool:
        """Whether unused parts of the file may still hold something that was removed."""
        return self._file.hold.unscrubbed

    @property
    def unfolded(self) -> ProjectError | None:
        """Why the closed file alone is not whole, where its disk had no room; else None."""
        return faults.unfolded(self.path.name) if self._file.hold.unfolded else None

    # -- reading ---------------------------------------------------------------------------

    def heads(self) -> Heads:
        """Return the current changes of each field: one, or several that are in conflict.

        Opening has read them and held each against its id, so damage is found there; that what
        it vouches for is a change, as the columns say, is found here.
        """
        with self._file.glancing():
            return self._file.heads()

    def count(self) -> int:
        """Return how many changes the log holds."""
        with self._file.reading():
            return log.count(self._file.connection)

    def digest(self) -> str:
        """Return the hash of the current ids; see ``Assessment.digest``."""
        with self._file.reading():
            return log.current_digest(self._file.connection)

    def history(
        self, key: Key | None = None, *, item: str = "", limit: int | None = None
    ) -> tuple[Change, ...]:
        """Return the changes of one field, one item or all, newest first, at most ``limit``.

        One whose value was expunged has the value None and no author.
        """
        with self._file.reading():
            return log.history(self._file.connection, key, limit, item=item)

    def perhaps_saying(self, text: str) -> tuple[Change, ...]:
        """Return the changes that may hold a text, newest first; none that does is missing."""
        with self._file.reading():
            return log.perhaps_saying(self._file.connection, text)

    def check(self) -> "tuple[Finding, ...]":
        """Check every page and every change; return what is wrong, empty when sound."""
        from jalon.store import integrity

        with self._file.reading():
            return integrity.check(self._file.connection)

    def misled(self) -> bool:
        """Tell whether the extract is not what the log says, which counts; see its module."""
        from jalon.store import extract

        with self._file.reading():
            connection = self._file.connection
            return extract.misleads(connection, log.current(connection))

    def changes(self, ids: Iterable[ChangeId]) -> tuple[Change, ...]:
        """Return the changes with these ids, as far as the log holds them."""
        with self._file.reading():
            return log.named(self._file.connection, ids)

    def lacks(self, ids: Iterable[ChangeId]) -> bool:
        """Tell whether this is a copy without history that lacks one of these changes."""
        with self._file.reading():
            told = schema.meta(self._file.connection).get("history")
            return told == schema.CURRENT_ONLY and log.lacks(self._file.connection, ids)

    @property
    def id(self) -> str:
        """The random name that all copies of this project share; 32 hexadecimal digits."""
        with self._file.reading():
            return schema.meta(self._file.connection).get("project", "")

    def source(self) -> apsw.Connection:
        """Return the one connection, for a backup to copy from; nothing else may use it."""
        return self._file.connection

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
        with self._file.writing():
            if contents:
                from jalon.store import evidence

                for content in contents:
                    evidence.keep(self._file.connection, content)
            return log.append(
                self._file.connection,
                entries,
                author=author,
                time=time or datetime.now(UTC),
                edition=self.form_id,
            )

    def answer_edition(
        self, form_id: str, entries: Sequence[tuple[Key, Value]], *, author: str
    ) -> tuple[Change, ...]:
        """Answer another edition from now on, with the changes this takes: all or nothing.

        Raises:
            UserError: a value is too long.
        """
        with self._file.writing():
            schema.set_form(self._file.connection, form_id)
            made = log.append(
                self._file.connection,
                entries,
                author=author,
                time=datetime.now(UTC),
                edition=form_id,
            )
        self.form_id = form_id
        self._file.about = {**self._file.about, "form": form_id}
        return made

    def expunge(self, *ids: ChangeId, author: str, reason: str) -> tuple[Change, ...]:
        """Remove what changes say, everywhere in the file; return the changes that tell of it.

        Where the disk has no room to rewrite the file, that is ``unscrubbed`` until it has.

        Raises:
            UserError: one does not exist, or tells of an expunging itself; all stay.
        """
        from jalon.store import clearing, expunge

        with self._file.writing():
            made = [
                told
                for one in ids
                for told in expunge.expunge(
                    self._file.connection, one, author=author, reason=reason, edition=self.form_id
                )
            ]
        clearing.clear(self._file)
        return tuple(made)

    def clear(self) -> None:
        """Rewrite the file where it is ``unscrubbed``; stays so where that cannot be done.

        Nothing else may be asked of the project meanwhile, in any thread.
        """
        if self.unscrubbed:
            from jalon.store import clearing

            clearing.clear(self._file)

    def take_in(self, other: "Project") -> "Arrived":
        """Unite this project with another copy of it, all or nothing; durable on return.

        Nothing of either copy is dropped; see :mod:`jalon.store.merge`.

        Raises:
            ProjectError: the other is no copy of this project, or one of them is damaged.
        """
        from jalon.store import clearing, merge  # no start needs them

        for each in (other, self):
            if each.check():
                raise faults.damaged(each.path.name)
        with other._file.reading():  # noqa: SLF001  of the same class
            merge.require_copies(self._file.connection, other._file.connection, other.path.name)  # noqa: SLF001
        with self._file.writing():
            arrived = merge.take_in(self._file.connection, other._file.connection)  # noqa: SLF001
        if arrived.removed:
            clearing.clear(self._file)
        came = bool(arrived.changes or arrived.evidence)
        return replace(arrived, exposed=came and other.key is not None and self.key is None)

    # -- bytes of evidence -----------------------------------------------------------------

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a file, piece by piece; nothing where the project has none of it."""
        from jalon.store import evidence

        with self._file.reading():
            yield from evidence.pieces(self._file.connection, sha256)

    def contents(self) -> dict[str, int]:
        """Return the hashes of the files that are in the project, with their sizes in bytes."""
        from jalon.store import evidence

        if self._file.closed:
            return {}
        with self._file.reading():
            return evidence.held(self._file.connection)

    def drop_contents(self, needed: frozenset[str]) -> int:
        """Drop the bytes of all files but these; return of how many. They cannot come back.

        Raises:
            ProjectError: what is said to be current does not follow from the log; all stay.
        """
        from jalon.store import evidence

        if self._file.closed or needed.issuperset(self.contents()):
            return 0
        with self._file.reading():
            evidence.require_followed(self._file.connection)
        with self._file.writing():
            dropped = evidence.drop(self._file.connection, needed)
        with faults.writing(self.path.name):
            evidence.shrink(self._file.connection)
        return dropped

    # -- texts being typed -----------------------------------------------------------------

    def draft(self, key: Key, text: str, author: str) -> None:
        """Keep a text being typed; durable on return, but no change yet.

        Raises:
            UserError: it is too long.
        """
        with self._file.writing():
            drafts.keep(self._file.connection, key, text, author)

    def drafts(self) -> dict[Key, str]:
        """Return the texts being typed."""
        with self._file.glancing():
            return {key: text for key, (text, _) in drafts.kept(self._file.connection).items()}

    def drafts_by(self) -> dict[Key, tuple[str, datetime]]:
        """Return who typed each draft and when: another person may open the file after a crash."""
        with self._file.reading():
            connection = self._file.connection
            kept = drafts.kept(connection).items()
            return {key: (author, drafts.written(connection, key)) for key, (_, author) in kept}

    def clear_drafts(self, keys: Sequence[Key]) -> None:
        """Drop the drafts of these fields."""
        with self._file.writing():
            drafts.forget(self._file.connection, keys)

    # -- the file --------------------------------------------------------------------------

    @property
    def key(self) -> Raw | None:
        """The key that opens the file, its copies and its backups; None when unprotected."""
        return self._file.key

    def protect(self, passphrase: Opens | None) -> None:
        """Put the file under a passphrase, a key made of one, or none (None): all or nothing.

        The file is written anew beside the old one, checked, and takes its place. What the disk
        keeps of the old one until it needs the room is beyond our reach.

        Raises:
            ProjectError: it could not be written; the file is as before.
        """
        from jalon.store import copying

        copying.protect(self._file, passphrase)

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made of it now holds everything."""
        self._file.checkpoint()

    def copy_to(self, path: Path, *, history: bool = True) -> None:
        """Write a copy to ``path``, whole or not at all, never over something that exists.

        Without ``history`` it holds the current changes only, with the same digest, and no
        drafts: for outsiders.
        """
        from jalon.store import copying

        copying.copy(self._file, path, history=history)

    def copy_remembered(self, path: Path, current: Iterable[Change]) -> None:
        """Write a copy without history from these current changes, never reading our own file.

        For the case that its disk has gone: nothing but what is in memory can be had.
        """
        from jalon.store import copying

        copying.remember(self._file, path, current)

    def open_copy(self, path: Path) -> "Project":
        """Open a copy that was made of this project, under the same key if it has one."""
        return Project.open(path, opens=self._file.key)

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        if self._file.hold.unscrubbed and not self._file.closed:
            from jalon.store import clearing

            clearing.clear_at_last(self._file)
        self._file.close()

    def discard(self) -> None:
        """Let go of a file that was only just made, and remove it."""
        from jalon.store import sniff

        with suppress(apsw.Error):  # of a disk that takes nothing
            self.leave()
        for ending in ("", "-wal", "-journal"):
            with suppress(OSError):
                sniff.beside(self.path, ending).unlink()

    def leave(self) -> None:
        """Let go of the file just as it is, for one that turns out to be damaged."""
        self._file.leave()
