"""Say what PySide says of its functions, and what its enumerations hold: for ``test_pyside.py``.

Argument: ``ours``, which imports PySide through the program, or ``plain``.
"""

import enum
import json
import os
import sys
from collections.abc import Callable
from types import ModuleType

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if sys.argv[1] == "ours":
    import jalon.ui  # noqa: F401  for what it does
import PySide6.QtCore  # noqa: F401

BROUGHT = sorted(sys.modules)
WAITING = [n for n, m in sys.modules.items() if type(m).__name__ == "_Waiting"]

import builtins  # noqa: E402
import io  # noqa: E402
import tempfile  # noqa: E402
import warnings  # noqa: E402
from pathlib import Path  # noqa: E402

builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]

from PySide6 import QtCore, QtGui, QtWidgets  # noqa: E402


def error(call: Callable[[], object]) -> str:
    """Return what a wrong call says."""
    try:
        call()
    except Exception as found:  # noqa: BLE001  whatever it is
        return f"{type(found).__name__}: {found}"
    return "no error"


def wrong_calls() -> list[str]:
    """Return what is said of calls that are wrong in several ways."""
    label = QtWidgets.QLabel()
    return [
        error(lambda: label.setText(3)),  # type: ignore[arg-type]
        error(lambda: label.resize("x")),  # type: ignore[call-overload]
        error(lambda: label.setVisible("x", "y")),  # type: ignore[call-arg]
        error(lambda: QtCore.QPoint("x")),  # type: ignore[call-overload]
        error(lambda: label.setAlignment(3.4)),  # type: ignore[arg-type]
        error(lambda: QtCore.QObject(foo=3)),  # type: ignore[call-arg]
        error(lambda: QtCore.QObject.connect(1)),  # type: ignore[call-overload]
    ]


def modules() -> list[str]:
    """Return what the modules are that a program may import by name."""
    from PySide6.support import feature
    from PySide6.support.signature import errorhandler, layout, mapping, parser
    from PySide6.support.signature.lib import enum_sig, pyi_generator, tool

    found = (feature, errorhandler, layout, mapping, parser, enum_sig, pyi_generator, tool)
    return [
        f"{m.__name__} {m.__spec__.name} {m.__file__} {m.__package__} {names(m)}" for m in found
    ]


def names(module: ModuleType) -> list[str]:
    """Return the names in a module once something was looked up in it, but for modules."""
    getattr(module, "no such name", None)
    return sorted(n for n, found in vars(module).items() if not isinstance(found, ModuleType))


def held(made: enum.EnumMeta) -> str:
    """Return everything that an enumeration holds."""
    own = {
        name: value.__func__ if isinstance(value, staticmethod) else value
        for name, value in sorted(vars(made).items())
    }
    words = {n: getattr(v, "__qualname__", None) or str(v) for n, v in own.items()}
    words.pop("_missing_", None)  # a partial of PySide's own, with an address
    members = [
        {n: v for n, v in vars(m).items() if n != "__objclass__"} | {"said": (repr(m), str(m))}
        for m in made
    ]
    return str((words, members, list(made.__members__), repr(made), made.__mro__))


def enumerations() -> dict[str, str]:
    """Return every enumeration of three modules, by its name."""
    found = {}
    for module in (QtCore, QtGui, QtWidgets):
        every = {name: getattr(module, name) for name in dir(module)}
        homes = [module, *(one for one in every.values() if isinstance(one, type))]
        for home in homes:
            for name, one in sorted(vars(home).items()):
                if isinstance(one, enum.EnumMeta):
                    found[f"{module.__name__}.{getattr(home, '__qualname__', '')}.{name}"] = held(
                        one
                    )
    return found


def rare() -> list[str]:
    """Return what comes of that which Python itself leaves for later here."""
    import zipfile
    from urllib.parse import urlsplit

    found = [error(lambda: urlsplit("http://[::1]/")), error(lambda: urlsplit("http://[::x]/"))]
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(io.BytesIO(), "w", way) as made:
            made.writestr("a", b"a" * 999)
            with tempfile.TemporaryDirectory() as folder:
                found.append(Path(made.extract("a", folder)).read_text())
    found.append(error(lambda: zipfile.ZipFile(io.BytesIO(), "w", 77)))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        joined = QtCore.Qt.KeyboardModifier.ShiftModifier + QtCore.Qt.Key.Key_A  # type: ignore[operator]
    found.append(Path("/a b/é").as_uri())
    return [*found, *(f"{w.category} {w.message}" for w in said), str(joined.toCombined())]


if __name__ == "__main__":
    app = QtWidgets.QApplication([])
    told = {
        "brought": BROUGHT,
        "waiting": WAITING,
        "errors": wrong_calls(),
        "texts": [
            str(f.__doc__)
            for f in (QtWidgets.QWidget.resize, QtWidgets.QLabel, QtGui.QPainter.drawText)
        ],
        "modules": modules(),
        "rare": rare(),
        "enums": enumerations(),
        "waiting at the end": [n for n, m in sys.modules.items() if type(m).__name__ == "_Waiting"],
    }
    sys.stdout.write(json.dumps(told))
