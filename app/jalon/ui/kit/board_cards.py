"""The cards of a column of a board: shown, chosen, dragged."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jalon.ui import theme
from jalon.ui.kit.item_views import CHOSEN_WHOLE, Index, begin_at_first, flatten, opens, said
from jalon.ui.kit.painting import box, broken, focus_ring
from jalon.ui.kit.shapes import BoardCard

_CARD: Final = Qt.ItemDataRole.UserRole
_MIME: Final = "application/x-jalon-card"
PAD: Final = 10
_GAP: Final = 8


def card_in(data: QMimeData) -> str:
    """Return the key of the card that is being dragged; empty where it is something else."""
    return bytes(data.data(_MIME).data()).decode(errors="replace")


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: tuple[BoardCard, ...] = ()

    def show_cards(self, cards: tuple[BoardCard, ...]) -> None:
        if cards == self.cards:
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(card.title, card.meta, card.problem)
        return card if role == _CARD else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        return CHOSEN_WHOLE | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_MIME, self.cards[indexes[0].row()].key.encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class Cards(QListView):
    """The cards of a column, as high as they are together."""

    chosen = Signal(str)
    sideways = Signal(int, int, str)
    followed = Signal(QRect)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.by_keyboard = False
        self._cards = _Model(self)
        self.setModel(self._cards)
        self.setItemDelegate(_CardDelegate(self))
        flatten(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)  # its column takes drops
        self.clicked.connect(self._choose)

    def show_cards(self, cards: tuple[BoardCard, ...]) -> None:
        """Show these; the current one stays current."""
        here = self.here()
        self._cards.show_cards(cards)
        self.show_here(here)
        self._fit()

    def count(self) -> int:
        """Return how many there are."""
        return self._cards.rowCount()

    def here(self) -> str:
        """Return the key of the current card."""
        at = self.currentIndex()
        return self._cards.cards[at.row()].key if at.isValid() else ""

    def show_here(self, key: str) -> bool:
        """Make a card the current one; tells whether it is here."""
        for number, card in enumerate(self._cards.cards):
            if card.key == key:
                self.setCurrentIndex(self._cards.index(number))
                return True
        return False

    def clipped(self) -> str:
        """Return what is cut off: nothing, cards are as high as their words."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move sideways, with Ctrl the card itself; choose with Return."""
        self.by_keyboard = True
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        carried = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if by:
            self.sideways.emit(self._number, by, self.here() if carried else "")
            return
        if opens(event, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note that the mouse is used."""
        self.by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first card."""
        super().focusInEvent(event)
        self.by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        begin_at_first(self)
        self._tell_place()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        self._tell_place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self._fit()

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._cards.cards[index.row()].key)

    def _tell_place(self) -> None:
        at = self.currentIndex()
        if at.isValid() and self.by_keyboard and self.hasFocus():
            self.followed.emit(self.visualRect(at))

    def _fit(self) -> None:
        wide = max(60, self.viewport().width())
        tall = sum(_card_height(card, wide) for card in self._cards.cards)
        self.setFixedHeight(max(tall, 1 if not self._cards.cards else tall))


def _card_height(card: BoardCard, width: int) -> int:
    room = width - 2 * PAD
    tall = broken(card.title, "medium", room).height
    for words in (card.meta, card.problem):
        if words:
            tall += broken(words, "small", room).height
    return round(tall) + 2 * PAD + _GAP


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: its title whole, who and when, what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        return QSize(wide, _card_height(index.data(_CARD), max(60, wide)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, card = theme.of(option.widget), index.data(_CARD)
        area = QRectF(option.rect).adjusted(0, 0, 0, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box(painter, area, look.sunken if over else look.raised, look.edge if over else look.line)
        room, y = area.width() - 2 * PAD, area.y() + PAD
        inks = (("medium", card.title, look.text), ("small", card.meta, look.muted))
        for role, words, ink in inks:
            if words:
                lines = broken(words, role, room)  # type: ignore[arg-type]  # roles of the scale
                spans = []
                if role == "small" and card.late:
                    at = card.meta.find(card.late)
                    spans = [(at, len(card.late), look.warn.text)] if at >= 0 else []
                lines.draw(painter, QPointF(area.x() + PAD, y), ink, spans)
                y += lines.height
        if card.problem:
            wrong = broken(card.problem, "small", room)
            wrong.draw(painter, QPointF(area.x() + PAD, y), look.warn.text)
        if option.state & QStyle.StateFlag.State_HasFocus and getattr(
            option.widget, "by_keyboard", True
        ):
            focus_ring(painter, area, look)
        painter.restore()
