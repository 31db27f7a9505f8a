"""Fields to choose in: one of several, several of several, one from a drop-down."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QWidget

from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.buttons import Button
from jalon.ui.kit.faces import CheckLine, RadioLine
from jalon.ui.kit.field import Field
from jalon.ui.kit.frames import column
from jalon.ui.kit.painting import LEFT, begin, box, chevron, elided, focus_ring, write
from jalon.ui.kit.roving import RadioSet
from jalon.ui.kit.shapes import Option
from jalon.ui.theme import space


class ChoiceField(Field):
    """One of several, as radio buttons; none at first, and the answer can be taken back.

    A few short ones without help stand side by side where there is room. What is chosen is called
    an answer, unless it is none (``answers`` false).
    """

    def __init__(self, *, answers: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._values: tuple[str, ...] = ()
        self._lines: list[RadioLine] = []
        self._value: str | None = None
        self._set = RadioSet(self)
        self._set.chosen.connect(self._chosen)
        self._set.taken_back.connect(self._taken_back)
        self._rows = column(self._set, 0)
        self._back = Button("link")
        self._back.clicked.connect(self._taken_back)
        self._outer = column(self, 0)
        self._outer.addWidget(self._set)
        self._outer.addWidget(self._back)
        self._back.hide()
        self._short, self._beside, self._room = False, False, 0

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these options; the same ones are only renamed."""
        values = tuple(o.value for o in options)
        if values != self._values:
            self._values = values
            for old in self._lines:
                self._rows.removeWidget(old)
                old.setParent(None)
                old.deleteLater()
            self._lines = [RadioLine(self._set) for _ in values]
            for line in self._lines:
                self._rows.addWidget(line)
                self.watch(line)
            self._set.set_buttons(self._lines)
            self._show()
        for line, option in zip(self._lines, options, strict=True):
            line.set_words(option.label, option.help)
        self._short = _are_short(options)
        self._lay_out(beside=self._short)

    def minimumSizeHint(self) -> QSize:
        """Return the size as it is, and the width of the choices under each other."""
        hint, parts = super().minimumSizeHint(), (*self._lines, self._back)
        widest = max(part.minimumSizeHint().width() for part in parts)
        return QSize(widest, hint.height()) if self._beside else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._room = self.width()
        self._arrange()

    def _arrange(self) -> None:
        if self._short and self._room:
            parts = self._lines if self._value is None else (*self._lines, self._back)
            wide = sum(part.minimumSizeHint().width() + space(4) for part in parts)
            self._lay_out(beside=wide - space(4) <= self._room)

    def _lay_out(self, *, beside: bool) -> None:
        """Put the choices side by side, or under each other."""
        if beside == self._beside:
            return
        self._beside = beside
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for laid in (self._rows, self._outer):
            laid.setDirection(way)
            laid.setSpacing(space(4) if beside else 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._outer.setAlignment(self._back, middle if beside else Qt.AlignmentFlag(0))
        if beside:
            self._outer.addStretch(1)
        else:
            self._outer.takeAt(self._outer.count() - 1)

    def retranslate(self, tr: Translator) -> None:
        """Name the way back."""
        said = tr.text("Clear the answer") if self._answers else tr.text("Clear the choice")
        self._back.set_text(said)

    def entry(self) -> QWidget:
        """Return the group of buttons."""
        return self._set

    def set_name(self, words: str) -> None:
        """Name the group; the way back says which answer it clears."""
        super().set_name(words)
        self._back.setAccessibleDescription(words)

    def value(self) -> Value:
        """Return the chosen option's value; None when none is."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Show a choice."""
        wanted = value if isinstance(value, str) else None
        if wanted != self._value:
            self._value = wanted
            self._show()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the choice be seen, but not changed."""
        self._set.set_read_only(read_only=read_only)
        self._back.setEnabled(not read_only)

    def _show(self) -> None:
        at = self._values.index(self._value) if self._value in self._values else None
        self._set.show_checked(at)
        self._back.setVisible(self._value is not None)
        self._arrange()

    def _chosen(self, at: int) -> None:
        if self._values[at] != self._value:
            self._value = self._values[at]
            self._show()
            self.edited.emit(self._value)

    def _taken_back(self) -> None:
        if self._value is not None:
            self._set.setFocus()  # before the button that has the focus goes
            self._value = None
            self._show()
            self.edited.emit(None)


_FEW, _SHORT = 3, 28
"""How many choices stand side by side at most, and how long in characters all together."""


def _are_short(options: Sequence[Option]) -> bool:
    long = sum(len(o.label) for o in options) > _SHORT or any(o.help for o in options)
    return len(options) <= _FEW and not long


class ChoicesField(Field):
    """Several of several, as check boxes; the value is the list of the checked ones' values."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[str, ...] = ()
        self._boxes: list[CheckLine] = []
        self._rows = column(self, 0)
        self._read_only = False

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these options; the same ones are only renamed."""
        values = tuple(o.value for o in options)
        if values != self._values:
            kept = self.value()
            self._values = values
            for old in self._boxes:
                self._rows.removeWidget(old)
                old.setParent(None)
                old.deleteLater()
            self._boxes = [CheckLine(self) for _ in values]
            for line in self._boxes:
                self._rows.addWidget(line)
                self.watch(line)
                line.clicked.connect(self._clicked)
            self.show_value(kept)
        for line, option in zip(self._boxes, options, strict=True):
            line.set_words(option.label, option.help)

    def entry(self) -> QWidget:
        """Return the first box."""
        return self._boxes[0] if self._boxes else self

    def set_name(self, words: str) -> None:
        """Name the group; the boxes have names of their own."""
        self.setAccessibleName(words)

    def set_help(self, words: str) -> None:
        """Describe the group."""
        self.setAccessibleDescription(words)

    def value(self) -> Value:
        """Return the values of the checked boxes in their order; None when none is."""
        checked = [v for v, b in zip(self._values, self._boxes, strict=True) if b.isChecked()]
        return [*checked] or None

    def show_value(self, value: Value) -> None:
        """Show which are checked."""
        wanted = value if isinstance(value, list) else []
        for name, line in zip(self._values, self._boxes, strict=True):
            line.setChecked(name in wanted)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the choice be seen, but not changed."""
        for line in self._boxes:
            line.setEnabled(not read_only)

    def _clicked(self) -> None:
        self.edited.emit(self.value())


class DropDown(QComboBox):
    """A drop-down painted as the other fields; the wheel turns it only when it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the longest entry."""
        words = [self.itemText(i) for i in range(self.count())]
        widest = max((theme.advance(w, "body") for w in words), default=0)
        return QSize(widest + 2 * space(3) + theme.sized(space(6)), theme.leading("body") + 15)

    def minimumSizeHint(self) -> QSize:
        """Return the same: an entry is never cut."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the focus is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint border, entry and chevron."""
        painter: QPainter = begin(self)
        look = theme.of(self)
        box(painter, self.rect(), look.raised, look.edge)
        room = self.width() - 2 * space(3) - theme.sized(space(6))
        words = elided(self.currentText(), "body", room, Qt.TextElideMode.ElideRight)
        ink = look.text if self.isEnabled() else look.muted
        area = QRectF(space(3), 0, room + 2, self.height())
        write(painter, area, words, "body", ink, LEFT)
        at = self.width() - space(2) - theme.sized(10)
        chevron(painter, QPointF(at, self.height() / 2), look.muted)
        if self.hasFocus():
            focus_ring(painter, self.rect(), look)


class SelectField(Field):
    """One of several from a drop-down: for settings, which have a value from the start."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[str, ...] = ()
        self._menu = DropDown(self)
        self._menu.activated.connect(self._activated)
        self._value: str | None = None
        column(self).addWidget(self._menu)
        self.setFocusProxy(self._menu)
        self.watch(self._menu)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these options; the choice stays."""
        self._values = tuple(o.value for o in options)
        self._menu.clear()
        for option in options:
            self._menu.addItem(option.label)
        self._show()
        self._menu.updateGeometry()

    def entry(self) -> QComboBox:
        """Return the drop-down."""
        return self._menu

    def value(self) -> Value:
        """Return the chosen option's value; None when none is."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Show a choice."""
        self._value = value if isinstance(value, str) else None
        self._show()

    def _show(self) -> None:
        at = self._values.index(self._value) if self._value in self._values else -1
        self._menu.setCurrentIndex(at)

    def _activated(self, at: int) -> None:
        if self._values[at] != self._value:
            self._value = self._values[at]
            self.edited.emit(self._value)
