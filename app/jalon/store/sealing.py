"""Backups that anybody can read of a project that was put under a passphrase: they are to go.

Between the moment when the file is sealed and the one when a backup under its key has taken their
place, the process may be killed, or the disk be full. So they are noted before, beside them, for
this key alone: another copy of the project may have backups there that nobody wants sealed.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from jalon.errors import ProjectError
from jalon.store import sniff
from jalon.store.protection import Raw

_NOTE: Final = "sealing-{salt}"
"""An empty file, for which a full disk has room, too; its time tells which backups are meant."""

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
    """Note that the backups there are by now are to go once a file is under ``key``."""
    if readable(folder):
        with suppress(OSError):
            _place(folder, key).touch()


def forget(folder: Path, key: Raw) -> None:
    """Take back the note for a key under which the file was not put after all."""
    with suppress(OSError):
        _place(folder, key).unlink()


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
    if key and not is_due(folder, key):
        forget(folder, key)
    return gone


def _place(folder: Path, key: Raw) -> Path:
    return folder / _NOTE.format(salt=key.salt.hex())


def _noted(folder: Path, key: Raw | None) -> tuple[Path, ...]:
    if key is None:
        return ()
    try:
        noted = _place(folder, key).stat().st_mtime_ns
        return tuple(path for path in readable(folder) if path.stat().st_mtime_ns <= noted)
    except OSError:
        return ()
