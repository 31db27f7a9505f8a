"""How the lines and heads of a table are painted."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from jalon.ui import theme
from jalon.ui.kit import signs
from jalon.ui.kit.painting import LEFT, chevron, elided, focus_ring, write
from jalon.ui.kit.shapes import TableCell, TableLine
from jalon.ui.theme import Role, Theme

_PAD = 8
LEFT_PAD = 6
GAP = 10
_ARROW = 20
_PICTURE = 28
_SIGN = 20


def line_height() -> int:
    """Return the height of a line in pixels: its name and what stands below."""
    return theme.leading("medium") + theme.leading("small") + 2 * _PAD


def arrow() -> int:
    """Return the room of the arrow beside a head, in pixels."""
    return theme.sized(_ARROW)


def beside_sign() -> int:
    """Return how far the name stands from the left of the sign before it, in pixels."""
    return theme.sized(_PICTURE) + GAP


class Span(NamedTuple):
    """The room of a column, in pixels of the view, and which column it is."""

    column: int
    left: int
    width: int


def paint_line(
    painter: QPainter,
    look: Theme,
    area: QRectF,
    spans: Sequence[Span],
    line: TableLine,
    *,
    hovered: bool,
    ringed: bool,
) -> None:
    """Paint a line; the first cell has a sign, the name, and a second text below.

    A whole line at once: for each cell by itself, Qt would ask anew for line, theme and mouse.
    """
    if hovered:
        painter.fillRect(area, look.colour("surface"))
    painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), look.colour("line"))
    for column, left, width in spans:
        cell, room = line.cells[column], QRectF(left, area.y(), width, area.height())
        if column == 0:
            _paint_first(painter, look, room, line, cell)
        else:
            room.adjust(0, 0, -GAP, -1)
            words = elided(cell.text, "small", room.width(), Qt.TextElideMode.ElideRight)
            write(painter, room, words, "small", look.colour(cell.ink))
    if ringed:
        focus_ring(painter, area.adjusted(1, 1, -1, -2), look)


def _paint_first(
    painter: QPainter, look: Theme, area: QRectF, line: TableLine, cell: TableCell
) -> None:
    left = area.x() + LEFT_PAD
    if line.picture is not None and not line.picture.isNull():
        centre = QPointF(left + theme.sized(_PICTURE) / 2, area.center().y())
        _paint_picture(painter, centre, line.picture)
    elif line.sign:
        size = theme.sized(_SIGN)
        at = QRectF(left + theme.sized(4), area.center().y() - size / 2, size, size)
        signs.draw(painter, at, line.sign, look)
    left += beside_sign() if line.sign else 0
    wide = area.right() - left - GAP
    top = QRectF(left, area.y() + _PAD, wide, theme.leading("medium"))
    # the ending of a file's name tells what it is
    mode = Qt.TextElideMode.ElideMiddle if line.sign else Qt.TextElideMode.ElideRight
    words = elided(cell.text, "medium", wide, mode)
    write(painter, top, words, "medium", look.colour(cell.ink))
    if line.struck:
        length = min(wide, theme.advance(words, "medium"))
        painter.setPen(QPen(look.colour("muted"), 1.2))
        middle = top.center().y() + 1
        painter.drawLine(int(left), int(middle), int(left + length), int(middle))
    below = QRectF(left, top.bottom(), wide, theme.leading("small"))
    under = elided(line.below, "small", wide, Qt.TextElideMode.ElideRight)
    write(painter, below, under, "small", look.colour(line.below_ink))


def _paint_picture(painter: QPainter, centre: QPointF, picture: QPixmap) -> None:
    side = theme.sized(_PICTURE)
    size = picture.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    room = QRectF(0, 0, max(1, size.width()), max(1, size.height()))
    room.moveCenter(centre)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(room.toRect(), picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)


class HeadView(QHeaderView):
    """The heads: a label each, and the arrow of the one that sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        """Return the height of a label."""
        return QSize(100, theme.leading("label") + 2 * _PAD)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        """Paint one head."""
        look, area = theme.of(self), QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, look.colour("raised"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), look.colour("edge"))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        left = area.x() + (LEFT_PAD if logicalIndex == 0 else 0)
        role: Role = "label"
        words = elided(title, role, area.right() - left - arrow(), Qt.TextElideMode.ElideRight)
        write(painter, area.adjusted(left - area.x(), 0, 0, -2), words, role, look.muted, LEFT)
        if self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            x = left + theme.advance(words, role) + theme.sized(11)
            at = QPointF(x, area.y() + area.height() / 2 - 1)
            chevron(painter, at, look.muted, "down" if down else "up")
        painter.restore()
