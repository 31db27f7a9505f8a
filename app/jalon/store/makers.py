"""Files under way whose names say who makes them, so that those of the dead can be told.

A process that was killed leaves what it was writing. Its name alone has to tell that nobody will
finish it: to look inside would be to read what may be anybody's.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon.store import lock
from jalon.store.thinning import ALL_FOR

MARK: Final = r"\d+-[0-9a-f]{8}-[0-9a-f]+"
"""What a mark looks like, as a regular expression."""


def mark(length: int) -> str:
    """Return a mark of this process on this machine, with so many random bytes."""
    return f"{os.getpid()}-{_machine()}-{secrets.token_hex(length)}"


def drop(marked: Iterable[tuple[Path, str]]) -> None:
    """Remove the files whose marks say that their process has ended.

    One that another machine makes in a shared folder is left for a day: of its processes nothing
    is known here.
    """
    now = datetime.now(UTC).timestamp()
    for path, of in marked:
        with suppress(OSError):
            maker, _, rest = of.partition("-")
            old = now - path.lstat().st_mtime > ALL_FOR.total_seconds()
            ours = rest.startswith(f"{_machine()}-") and maker.isdecimal()
            if old or (ours and lock.has_ended(int(maker))):
                path.unlink()


def _machine() -> str:
    """Return what tells this machine from others that share a folder."""
    return hashlib.sha256(lock.host().encode()).hexdigest()[:8]
