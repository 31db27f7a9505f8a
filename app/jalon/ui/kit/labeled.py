"""A field with its label above, its help and what is wrong with it beneath."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.field import Field
from jalon.ui.kit.frames import Part, column, show_if
from jalon.ui.kit.painting import begin, warning_sign
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space

_SIGN = 20


class Problem(Text):
    """What is wrong, in words behind a sign."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("small", "warn", parent=parent)
        self.set_pad(theme.sized(_SIGN), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign before the words."""
        super().paintEvent(event)
        look = theme.of(self)
        size = theme.sized(_SIGN - 6)
        area = QRectF(1, (theme.leading("small") - size) / 2, size, size)
        warning_sign(begin(self), area, look.warn.mark)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_pad(theme.sized(_SIGN), 0, 0, 0)


class LabeledField(Part):
    """A label above its field: the label is never a placeholder inside it."""

    def __init__(self, field: Field, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._own_problem = ""
        self._problem = ""
        self._says: Callable[[Translator], str] | None = None
        self._dispute = self._place = ""
        self._label = Text("label", "muted", parent=self)
        self._note: Text | None = None
        self._help: Text | None = None
        self._line: Problem | None = None
        field.setParent(self)
        self._parts = column(self, space(1))
        self._parts.addWidget(self._label)
        self._parts.addWidget(field)
        self._label.setBuddy(field.entry())
        self.setFocusProxy(field.entry())
        field.problem_changed.connect(self._own_problem_changed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, label: str, explanation: str = "", note: str = "") -> None:
        """Show a label, help beneath the field, and a note that matters now."""
        self._label.set_text(label)
        if self._label.buddy() is not self.field.entry():  # a list of choices may be another by now
            self._label.setBuddy(self.field.entry())
        self.field.set_name(label)
        self._show_help(explanation)
        self._show_note(note)
        self._describe()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the value; empty when nothing is."""
        self._says = None
        self._problem = words
        self._describe()

    def say_problem(self, tr: Translator, said: Callable[[Translator], str]) -> None:
        """Say what is wrong until something else is said; :meth:`retranslate` says it anew."""
        self.show_problem(said(tr))
        self._says = said

    def show_dispute(self, words: str) -> None:
        """Say that copies of the project disagree on the value; empty where they agree."""
        if words != self._dispute:
            self._dispute = words
            self._describe()

    def set_place(self, words: str) -> None:
        """Tell assistive programs where the field stands, if others have the same label."""
        if words != self._place:
            self._place = words
            self._describe()

    def retranslate(self, tr: Translator) -> None:
        """Hand the language to the field, and say in it what is wrong."""
        self.field.retranslate(tr)
        if self._says is not None:
            self._problem = self._says(tr)
            self._describe()

    def _own_problem_changed(self, words: str) -> None:
        self._own_problem = words
        self._describe()

    def _describe(self) -> None:
        self._show_problem(self._own_problem or self._dispute or self._problem)
        parts = (part for part in (self._note, self._help, self._line) if part)
        said = (self._place, *(part.text() for part in parts))
        self.field.set_help(". ".join(s.rstrip(".") for s in said if s))

    # most fields never need these three; each is made when it has something to say, and takes
    # its place among the parts, which assistive programs read in order

    def _show_note(self, words: str) -> None:
        if self._note is None and words:
            self._note = Text("label", "warn", parent=self)
            self._note.stackUnder(self.field)
            self._parts.insertWidget(1, self._note)
        _show(self._note, words)

    def _show_help(self, words: str) -> None:
        if self._help is None and words:
            self._help = Text("small", "muted", parent=self)
            if self._line:
                self._help.stackUnder(self._line)
            self._parts.insertWidget(self._parts.indexOf(self.field) + 1, self._help)
        _show(self._help, words)

    def _show_problem(self, words: str) -> None:
        if self._line is None and words:
            self._line = Problem(parent=self)
            self._parts.addWidget(self._line)
        new = self._line is not None and words != self._line.text()
        _show(self._line, words)
        if new and words:
            from jalon.ui.kit.told import tell

            tell(self, words)


def _show(part: Text | None, words: str) -> None:
    if part:
        part.set_text(words)
        show_if(part, bool(words))
