"""A table of thousands of lines: painted, sorted by its heads, as high as its lines.

It never scrolls by itself: the page does, and follows the line that has the keyboard.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QToolTip,
    QWidget,
)

from jalon.ui import theme
from jalon.ui.kit.item_views import Index, begin_at_first, flatten, opens
from jalon.ui.kit.painting import begin
from jalon.ui.kit.shapes import TableCell, TableColumn, TableLine
from jalon.ui.kit.table_model import CELL, TableModel
from jalon.ui.kit.table_paint import HeadView, Span, line_height, paint_line
from jalon.ui.kit.table_room import Room

_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class Table(QTableView):
    """The table. Arrows move the line; Return or a click opens it; Delete asks to remove it.

    Signals:
        chosen: with the key of the line the user wants to open.
        removal_asked: with the key of the line the user wants to remove.
        moved: with the rectangle, in this table, of the line that has the keyboard now.
    """

    chosen = Signal(str)
    removal_asked = Signal(str)
    moved = Signal(QRect)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TableModel(self)
        self.by_keyboard = False
        self._heads, self._room = HeadView(self), Room()
        self.setModel(self.lines)
        self.setHorizontalHeader(self._heads)
        self.verticalHeader().hide()
        flatten(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._choose)
        self._heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.lines.modelReset.connect(self._fit)
        self.lines.layoutChanged.connect(self._fit)
        self._fit_lines()

    def show_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show these heads."""
        self.lines.show_columns(columns)
        self._room.forget()
        self._room.measure(columns, ())
        self._fit()

    def show_lines(self, lines: Sequence[TableLine]) -> None:
        """Show these lines; the line that had the keyboard keeps it, if it is there."""
        here = self.here()
        self._room.measure(self.lines.columns, lines)
        self.lines.show_lines(lines)
        self._share()
        self.executeDelayedItemsLayout()  # which would have all lines painted once more
        if not here:
            return
        found = self.lines.place(here)
        if found.isValid() and found != self.currentIndex():
            self.setCurrentIndex(found)

    def set_name(self, words: str) -> None:
        """Name the table for assistive programs."""
        self.setAccessibleName(words)

    def here(self) -> str:
        """Return the key of the line that has the keyboard; empty where none has."""
        at = self.currentIndex()
        return self.lines.line(at).key if at.isValid() else ""

    def go_to(self, key: str) -> None:
        """Put the keyboard on a line."""
        found = self.lines.place(key)
        if found.isValid():
            self.setCurrentIndex(found)
            self.moved.emit(self.visualRect(found))

    def within(self, area: QRect) -> tuple[str, ...]:
        """Return the keys of the lines that lie in an area of the viewport."""
        return tuple(self.lines.at(row).key for row in self._rows(area))

    def clipped(self) -> str:
        """Return nothing: a text too long is shortened, with the whole of it as tooltip."""
        return ""

    # -- Qt --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(300, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of all lines; the width is the page's."""
        return QSize(160, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their shares; those that matter less go where it is narrow."""
        super().resizeEvent(event)
        self._share()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and self.by_keyboard:
            self.moved.emit(self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line that has the keyboard, or ask to remove it."""
        self.by_keyboard = True
        at = self.currentIndex()
        if opens(event):
            self._choose(at)
            return
        if event.key() == Qt.Key.Key_Delete and at.isValid():
            self.removal_asked.emit(self.lines.line(at).key)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose with the mouse."""
        self.by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        self.by_keyboard = event.reason() in _KEYS
        begin_at_first(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_lines()
            self._room.forget()
            self._room.measure(self.lines.columns, self.lines.shown())
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the lines that are seen."""
        view, look, seen = self.viewport(), theme.of(self), event.rect()
        painter = begin(view)
        painter.fillRect(seen, look.colour("raised"))
        spans = self._spans()
        width = sum(span.width for span in spans)
        hovered = (
            self.rowAt(view.mapFromGlobal(self.cursor().pos()).y()) if view.underMouse() else -1
        )
        ringed = self.currentIndex().row() if self.hasFocus() and self.by_keyboard else -1
        for row in self._rows(seen):
            area = QRectF(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            line = self.lines.at(row)
            paint_line(
                painter, look, area, spans, line, hovered=row == hovered, ringed=row == ringed
            )

    def viewportEvent(self, event: QEvent) -> bool:
        """Offer the whole of a shortened text."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.indexAt(event.pos())
            cell = at.data(CELL) if at.isValid() else None
            if isinstance(cell, TableCell):
                QToolTip.showText(event.globalPos(), cell.whole or cell.text, self)
                return True
        return super().viewportEvent(event)

    # -- inside ----------------------------------------------------------------------------

    def _rows(self, area: QRect) -> range:
        """Return the numbers of the lines that lie in an area of the viewport."""
        first, last = self.rowAt(max(0, area.top())), self.rowAt(area.bottom())
        return range(max(0, first), 1 + (last if last >= 0 or first < 0 else self._last()))

    def _last(self) -> int:
        return self.lines.rowCount() - 1

    def _spans(self) -> list[Span]:
        """Return where the columns are that are shown."""
        return [
            Span(i, self.columnViewportPosition(i), self.columnWidth(i))
            for i in range(len(self.lines.columns))
            if not self.isColumnHidden(i)
        ]

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.lines.line(index).key)

    def _fit_lines(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(line_height())

    def _height(self) -> int:
        return self._heads.sizeHint().height() + self.lines.rowCount() * line_height()

    def _fit(self) -> None:
        self.setFixedHeight(self._height())
        self._share()

    def _share(self) -> None:
        widths = self._room.widths(self.lines.columns, self.viewport().width())
        for i, wide in enumerate(widths):
            self.setColumnHidden(i, not wide)
            if wide:
                self.setColumnWidth(i, wide)
