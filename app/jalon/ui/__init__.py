"""The window: Qt widgets; the only package that imports PySide6."""

from jalon import importing

importing.hasten()

from jalon.ui import pyside  # noqa: E402  no sooner than it is quick

pyside.bring()
