"""A field with its label above, its help and what is wrong with it beneath."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.field import Field
from jalon.ui.kit.frames import Part, column
from jalon.ui.kit.painting import begin, warning_sign
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space

_SIGN = 20


class Problem(Text):
    """What is wrong, in words behind a sign."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("small", "warn", parent=parent)
        self.set_pad(_SIGN, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign before the words."""
        super().paintEvent(event)
        look = theme.of(self)
        area = QRectF(1, (theme.leading("small") - 14) / 2, 14, 14)
        warning_sign(begin(self), area, look.warn.mark)


class LabeledField(Part):
    """A label above its field: the label is never a placeholder inside it."""

    def __init__(self, field: Field, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._own_problem = ""
        self._problem = ""
        self._label = Text("label", "muted")
        self._note = Text("label", "warn")
        self._help = Text("small", "muted")
        self._line = Problem()
        field.setParent(self)
        parts = column(self, space(1))
        for part in (self._label, self._note, field, self._help, self._line):
            parts.addWidget(part)
        self._label.setBuddy(field.entry())
        self.setFocusProxy(field.entry())
        field.problem_changed.connect(self._own_problem_changed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in (self._note, self._help, self._line):
            part.hide()

    def set_words(self, label: str, explanation: str = "", note: str = "") -> None:
        """Show a label, help beneath the field, and a note that matters now."""
        self._label.set_text(label)
        self._label.setBuddy(self.field.entry())  # a list of choices may be another by now
        self.field.set_name(label)
        _show(self._help, explanation)
        _show(self._note, note)
        self._describe()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the value; empty when nothing is."""
        self._problem = words
        self._describe()

    def retranslate(self, tr: Translator) -> None:
        """Hand the language to the field."""
        self.field.retranslate(tr)

    def _own_problem_changed(self, words: str) -> None:
        self._own_problem = words
        self._describe()

    def _describe(self) -> None:
        _show(self._line, self._own_problem or self._problem)
        said = (self._note.text(), self._help.text(), self._line.text())
        self.field.set_help(". ".join(s.rstrip(".") for s in said if s))


def _show(part: Text, words: str) -> None:
    part.set_text(words)
    part.setVisible(bool(words))
