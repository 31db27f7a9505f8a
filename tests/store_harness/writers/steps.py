"""Counts what a process does to the disk, and kills it at a chosen step."""

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable

_CALLS: Final[dict[str, tuple[Any, ...]]] = {
    "pwrite64": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_longlong),
    "ftruncate": (ctypes.c_int, ctypes.c_longlong),
    "unlink": (ctypes.c_char_p,),
}
"""What SQLite calls of the system, and with what; below the VFS that encrypts."""

_EVENTS: Final = frozenset(f"os.{n}" for n in ("rename", "link", "remove", "mkdir", "chmod"))
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """Every write, truncation, removal, renaming and opening for writing is a step.

    Attributes:
        count: how many there were.
    """

    def __init__(self, stop: int | None) -> None:
        """Count from now on; killed before step ``stop``, the first being 1."""
        self.count = 0
        self._stop = stop
        self._kept: list[object] = []
        vfs = apsw.VFS("counting", "unix")
        self._kept.append(vfs)
        for name, takes in _CALLS.items():
            self._count_calls(vfs, name, takes)
        sys.addaudithook(self._audit)

    def _step(self) -> None:
        self.count += 1
        if self.count == self._stop:
            os.kill(os.getpid(), signal.SIGKILL)

    def _count_calls(self, vfs: apsw.VFS, name: str, takes: tuple[Any, ...]) -> None:
        gives = ctypes.c_ssize_t if name == "pwrite64" else ctypes.c_int
        kind = ctypes.CFUNCTYPE(gives, *takes, use_errno=True)
        real: Callable[..., int] = kind(vfs.xGetSystemCall(name) or 0)

        def counted(*given: object) -> int:
            self._step()
            return real(*given)

        call = kind(counted)
        self._kept += [real, call]
        vfs.xSetSystemCall(name, ctypes.cast(call, ctypes.c_void_p).value or 0)

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        if event in _EVENTS or (
            event == "open" and isinstance(given[2], int) and given[2] & _WRITES
        ):
            self._step()
