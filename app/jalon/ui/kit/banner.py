"""One sentence that matters now, with one act; and what stands where nothing is yet."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.buttons import Button
from jalon.ui.kit.frames import column
from jalon.ui.kit.painting import begin, box, notice_sign, warning_sign
from jalon.ui.kit.texts import Text
from jalon.ui.theme import RADIUS_CONTROL, space

_SIGN = 18
_BESIDE_SIGN = 28
_ROOM = 280


class Banner(QFrame):
    """At most one a page. Signals: ``acted()``, the act was chosen."""

    acted = Signal()

    def __init__(
        self, kind: Literal["info", "warn"] = "info", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: Literal["info", "warn"] = kind
        self._text = Text("body", kind)
        self._button = Button()
        self._button.clicked.connect(self.acted)
        self._button.hide()
        self._parts = QHBoxLayout(self)
        self._indent()
        self._parts.setSpacing(space(3))
        self._parts.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._parts.addWidget(self._button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, text: str, action: str = "") -> None:
        """Show a sentence, and an act if there is one."""
        self._text.set_text(text)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the act beneath where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground and sign."""
        painter, look = begin(self), theme.of(self)
        tone = look.tone(self._kind)
        edge = look.edge if look.high_contrast else look.line
        box(painter, self.rect(), tone.tint, edge, radius=RADIUS_CONTROL + 2)
        middle = self._text.geometry().top() + min(
            self._text.height() / 2, theme.leading("body") / 2
        )
        if self._parts.direction() == QBoxLayout.Direction.LeftToRight:
            middle = self.height() / 2
        size = theme.sized(_SIGN)
        area = QRectF(space(4), middle - size / 2, size, size)
        draw = warning_sign if self._kind == "warn" else notice_sign
        draw(painter, area, tone.mark)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._indent()

    def _indent(self) -> None:
        left = space(4) + theme.sized(_BESIDE_SIGN)
        self._parts.setContentsMargins(left, space(3), space(3), space(3))

    def _arrange(self) -> None:
        left = space(4) + theme.sized(_BESIDE_SIGN)
        beside = self.width() - self._button.sizeHint().width() - left >= _ROOM
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._parts.direction() != way:
            self._parts.setDirection(way)


class EmptyState(QWidget):
    """What goes here, and the one act that fills it. Signals: ``acted()``."""

    acted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("heading")
        self._text = Text("body", "muted")
        self._button = Button()
        self._button.clicked.connect(self.acted)
        self._button.hide()
        parts = column(self, space(2), (space(8), space(10), space(8), space(10)))
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            parts.addWidget(part)
        parts.addSpacing(space(2))
        parts.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_words(self, title: str, text: str, action: str = "") -> None:
        """Show a title, a sentence, and an act if there is one."""
        self._title.set_text(title)
        self._text.set_text(text)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
