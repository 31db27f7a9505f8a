"""The list of what was found: what it says, and where it stands below."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from jalon.ui import theme
from jalon.ui.folding import spans
from jalon.ui.kit.frames import ThinBar, stand_on
from jalon.ui.kit.item_views import CHOSEN_WHOLE, Index, begin_at_first, flatten, opens, said
from jalon.ui.kit.painting import box, elided, focus_ring, write
from jalon.ui.search.hits import Hit
from jalon.ui.theme import RADIUS_SMALL, Theme, space

_HIT: Final = Qt.ItemDataRole.UserRole
_RIGHT: Final = Qt.TextElideMode.ElideRight
_BEFORE: Final = 24
"""Of a long text, so many characters are shown before what was looked for."""


class HitModel(QAbstractListModel):
    """What was found, and the words that it was found by."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()
        self.words: tuple[str, ...] = ()

    def show_hits(self, hits: Sequence[Hit], words: tuple[str, ...]) -> None:
        """Show these in the place of those before."""
        self.beginResetModel()
        self.hits, self.words = hits, words
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what it says, the same for assistive programs, or the hit itself."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(hit.title, hit.where())
        return hit if role == _HIT else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        """Each can be chosen."""
        return CHOSEN_WHOLE


class HitList(QListView):
    """The list. Return, Space or a click goes there; up from the first line asks to be left.

    Signals:
        chosen: with the :class:`Hit` that the user wants to go to.
        left: upwards.
        typed: with a key that writes, which is meant for the line above.
        leaned: with the :class:`Hit` that the user may be about to choose, pointed at or reached
            with the arrows; None where there is none.
    """

    chosen = Signal(object)
    left = Signal()
    typed = Signal(object)
    leaned = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = HitModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_HitDelegate(self))
        flatten(self)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ThinBar("raised", self))
        stand_on(self, "raised")
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.entered.connect(self._lean)

    def clipped(self) -> str:
        """Return nothing: a text too long is shortened, with the whole of it as tooltip."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the line leads; hand on what is typed."""
        at = self.currentIndex()
        if opens(event, Qt.Key.Key_Space) and at.isValid():
            self._choose(at)
        elif event.key() == Qt.Key.Key_Up and at.row() <= 0:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace or event.text().strip():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the arrows have come."""
        super().currentChanged(current, previous)
        self._lean(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        begin_at_first(self)

    def viewportEvent(self, event: QEvent) -> bool:
        """Offer the whole of what is shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.indexAt(event.pos())
            hit = at.data(_HIT) if at.isValid() else None
            words = f"{hit.title}\n{hit.where()}" if isinstance(hit, Hit) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _choose(self, at: Index) -> None:
        if isinstance(hit := at.data(_HIT), Hit):
            self.chosen.emit(hit)

    def _lean(self, at: Index) -> None:
        hit = at.data(_HIT) if at.isValid() else None
        self.leaned.emit(hit if isinstance(hit, Hit) else None)


def line_height() -> int:
    """Return the height of one hit, in pixels."""
    return theme.leading("body") + theme.leading("small") + space(3)


class _HitDelegate(QStyledItemDelegate):
    """Paints what a hit says, with the words looked for marked, and where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        del option, index
        return QSize(40, line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        look, area, model = theme.of(option.widget), QRectF(option.rect), index.model()
        hit = index.data(_HIT)
        if not isinstance(hit, Hit) or not isinstance(model, HitModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = area.adjusted(space(2), 0, -space(2), 0)
        if option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, inside, look.sunken)
        room = inside.adjusted(space(3), 6, -space(3), 0)
        top = QRectF(room.x(), room.y(), room.width(), theme.leading("body"))
        _write_marked(painter, top, hit.title, model.words, look)
        below = QRectF(top.x(), top.bottom(), top.width(), theme.leading("small"))
        write(
            painter, below, elided(hit.where(), "small", top.width(), _RIGHT), "small", look.muted
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, inside, look)
        painter.restore()


def _write_marked(
    painter: QPainter, area: QRectF, title: str, words: Sequence[str], look: Theme
) -> None:
    shown = elided(excerpt(title, words, area.width()), "body", area.width(), _RIGHT)
    for start, length in spans(shown, words):
        left, right = (theme.advance(shown[:at]) for at in (start, start + length))
        mark = QRectF(area.x() + left - 1, area.y() + 1, right - left + 2, area.height() - 2)
        box(painter, mark, look.accent_tint, look.track, radius=RADIUS_SMALL)
    write(painter, area, shown, "body", look.text)


def excerpt(title: str, words: Sequence[str], room: float) -> str:
    """Return a text from shortly before what was looked for, where its beginning has it not."""
    if theme.advance(title) <= room:
        return title
    fits = len(elided(title, "body", room, _RIGHT)) - 1
    found = spans(title, words)
    if not found or found[0][0] + found[0][1] <= fits:
        return title
    start = title.rfind(" ", 0, max(0, found[0][0] - _BEFORE)) + 1
    return f"…{title[start:]}" if start else title
