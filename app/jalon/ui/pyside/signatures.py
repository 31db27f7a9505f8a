"""PySide without what it knows of its own functions' signatures, until something asks for it.

With its first module PySide compiles, from source that lies in its library, some three thousand
lines that write signatures, texts of errors and stubs for editors: more than a third of what a
bare window costs. Only a program that calls a function wrongly, or asks what a function takes, ever
needs them. Here each of these modules stands ready by name, and is compiled when it is first looked
into. Releases of PySide or Python that this was not tried with do everything as ever.

What Python's own modules import meanwhile for cases that a start does not meet waits likewise.

PySide also puts an import of its own before the one there was, which reads the source of every
module after it to find those that want Qt's functions under other names. None of ours does, so
the one that was there before is kept.
"""

import builtins
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Final

_TRIED: Final = frozenset({("6.11.3", (3, 11))})
"""The releases of PySide whose modules are known here, each with the Python that it was tried in;
tests hold what is found to plain PySide."""

_ROOT: Final = "shibokensupport"
_LATER: Final = frozenset(
    f"{_ROOT}.{name}"
    for name in (
        "feature",
        "signature.errorhandler",
        "signature.layout",
        "signature.lib.enum_sig",
        "signature.lib.pyi_generator",
        "signature.lib.tool",
        "signature.mapping",
        "signature.parser",
    )
)
"""What PySide only imports at a start to have it; a module not named here is imported as ever."""

_PYSIDE: Final = frozenset({"tempfile", "textwrap", "traceback"})
_RARE: Final = {
    "shiboken6": _PYSIDE,
    "signature_bootstrap": _PYSIDE,
    _ROOT: _PYSIDE,
    "urllib": frozenset({"ipaddress"}),
    "zipfile": frozenset({"bz2", "lzma", "shutil"}),
}
"""What is imported of Python, by the package that does, to have it in rare cases: an error, an
address with figures for a host, an archive packed in another way than PySide's own."""

_FUNCTIONS: Final = frozenset(
    {
        ("textwrap", "dedent", None),  # PySide's own, for a warning of ``Qt.KeyboardModifier``
        ("urllib.parse", "quote_from_bytes", "pathlib"),  # for ``Path.as_uri``
    }
)
"""A module, the one function that is wanted of it for a rare case, and who wants it."""

_WINDOWS: Final = frozenset({"nt", "_winapi"})
"""What Python's own modules look for wherever they are; each time all folders are searched."""

_OPTIONAL: Final = frozenset({"bz2", "lzma"})
"""What a Python may have been built without, as whoever imports it finds out by trying."""

_MAPPING: Final = f"{_ROOT}.signature.mapping"
_lock = threading.RLock()


def import_core() -> None:
    """Import PySide6.QtCore, and leave for later what explains it."""
    if "shiboken6" in sys.modules:
        _import_as_before(getattr(builtins, "__orig_import__", None))
        return
    before = builtins.__import__
    watch = _Watch(before)
    builtins.__import__ = watch
    absent = {} if os.name == "nt" else dict.fromkeys(_WINDOWS - sys.modules.keys())
    sys.modules.update(absent)  # type: ignore[arg-type]  # Python's way to say it is not there
    try:
        import PySide6.QtCore

        _ = PySide6.QtCore.Qt  # whose enumerations no window does without
    finally:
        for name in absent:
            del sys.modules[name]
        _import_as_before(before)


def _import_as_before(before: Callable[..., Any] | None) -> None:
    if before is not None:
        builtins.__import__ = builtins.__orig_import__ = before  # type: ignore[attr-defined]


class _Watch:
    """The import while PySide is imported: gives a stand-in for each module that can wait."""

    def __init__(self, before: Callable[..., Any]) -> None:
        self._before = before

    def __call__(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002  as Python calls it
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if not fromlist and _can_wait(name, globals or {}):
            return _Named(name)
        if fromlist and (name, *fromlist, (globals or {}).get("__name__")) in _FUNCTIONS:
            return _Named(name, **{fromlist[0]: _later(name, fromlist[0])})
        waiting = [n for n in fromlist or () if f"{name}.{n}" in _LATER]
        if waiting and _is_tried():
            package = self._before(name, globals, locals, ("__name__",), level)
            for one in waiting:
                _stand_in(package, one)
        found: ModuleType = self._before(name, globals, locals, fromlist, level)
        if builtins.__import__ is not self:  # PySide has put its own before it
            builtins.__import__ = self
        return found


def _can_wait(name: str, where: Mapping[str, object]) -> bool:
    """Tell whether a module with these globals imports this one only to have it."""
    asker = str(where.get("__name__")).partition(".")[0]
    return name in _RARE.get(asker, ()) and (
        name not in _OPTIONAL or PathFinder.find_spec(f"_{name}") is not None
    )


def _later(module: str, name: str) -> Callable[..., Any]:
    """Return a function that imports the one it stands for when it is called."""

    def called(*given: object, **named: object) -> object:
        return getattr(import_module(module), name)(*given, **named)

    return called


def _is_tried() -> bool:
    """Tell whether this PySide, which is being imported, was tried in this Python."""
    release = getattr(sys.modules.get("shiboken6"), "__version__", "")
    return (release, sys.version_info[:2]) in _TRIED


def _stand_in(package: ModuleType, name: str) -> None:
    full = f"{package.__name__}.{name}"
    if full not in sys.modules:
        made = _Waiting(full)
        made.__spec__ = ModuleSpec(full, None)
        made.__file__, made.__package__ = f"{full.replace('.', '/')}.py", package.__name__
        made._finder = package.__spec__.loader if package.__spec__ else None  # noqa: SLF001
        if name == "feature":  # PySide's own import asks these, as long as it is in place
            made.feature_import = made.feature_imported = _nothing  # type: ignore[attr-defined]
        elif full == _MAPPING:  # PySide's library takes this out of the module itself
            made.update_mapping = _update_mapping  # type: ignore[attr-defined]
        sys.modules[full] = made
        setattr(package, name, made)


def _nothing(*_given: object, **_named: object) -> None:
    """Want nothing of an import."""


def _update_mapping() -> object:
    mapping = sys.modules[_MAPPING]
    if type(mapping) is _Waiting:
        mapping.load()
    return mapping.update_mapping()


class _Named(ModuleType):
    """A module of Python that is imported when something is looked up in it."""

    def __init__(self, name: str, **known: object) -> None:
        super().__init__(name)
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


class _Waiting(ModuleType):
    """A module of PySide that is compiled when something is looked up in it."""

    _finder: Any

    def __getattr__(self, name: str) -> object:
        if name in {"__path__", "__warningregistry__"}:  # asked of every module there is
            raise AttributeError(name)
        self.load()
        return getattr(self, name)

    def load(self) -> None:
        """Be the module from now on."""
        with _lock:
            if type(self) is not _Waiting:
                return
            self.__class__ = ModuleType  # type: ignore[assignment]
            finder, known = self.__dict__.pop("_finder"), self.__spec__
            self.__spec__ = finder.find_spec(self.__name__, [])
            try:
                finder.exec_module(self)
            finally:
                self.__spec__ = known
