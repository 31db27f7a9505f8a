"""Backups of projects: whole copies in the user's data folder, checked, and thinned with time.

A backup is made through the project's one connection, a few pages at a time, under a name that
marks it as unfinished. Only when it was opened and checked does it get its name, and only then
may an older one go.
"""

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import apsw

from jalon.assessment.changes import Change, Key
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import faults, opening, sealing, unfinished, whole
from jalon.store.project import Project
from jalon.store.protection import Opens, Raw, unlock
from jalon.store.thinning import expendable
from jalon.values import dataclass

SUFFIX: Final = ".jalon"
_NAME: Final = "%Y%m%dT%H%M%SZ"
_LONGEST_ABOUT: Final = 8192
_AT_ONCE: Final = 1 << 20
"""In bytes: what is copied at a time, so that the window never waits for more."""


ABOUT: Final = "about.json"
"""Beside the backups of a project: where its file lay when the last one was made."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``time`` is when it was made (UTC)."""

    path: Path
    time: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """A project that has backups: its folder of them, and where its file lay."""

    folder: Path
    file: str


def origins(root: Path) -> tuple[Origin, ...]:
    """Return every project with backups under ``root``, by the name of its file."""
    folders: list[Path] = []
    with suppress(OSError):
        folders.extend(folder for folder in root.iterdir() if found(folder))
    return tuple(sorted((Origin(f, _file(f)) for f in folders), key=lambda o: o.file))


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds.

    Attributes:
        heads: its current changes; empty where ``trouble`` says why they cannot be read.
        author: who wrote last.
        trouble: why it cannot be read: ``protected``, ``damaged``, …; empty when it can.
    """

    heads: Mapping[Key, tuple[Change, ...]]
    author: str = ""
    trouble: str = ""


def inside(backup: Backup, opens: Opens | None = None) -> Inside:
    """Look into a backup; it is left as it is."""
    try:
        with _opened(backup, opens) as kept:
            heads = kept.heads()
    except ProjectError as error:
        return Inside({}, "", error.reason)
    latest = max((c for h in heads.values() for c in h), key=lambda c: c.time, default=None)
    return Inside(heads, latest.author if latest else "")


def restore(backup: Backup, target: Path) -> None:
    """Copy a backup to ``target`` as it is, whole or not at all.

    Whoever could read the project can read it then, and nobody else.

    Raises:
        ProjectError: something is there already, or it cannot be written.
    """
    target = opening.place(target)

    def written(temporary: Path) -> None:
        try:
            shutil.copyfile(backup.path, temporary)
        except OSError as cause:
            raise faults.from_os(cause, target.name) from cause

    mode = whole.mode_of(backup.path) & 0o666
    whole.write_new(target, written, mode | stat.S_IRUSR | stat.S_IWUSR)


def _file(folder: Path) -> str:
    with suppress(OSError, ValueError, TypeError, KeyError):
        return str(json.loads((folder / ABOUT).read_bytes()[:_LONGEST_ABOUT])["file"])
    return ""


def folder_of(root: Path, project: Project) -> Path:
    """Return where the backups of a project lie under ``root``; the same for all its copies."""
    return root / hashlib.sha256(project.id.encode()).hexdigest()[:32]


def found(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in ``folder``, the newest first; what is not one is passed over."""
    made: list[Backup] = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(ValueError, OSError):
                named = path.name.removesuffix(SUFFIX)
                time = datetime.strptime(named, _NAME).replace(tzinfo=UTC)
                if path.name.endswith(SUFFIX) and path.is_file() and not path.is_symlink():
                    made.append(Backup(path, time))
    return tuple(sorted(made, key=lambda b: b.time, reverse=True))


def due(folder: Path, digest: str, now: datetime, opens: Opens | None = None) -> bool:
    """Tell whether a state that was not backed up yet should be, on opening or a day later."""
    # Where the clock was set back, or a file bears a time to come, that one tells nothing.
    newest = next((backup for backup in found(folder) if backup.time <= now), None)
    if newest is None:
        return True
    with suppress(ProjectError), _opened(newest, opens) as kept:
        return kept.digest() != digest
    return True


def _opened(backup: Backup, opens: Opens | None) -> Project:
    return Project.open(backup.path, read_only=True, opens=opens)


