"""Backups that anybody can read of a project that was put under a passphrase: they are to go.

Between the moment when the file is sealed and the one when a backup under its key has taken their
place, the process may be killed, or the disk be full. So they are noted before, beside them, for
this key alone: another copy of the project may have backups there that nobody wants sealed.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.errors import ProjectError
from jalon.store import sniff
from jalon.store.protection import Raw

_NOTE: Final = "sealing.json"
_LONGEST: Final = 1 << 20
_SUFFIX: Final = ".jalon"


def readable(folder: Path) -> tuple[Path, ...]:
    """Return the backups in a folder that anybody can read who finds them."""
    plain: list[Path] = []
    with suppress(OSError):
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            with suppress(ProjectError):
                if not sniff.look(path).salt:
                    plain.append(path)
    return tuple(plain)


def note(folder: Path, key: Raw) -> None:
    """Note which backups are to go once a file is under ``key``; a full disk keeps from nothing."""
    found = readable(folder)
    if found:
        told = {"salt": key.salt.hex(), "backups": [path.name for path in found]}
        with suppress(OSError):
            (folder / _NOTE).write_text(json.dumps(told))


def is_due(folder: Path, key: Raw | None) -> bool:
    """Tell whether backups of the file under ``key`` are still to go."""
    return bool(_noted(folder, key))


def drop(folder: Path, key: Raw | None) -> int:
    """Remove those that were noted for ``key``, now that there is one under it; return how many."""
    gone = 0
    for path in _noted(folder, key):
        with suppress(OSError):
            path.unlink()
            gone += 1
    if gone and not is_due(folder, key):
        with suppress(OSError):
            (folder / _NOTE).unlink()
    return gone


def _noted(folder: Path, key: Raw | None) -> tuple[Path, ...]:
    if key is None:
        return ()
    try:
        told = json.loads((folder / _NOTE).read_bytes()[:_LONGEST])
        named = set(told["backups"]) if told["salt"] == key.salt.hex() else set()
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(path for path in readable(folder) if path.name in named)
