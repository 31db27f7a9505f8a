"""Backups under way: how their files are called, and what becomes of those nobody finishes."""

import hashlib
import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon.store import lock
from jalon.store.thinning import ALL_FOR

_ENDING: Final = "unfinished"


def place(folder: Path) -> Path:
    """Return where in ``folder`` this process may make one; the name says who makes it."""
    return folder / f".{os.getpid()}-{_machine()}-{secrets.token_hex(4)}.{_ENDING}"


def sweep(folder: Path) -> None:
    """Remove backups whose making ended with its process: nobody lists what they hold.

    One that another machine makes in a shared folder is left for a day: of its processes nothing
    is known here.
    """
    now = datetime.now(UTC).timestamp()
    with suppress(OSError):
        for path in folder.glob(f".*.{_ENDING}*"):
            with suppress(OSError):
                maker, _, rest = path.name.lstrip(".").partition("-")
                old = now - path.lstat().st_mtime > ALL_FOR.total_seconds()
                ours = rest.startswith(f"{_machine()}-") and maker.isdecimal()
                if old or (ours and lock.has_ended(int(maker))):
                    path.unlink()


def _machine() -> str:
    """Return what tells this machine from others that share a folder."""
    return hashlib.sha256(lock.host().encode()).hexdigest()[:8]