class Making:
    """A backup under way; ends with :meth:`finish` or :meth:`give_up`.

    Attributes:
        dropped: how many backups without a passphrase it took the place of, in the end.

    Raises (all of it): :class:`~jalon.errors.ProjectError` when the disk does not take it; the
    project itself is never touched.
    """

    def __init__(self, project: Project, folder: Path) -> None:
        self.dropped = 0
        self._name = project.path.name
        self._folder = folder
        self._file = str(project.path)
        self._mode = whole.mode_of(project.path)
        self._path = unfinished.place(folder)
        unfinished.sweep(folder)
        with self._writing():
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except OSError as cause:
                raise faults.from_os(cause, self._name) from cause
            self._key = project.key
            self._target = apsw.Connection(str(self._path))
            try:
                unlock(self._target, self._key)
                size = project.source().pragma("page_size")
                self._target.execute(f"PRAGMA page_size = {size}")
                self._pages = _AT_ONCE // size
                self._backup = self._target.backup("main", project.source(), "main")
            except BaseException:
                self._target.close()
                self._path.unlink()
                raise

    def step(self) -> bool:
        """Copy some pages; tells whether that was the last of them.

        With the last of them, or with an error, the project's connection is let go of.
        """
        try:
            with self._writing():
                last = bool(self._backup.step(self._pages))
                if last:
                    self._backup.finish()
        except ProjectError:
            self.give_up()
            raise
        return last

    def finish(self, now: datetime) -> Backup:
        """Check the finished copy, give it its name, and let go of older ones that may go.

        Does not touch the project, so a worker may do it.
        """
        with self._checked():
            made = self._named(now)
        self._drop_older(now)
        return made

    def finish_unless(self, outdated: Callable[[], bool], now: datetime) -> Backup | None:
        """Do the same, unless the copy turns out to hold what was removed meanwhile: it goes."""
        with self._checked():
            if outdated():
                return None
            made = self._named(now)
        self._drop_older(now)
        return made

    def give_up(self) -> None:
        """Drop what was copied so far."""
        self._close()
        for ending in ("", "-journal", "-wal", ".lock"):
            with suppress(OSError):
                Path(f"{self._path}{ending}").unlink()

    @contextmanager
    def _checked(self) -> Iterator[None]:
        """Check the finished copy; what did not get its name in the block goes."""
        self._close()
        try:
            with self._writing():
                _single(self._path, self._key)
            with Project.open(self._path, read_only=True, opens=self._key) as copy:
                if copy.check():
                    raise faults.damaged(self._name)
            yield
        finally:
            self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        with suppress(apsw.Error):
            self._backup.finish()
        self._target.close()

    def _named(self, now: datetime) -> Backup:
        time = now.astimezone(UTC).replace(microsecond=0)
        while (target := self._folder / (time.strftime(_NAME) + SUFFIX)).exists():
            time += timedelta(seconds=1)  # one made in the same second stays
        try:
            whole.sync(self._path)
            self._path.chmod(self._mode & 0o666)
            self._path.replace(target)
            (self._folder / ABOUT).write_text(json.dumps({"file": self._file}))
            whole.sync_folder(self._folder)
        except OSError as cause:
            raise faults.no_backup(self._name, str(self._folder)) from cause
        return Backup(target, time)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Say of what the disk does not take that it is the backup, and where."""
        try:
            with faults.writing(self._name):
                yield
        except ProjectError as cause:
            if cause.reason in {"damaged", "locked"}:
                raise
            raise faults.no_backup(self._name, str(self._folder)) from cause

    def _drop_older(self, now: datetime) -> None:
        """Thin them with time; those go that should not be readable since there is a passphrase."""
        self.dropped = sealing.drop(self._folder, self._key)
        made = found(self._folder)
        gone = expendable((b.time for b in made), now)
        for old in made:
            if old.time in gone:
                with suppress(OSError):  # it is in the way of nothing
                    old.path.unlink()


def _single(path: Path, key: Raw | None) -> None:
    """Leave one file that can be read from read-only places."""
    with faults.writing(path.name), closing(connections.open_for_writing(path, key)) as copy:
        connections.single_file(copy)
