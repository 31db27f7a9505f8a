"""Buttons: one primary a screen; plain with a border; quiet and link as words only."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import CENTRE, begin, box, chevron, elided, focus_ring, stroke, write
from jalon.ui.theme import Theme, space

Kind: TypeAlias = Literal["primary", "plain", "quiet", "link"]
Glyph: TypeAlias = Literal["add", "back", "ahead", "down"]
_GLYPH = 20
_LEAST = 96
"""Pixels that a button which yields keeps."""
_PADS: dict[Kind, int] = {"primary": 16, "plain": 16, "quiet": 8, "link": 1}


class Button(QPushButton):
    """A push button with a verb and its object.

    ``link`` is flush with its column; ``quiet`` has a pad, for headers. One that ``yields`` is
    shortened where there is no room for all its words; its tooltip then says the whole.
    """

    def __init__(
        self,
        kind: Kind = "plain",
        icon: Glyph | None = None,
        *,
        yields: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._yields = yields
        self._kind: Kind = kind
        self._glyph = icon
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wide = QSizePolicy.Policy.Maximum if yields else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_text(self, words: str) -> None:
        """Show words; an ampersand in them is an ampersand, not a shortcut."""
        if words == self.accessibleName() and words == self.words():
            return  # Qt would lay out all that the button stands in
        self.setAccessibleName(words)
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()
        self._tell()

    def words(self) -> str:
        """Return the words shown."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the size of the words and what goes round them."""
        tall = theme.line_height("medium") + (space(2) if self._kind == "link" else space(4))
        return QSize(self._inner() + 2 * _PADS[self._kind], tall)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words on a button are never cut, unless it yields."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height()) if self._yields else hint

    def clipped(self) -> str:
        """Return the words if they are cut off, else nothing."""
        return "" if self._yields or self._fits() else self.words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in a tooltip what there is no room for."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the button."""
        painter, look = begin(self), theme.of(self)
        ink = self._ground(painter, look)
        if not self.isEnabled():
            ink = look.muted
        area = QRectF(self.rect())
        if self._glyph:
            width = min(self._inner(), self.width() - 2 * _PADS[self._kind])
            x, y = area.center().x() - width / 2, area.center().y()
            ahead = self._glyph in {"ahead", "down"}
            glyph = theme.sized(_GLYPH)
            at = x + width - theme.sized(5) if ahead else x + theme.sized(6)
            self._draw_glyph(painter, at, y, ink)
            area = QRectF(x + (0 if ahead else glyph), 0, width - glyph, area.height())
        write(painter, area, self._shown(), "medium", ink, CENTRE)
        if self.hasFocus():
            focus_ring(painter, self.rect(), look)

    def _fits(self) -> bool:
        return self.sizeHint().width() <= self.width() + 1

    def _tell(self) -> None:
        if self._yields:
            self.setToolTip("" if self._fits() else self.words())

    def _shown(self) -> str:
        if not self._yields or self._fits():
            return self.words()
        room = self.width() - 2 * _PADS[self._kind] - (theme.sized(_GLYPH) if self._glyph else 0)
        return elided(self.words(), "medium", room, Qt.TextElideMode.ElideRight)

    def _inner(self) -> int:
        glyph = theme.sized(_GLYPH) if self._glyph else 0
        return theme.advance(self.words(), "medium") + 1 + glyph

    def _ground(self, painter: QPainter, look: Theme) -> str:
        """Paint what lies behind the words and return their colour."""
        over = self.underMouse() and self.isEnabled()
        down = self.isDown() or self.isChecked()
        if self._kind == "primary":
            if not self.isEnabled():
                box(painter, self.rect(), look.sunken, look.edge)
                return look.muted
            box(painter, self.rect(), look.accent)
            if over and not down:  # an inner line, so that hover needs no second accent
                inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
                box(painter, inner, "", look.on_accent, radius=4)
            return look.on_accent
        if self._kind == "plain":
            fill = look.sunken if over or down else look.raised
            box(painter, self.rect(), fill, look.edge if self.isEnabled() else look.line)
            return look.text
        if over or down:
            box(painter, self.rect(), look.accent_tint)
        return look.accent

    def _draw_glyph(self, painter: QPainter, x: float, y: float, ink: str) -> None:
        if self._glyph == "add":
            times = theme.grown()
            arm = 5 * times
            painter.setPen(stroke(ink, 1.7 * times))
            painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
            painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))
            return
        direction = {"back": "left", "ahead": "right", "down": "down"}[self._glyph or "down"]
        chevron(painter, QPointF(x, y), ink, direction)
