"""Why a requirement is not asked, or which answer would tell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.forms.model import FactId
from jalon.language import Translator
from jalon.ui.kit import Button, Part, RowHead, Text, row
from jalon.ui.theme import space


class Why(Part):
    """Why a row is not asked, or which answer would tell; readable while the row is closed."""

    fact_asked = Signal(str)

    def __init__(self, parent: QWidget, *, left: int = RowHead.X) -> None:
        """Make it, ``left`` pixels in: where the words of a row begin."""
        super().__init__(parent)
        line = row(self, space(3), (left, 0, space(5), space(3)))
        self._text = Text("small", "muted", parent=self)
        self._link = Button("link", parent=self)
        self._fact = ""
        line.addWidget(self._text, 1)
        line.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self._link.clicked.connect(self._asked)

    def show_reason(self, said: str) -> None:
        """Say why the row is not asked."""
        self._text.set_text(said)
        self._link.hide()
        self.show()

    def show_fact(self, tr: Translator, fact: FactId, label: str) -> None:
        """Say which answer would settle it, with the way there."""
        self._fact = fact
        self._text.set_text(tr.text("This would settle it: {question}", question=label))
        self._link.set_text(tr.text("Answer"))
        self._link.setAccessibleDescription(label)
        self._link.show()
        self.show()

    def _asked(self) -> None:
        self.fact_asked.emit(self._fact)
