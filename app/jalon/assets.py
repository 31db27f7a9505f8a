"""Where the shipped data lives: one door to forms/, i18n/ and resources/.

In an installed wheel the three folders lie inside the package, under ``_data``.
In a checkout (editable install) they lie at the repository root.
"""

import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Folder = Literal["forms", "i18n", "resources"]
_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY_ROOT = _PACKAGE.parents[1]


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


def write_cache(path: Path, data: bytes) -> None:
    """Write a cache file whole or not at all; failing to is no error, only slower."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _packaged() -> "Traversable":
    """Return where an installed wheel holds the data, in folders or in an archive."""
    if _PACKAGE.is_dir():
        return _PACKAGE / "_data"
    from importlib.resources import files

    return files("jalon") / "_data"
