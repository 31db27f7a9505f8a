"""Where the shipped data lives: one door to forms/, i18n/ and resources/.

In an installed wheel the three folders lie inside the package, under ``_data``.
In a checkout (editable install) they lie at the repository root.
"""

import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

Folder = Literal["forms", "i18n", "resources"]
_REPOSITORY_ROOT = Path(__file__).resolve().parents[2]


@cache
def folder(name: Folder) -> Traversable:
    """Return the shipped folder ``name``.

    Raises:
        FileNotFoundError: the folder is neither in the package nor in a checkout.
    """
    packaged = files("jalon") / "_data"
    root = packaged if packaged.is_dir() else _REPOSITORY_ROOT
    found = root / name
    if not found.is_dir():
        raise FileNotFoundError(f"shipped folder {name!r} not found under {root}")
    return found


@cache
def cache_folder() -> Path:
    """Return the user's cache folder of Jalon; it may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("jalon", appauthor=False)


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
