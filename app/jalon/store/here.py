"""Which project files this process has open.

A second look at such a file, even for reading, would drop its locks when it ends (POSIX), so
every opening asks here first.
"""

from typing import Final

from jalon.store import faults

_OPEN: Final[set[tuple[int, int]]] = set()
"""Device and inode of each; locks belong to the process, so this does too."""


def enter(identity: tuple[int, int], name: str) -> None:
    """Note that this process opens a file.

    Raises:
        ProjectError: it has it open already.
    """
    if identity in _OPEN:
        raise faults.in_use(name)
    _OPEN.add(identity)


def leave(identity: tuple[int, int]) -> None:
    """Note that this process has closed a file."""
    _OPEN.discard(identity)


def is_open(identity: tuple[int, int]) -> bool:
    """Tell whether this process has a file open as a project."""
    return identity in _OPEN
