"""Choosing several of many: a filter, a list of boxes, and the act on what is checked."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QObject,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.folding import folded
from jalon.ui.kit import marks
from jalon.ui.kit.buttons import Button
from jalon.ui.kit.frames import Card, Part, ThinBar, column, keep_in_sight, row
from jalon.ui.kit.item_views import CHOSEN_WHOLE, Index, begin_at_first, flatten, said
from jalon.ui.kit.labeled import LabeledField
from jalon.ui.kit.lines import TextField
from jalon.ui.kit.painting import begin, box, elided, focus_ring, write
from jalon.ui.kit.shapes import Option
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space

_OPTION: Final = Qt.ItemDataRole.UserRole
_SHOWN = 7
_MARK = 16
_LEFT = 34


class Picker(Part):
    """Choose several of many.

    Signals:
        picked: with the values that are checked, in the order of the list.
        left: without choosing.
    """

    picked = Signal(tuple)
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = TextField()
        self._labeled = LabeledField(self.filter)
        self.list = _List(self)
        self._none = Text("small", "muted")
        self.pick, self._leave = Button("plain"), Button("link")
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        card.box.addWidget(self._labeled)
        card.box.addWidget(_Frame(self.list, card))
        card.box.addWidget(self._none)
        foot = QWidget(card)
        line = row(foot, space(4))
        line.addWidget(self.pick)
        line.addWidget(self._leave)
        line.addStretch()
        card.box.addWidget(foot)
        self.filter.edited.connect(self._filter)
        self.filter.entry().returnPressed.connect(self._to_list)
        self.list.options.changed.connect(self._count)
        self.pick.clicked.connect(self._pick)
        self._leave.clicked.connect(self.left)
        self._tr: Translator | None = None
        self._act = ""

    def show_options(self, tr: Translator, act: str, options: Sequence[Option]) -> None:
        """Offer these; ``act`` names what is done with them."""
        self._tr, self._act = tr, act
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Filter"))
        self.list.setAccessibleName(act)
        self._leave.set_text(tr.text("Cancel"))
        self.list.options.show_options(options)
        self._count()

    def begin(
        self, box: QBoxLayout, picked: Callable[[tuple[str, ...]], None], left: Callable[[], None]
    ) -> None:
        """Show itself at the end of a box, whole where there is room, and take the focus.

        ``picked`` gets the values that were chosen, ``left`` is called where none was.
        """
        box.addWidget(self)
        self.picked.connect(picked)
        self.left.connect(left)
        self.show()
        self.filter.entry().setFocus()
        QTimer.singleShot(0, self, self._come_into_sight)  # once the page has made room

    def put_away(self) -> None:
        """Be gone, for good."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _come_into_sight(self) -> None:
        for part in (self.pick, self.filter):
            keep_in_sight(part)

    def _filter(self, words: object) -> None:
        self.list.options.show_only(str(words))

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self) -> None:
        if self._tr is None:
            return
        number = len(self.list.options.checked())
        self.pick.set_text(f"{self._act} ({self._tr.number(number)})" if number else self._act)
        self.pick.setEnabled(number > 0)
        shown = self.list.options.rowCount()
        self._none.setVisible(not shown)
        self._none.set_text(self._tr.text("Nothing fits."))
        if (frame := self.list.parentWidget()) is not None:
            frame.setVisible(bool(shown))

    def _pick(self) -> None:
        chosen = self.list.options.checked()
        if chosen:
            self.picked.emit(chosen)


class _Options(QAbstractListModel):
    """The options that pass the filter, and which are checked."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Option, ...] = ()
        self._shown: list[Option] = []
        self._checked: set[str] = set()
        self._words: list[str] = []

    def show_options(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self._all = tuple(options)
        self._checked &= {option.value for option in options}
        self._shown = self._fitting()
        self.endResetModel()

    def show_only(self, words: str) -> None:
        self.beginResetModel()
        self._words = folded(words).split()
        self._shown = self._fitting()
        self.endResetModel()
        self.changed.emit()

    def checked(self) -> tuple[str, ...]:
        return tuple(o.value for o in self._all if o.value in self._checked)

    def toggle(self, index: Index) -> None:
        value = self._shown[index.row()].value
        self._checked ^= {value}
        self.dataChanged.emit(index, index)
        self.changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        option = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(option.label, option.help)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = option.value in self._checked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return option if role == _OPTION else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        return CHOSEN_WHOLE | Qt.ItemFlag.ItemIsUserCheckable

    def _fitting(self) -> list[Option]:
        return [
            option
            for option in self._all
            if all(word in folded(f"{option.label} {option.help}") for word in self._words)
        ]


class _List(QListView):
    """The list; Space or a click checks the line that has the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.options = _Options(self)
        self.setModel(self.options)
        self.setItemDelegate(_BoxDelegate(self))
        flatten(self)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBar(ThinBar("raised", self))
        self.clicked.connect(self.options.toggle)
        self.options.modelReset.connect(self._fit)

    def clipped(self) -> str:
        """Return nothing: a text too long is shortened, with the whole of it as tooltip."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check the line that has the keyboard."""
        at = self.currentIndex()
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select} and at.isValid():
            self.options.toggle(at)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        begin_at_first(self)

    def _fit(self) -> None:
        shown = min(max(self.options.rowCount(), 1), _SHOWN)
        self.setFixedHeight(shown * _line_height() + 2)


class _Frame(QWidget):
    """The border round the list and its scroll bar."""

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        column(self, 0, (1, 1, 1, 1)).addWidget(inner)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground and border."""
        look = theme.of(self)
        box(begin(self), self.rect(), look.raised, look.edge)


def _line_height() -> int:
    return theme.leading("body") + theme.leading("small") + 8


class _BoxDelegate(QStyledItemDelegate):
    """Paints a box, a label, and a help text below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        del option, index
        return QSize(40, _line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        look, area = theme.of(option.widget), QRectF(option.rect).adjusted(1, 0, -1, 0)
        one: Option = index.data(_OPTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour("sunken"))
        size, left = theme.sized(_MARK), theme.sized(_LEFT)
        mark = QRectF(area.x() + theme.sized(10), area.y() + theme.sized(5), size, size)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        marks.check_box(painter, mark, look, checked=checked)
        room = area.width() - left - 8
        top = QRectF(area.x() + left, area.y() + 3, room, theme.leading("body"))
        mode = Qt.TextElideMode.ElideRight
        write(painter, top, elided(one.label, "body", room, mode), "body", look.text)
        below = QRectF(top.x(), top.bottom(), room, theme.leading("small"))
        write(painter, below, elided(one.help, "small", room, mode), "small", look.muted)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, area, look)
        painter.restore()
