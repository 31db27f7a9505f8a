"""Words on a page: plain, wrapped, at the leading of the type scale."""

import math
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import Lines, broken
from jalon.ui.theme import Role

_LEAST = 48
_NATURAL = 440
_NEAR = 8
"""Pixels: a line laid out can be some wider than the advance of its words says."""
_ENDLESS = 16_777_215  # Qt's own limit, QWIDGETSIZE_MAX
_PLAIN: Final = Qt.TextFormat.PlainText
_SIDES: Final = (
    Qt.AlignmentFlag.AlignTop,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
_FONT_CHANGE: Final = QEvent.Type.FontChange


def _policy(*, wraps: bool) -> QSizePolicy:
    made = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    made.setHeightForWidth(wraps)
    return made


_POLICIES: Final = {wraps: _policy(wraps=wraps) for wraps in (False, True)}


@cache
def _aligned(align: Qt.AlignmentFlag) -> tuple[bool, ...]:
    """Return whether words stand at the top, at the right, in the middle."""
    return tuple(bool(align & side) for side in _SIDES)


class _Measured:
    """What was found out about words as they are, until they are others."""

    __slots__ = ("heights", "hint", "least", "lines", "lines_width", "wide")

    def __init__(self) -> None:
        self.heights: dict[int, int] = {}
        self.hint: QSize | None = None
        self.least: QSize | None = None
        self.lines: Lines | None = None
        self.lines_width = -1.0
        self.wide: int | None = None


class Text(QLabel):
    """Words with a role. What the user typed is shown as typed, never interpreted.

    It is a QLabel (role, accessible text, buddy) that paints itself: a label's own rich text
    would need the words escaped, and its plain text has no line height. No widget of the kit
    sets a font on itself: one that does is not told when the system's font changes.
    """

    # what most have in common; to set something of a widget takes PySide a hundred times as long
    _widest = _ENDLESS
    _running = False
    _pad = (0, 0, 0, 0)
    _aligned: tuple[bool, ...] = (False, False, False)

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
        self._wrap = wrap
        self._known = _Measured()
        self.setTextFormat(_PLAIN)
        if wrap:
            self.setWordWrap(True)
        self.setSizePolicy(_POLICIES[wrap])
        if width:
            self._running = width == theme.measure()
            self._widest = width
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

    def set_widest(self, width: int) -> None:
        """Be at most this wide, in pixels."""
        if width != self._widest:
            self._widest = width
            self.setMaximumWidth(width)
            self._forget()

    def set_pad(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep this much room round the words, in pixels.

        A QFrame sets its own contents margins anew when it gets another parent.
        """
        pad = (left, top, right, bottom)
        if pad != self._pad:
            self._pad = pad
            self._forget()

    def setAlignment(self, align: Qt.AlignmentFlag) -> None:
        """Stand elsewhere in the room; kept as it is asked for, at each paint."""
        super().setAlignment(align)
        self._aligned = _aligned(align)
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines; a layout asks for more width than it may give."""
        heights = self._known.heights
        if width not in heights:
            heights[width] = self._height(width)
        return heights[width]

    def sizeHint(self) -> QSize:
        """Return about the size of the words at a comfortable width; layouts ask for the height."""
        known = self._known
        if known.hint is None:
            left, top, right, bottom = self._pad
            wide = self._natural() + left + right
            width = min(wide, self._widest, _NATURAL) if self._wrap else wide
            lines = math.ceil(wide / max(1, width)) if self._wrap else 1
            tall = lines * theme.leading(self._role) + top + bottom
            known.hint = QSize(width, tall)
        return known.hint

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line, or a narrow column where the text may wrap."""
        if not self._wrap:
            return self.sizeHint()
        known = self._known
        if known.least is None:
            narrow = min(_LEAST, self.sizeHint().width())
            known.least = QSize(narrow, theme.leading(self._role))
        return known.least

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
        if event.type() == _FONT_CHANGE:
            if self._running:
                self._widest = theme.measure()
                self.setMaximumWidth(self._widest)
            self._forget()

    def _forget(self) -> None:
        """Forget what was measured, and ask for room anew."""
        self._known = _Measured()
        self.updateGeometry()

    def _room(self) -> QRect:
        left, top, right, bottom = self._pad
        whole = self.rect()
        return whole.adjusted(left, top, -right, -bottom) if any(self._pad) else whole

    def _natural(self) -> int:
        known = self._known
        if known.wide is None:
            known.wide = max(self._advance(line) for line in self.text().split("\n")) + 1
        return known.wide

    def _height(self, width: int) -> int:
        if not self._wrap:
            return self.sizeHint().height()
        left, top, right, bottom = self._pad
        room = min(width, self._widest) - left - right
        if self._natural() <= room - _NEAR and "\n" not in self.text():
            high = theme.leading(self._role)
        else:
            high = round(self._broken(room).height)
        return high + top + bottom

    def _advance(self, line: str) -> int:
        reach = theme.overhang(line, self._role) if self._inside() else 0
        return theme.advance(line, self._role) + reach

    def _inside(self) -> bool:
        """Tell whether a letter that reaches out to the left would be cut off."""
        return not self._pad[0]

    def _broken(self, width: float) -> Lines:
        known = self._known
        if known.lines is None or known.lines_width != width:
            known.lines = broken(self.text(), self._role, width, inside=self._inside())
            known.lines_width = width
        return known.lines

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
