"""The compiled questionnaire: made once of the files in ``forms/``, read at each start.

Validation costs as much as importing Qt; a start must not pay it. The build puts the compiled
form into the wheel; a checkout compiles once per content of its files.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jalon import assets
from jalon.forms import compiled
from jalon.forms.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

NAME: Final = "compiled.jsonl"
"""The file in the folder of a form that the build makes."""


def load(folder: "Traversable") -> Form:
    """Return the form in ``folder``: from the build, the cache, or compiled now."""
    shipped = folder / NAME
    if shipped.is_file():
        return restore(shipped.read_bytes())
    kept = assets.cache_folder() / f"form-{folder.name}-{_fingerprint(folder)}.jsonl"
    try:
        return restore(kept.read_bytes())
    except (OSError, ValueError):  # not there, or damaged: it is only a cache
        made = compile_form(folder)
        assets.write_cache(kept, made)
        return restore(made)


def compile_form(folder: "Traversable | Path") -> bytes:
    """Validate the form in ``folder`` and return it compiled.

    Raises:
        pydantic.ValidationError, jalon.forms.schema.FormError: the form is wrong.
    """
    from jalon.forms import schema

    return compiled.pack(schema.parse(folder))


def restore(packed: bytes) -> Form:
    """Build a form from its compiled bytes.

    Raises:
        ValueError: they were damaged.
    """
    form = compiled.restore(packed)
    if not isinstance(form, Form):
        raise TypeError("no compiled form")
    return form


def _fingerprint(folder: "Traversable") -> str:
    return assets.content_key(f"form-{folder.name}-{compiled.shapes()}", _files(folder))


def _files(folder: "Traversable", before: str = "") -> "Iterator[tuple[str, Traversable]]":
    """Yield every file that a form is compiled from; coverage tells about it, and is no part."""
    if isinstance(folder, Path):
        yield from _paths(folder, before)
        return
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            yield f"{before}{file.name}", file
        elif file.is_dir() and file.name != "coverage":
            yield from _files(file, f"{before}{file.name}/")


def _paths(folder: Path, before: str) -> "Iterator[tuple[str, Traversable]]":
    """Yield the same of a folder on the disk, and ask it no more than needed: at each start."""
    with os.scandir(folder) as found:
        for file in found:
            if file.name.endswith(".toml"):
                yield f"{before}{file.name}", Path(file.path)
            elif file.name != "coverage" and file.is_dir():
                yield from _paths(Path(file.path), f"{before}{file.name}/")
