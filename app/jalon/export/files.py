"""Writing a finished document: whole or not at all, and never over another by accident."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon import makers
from jalon.errors import N_, ProjectError, Trouble, system_reason

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS: Final = {
    errno.EPERM,
    errno.EMLINK,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.EACCES,
}
_HANDED_OVER: Final = {Path("/dev/fd"), Path("/proc/self/fd")}
_SIGNATURE_TRACES: Final = (
    b"/ByteRange",
    b"/Type /Sig",
    b"/Type/Sig",
    b"/DocMDP",
    b"ETSI.CAdES.detached",
    b"adbe.pkcs7.",
)


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a file, of a larger one its beginning: ``most`` and one more.

    A device would have no end, and what is too large is refused by whoever has asked.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(most + 1)


def is_endless(path: Path) -> bool:
    """Tell whether reading a path could wait for ever: a named pipe, or a device.

    A pipe that the shell has made to hand something over is filled by whoever it runs there.
    """
    try:
        if stat.S_ISFIFO(mode := path.stat().st_mode) and path.parent in _HANDED_OVER:
            return False
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write_new(path: Path, data: bytes, *, replace: bool = False, private: bool = False) -> None:
    """Write ``data`` to ``path`` whole or not at all, and never over a file that exists.

    The bytes go to a file of a passing name in the same folder, to the disk, and only then
    take the name; whoever looks at ``path`` sees nothing or everything.

    Args:
        path: where the file shall be; its folder exists.
        data: all of its bytes.
        replace: whether a file of that name may be replaced. One that holds a signature is
            never replaced: it may be the only copy of what somebody signed.
        private: whether only the owner may read the file (mode 0600 where there are modes).

    Raises:
        ProjectError: ``exists``, ``missing`` (the folder), ``read-only``, ``full`` or
            ``unreadable`` (the disk or the name is refused). Nothing is left behind.
    """
    _refuse_what_must_stay(path, replace=replace)
    makers.sweep_parts(path.parent)
    passing = makers.part(path.parent)
    try:
        _fill(passing, data, 0o600 if private else 0o666)
        if replace:
            passing.replace(path)
        else:
            _take_name(passing, path)
        _settle_folder(path.parent)
    except OSError as failure:
        raise _trouble(path, failure) from failure
    finally:
        with suppress(OSError):
            passing.unlink(missing_ok=True)


def refuse_taken(path: Path) -> None:
    """Raise what :func:`write_new` would of a name that is taken, before there are bytes."""
    _refuse_what_must_stay(path, replace=False)


def recorded_name(path: Path) -> str:
    """Return a file's name as a text that a record can hold, whatever bytes it is of."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def holds_signature(data: bytes) -> bool:
    """Say whether these bytes are a PDF that carries, or once carried, a signature."""
    return b"%PDF-" in data[:1024] and bears_traces(data)


def bears_traces(data: bytes) -> bool:
    """Say whether anything in these bytes looks as if a PDF had been signed here."""
    return any(trace in data for trace in _SIGNATURE_TRACES)


def _refuse_what_must_stay(path: Path, *, replace: bool) -> None:
    if not os.path.lexists(path):
        return
    if not replace:
        raise ProjectError(
            "exists",
            N_("A file named {name} is there already. Choose another name."),
            name=path.name or str(path),
        )
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
        signed = regular and holds_signature(path.read_bytes())
    except OSError as failure:
        raise _trouble(path, failure) from failure
    if not regular:
        raise ProjectError(
            "exists",
            N_("{name} is no ordinary file and is not replaced. Choose another name."),
            name=path.name,
        )
    if signed:
        raise ProjectError(
            "exists",
            N_(
                "{name} is a signed document and is never replaced: it may be the only copy of "
                "what was signed. Choose another name."
            ),
            name=path.name,
        )


def _fill(passing: Path, data: bytes, mode: int) -> None:
    """Create ``passing``, which must not exist, and bring all bytes to the disk."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(passing, flags, mode)
    try:
        rest = memoryview(data)
        while rest:
            written = os.write(handle, rest)
            if written <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[written:]
        os.fsync(handle)
        if os.fstat(handle).st_size != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(handle)


def _take_name(passing: Path, path: Path) -> None:
    """Give the finished file its name; fails when the name was taken meanwhile."""
    if sys.platform == "win32":
        passing.rename(path)  # Windows refuses to rename over a file
        return
    try:
        os.link(passing, path)
    except OSError as failure:
        if failure.errno not in _NO_LINKS:
            raise
        # FAT and some network folders know no links: reserve the name, then take it over.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            passing.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _settle_folder(folder: Path) -> None:
    """Bring the folder's entry to the disk, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _trouble(path: Path, failure: OSError) -> ProjectError:
    """Say in one sentence why the file could not be written."""
    name = path.name
    if isinstance(failure, FileExistsError):
        message = N_("A file named {name} is there already. Choose another name.")
        return ProjectError("exists", message, name=name)
    if failure.errno in _FULL:
        message = N_("There is no room for {name} on this disk. Nothing was written.")
        return ProjectError("full", message, name=name)
    if isinstance(failure, FileNotFoundError | NotADirectoryError):
        message = N_("The folder for {name} is not there: {folder}")
        return ProjectError("missing", message, name=name, folder=str(path.parent))
    reason: Trouble = "unreadable"
    message = N_("{name} could not be written: {why}")
    if failure.errno in _FORBIDDEN:
        reason = "read-only"
        message = N_("{name} may not be written in {folder}. Choose another folder.")
    return ProjectError(
        reason,
        message,
        name=name,
        folder=str(path.parent),
        why=system_reason(failure),
    )
