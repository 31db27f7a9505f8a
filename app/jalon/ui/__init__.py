"""The window: Qt widgets; the only package that imports PySide6."""

import builtins
from collections.abc import Callable
from typing import Any

import PySide6.QtCore  # noqa: F401  for what it does

_watched: Callable[..., Any] | None = getattr(builtins, "__orig_import__", None)
if _watched is not None:
    # PySide puts an import of its own before the one there was, which reads the source of every
    # module from then on to find out whether it wants Qt's functions under other names. None does.
    builtins.__import__ = _watched
