"""Words on a page: plain, wrapped, at the leading of the type scale."""

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import Lines, begin, broken
from jalon.ui.theme import Role

_LEAST = 48
_NATURAL = 440


class Text(QLabel):
    """Words with a role. What the user typed is shown as typed, never interpreted.

    It is a QLabel (role, accessible text, buddy) that paints itself: a label's own rich text
    would need the words escaped, and its plain text has no line height. No widget of the kit
    sets a font on itself: one that does is not told when the system's font changes.
    """

    def __init__(
        self,
        role: Role = "body",
        ink: str = "text",
        *,
        wrap: bool = True,
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: Role = role
        self._ink = ink
        self._lines: Lines | None = None
        self._lines_width = -1.0
        self._pad = QMargins()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if width:
            self.setMaximumWidth(width)

    def set_text(self, words: str) -> None:
        """Show words."""
        if words == self.text():
            return
        self._lines = None
        self.setText(words)
        self.updateGeometry()

    def set_role(self, role: Role, ink: str) -> None:
        """Change what the words are: their place in the type scale, and their colour's role."""
        self.set_ink(ink)
        if role != self._role:
            self._role = role
            self._lines = None
            self.updateGeometry()

    def set_ink(self, ink: str) -> None:
        """Change the colour's role (see ``theme.Ink``)."""
        if ink != self._ink:
            self._ink = ink
            self.update()

    def set_pad(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep this much room round the words, in pixels.

        A QFrame sets its own contents margins anew when it gets another parent.
        """
        pad = QMargins(left, top, right, bottom)
        if pad != self._pad:
            self._pad = pad
            self._lines = None
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower text is higher."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines; a layout asks for more width than it may give."""
        if not self.wordWrap():
            return self.sizeHint().height()
        room = min(width, self.maximumWidth()) - self._pad.left() - self._pad.right()
        return round(self._broken(room).height) + self._pad.top() + self._pad.bottom()

    def sizeHint(self) -> QSize:
        """Return the size of the words at a comfortable width."""
        natural = self._natural() + self._pad.left() + self._pad.right()
        if not self.wordWrap():
            height = theme.leading(self._role) + self._pad.top() + self._pad.bottom()
            return QSize(natural, height)
        width = min(natural, self.maximumWidth(), _NATURAL)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line, or a narrow column where the text may wrap."""
        if not self.wordWrap():
            return self.sizeHint()
        return QSize(min(_LEAST, self.sizeHint().width()), theme.leading(self._role))

    def clipped(self) -> str:
        """Return the words if they do not fit where they are shown, else nothing."""
        room = self._room()
        if self.wordWrap():
            fits = self._broken(room.width()).height <= room.height() + 1
        else:
            fits = self._natural() <= room.width() + 1
        return "" if fits else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the words in the colour of their role."""
        painter = begin(self)
        colour = theme.of(self).colour(self._ink if self.isEnabled() else "muted")
        area = self._room()
        lines = self._broken(area.width() if self.wordWrap() else self._natural() + 1)
        lines.draw(painter, QPointF(self._left(area, lines), self._top(area, lines)), colour)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lines = None
            self.updateGeometry()

    def _room(self) -> QRect:
        return self.rect().marginsRemoved(self._pad)

    def _natural(self) -> int:
        return max(self._advance(line) for line in self.text().split("\n")) + 1

    def _advance(self, line: str) -> int:
        reach = theme.overhang(line, self._role) if self._inside() else 0
        return theme.advance(line, self._role) + reach

    def _inside(self) -> bool:
        """Tell whether a letter that reaches out to the left would be cut off."""
        return not self._pad.left()

    def _broken(self, width: float) -> Lines:
        if self._lines is None or self._lines_width != width:
            self._lines = broken(self.text(), self._role, width, inside=self._inside())
            self._lines_width = width
        return self._lines

    def _left(self, area: QRect, lines: Lines) -> float:
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            return area.right() + 1 - lines.width
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return area.x() + (area.width() - lines.width) / 2
        return float(area.x())

    def _top(self, area: QRect, lines: Lines) -> float:
        if self.alignment() & Qt.AlignmentFlag.AlignTop or self.wordWrap():
            return float(area.y())
        return area.y() + (area.height() - lines.height) / 2
