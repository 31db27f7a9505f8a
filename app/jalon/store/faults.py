"""What the database and the disk complain about, in words for the person at the screen."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

import apsw

from jalon.errors import N_, ProjectError
from jalon.store.rows import AlteredError

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_BAD_NAME: Final = {errno.ENAMETOOLONG, errno.EINVAL}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}

_Says: TypeAlias = Callable[[str], ProjectError]

_BUSY: Final = (apsw.BusyError, apsw.LockedError, apsw.ProtocolError)
_BROKEN: Final = (
    AlteredError,
    UnicodeDecodeError,
    apsw.ConstraintError,
    apsw.CorruptError,
    apsw.InterruptError,
    apsw.NotADBError,
    apsw.TooBigError,
)
"""What a damaged file raises: texts that are none, rows that contradict each other."""


def full(name: str) -> ProjectError:
    """Return the failure of a write that the disk did not take."""
    return ProjectError(
        "full",
        N_(
            "{name} could not be saved: the disk is full or does not answer. Everything saved"
            " before is safe. Free some space or reconnect the disk, then try again."
        ),
        name=name,
    )


def unfolded(name: str) -> ProjectError:
    """Return the failure to bring what was saved into the one file."""
    return ProjectError(
        "full",
        N_(
            "Everything is saved, but the last of it lies beside {name}, in {log}: the disk is full"
            " or does not answer. Keep the two together; {name} alone is not whole. Free some space"
            " or reconnect the disk; then {name} takes it in when it is opened or tried again."
        ),
        name=name,
        log=f"{name}-wal",
    )


def damaged(name: str) -> ProjectError:
    """Return the refusal of a file whose content contradicts itself."""
    return ProjectError(
        "damaged",
        N_(
            "{name} is damaged: part of it cannot be read or does not match its fingerprint."
            " The file was left as it is. Keep it, and open a backup or another copy."
        ),
        name=name,
    )


def damaged_since(name: str) -> ProjectError:
    """Return the refusal to save into a file of which no opening reads what is damaged."""
    return ProjectError(
        "damaged",
        N_(
            "{name} is damaged: part of it cannot be read or does not match its fingerprint."
            " What was to be saved now is not in it; what was saved before is unchanged. Keep"
            " the file, and go on in a copy or a backup."
        ),
        name=name,
    )


def protected(name: str) -> ProjectError:
    """Return the refusal of a file that needs a passphrase and was given none."""
    return ProjectError(
        "protected",
        N_(
            "{name} is protected by a passphrase, or is no Jalon project. It was not changed."
            " Give its passphrase to open it."
        ),
        name=name,
    )


def wrong_passphrase(name: str) -> ProjectError:
    """Return the refusal of a passphrase."""
    return ProjectError(
        "passphrase",
        N_(
            "This passphrase does not open {name}. Nothing was changed. Try again; if the"
            " passphrase is surely right, the first bytes of the file are damaged, without which"
            " nobody can read it: open a backup."
        ),
        name=name,
    )


def newer(name: str) -> ProjectError:
    """Return the refusal of a file that a later Jalon made."""
    return ProjectError(
        "newer",
        N_(
            "{name} was made by a newer version of Jalon, which this one cannot read safely."
            " The file was not changed. Update Jalon, then open it again."
        ),
        name=name,
    )


def touched(name: str) -> ProjectError:
    """Return the refusal to write over what another program has put there."""
    return ProjectError(
        "touched",
        N_(
            "{name} was changed, replaced or removed by another program while it was open here:"
            " a synchroniser, perhaps. Nothing was written over it. Go on in a copy elsewhere;"
            " it holds everything up to the last saving here."
        ),
        name=name,
    )


def read_only(name: str) -> ProjectError:
    """Return the refusal to write where we may not."""
    return ProjectError(
        "read-only",
        N_(
            "{name} is open for reading only, so nothing can be changed in it. Save a copy in a"
            " folder of your own and work on the copy."
        ),
        name=name,
    )


def unreadable(name: str) -> ProjectError:
    """Return the failure to read a file at all."""
    return ProjectError(
        "unreadable",
        N_(
            "{name} cannot be read: access is denied or the disk does not answer. The file was"
            " not changed. Check its permissions and its disk, then try again."
        ),
        name=name,
    )


def no_room_to_read(name: str) -> ProjectError:
    """Return the failure to make the copy that a file has to be read from."""
    import tempfile

    return ProjectError(
        "unreadable",
        N_(
            "{name} can only be read from a copy now, and there is no place for one: {folder} is"
            " full or may not be written. The file was not changed. Make room there, then try"
            " again."
        ),
        name=name,
        folder=tempfile.gettempdir(),
    )


def in_use(name: str) -> ProjectError:
    """Return the refusal of a file that some program uses, we do not know whose."""
    return ProjectError(
        "locked",
        N_(
            "{name} is in use by another program or another window of Jalon. It was not"
            " changed. Close it there, then open it again."
        ),
        name=name,
    )


def exists(name: str) -> ProjectError:
    """Return the refusal to write over something."""
    return ProjectError(
        "exists",
        N_("{name} exists already and was left as it is. Choose another name."),
        name=name,
    )


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn failures of the database into what they mean for someone who reads.

    Raises:
        ProjectError: damaged, locked or unreadable.
    """
    try:
        yield
    except _BROKEN as cause:
        raise damaged(name) from cause
    except _BUSY as cause:
        raise in_use(name) from cause
    except (apsw.IOError, apsw.CantOpenError, apsw.PermissionsError, apsw.ReadOnlyError) as cause:
        raise unreadable(name) from cause


