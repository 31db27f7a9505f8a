"""Radio buttons that never choose by themselves: one stop for Tab, arrows only move."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QRadioButton, QWidget

_AHEAD = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Right})
_BEHIND = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})
_CHOOSE = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
_TAKE_BACK = frozenset({Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class Choice(QRadioButton):
    """A radio button that its set checks and unchecks.

    Qt's own radio buttons choose as the arrows pass over them, and cannot all be unchecked; an
    answer must be neither given in passing nor impossible to take back. They stay exclusive all
    the same: Qt tells assistive programs of one that is not as of a check box.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def uncheck(self) -> None:
        """Take the mark away; Qt leaves it to the last of exclusive ones."""
        if self.isChecked():
            self.setAutoExclusive(False)
            self.setChecked(False)
            self.setAutoExclusive(True)


class RadioSet(QGroupBox):
    """A group of choices, of which one or none is checked.

    Tab goes in (to the checked one, else where one was last) and out once. Arrows move; Space
    or Return chooses; ``digits`` choose by number; Delete, Backspace and, with ``digits``,
    0 take the answer back.
    """

    chosen = Signal(int)
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None, *, digits: bool = False) -> None:
        super().__init__(parent)
        self._buttons: list[Choice] = []
        self._digits = digits
        self._read_only = False
        self.setFlat(True)
        self.setContentsMargins(0, 0, 0, 0)

    def set_buttons(self, buttons: Sequence[Choice]) -> None:
        """Take these buttons as the choices, in reading order."""
        self._buttons = list(buttons)
        for button in self._buttons:
            button.installEventFilter(self)
            button.clicked.connect(self._clicked)
        self._rove(0)

    def show_checked(self, at: int | None) -> None:
        """Check one, or none; tells no one."""
        for i, button in enumerate(self._buttons):
            if i != at:
                button.uncheck()
        if at is not None:
            self._buttons[at].setChecked(True)
            self._rove(at)

    def checked(self) -> int | None:
        """Return which is checked."""
        return next((i for i, b in enumerate(self._buttons) if b.isChecked()), None)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the choice be seen and walked through, but not changed."""
        self._read_only = read_only
        for button in self._buttons:
            button.setEnabled(not read_only or button.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the button does."""
        if watched in self._buttons:
            at = self._buttons.index(watched)
            if isinstance(event, QFocusEvent) and event.gotFocus():
                self._rove(at)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event, at)
            if isinstance(event, QKeyEvent) and event.key() in _CHOOSE:
                return True  # the release of a key whose press was taken
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins at nothing: a group box would make room for a title."""
        QWidget.resizeEvent(self, event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the margins at nothing when fonts or style change."""
        QWidget.changeEvent(self, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint no frame."""

    def _key(self, event: QKeyEvent, at: int) -> bool:
        key, moves = event.key(), event.key() in _AHEAD | _BEHIND
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if moves:
                event.ignore()  # whoever this stands in may take it; the button would choose
            return moves
        if moves:
            self._focus((at + (1 if key in _AHEAD else -1)) % len(self._buttons))
        elif key in _CHOOSE:
            self._choose(at)
        elif self._digits and Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(self._buttons):
            self._focus(key - Qt.Key.Key_1)
            self._choose(key - Qt.Key.Key_1)
        elif key in _TAKE_BACK and (self._digits or key != Qt.Key.Key_0):
            self._take_back()
        else:
            return False
        return True

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self._choose(self._buttons.index(sender))

    def _choose(self, at: int) -> None:
        if not self._read_only:
            self.show_checked(at)
            self.chosen.emit(at)

    def _take_back(self) -> None:
        if not self._read_only and self.checked() is not None:
            self.show_checked(None)
            self.taken_back.emit()

    def _rove(self, at: int) -> None:
        """Make one button the stop for Tab."""
        for i, button in enumerate(self._buttons):
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if i == at else Qt.FocusPolicy.ClickFocus
            )
        if self._buttons:
            self.setFocusProxy(self._buttons[at])

    def _focus(self, at: int) -> None:
        if self._buttons:
            self._rove(at)
            self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
