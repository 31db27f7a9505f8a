"""How the lines and heads of a table are painted."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jalon.ui import theme
from jalon.ui.kit import signs
from jalon.ui.kit.item_views import Index
from jalon.ui.kit.painting import LEFT, chevron, elided, focus_ring, write
from jalon.ui.kit.shapes import TableCell, TableLine
from jalon.ui.kit.table_model import CELL, LINE
from jalon.ui.theme import Role, Theme

_PAD = 8
_LEFT = 6
_SIGN = 20
_GAP = 10


def line_height() -> int:
    """Return the height of a line in pixels: its name and what stands below."""
    return theme.leading("medium") + theme.leading("small") + 2 * _PAD


class LineDelegate(QStyledItemDelegate):
    """Paints one cell of a line; the first has a sign, the name, and a second text below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line; its width is the column's."""
        del option, index
        return QSize(40, line_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Paint a cell."""
        look, area = theme.of(option.widget), QRectF(option.rect)
        line: TableLine = index.data(LINE)
        cell: TableCell = index.data(CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _is_hovered(option, index):
            painter.fillRect(area, look.colour("surface"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), look.colour("line"))
        if index.column() == 0:
            _paint_first(painter, look, area, line, cell)
        else:
            middle = QRectF(area.x(), area.y(), area.width() - _GAP, area.height() - 1)
            words = elided(cell.text, "small", middle.width(), Qt.TextElideMode.ElideRight)
            write(painter, middle, words, "small", look.colour(cell.ink))
        _paint_focus(painter, look, option, index)
        painter.restore()


def _paint_first(
    painter: QPainter, look: Theme, area: QRectF, line: TableLine, cell: TableCell
) -> None:
    left = area.x() + _LEFT
    if line.picture is not None and not line.picture.isNull():
        size = line.picture.size().scaled(28, 28, Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(0, 0, max(1, size.width()), max(1, size.height()))
        room.moveCenter(QPointF(left + 14, area.center().y()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(room.toRect(), line.picture)
    elif line.sign:
        signs.draw(painter, QRectF(left + 4, area.center().y() - 10, 20, 20), line.sign, look)
    left += 28 + _GAP if line.sign else 0
    wide = area.right() - left - _GAP
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


def _paint_focus(
    painter: QPainter,
    look: Theme,
    option: QStyleOptionViewItem,
    index: Index,
) -> None:
    """Ring the whole line that has the keyboard; each cell paints its part."""
    view = option.widget
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return
    here = view.currentIndex()
    if here.row() != index.row() or not getattr(view, "by_keyboard", True):
        return
    whole = QRect(0, option.rect.y(), view.viewport().width(), option.rect.height())
    painter.setClipRect(option.rect)
    focus_ring(painter, whole.adjusted(1, 1, -1, -2), look)


def _is_hovered(option: QStyleOptionViewItem, index: Index) -> bool:
    view = option.widget
    if not isinstance(view, QAbstractItemView):
        return bool(option.state & QStyle.StateFlag.State_MouseOver)
    under = view.viewport().mapFromGlobal(view.cursor().pos())
    return view.viewport().underMouse() and view.indexAt(under).row() == index.row()


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
        left = area.x() + (_LEFT if logicalIndex == 0 else 0)
        role: Role = "label"
        words = elided(title, role, area.right() - left - _SIGN, Qt.TextElideMode.ElideRight)
        write(painter, area.adjusted(left - area.x(), 0, 0, -2), words, role, look.muted, LEFT)
        if self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            at = QRectF(left + theme.advance(words, role) + 6, area.y(), 10, area.height() - 2)
            chevron(painter, at.center(), look.muted, "down" if down else "up")
        painter.restore()
