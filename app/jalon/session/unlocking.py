"""Where the passphrase of a protected project comes from, when a command opens one.

The window asks the person and passes on what was typed. A command that was told of a file with
the passphrase says so here, for as long as it runs; nothing is kept beyond that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from jalon.store.protection import Passphrase

_TOLD: Final[ContextVar[Callable[[], str] | None]] = ContextVar("told", default=None)


@contextmanager
def passphrase_from(told: Callable[[], str] | None) -> Iterator[None]:
    """Ask ``told`` for the passphrase of what is opened within the block."""
    token = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(token)


def passphrase(given: str | None) -> Passphrase | None:
    """Return what opens a protected project: what was given, else what the command was told."""
    if given is not None:
        return Passphrase(given)
    told = _TOLD.get()
    return Passphrase(told()) if told else None
