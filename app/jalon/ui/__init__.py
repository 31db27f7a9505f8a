"""The window: Qt widgets; the only package that imports PySide6."""

from jalon.ui import pyside

pyside.bring()
