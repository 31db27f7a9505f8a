"""Room for what a page has not made yet, because it is not seen."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

_HEIGHT = 1900
"""In pixels; about what an overview takes that is half answered, below what is seen at first."""


class Room(QWidget):
    """Keeps room at the end of a page. ``seen`` says that it came into sight: it is wanted now."""

    seen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.height_left = _HEIGHT
        self.setFixedHeight(_HEIGHT)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.seen)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Say that it is seen."""
        self._soon.start(0)
