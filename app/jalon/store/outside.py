"""Files outside the project that are, or become, evidence: read with suspicion.

Never the project's own file: closing any descriptor of it would drop its locks (POSIX).
"""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon import hashing
from jalon.assessment import media, names
from jalon.assessment.attached_file import File
from jalon.assessment.evidence import Found
from jalon.errors import N_, UserError, system_reason
from jalon.store import here
from jalon.store.evidence import PIECE, Content, changed, of_the_system, require_size
from jalon.values import dataclass

_QUIET: Final = (
    getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_HASHED_AT_A_LOOK: Final = 64_000_000
"""In bytes: a larger file that has its size and time is taken as unchanged, unless asked."""


class StoppedError(Exception):
    """Nobody waits for the result any more."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Outside:
    """A file that was read from beginning to end.

    Attributes:
        path: where it lies, absolute.
        modified: when it was last written, UTC.
        may_run: whether opening it may run commands.
    """

    path: Path
    name: str
    size: int
    sha256: str
    media_type: str
    modified: str
    may_run: bool

    def content(self) -> Content:
        """Return its bytes, to be read once more on their way into a project."""
        name = names.shown(self.name)
        return Content(name, self.sha256, self.size, lambda: _said(self.path, name))

    def embedded(self) -> File:
        """Return what is recorded of it when its bytes go into the project."""
        return File(self.name, self.size, self.sha256, self.media_type, "embedded")

    def linked(self, folder: Path) -> File:
        """Return what is recorded of it when it stays where it is.

        The path is told from the project's ``folder`` where the file lies in it, so that both
        can be moved together.

        Raises:
            UserError: its path cannot be written down.
        """
        inside = self.path.is_relative_to(folder)
        told = self.path.relative_to(folder).as_posix() if inside else str(self.path)
        try:
            told.encode()
        except UnicodeEncodeError as cause:
            raise UserError(
                N_(
                    "The path of {name} holds characters that cannot be recorded, so it was not"
                    " linked. Put the file itself into the project, or rename it or its folder."
                ),
                name=names.shown(self.name),
            ) from cause
        return File(
            self.name, self.size, self.sha256, self.media_type, "linked", told, self.modified
        )


def read(path: Path, *, stopped: Callable[[], bool] = _go_on) -> Outside:
    """Read a file to its end and return what it is; for a worker, since it may be large.

    Raises:
        UserError: it is no ordinary file, is not there, cannot be read, or changes meanwhile.
        StoppedError: ``stopped`` said so.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  links in it are refused, not followed
    name = names.shown(path.name)
    before = _look(path, name)
    digest, read_bytes, head = hashing.streamed(), 0, b""
    try:
        for piece in _pieces(path):
            if stopped():
                raise StoppedError
            head = head or piece[: media.HEAD]
            digest.update(piece)
            read_bytes += len(piece)
            if read_bytes > before.st_size:
                break  # one that is written all the time would have no end
        after = _look(path, name)
    except OSError as cause:
        raise unreadable(name, cause) from cause
    if read_bytes != before.st_size == after.st_size:
        raise of_the_system(name)
    if read_bytes != before.st_size or _marks(before) != _marks(after):
        raise changed(name)
    text = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Outside(
        path,
        text,
        read_bytes,
        digest.hexdigest(),
        media.of(text, head),
        _time(before),
        media.may_run(text, head),
    )


def require_fit(path: Path) -> None:
    """Refuse a file that is too large to be put into a project, before it is read.

    Raises:
        UserError: it is no ordinary file, or not there.
        TooLargeError: it is too large.
    """
    name = names.shown(path.name)
    status = _look(Path(os.path.abspath(path)), name)  # noqa: PTH100  as above
    require_size(name, status.st_size)


def compared(
    file: File, folder: Path, *, fully: bool = False, stopped: Callable[[], bool] = _go_on
) -> Found:
    """Compare a linked file with what it was when it was attached.

    Without ``fully``, a large file that has the size and time it had counts as unchanged.

    Raises:
        StoppedError: ``stopped`` said so.
    """
    path = where(file, folder)
    try:
        status = _look(path, file.name)
        if status.st_size != file.size:
            return "changed"
        same_time = file.modified != "" and _time(status) == file.modified
        if same_time and not fully and file.size > _HASHED_AT_A_LOOK:
            return "as-attached"
        digest, left = hashing.streamed(), file.size
        for piece in _pieces(path):
            if stopped():
                raise StoppedError
            digest.update(piece)
            left -= len(piece)
            if left < 0:
                return "changed"
    except _MissingError:
        return "missing"
    except (UserError, OSError):
        return "unreadable"
    return "as-attached" if digest.hexdigest() == file.sha256 else "changed"


def where(file: File, folder: Path) -> Path:
    """Return where a linked file lies; ``folder`` is the project's."""
    return Path(os.path.abspath(folder / file.path))  # noqa: PTH100  links are refused later


def beginning(path: Path) -> bytes:
    """Return the first bytes of an ordinary file that was attached.

    Raises:
        UserError: it is none any more, or cannot be read.
    """
    name = names.shown(path.name)
    try:
        _look(path, name)
        return next(_pieces(path), b"")[: media.HEAD]
    except _OtherError as cause:
        raise UserError(
            N_(
                "In the place of {name} lies a link, a folder or a device, not the file that was"
                " attached. It was not opened. Put the file back, or choose where it is now."
            ),
            name=name,
        ) from cause
    except OSError as cause:
        raise UserError(
            N_("{name} cannot be read: {why}."), name=name, why=system_reason(cause)
        ) from cause


def whole(path: Path, most: int) -> bytes:
    """Return all bytes of an ordinary file that has at most ``most``; empty if it has more.

    Raises:
        UserError: it is none, or cannot be read.
    """
    name, found = names.shown(path.name), bytearray()
    _look(path, name)
    try:
        for piece in _pieces(path):
            found += piece
            if len(found) > most:
                return b""
    except OSError as cause:
        raise unreadable(name, cause) from cause
    return bytes(found)


class _MissingError(UserError):
    """There is no such file."""


class _OtherError(UserError):
    """There is something else than an ordinary file."""


def _look(path: Path, name: str) -> os.stat_result:
    """Return the status of an ordinary file that is no project this process has open.

    Raises:
        UserError: it is something else, or not there.
    """
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise _MissingError(
            N_("{name} is not there any more. It may have been moved or renamed."), name=name
        ) from cause
    except (OSError, ValueError) as cause:
        raise unreadable(name, cause) from cause
    if stat.S_ISLNK(status.st_mode):
        raise _OtherError(
            N_(
                "{name} is a link to a file elsewhere and was not attached. Choose the file"
                " itself, so that it is clear which one is meant."
            ),
            name=name,
        )
    if stat.S_ISDIR(status.st_mode):
        raise _OtherError(
            N_(
                "{name} is a folder and was not attached. Choose the files in it, or pack it into"
                " one file first."
            ),
            name=name,
        )
    if not stat.S_ISREG(status.st_mode):
        raise _OtherError(
            N_("{name} is a device or a pipe, not a file, and was not attached."), name=name
        )
    if here.is_open((status.st_dev, status.st_ino)):
        raise UserError(
            N_(
                "{name} is the project that is open, and was not attached to itself. Save a copy"
                " of it and attach that."
            ),
            name=name,
        )
    return status


def unreadable(name: str, cause: BaseException) -> UserError:
    """Return the failure to read a file that was to become evidence."""
    return UserError(
        N_("{name} cannot be read, so nothing was attached: {why}."),
        name=name,
        why=system_reason(cause),
    )


def _pieces(path: Path) -> Iterator[bytes]:
    descriptor = os.open(path, os.O_RDONLY | _QUIET)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("no ordinary file")
        while piece := os.read(descriptor, PIECE):
            yield piece
    finally:
        os.close(descriptor)


def _said(path: Path, name: str) -> Iterator[bytes]:
    """Read once more, and say in words what goes wrong."""
    try:
        yield from _pieces(path)
    except OSError as cause:
        raise unreadable(name, cause) from cause


def _marks(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _time(status: os.stat_result) -> str:
    """Return when a file was last written; empty where that is a year that no calendar has."""
    try:
        written = datetime.fromtimestamp(status.st_mtime_ns // 1000 / 1e6, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return written.isoformat(timespec="microseconds")
