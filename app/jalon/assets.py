"""Where the shipped data lives: one door to forms/, i18n/ and resources/.

In an installed wheel the three folders lie inside the package, under ``_data``.
In a checkout (editable install) they lie at the repository root.
"""

import os
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable

Folder = Literal["forms", "i18n", "resources"]
_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY_ROOT = _PACKAGE.parents[1]
_SETTLED_S: Final = 2.0


@cache
def folder(name: Folder) -> "Traversable":
    """Return the shipped folder ``name``.

    Raises:
        FileNotFoundError: the folder is neither in the package nor in a checkout.
    """
    packaged = _packaged()
    root = packaged if packaged.is_dir() else _REPOSITORY_ROOT
    found = root / name
    if not found.is_dir():
        raise FileNotFoundError(f"shipped folder {name!r} not found under {root}")
    return found


@cache
def cache_folder() -> Path:
    """Return the user's cache folder of Jalon; it may not exist yet."""
    if sys.platform != "linux":
        from platformdirs import user_cache_path

        return user_cache_path("jalon", appauthor=False)
    # the same there, without all that platformdirs imports to say it
    chosen = os.environ.get("XDG_CACHE_HOME", "").strip()
    return Path(chosen if chosen.startswith("/") else "~/.cache").expanduser() / "jalon"


def backup_folder() -> Path:
    """Return the folder in the user's data where backups of projects lie; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("jalon", appauthor=False) / "backups"


def content_key(name: str, files: "Iterable[tuple[str, Traversable]]") -> str:
    """Return what tells the contents of these files, by their names, from any others.

    A checkout asks at each start. Files that were neither touched nor moved since they were read
    last are not read again; what was written within the last seconds is always read.
    """
    known = sorted(files, key=lambda pair: pair[0])
    paths = [(one, file) for one, file in known if isinstance(file, Path)]
    stamps = [(one, file, file.stat()) for one, file in paths]
    told = "".join(
        f"{file}\0{s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}\n" for _, file, s in stamps
    )
    place = str(known[0][1]) if known else ""
    note = cache_folder() / f"{name}-{crc32(place.encode()):08x}.seen"
    if len(paths) == len(known) and (digest := _noted(note, told)):
        return digest
    digest = _digest(name, known)
    newest = max((max(s.st_mtime, s.st_ctime) for *_, s in stamps), default=0.0)
    if len(paths) == len(known) and time.time() - newest > _SETTLED_S:
        write_cache(note, f"{digest}\n{told}".encode())
    return digest


def _noted(note: Path, told: str) -> str:
    """Return the key of files as they are, if it was noted; else nothing."""
    try:
        digest, _, seen = note.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeError):
        return ""
    return digest if seen == told else ""


def _digest(name: str, files: "Sequence[tuple[str, Traversable]]") -> str:
    from hashlib import sha256

    digest = sha256(f"{name}\n".encode())
    for one, file in files:
        digest.update(f"{one}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def write_cache(path: Path, data: bytes) -> None:
    """Write a cache file whole or not at all; failing to is no error, only slower."""
    import tempfile

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())  # or a power cut can leave the name without its content
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _packaged() -> "Traversable":
    """Return where an installed wheel holds the data, in folders or in an archive."""
    if _PACKAGE.is_dir():
        return _PACKAGE / "_data"
    from importlib.resources import files

    return files("jalon") / "_data"
