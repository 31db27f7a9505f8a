"""Errors meant for the person at the screen."""

import errno
from typing import Literal


def N_(message: str) -> str:
    """Mark ``message`` for extraction; it is translated where it is shown."""
    return message


class Marked(str):
    """A detail of an error that is a text of the program itself, marked with ``N_``.

    It is translated with the error; any other detail stays as it is.
    """

    __slots__ = ()


class UserError(Exception):
    """A failure the user can act on: what happened, what is safe, what to do.

    Attributes:
        message: English source text with ``{name}`` placeholders, marked with ``N_``.
        details: values of the placeholders.
    """

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message.format(**details))
        self.message = message
        self.details = details


class ProjectError(UserError):
    """A project file that cannot be used as asked.

    Attributes:
        reason: what kind of trouble it is, for callers that choose what to offer next.
    """

    def __init__(self, reason: "Trouble", message: str, **details: object) -> None:
        super().__init__(message, **details)
        self.reason = reason


Trouble = Literal[
    "missing",
    "unreadable",
    "foreign",
    "newer",
    "damaged",
    "locked",
    "read-only",
    "full",
    "exists",
    "protected",
    "passphrase",
    "touched",
]


def system_reason(failure: BaseException) -> str:
    """Return why the system refused a file, for the detail ``why`` of an error.

    The system's own words are English, or in the system's language, whatever ours is.
    """
    if isinstance(failure, ValueError):
        return Marked(N_("no file can have such a name"))
    number = failure.errno if isinstance(failure, OSError) else None
    known = {
        errno.ENOENT: N_("not found"),
        errno.EACCES: N_("access is denied"),
        errno.EPERM: N_("access is denied"),
        errno.EROFS: N_("the disk can only be read"),
        errno.EISDIR: N_("it is a folder"),
        errno.ENOTDIR: N_("part of the path is no folder"),
        errno.EEXIST: N_("it exists already"),
        errno.ENOTEMPTY: N_("the folder is not empty"),
        errno.ENOSPC: N_("the disk is full"),
        errno.EDQUOT: N_("the disk is full"),
        errno.EFBIG: N_("too large for this disk"),
        errno.ENAMETOOLONG: N_("the name is too long"),
        errno.ELOOP: N_("its links lead in a circle"),
        errno.EBUSY: N_("another program is using it"),
        errno.EIO: N_("the disk does not answer"),
        errno.ETIMEDOUT: N_("the disk does not answer"),
    }.get(number or 0)
    return Marked(known) if known else getattr(failure, "strerror", "") or type(failure).__name__
