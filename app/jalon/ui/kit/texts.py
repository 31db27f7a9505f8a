"""Words on a page: plain, wrapped, at the leading of the type scale."""

import math

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import Lines, broken
from jalon.ui.theme import Role

_LEAST = 48
_NATURAL = 440
_ENDLESS = 16_777_215  # Qt's own limit, QWIDGETSIZE_MAX


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
        self._wide: int | None = None
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._pad = QMargins()
        self._aligned: tuple[bool, ...] = (False, False, False)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._wrap = wrap
        self._widest = width or _ENDLESS
        if width:
            self.setMaximumWidth(width)

    def set_text(self, words: str) -> None:
        """Show words."""
        if words == self.text():
            return
        self.setText(words)
        self._forget()

    def set_role(self, role: Role, ink: str) -> None:
        """Change what the words are: their place in the type scale, and their colour's role."""
        self.set_ink(ink)
        if role != self._role:
            self._role = role
            self._forget()

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
            self._forget()

    def setAlignment(self, align: Qt.AlignmentFlag) -> None:
        """Stand elsewhere in the room; kept as it is asked for, at each paint."""
        super().setAlignment(align)
        side = Qt.AlignmentFlag
        wanted = (side.AlignTop, side.AlignRight, side.AlignHCenter)
        self._aligned = tuple(bool(align & one) for one in wanted)
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines; a layout asks for more width than it may give."""
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return about the size of the words at a comfortable width; layouts ask for the height."""
        if self._hint is None:
            wide = self._natural() + self._pad.left() + self._pad.right()
            width = min(wide, self._widest, _NATURAL) if self._wrap else wide
            lines = math.ceil(wide / max(1, width)) if self._wrap else 1
            tall = lines * theme.leading(self._role) + self._pad.top() + self._pad.bottom()
            self._hint = QSize(width, tall)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line, or a narrow column where the text may wrap."""
        if not self._wrap:
            return self.sizeHint()
        if self._least is None:
            narrow = min(_LEAST, self.sizeHint().width())
            self._least = QSize(narrow, theme.leading(self._role))
        return self._least

    def clipped(self) -> str:
        """Return the words if they do not fit where they are shown, else nothing."""
        room = self._room()
        if self._wrap:
            fits = self._broken(room.width()).height <= room.height() + 1
        else:
            fits = self._natural() <= room.width() + 1
        return "" if fits else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the words in the colour of their role."""
        painter = QPainter(self)  # letters are smooth in any case
        colour = theme.of(self).colour(self._ink if self.isEnabled() else "muted")
        area = self._room()
        lines = self._broken(area.width() if self._wrap else self._natural() + 1)
        lines.draw(painter, self._corner(area, lines), colour)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._forget()

    def _forget(self) -> None:
        """Forget what was measured, and ask for room anew."""
        self._lines = self._wide = self._hint = self._least = None
        self._heights.clear()
        self.updateGeometry()

    def _room(self) -> QRect:
        return self.rect().marginsRemoved(self._pad)

    def _natural(self) -> int:
        if self._wide is None:
            self._wide = max(self._advance(line) for line in self.text().split("\n")) + 1
        return self._wide

    def _height(self, width: int) -> int:
        if not self._wrap:
            return self.sizeHint().height()
        room = min(width, self._widest) - self._pad.left() - self._pad.right()
        if self._natural() <= room and "\n" not in self.text():
            high = theme.leading(self._role)
        else:
            high = round(self._broken(room).height)
        return high + self._pad.top() + self._pad.bottom()

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

    def _corner(self, area: QRect, lines: Lines) -> QPointF:
        """Return where the upper left corner of the lines is."""
        x, y, (top, right, centred) = float(area.x()), float(area.y()), self._aligned
        if not self._wrap and not top:
            y += (area.height() - lines.height) / 2
        if right:
            x = area.right() + 1 - lines.width
        elif centred:
            x += (area.width() - lines.width) / 2
        return QPointF(x, y)
