"""Files that appear whole or not at all, and never in the place of another."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.errors import ProjectError
from jalon.store import faults, lengths, sniff

_MARK: Final = 2
"""In bytes: what tells the unfinished files of one process apart."""

_ENDING: Final = r"(-journal|-wal|\.lock)?"


def write_new(
    path: Path, make: Callable[[Path], None], mode: int | None = None, *, called: str = ""
) -> None:
    """Let ``make`` write a file under a name of its own, then give it the name ``path``.

    Durable when it returns. On any failure nothing is left behind. ``mode`` says who may read
    and write it, from its first byte on; the system decides where it is None. ``called`` is how
    messages call it, where ``path`` is a name for the time being.

    Raises:
        ProjectError: something is at ``path`` already, or it cannot be written.
    """
    temporary, name = unfinished(path), called or path.name
    _sweep_ended(path.parent)
    try:
        if os.path.lexists(path):
            raise faults.exists(name)
        sniff.require_no_log(path)
        with faults.writing(name):
            first = 0o666 if mode is None else 0o600
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, first))
            make(temporary)
            if mode is not None:
                temporary.chmod(mode)
        sync(temporary)
        _rename_new(temporary, path)
        sync_folder(path.parent)
    except OSError as cause:
        raise faults.from_os(cause, name) from cause
    finally:
        drop(temporary)


def drop(made: Path) -> None:
    """Remove a file that was under way, and what lies beside it; nothing where there is none."""
    for ending in ("", "-journal", "-wal"):
        with suppress(OSError):
            Path(f"{made}{ending}").unlink()


def take_name(made: Path, path: Path) -> None:
    """Give a whole file that was made under a name of its own the name ``path``; durable.

    Raises:
        ProjectError: something is at ``path`` already, or it cannot be written; or the disk had no
            room for all of it, and the rest lies in a log beside.
    """
    try:
        if os.path.lexists(path):
            raise faults.exists(path.name)
        if sniff.has_log(made) or sniff.has_journal(made):
            raise faults.full(path.name)
        sync(made)
        _rename_new(made, path)
        made.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as cause:
        raise faults.from_os(cause, path.name) from cause


def mode_of(path: Path) -> int:
    """Return who may read and write a file; where it is gone, its owner alone."""
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except OSError:
        return stat.S_IRUSR | stat.S_IWUSR


def unfinished(path: Path) -> Path:
    """Return a name of its own for a file that is to get the name ``path``; it says who makes it.

    Of one that is such a name itself, another of the same file.

    Raises:
        ProjectError: the name, or the path to it, is too long.
    """
    from jalon import makers  # with secrets and all that; no start writes one

    told = re.fullmatch(rf"\.(.+)\.{makers.MARK}\.tmp", path.name, re.DOTALL)
    name = lengths.cut(told[1] if told else path.name, path.parent)
    return path.with_name(f".{name}.{makers.mark(_MARK)}.tmp")


def sweep(path: Path) -> None:
    """Remove what writes to ``path`` left unfinished when they were killed.

    Only for who holds the lock of the project at ``path``. What is left of taking a passphrase
    away can be read by anybody. What ended processes left of other files beside it goes, too.
    """
    from jalon import makers

    mark, names = rf"\.([0-9a-f]{{8}}|{makers.MARK})\.tmp", {path.name}
    with suppress(ProjectError):  # where no name under way has room, none is left
        names |= {lengths.cut(path.name, path.parent)}
    name = rf"\.{{1,2}}({'|'.join(map(re.escape, names))})"
    left = re.compile(rf"{name}(\.migrated|(\.migrated)?({mark}){{1,2}}){_ENDING}")
    for found in _hidden(path.parent):
        if left.fullmatch(found.name):
            with suppress(OSError):
                found.unlink()
    _sweep_ended(path.parent)


def _sweep_ended(folder: Path) -> None:
    """Remove what processes that have ended left unfinished in a folder, whatever it was."""
    from jalon import makers

    left = re.compile(rf"\..+\.({makers.MARK})\.tmp{_ENDING}", re.DOTALL)
    told = ((found, left.fullmatch(found.name)) for found in _hidden(folder))
    makers.drop((found, name[1]) for found, name in told if name)
    makers.sweep_parts(folder)


def _hidden(folder: Path) -> Iterator[Path]:
    """Yield what may be left unfinished in a folder; nothing where it cannot be read."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208  a folder may be full of others
            if name.startswith(".") and (".tmp" in name or ".migrated" in name):
                yield folder / name


def write_pieces(path: Path, pieces: Iterator[bytes], mode: int | None = None) -> None:
    """Write bytes to a new file, whole or not at all; durable when it returns.

    ``mode`` as in :func:`write_new`.

    Raises:
        ProjectError: something is at ``path`` already, or it cannot be written.
    """

    def make(temporary: Path) -> None:
        with temporary.open("wb") as stream:
            for piece in pieces:
                stream.write(piece)

    write_new(path, make, mode)


def sync_folder(folder: Path) -> None:
    """Make a name given or taken in ``folder`` survive a power cut; Windows does so itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Make the content of a file survive a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename_new(temporary: Path, path: Path) -> None:
    """Rename, but fail where something has come to be at ``path`` in the meantime."""
    if os.name == "nt":
        temporary.rename(path)  # Windows refuses by itself
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (FAT, some network shares).
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.rename(path)
