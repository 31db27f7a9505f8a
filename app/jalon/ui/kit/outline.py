"""The outline: heads, chapters with counter and bar, measures and duties with their icon."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from jalon.ui import theme
from jalon.ui.kit import outline_paint
from jalon.ui.kit.frames import ThinBar, stand_on
from jalon.ui.kit.outline_model import Index, OutlineModel
from jalon.ui.kit.outline_pictures import Pictures

_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_CHOOSE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})


class OutlineView(QListView):
    """The outline. Arrows move the focus; Return, Space or a click visit a line.

    ``by_keyboard`` tells whether the keyboard was used last: only then is the ring drawn, for
    whoever clicked sees the stake.

    Signals:
        visited: with the key of the line the user wants to go to.
        leaned: with the key of another line than before that the user may be about to visit,
            pointed at or reached with the arrows, or nothing where there is none; and whether the
            mouse is pressed on it already.
    """

    visited = Signal(str)
    leaned = Signal(str, bool)

    def __init__(self, model: OutlineModel, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = model
        self.by_keyboard = False
        self._hovered: QPoint | None = None
        self._leaned = ""
        self._pictures, self._painted = Pictures(), False
        self._ground = QWidget(self)  # see Scroll
        self.setViewport(self._ground)
        self._ground.setAttribute(Qt.WidgetAttribute.WA_Hover)
        stand_on(self._ground, "surface")
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinBar("surface", self))
        stand_on(self, "surface")
        self.setViewportMargins(0, theme.space(2), 0, theme.space(2))
        self.clicked.connect(self._visit)

    def set_name(self, words: str) -> None:
        """Name the outline for assistive programs."""
        self.setAccessibleName(words)

    def show_here(self, key: str) -> None:
        """Put the stake at a line, and bring it into sight."""
        self._outline.show_here(key)
        at = self._outline.place(key)
        if at.isValid() and at != self.currentIndex():
            self.setCurrentIndex(at)
        if at.isValid():
            self.scrollTo(at)

    def dataChanged(
        self,
        top_left: Index,
        bottom_right: Index,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint the lines that changed: no words make a line higher, so none of them moves.

        QListView itself would lay out and paint the whole list.
        """
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def clipped(self) -> str:
        """Return nothing: a label too long is shortened, with the whole of it as tooltip."""
        return ""

    def shortened(self) -> tuple[str, ...]:
        """Return the labels that do not fit at this width."""
        width = self._ground.width()
        entries = (self._outline.entry(self._outline.index(i)) for i in range(self._rows()))
        return tuple(e.label for e in entries if not outline_paint.fits(e, width))

    def sizeHint(self) -> QSize:
        """Return the width of the column in a wide window."""
        return QSize(theme.space(67), 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Visit the line that has the focus."""
        self._show_ring(by_keyboard=True)
        if event.key() in _CHOOSE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._visit(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._lean(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose with the mouse."""
        self._show_ring(by_keyboard=False)
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._lean(self.indexAt(event.position().toPoint()), now=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll: another line is pointed at."""
        super().wheelEvent(event)
        self._lean(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Notice how the focus came."""
        super().focusInEvent(event)
        self._show_ring(by_keyboard=event.reason() in _KEYS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are to be painted."""
        painter, ground = QPainter(self._ground), self._ground.palette()
        self._pictures.prepare(
            self._ground.width(),
            ground.color(QPalette.ColorRole.Window),
            theme.of(ground),
            self._ground.devicePixelRatio(),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.currentIndex().row() if self.by_keyboard and self.hasFocus() else -1
        hovered = self.indexAt(self._hovered).row() if self._hovered else -1
        area, seen = event.rect(), 0
        for i, line in self._lines_from(area.top()):
            if line.top() > area.bottom():
                break
            entry, seen = self._outline.line(i).entry, seen + 1
            self._pictures.paint(
                painter,
                line,
                entry,
                here=self._outline.is_here(entry),
                hovered=i == hovered,
                ringed=i == ringed,
                keep=self._painted,
            )
        self._pictures.forget_old(seen)
        if not self._painted:  # a start waits for this, and not for pictures
            self._painted = True
            later = QTimer(self._ground)
            later.setSingleShot(True)
            later.timeout.connect(self._ground.update)
            later.start(0)

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the mouse, and offer the whole of a shortened label."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.indexAt(event.pos())
            if at.isValid():
                entry = self._outline.entry(at)
                fits = outline_paint.fits(entry, self._ground.width())
                QToolTip.showText(event.globalPos(), "" if fits else entry.label, self)
                return True
        if isinstance(event, QHoverEvent):
            gone = event.type() == QEvent.Type.HoverLeave
            self._hovered = None if gone else event.position().toPoint()
            if event.type() != QEvent.Type.HoverEnter:  # the window may have come to the pointer
                self._lean(self.indexAt(self._hovered) if self._hovered else QModelIndex())
        return super().viewportEvent(event)

    def _show_ring(self, *, by_keyboard: bool) -> None:
        if by_keyboard != self.by_keyboard:
            self.by_keyboard = by_keyboard
            self._ground.update()

    def _lines_from(self, top: int) -> Iterator[tuple[int, QRect]]:
        """Yield the lines and where they are, from the first that reaches below ``top``.

        Asking Qt where each of them is would take as long as painting it.
        """
        first = self.indexAt(QPoint(1, max(0, top)))
        if not first.isValid():
            return
        area = self.visualRect(first)
        for i in range(first.row(), self._rows()):
            area.setHeight(outline_paint.height(self._outline.line(i).kind))
            yield i, area
            area = area.translated(0, area.height())

    def _rows(self) -> int:
        return self._outline.rowCount()

    def _lean(self, index: QModelIndex, *, now: bool = False) -> None:
        key = self._outline.line(index.row()).key if index.isValid() else ""
        if now or key != self._leaned:
            self._leaned = key
            self.leaned.emit(key, now)

    def _visit(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.visited.emit(self._outline.entry(index).key)