@contextmanager
def writing(name: str, *, full: _Says = full, broken: _Says = damaged) -> Iterator[None]:
    """Turn failures of the database into what they mean for someone who saves.

    ``full`` says what to tell of a disk that takes no more, ``broken`` of damage.

    Raises:
        ProjectError: full, read-only, damaged or locked.
    """
    try:
        yield
    except apsw.ReadOnlyError as cause:
        raise read_only(name) from cause
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError) as cause:
        raise full(name) from cause
    except _BROKEN as cause:
        raise broken(name) from cause
    except _BUSY as cause:
        raise in_use(name) from cause


def no_text(name: str) -> ProjectError:
    """Return the refusal of a path whose bytes are no text."""
    from jalon.assessment import names

    return ProjectError(
        "unreadable",
        N_(
            "{name} cannot be opened or written: its name, or that of one of its folders, holds"
            " bytes that are no characters. Rename it, then try again."
        ),
        name=names.shown(name),
    )


def no_backup(name: str, folder: str) -> ProjectError:
    """Return the failure to write a backup; the project itself is as it was."""
    return ProjectError(
        "full",
        N_(
            "{folder}, where the backups of {name} are kept, cannot be written: its disk is full or"
            " does not answer, or you may not write there. Nothing of the project was changed."
        ),
        name=name,
        folder=folder,
    )


def beside(name: str, other: str) -> ProjectError:
    """Return the refusal of a file with something beside it where SQLite keeps its log."""
    return ProjectError(
        "foreign",
        N_(
            "{name} was not opened and not changed: {other} lies beside it, where its log would"
            " be, and is no file. Move that away, then try again."
        ),
        name=name,
        other=other,
    )


def log_of_another(name: str, log: str) -> ProjectError:
    """Return the refusal of a file with a log beside it that is not its own."""
    return ProjectError(
        "foreign",
        N_(
            "{name} was neither opened nor written: at its side lies {log}, which another project"
            " or another state of this one has left there. With it, answers would be lost. Move"
            " {log} to another folder and keep it; then try again."
        ),
        name=name,
        log=log,
    )


def no_folder(name: str) -> ProjectError:
    """Return the failure to write where there is no folder."""
    return ProjectError(
        "missing",
        N_("The folder of {name} does not exist. Nothing was written. Choose another folder."),
        name=name,
    )


def not_here(name: str) -> ProjectError:
    """Return the failure to write where we may not."""
    return ProjectError(
        "read-only",
        N_(
            "{name} cannot be written there: you may not write in this folder. Nothing was"
            " changed. Choose another folder."
        ),
        name=name,
    )


def from_os(cause: OSError, name: str) -> ProjectError:
    """Return what a failure of the operating system means for a file that is to be written."""
    if isinstance(cause, FileExistsError):
        return exists(name)
    if isinstance(cause, FileNotFoundError | NotADirectoryError):
        return no_folder(name)
    if cause.errno in _FULL:
        return full(name)
    if cause.errno in _FORBIDDEN:
        return not_here(name)
    if cause.errno in _BAD_NAME:
        return ProjectError(
            "unreadable",
            N_("{name} is no name that this disk can hold. Choose a shorter, plainer one."),
            name=name,
        )
    return unreadable(name)
