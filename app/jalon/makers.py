"""Files under way whose names say who makes them, so that those of the dead can be told.

A process that was killed leaves what it was writing. Its name alone has to tell that nobody will
finish it: to look inside would be to read what may be anybody's.
"""

import hashlib
import os
import re
import secrets
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

MARK: Final = r"\d+-[0-9a-f]{8}-[0-9a-f]+"
"""What a mark looks like, as a regular expression."""

_DAY_S: Final = 24 * 3600

_PART: Final = re.compile(rf"\.jalon-({MARK}|[0-9a-f]{{16}})\.part")
"""Documents under way; before they had marks, their names were random only."""

_PART_MARK: Final = 8
"""In bytes: what tells those of one process apart."""


def mark(length: int) -> str:
    """Return a mark of this process on this machine, with so many random bytes."""
    return f"{os.getpid()}-{_machine()}-{secrets.token_hex(length)}"


def drop(marked: Iterable[tuple[Path, str]]) -> None:
    """Remove the files whose marks say that their process has ended.

    One that another machine makes in a shared folder is left for a day: of its processes nothing
    is known here.
    """
    now = time.time()
    for path, of in marked:
        with suppress(OSError):
            maker, _, rest = of.partition("-")
            old = now - path.lstat().st_mtime > _DAY_S
            ours = rest.startswith(f"{_machine()}-") and maker.isdecimal()
            if old or (ours and has_ended(int(maker))):
                path.unlink()


def part(folder: Path) -> Path:
    """Return a name of its own for a document under way in a folder; it says who makes it."""
    return folder / f".jalon-{mark(_PART_MARK)}.part"


def sweep_parts(folder: Path) -> None:
    """Remove the documents that processes which have ended left unfinished in a folder."""
    with suppress(OSError):
        told = ((folder / name, _PART.fullmatch(name)) for name in os.listdir(folder))  # noqa: PTH208  a folder may be full of others
        drop((found, name[1]) for found, name in told if name)


def has_ended(process: int) -> bool:
    """Tell whether no process of this machine has this number any more; False: nobody can say."""
    if os.name == "nt":  # where asking would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _machine() -> str:
    """Return what tells this machine from others that share a folder."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
