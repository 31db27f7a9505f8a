"""A disk that fails at a chosen write or flush, whatever is being done: an SQLite VFS."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw


class FailingDisk(apsw.VFS):
    """Passes everything on to the system's own VFS until its countdown ends.

    ``left`` counts the writes and flushes that still succeed; None is never to fail. After the
    first failure every further one fails, too, as on a full disk.
    """

    def __init__(self, error: type[apsw.Error]) -> None:
        self.left: int | None = None
        self.met = 0
        self._error = error
        self._name = f"failing-{id(self)}"
        self.base = apsw.vfs_names()[0]
        super().__init__(self._name, self.base, makedefault=True)

    def xOpen(self, name: "str | apsw.URIFilename | None", flags: list[int]) -> "_File":
        return _File(self, name, flags)

    def spend(self) -> None:
        """Count one write or flush; fail when the countdown has ended."""
        if self.left is None:
            return
        if self.left <= 0:
            self.met += 1
            raise self._error
        self.left -= 1


class _File(apsw.VFSFile):
    def __init__(
        self, disk: FailingDisk, name: "str | apsw.URIFilename | None", flags: list[int]
    ) -> None:
        self._disk = disk
        super().__init__(disk.base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.spend()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._disk.spend()
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:
        self._disk.spend()
        super().xTruncate(size)


@contextmanager
def failing_disk(error: type[apsw.Error]) -> Iterator[FailingDisk]:
    """Put a failing disk under everything that is opened within the block."""
    disk = FailingDisk(error)
    try:
        yield disk
    finally:
        disk.left = None
        disk.unregister()
