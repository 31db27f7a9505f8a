"""Imports PySide6 without two things that it does at each start, and that nobody here needs.

It carries fourteen of its modules in Python as text within a library and compiles them each
time: a fifth of what a bare window costs. Here each is compiled once and kept, as Python itself
keeps what it compiles. And it watches every later import, and reads the source of each module to
find out whether that wants Qt's functions under other names (``__feature__``): none of ours does.

Both are no more than shortcuts: where PySide does its work in another way, nothing happens here.
"""

import builtins
import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any, Final

from jalon import assets

_THEIRS: Final = ("shibokensupport/", "signature_bootstrap.py")
_DIGEST: Final = 32
_FOREIGN: Final = stat.S_IWGRP | stat.S_IWOTH


def prepare() -> None:
    """Import PySide6, if nothing has done so yet."""
    if "PySide6" in sys.modules:
        return
    with _compiled_once(assets.cache_folder() / f"pyside-{sys.implementation.cache_tag}.bin"):
        import PySide6.QtCore  # noqa: F401  for what it does
    watched: Callable[..., Any] | None = getattr(builtins, "__orig_import__", None)
    if watched is not None:
        builtins.__import__ = watched


@contextmanager
def _compiled_once(path: Path) -> Iterator[None]:
    """Let PySide's own modules be compiled only where ``path`` does not hold them yet."""
    kept, made = read(path), dict[bytes, CodeType]()
    genuine: Callable[..., Any] = builtins.compile

    def found(source: object, name: object, mode: object, *rest: object, **more: object) -> object:
        text = source.encode() if isinstance(source, str) else source
        asked = isinstance(name, str) and name.startswith(_THEIRS) and mode == "exec"
        if not isinstance(text, bytes) or not asked or rest or more:
            return genuine(source, name, mode, *rest, **more)
        digest = hashlib.sha256(f"{name}\0".encode() + text).digest()
        if digest not in kept:
            made[digest] = kept[digest] = genuine(source, name, mode)
        return kept[digest]

    builtins.compile = found  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile = genuine
    if made and not sys.dont_write_bytecode:
        assets.write_cache(path, written(kept))


def written(kept: dict[bytes, CodeType]) -> bytes:
    """Return what :func:`read` reads, for this version of Python alone."""
    body = marshal.dumps(kept)
    return MAGIC_NUMBER + hashlib.sha256(body).digest() + body


def read(path: Path) -> dict[bytes, CodeType]:
    """Return the code that was kept; nothing where it is another's, damaged, or of other Python."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        if not _ours(path):
            return {}
        data = path.read_bytes()
        start = len(MAGIC_NUMBER)
        body = data[start + _DIGEST :]
        whole = data[start : start + _DIGEST] == hashlib.sha256(body).digest()
        if data.startswith(MAGIC_NUMBER) and whole:
            kept: dict[bytes, CodeType] = marshal.loads(body)  # noqa: S302  written by ourselves
            return kept
    return {}


def _ours(path: Path) -> bool:
    """Tell whether nobody but the user can have written a file; it holds code that will run."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return False
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & _FOREIGN)
