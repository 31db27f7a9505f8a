"""How long a name and a path may be: SQLite and the disk have bounds, and add to names."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import apsw

from jalon import hashing
from jalon.errors import N_, ProjectError

_BESIDE: Final = "-journal"
"""The longest that SQLite adds to a name: what lies beside a file has to fit, too."""

_LONGEST_NAME: Final = 255
"""In bytes of UTF-8, with all that is added: what the usual disks take."""

_ADDED: Final = 48
"""In bytes: room for all that the name of a file under way has besides, who makes it among it."""

_FINGERPRINT: Final = 8


def require_fit(path: Path) -> None:
    """Accept a path that SQLite and its disk take, with what lies beside it.

    Raises:
        ProjectError: it is too long.
        OSError: what leads there cannot be looked at.
    """
    if len(os.fsencode(path)) + len(_BESIDE) > _longest_path():
        raise too_long(path.name)
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.lstat(f"{path}{_BESIDE}")
    except OSError as cause:
        if cause.errno == errno.ENAMETOOLONG:
            raise too_long(path.name) from cause
        raise


def cut(name: str, folder: Path) -> str:
    """Return a name to which more can be added in its ``folder``, for a file under way.

    One that has to be cut ends in a fingerprint of the whole: two long ones stay apart.

    Raises:
        ProjectError: not even a fingerprint finds room there.
    """
    room = min(_longest_path() - len(os.fsencode(folder)) - len(os.sep), _LONGEST_NAME)
    room -= _ADDED + len(_BESIDE)
    whole = os.fsencode(name)
    if len(whole) <= room:
        return name
    begun = room - len("~") - _FINGERPRINT
    if begun < 0:
        raise too_long(name)
    fingerprint = hashing.sha256(whole).hexdigest()[:_FINGERPRINT]
    return f"{whole[:begun].decode(errors='ignore')}~{fingerprint}"


def too_long(name: str) -> ProjectError:
    """Return the refusal of a name, or of a path, for which there is no room."""
    return ProjectError(
        "unreadable",
        N_(
            "{name} cannot be opened or written: its name, or the path to it, is longer than this"
            " system takes. Nothing was changed. Choose a shorter name, or a folder that is not"
            " as deep."
        ),
        name=name,
    )


def _longest_path() -> int:
    """Return how long a path SQLite takes, in bytes; on Linux less than the system does."""
    return int(apsw.vfs_details()[0]["mxPathname"])
