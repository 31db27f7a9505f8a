"""How PySide comes to the program: with as little as the first page needs of it."""

from jalon.ui.pyside import enums, signatures


def bring() -> None:
    """Import PySide, once and before anything else does."""
    enums.install()
    signatures.import_core()
