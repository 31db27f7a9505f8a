"""A board: columns of cards, which keyboard and mouse move from one to another."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from jalon.ui import theme
from jalon.ui.kit.board_cards import PAD, Cards, card_in
from jalon.ui.kit.frames import Part, column, row
from jalon.ui.kit.painting import begin, box
from jalon.ui.kit.shapes import BoardColumn
from jalon.ui.kit.texts import Text
from jalon.ui.theme import RADIUS_CARD, space

_LEAST: Final = 168
"""In pixels: what a column needs."""


class Board(Part):
    """Columns side by side, or under each other where it is narrow.

    Arrows move between cards and columns; Ctrl with Left or Right moves the card itself, Return
    opens it.

    Signals:
        chosen: with the key of a card.
        moved: with the key of a card and of the column it goes to.
        followed: with the rectangle, in this board, of the card that has the keyboard.
    """

    chosen = Signal(str)
    moved = Signal(str, str)
    followed = Signal(QRect)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: list[_Column] = []
        self._line = row(self, space(3))

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these columns with their cards; a card that has the keyboard keeps it."""
        here = self.here()
        while len(self.columns) < len(columns):
            made = _Column(len(self.columns), self)
            made.cards.chosen.connect(self.chosen)
            made.dropped.connect(self.moved)
            made.cards.sideways.connect(self._sideways)
            made.cards.followed.connect(self._follow)
            self._line.addWidget(made, 1)
            self.columns.append(made)
        for made, given in zip(self.columns, columns, strict=True):
            made.show_column(given)
        if here:
            self.go_to(here, take=False)
        self._arrange()

    def here(self) -> str:
        """Return the key of the card that has the keyboard; empty where none has."""
        for one in self.columns:
            if one.cards.hasFocus():
                return one.cards.here()
        return ""

    def go_to(self, key: str, *, take: bool = True) -> None:
        """Put the keyboard on a card; ``take`` gives it to the board if it is elsewhere."""
        for one in self.columns:
            if one.cards.show_here(key):
                if take or any(c.cards.hasFocus() for c in self.columns):
                    one.cards.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        count = len(self.columns)
        needed = count * _LEAST + max(0, count - 1) * space(3)
        way = QBoxLayout.Direction.LeftToRight
        if self.width() < needed:
            way = QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)

    def _sideways(self, number: int, by: int, key: str) -> None:
        """Move a card, or with an empty ``key`` the keyboard, to a column beside."""
        beside = self.columns[number + 1 :] if by > 0 else self.columns[:number][::-1]
        if key and beside:
            self.moved.emit(key, beside[0].key)
            return
        target = next((one for one in beside if one.cards.count()), None)
        if target:
            target.cards.setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self, area: QRect) -> None:
        cards = self.sender()
        if isinstance(cards, Cards):
            at = cards.viewport().mapTo(self, area.topLeft())
            self.followed.emit(QRect(at, area.size()))


class _Column(Part):
    """One column: its head, and its cards. A card is let go anywhere in it, on another one, too."""

    dropped = Signal(str, str)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents, on=False)  # a border moves with it
        self.setAcceptDrops(True)
        self.key = ""
        self._title = Text("label", "muted", parent=self)
        self._empty = Text("small", "muted", parent=self)
        self._empty.set_pad(PAD, PAD, PAD, PAD)
        self.cards = Cards(number, self)
        stack = column(self, space(1), (space(2), space(2), space(2), space(2)))
        for part in (self._title, self.cards, self._empty):
            stack.addWidget(part)
        stack.addStretch()

    def show_column(self, given: BoardColumn) -> None:
        self.key = given.key
        self._title.set_text(given.title)
        self._empty.set_text(given.empty)
        self._empty.setVisible(not given.cards)
        self.cards.setAccessibleName(given.title)
        self.cards.show_cards(given.cards)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if card_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if card_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if key := card_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(key, self.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.of(self)
        box(begin(self), self.rect(), look.surface, look.line, radius=RADIUS_CARD)
