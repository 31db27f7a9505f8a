"""Buttons side by side, or under each other where there is no room beside."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from jalon.ui.kit import row
from jalon.ui.theme import space


class Acts(QWidget):
    """The acts at the foot of a form; their words are never cut."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._line = row(self, space(3))
        for button in buttons:
            self._line.addWidget(button)
        self._line.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest button: the others can go beneath."""
        hints = [button.sizeHint() for button in self._buttons if not button.isHidden()]
        widest = max((hint.width() for hint in hints), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Choose again when the words are others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.sizeHint().width() + space(3) for button in shown) - space(3)
        way = QBoxLayout.Direction.LeftToRight
        if needed > self.width():
            way = QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
            self.updateGeometry()
