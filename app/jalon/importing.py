"""Jalon's own modules imported in half of Python's time, for a start brings a hundred and forty.

To import an empty module Python takes 270,000 instructions and looks at its files a dozen times:
three finders are asked, five endings tried, and where the compiled code lies is made out twice. Of
a package whose modules are plain files beside each other, the answer is known: ``folder/name.py``,
and its compiled code where Python has put it. That is taken by the same rule as ever: only if it
notes the time and the size of the source as it is now. In any other case all goes Python's own way.
"""

import marshal
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from types import CodeType, ModuleType
from typing import Final

_PACKAGE: Final = f"{__name__.partition('.')[0]}."
_TAG: Final = f"{os.sep}__pycache__{os.sep}{{}}.{sys.implementation.cache_tag}.pyc"
_BY_TIME: Final = MAGIC_NUMBER + bytes(4)
"""How compiled code begins that is held against the time and the size of its source."""

_START: Final = 16
"""Where the code itself begins, after these."""

_MOST: Final = 0xFFFF_FFFF
"""What is noted of a number is its last four bytes."""

_USUAL: Final = 1 << 16
"""More bytes than the compiled code of a module has, but for some."""

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def hasten() -> None:
    """Import further modules of this package so; once is enough."""
    plain = type(getattr(sys.modules[__name__], "__loader__", None)) is SourceFileLoader
    if plain and not sys.flags.optimize and sys.pycache_prefix is None:
        sys.meta_path.insert(0, _Finder)


class _Finder:
    """Finds the modules of this package, which are plain files."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is; None leaves it to the finders after this one."""
        if not path or not name.startswith(_PACKAGE):
            return None
        folder, module = path[0], name.rpartition(".")[2]
        within = f"{folder}{os.sep}{module}"
        return _spec(name, folder, module) or _spec(name, within, "__init__", [within])


def _spec(
    name: str, folder: str, module: str, within: list[str] | None = None
) -> ModuleSpec | None:
    """Return what a file of a folder is to be imported as; ``within``: where its modules lie."""
    file = f"{folder}{os.sep}{module}.py"
    try:
        source = os.stat(file)  # noqa: PTH116  pathlib comes later
    except OSError:
        return None
    cached = folder + _TAG.format(module)
    spec = ModuleSpec(name, _Loader(name, file, cached, source), origin=file)
    spec.submodule_search_locations = within
    spec.has_location, spec.cached = True, cached
    return spec


class _Loader(SourceFileLoader):
    """Loads a module whose source was just looked at."""

    def __init__(self, name: str, file: str, cached: str, source: os.stat_result) -> None:
        super().__init__(name, file)
        self._cached = cached
        self._source: os.stat_result | None = source

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the compiled code; as Python does, where it is not that of the source."""
        source, self._source = self._source, None  # true now, not when asked again
        return (source and self._compiled(source)) or super().get_code(fullname)

    def _compiled(self, source: os.stat_result) -> CodeType | None:
        try:
            data = _read(self._cached)
        except OSError:
            return None
        time = int(source.st_mtime) & _MOST
        size = source.st_size & _MOST
        noted = time.to_bytes(4, "little") + size.to_bytes(4, "little")
        if data[:_START] != _BY_TIME + noted:
            return None
        code = marshal.loads(memoryview(data)[_START:])  # noqa: S302  as Python does with it
        fits = isinstance(code, CodeType) and code.co_filename == self.path
        return code if fits else None


def _read(file: str) -> bytes:
    number = os.open(file, _READ)
    try:
        data = b""
        while more := os.read(number, _USUAL):
            data += more
        return data
    finally:
        os.close(number)
