"""How PySide comes to the program: with as little as the first page needs of it."""

import os
import sys

from jalon.ui.pyside import enums, signatures


def bring() -> None:
    """Import PySide, once and before anything else does."""
    _link_when_called()
    enums.install()
    signatures.import_core()


def _link_when_called() -> None:
    """Have a function of a library looked up when it is first called, not thousands at once.

    Python asks for all of them, which has no use here: the libraries come in one release.
    """
    if hasattr(sys, "setdlopenflags"):  # Windows knows no such thing
        sys.setdlopenflags(os.RTLD_LAZY)
