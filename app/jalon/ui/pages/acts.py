"""Buttons side by side, or under each other where there is no room beside; lines of links."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

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


class Links(QWidget):
    """Links one after the other, in as many lines as they need."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self) -> None:
        """Place the links anew: their words, or which of them are shown, are others."""
        self.updateGeometry()
        for button, place in self._placed(self.width()):
            button.setGeometry(place)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the lines at a width."""
        return max((place.bottom() + 1 for _, place in self._placed(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        hints = [button.sizeHint() for button in self._shown()]
        wide = sum(hint.width() + space(4) for hint in hints) - space(4) if hints else 0
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest link, and the height of one line."""
        hints = [button.sizeHint() for button in self._shown()]
        widest = max((hint.width() for hint in hints), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the links for the width."""
        super().resizeEvent(event)
        self.arrange()

    def _shown(self) -> list[QPushButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _placed(self, width: int) -> list[tuple[QPushButton, QRect]]:
        """Return where each link stands at a width."""
        found: list[tuple[QPushButton, QRect]] = []
        x = y = 0
        for button in self._shown():
            size = button.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height()
            found.append((button, QRect(x, y, size.width(), size.height())))
            x += size.width() + space(4)
        return found
