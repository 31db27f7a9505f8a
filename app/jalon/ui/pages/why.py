"""Why a requirement is not asked, or which answer would tell."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.forms.model import FactId
from jalon.language import Translator
from jalon.ui.kit import Button, Part, RowHead, Text, row
from jalon.ui.theme import space


class Why(Part):
    """Why a row is not asked, or which answer would tell; readable while the row is closed.

    ``of_all`` says it above the rows, of all of them.
    """

    fact_asked = Signal(str)

    def __init__(self, parent: QWidget, *, of_all: bool = False) -> None:
        super().__init__(parent)
        self._of_all = of_all
        line = row(self, space(3), self._sides())
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
        said = tr.text("This would settle it: {question}", question=label)
        if self._of_all:
            said = tr.text(
                "It is not known yet whether these requirements apply. This would settle it:"
                " {question}",
                question=label,
            )
        self._text.set_text(said)
        self._link.set_text(tr.text("Answer"))
        self._link.setAccessibleDescription(label)
        self._link.show()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and (laid_out := self.layout()):
            laid_out.setContentsMargins(*self._sides())

    def _sides(self) -> tuple[int, int, int, int]:
        if self._of_all:
            return 0, space(4), 0, space(1)
        return RowHead.edge(), 0, space(5), space(3)

    def _asked(self) -> None:
        self.fact_asked.emit(self._fact)
