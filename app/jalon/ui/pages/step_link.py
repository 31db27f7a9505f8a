"""A link to another place in the project, whose page is begun when it is about to be followed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from jalon.ui.kit import Button
from jalon.ui.pages.page import Step, lean_to


class StepLink(Button):
    """A link that takes a step; ``asked`` carries it.

    Whoever points at it or reaches it with the keyboard is likely to follow it.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("link", parent=parent)
        self._step: Step | None = None
        self.clicked.connect(self._ask)

    def set_step(self, step: Step | None) -> None:
        """Say where it leads."""
        self._step = step

    def enterEvent(self, event: QEnterEvent) -> None:
        """Begin, as soon as it is pointed at for a moment."""
        super().enterEvent(event)
        self._lean(self._step)

    def leaveEvent(self, event: QEvent) -> None:
        """Leave it."""
        super().leaveEvent(event)
        self._lean(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin, as soon as somebody stays here."""
        super().focusInEvent(event)
        self._lean(self._step)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave it."""
        super().focusOutEvent(event)
        self._lean(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at once: the click ends when the button is let go."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._lean(self._step, now=True)

    def _ask(self) -> None:
        self.asked.emit(self._step)

    def _lean(self, step: Step | None, *, now: bool = False) -> None:
        lean_to(self, step.place if step else None, now=now)
