"""The room of what a page has left for later."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Rest(QWidget):
    """Keeps the room of what is not made yet, so that the page is as long as it is.

    ``seen`` says that it came into sight: what is left is wanted now. ``guess`` returns about how
    high that is at a width.
    """

    seen = Signal()

    def __init__(self, guess: Callable[[int], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._guess = guess
        self._heights: dict[int, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.seen)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def forget(self) -> None:
        """Guess anew: something else is left, or it has other words."""
        self._heights.clear()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Return about the height of what is left."""
        if width not in self._heights:
            self._heights[width] = self._guess(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return no more than a hint; layouts ask for the height at a width."""
        return QSize(220, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Say that it is seen."""
        self._soon.start()


def put_below(part: QWidget) -> None:
    """Have a part that is made later wait out of sight until Qt lays it out.

    It would lie upon the first part of the page, and now and then be seen there.
    """
    if (room := part.parentWidget()) is not None:
        part.move(0, room.height())
