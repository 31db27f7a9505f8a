"""Errors meant for the person at the screen."""

from typing import Literal


def N_(message: str) -> str:
    """Mark ``message`` for extraction; it is translated where it is shown."""
    return message


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
