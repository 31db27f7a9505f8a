"""Fields of one line: text, number, and what they share."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.field import Framed

_PADS = 15
_INDENT = -2


class LineField(Framed):
    """A field of one line; how its text and its value hang together is the subclasses'."""

    def __init__(self, *, end: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(end=end, parent=parent)
        self._edit = QLineEdit(self)
        self._edit.setFrame(False)
        self._edit.setTextMargins(_INDENT, 0, 0, 0)  # Qt's own two pixels: flush with a label
        self.frame.addWidget(self._edit)
        self.setFocusProxy(self._edit)
        self.watch(self._edit)
        self._edit.textEdited.connect(self.typed)
        self._edit.returnPressed.connect(self.commit)
        self._fix_height()

    def entry(self) -> QLineEdit:
        """Return the editor."""
        return self._edit

    def typed(self, words: str) -> None:
        """Take what the user has just typed."""
        raise NotImplementedError

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the text be read and copied, but not changed."""
        self._edit.setReadOnly(read_only)

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(220, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fix_height()

    def _fix_height(self) -> None:
        self.setFixedHeight(theme.leading("body") + _PADS)


class TextField(LineField):
    """A text of one line; ``edited`` comes at each keystroke: keep it as a draft.

    Where ``longest`` is given, it takes so many characters and no more.
    """

    def __init__(self, *, longest: int = 0, end: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(end=end, parent=parent)
        if longest:
            self._edit.setMaxLength(longest)

    def value(self) -> str:
        """Return the text as typed; empty when nothing is."""
        return self._edit.text()

    def show_value(self, value: Value) -> None:
        """Show a text; of one that is longer than the field, how it begins."""
        words = value if isinstance(value, str) else ""
        if words != self._edit.text():
            self._edit.setText(words)
            if not self._edit.hasFocus():
                self._edit.setCursorPosition(0)

    def typed(self, words: str) -> None:
        """Tell of it; a pasted line break becomes a space, for the field has one line."""
        single = " ".join(words.splitlines()) if len(words.splitlines()) > 1 else words
        if single != words:
            at = self._edit.cursorPosition()
            self._edit.setText(single)
            self._edit.setCursorPosition(min(at, len(single)))
        self.edited.emit(single)


class CheckedLine(LineField):
    """A line that is read as a value when it is committed: by Return, or by leaving it.

    What cannot be read stays as it was typed, with a problem in words beside it; the last
    value stays the value.
    """

    def __init__(self, *, end: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(end=end, parent=parent)
        self._value: Value = None
        self._touched = False
        self._problem = ""
        self.tr_: Translator | None = None

    def value(self) -> Value:
        """Return the last value that could be read."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Show a value; what is being typed, or cannot be read, is left alone."""
        if value == self._value and (self._touched or self._problem or self._edit.text()):
            return
        self._value = value
        self._touched = False
        self._edit.setText(self.written(value))
        self._tell_problem("")

    def retranslate(self, tr: Translator) -> None:
        """Write the value as the language does."""
        self.tr_ = tr
        if self._problem:
            self._tell_problem(self.complaint(tr))
        elif not self._touched:
            self._edit.setText(self.written(self._value))

    def typed(self, words: str) -> None:  # noqa: ARG002
        """Wait: half a number is not a number."""
        self._touched = True

    def commit(self) -> None:
        """Read what was typed, and tell of it when it is another value."""
        if not self._touched or self.tr_ is None:
            return
        self._touched = False
        words = self._edit.text().strip()
        value = self.read(words) if words else None
        if words and value is None:
            self._tell_problem(self.complaint(self.tr_))
            return
        self._tell_problem("")
        self._edit.setText(self.written(value))
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was typed since the last value, with Escape."""
        if event.key() == Qt.Key.Key_Escape and (self._touched or self._problem):
            self._touched = False
            self._tell_problem("")
            self._edit.setText(self.written(self._value))
            return
        super().keyPressEvent(event)

    def choose(self, value: Value) -> None:
        """Take a value that the user picked instead of typing."""
        self._touched = False
        self._tell_problem("")
        self._edit.setText(self.written(value))
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def read(self, words: str) -> Value:
        """Return the value of what is written; None when it cannot be read."""
        raise NotImplementedError

    def written(self, value: Value) -> str:
        """Return how a value is written in this language."""
        raise NotImplementedError

    def complaint(self, tr: Translator) -> str:
        """Say what can be written here."""
        raise NotImplementedError

    def _tell_problem(self, words: str) -> None:
        if words != self._problem:
            self._problem = words
            self.problem_changed.emit(words)


class NumberField(CheckedLine):
    """A number of zero or more: ``1200``, ``3,5``, ``3e22``, ``3·10^22``."""

    def read(self, words: str) -> Value:
        """Read a number, with this language's signs first."""
        from jalon.ui.kit import numbers  # with its patterns; few pages have a number

        return numbers.read(words, comma=self._decimal() == ",")

    def written(self, value: Value) -> str:
        """Write a number with every digit it has."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value if isinstance(value, str) else ""
        from jalon.ui.kit import numbers

        return numbers.written(value, decimal=self._decimal(), group=self._group())

    def complaint(self, tr: Translator) -> str:
        """Say what a number looks like."""
        return tr.text("Write a number of zero or more, for example 1200 or 3·10^22.")

    def _decimal(self) -> str:
        if self.tr_ is None:
            return "."
        from babel.numbers import get_decimal_symbol

        return get_decimal_symbol(self.tr_.locale)

    def _group(self) -> str:
        if self.tr_ is None:
            return ""
        from babel.numbers import get_group_symbol

        return get_group_symbol(self.tr_.locale)
