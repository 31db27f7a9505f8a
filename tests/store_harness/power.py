"""A disk whose power can be cut: ext4 in a file, on a loop device (Linux, as root)."""

import fcntl
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SHUTDOWN: Final = 0x8004587D
"""EXT4_IOC_SHUTDOWN (linux/fs/ext4/ext4.h): from now on nothing more reaches the disk."""

_WITHOUT_LOG: Final = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH: what the file system still holds in memory is lost."""

_SIZE_MB: Final = 64
_TRIES, _PAUSE_S = 100, 0.05


def obstacle(folder: Path) -> str:
    """Return why power cannot be cut here; empty when it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a loop device takes Linux and root"
    if not all(map(shutil.which, ("mkfs.ext4", "mount", "umount"))):
        return "mkfs.ext4 or mount is not installed"
    disk = Disk(folder)
    try:
        disk.mount()
        disk.cut()
    except (OSError, subprocess.CalledProcessError) as cause:
        return f"no file system can be mounted and shut down here ({cause})"
    finally:
        disk.release()
    return ""


class Disk:
    """One disk; :meth:`cut` ends its power, :meth:`mount` gives it back."""

    def __init__(self, folder: Path) -> None:
        self._image, self.folder = folder / "disk.img", folder / "disk"
        self.folder.mkdir(exist_ok=True)
        with self._image.open("wb") as image:
            image.truncate(_SIZE_MB << 20)
        _run("mkfs.ext4", "-q", "-F", str(self._image))

    def mount(self) -> None:
        """Give the disk power; its journal is replayed."""
        _run("mount", "-o", "loop", str(self._image), str(self.folder))

    def cut(self) -> None:
        """Cut the power: what was not flushed never arrives."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        """Take the disk out; a killed process may hold it for a moment longer."""
        for _ in range(_TRIES):
            try:
                _run("umount", str(self.folder))
            except subprocess.CalledProcessError:
                time.sleep(_PAUSE_S)
            else:
                return
        raise OSError(f"{self.folder} cannot be unmounted")

    def release(self) -> None:
        """Take the disk out if it is in, and drop it."""
        subprocess.run(["umount", "-l", str(self.folder)], capture_output=True, check=False)
        self._image.unlink(missing_ok=True)


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A disk for the length of a block, with power."""
    made = Disk(folder)
    try:
        made.mount()
        yield made
    finally:
        made.release()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
