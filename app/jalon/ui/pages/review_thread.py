"""What was said in a review, one under the other, oldest first; nothing is left out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import Button, Line, Part, StatePill, Text, column, row, show_if
from jalon.ui.pages.acts import Links
from jalon.ui.review_words import ASKS, Ask, Said
from jalon.ui.theme import measure, space


class Thread(Part):
    """All that was said of one thing. ``asked`` carries what is to be done, and with what."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self)
        self.lines: list[SaidLine] = []

    def show_said(self, said: tuple[Said, ...], tr: Translator) -> None:
        """Show these things; lines are made once and used again."""
        while len(self.lines) < len(said):
            line = SaidLine(self)
            line.asked.connect(self.asked)
            self._box.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(said))
            if number < len(said):
                line.show_one(said[number], tr)

    def line(self, key: str) -> "SaidLine | None":
        """Return the line of something that is shown."""
        found = (line for line in self.lines if line.key == key and not line.isHidden())
        return next(found, None)


class SaidLine(Part):
    """One thing that was said: who and when, a verdict, the words, what can be done."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        box = column(self, space(1), (0, 0, 0, space(2)))
        box.addWidget(Line(parent=self))
        head = QWidget(self)
        line = row(head, space(3), (0, space(2), 0, 0))
        self._pill = StatePill(parent=head)
        self.head = Text("small", "muted", parent=head)
        line.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.head, 1, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(head)
        self.text = Text("body", width=measure(), parent=self)
        self._notes = Text("small", "muted", width=measure(), parent=self)
        self._warnings = Text("small", "warn", width=measure(), parent=self)
        for part in (self.text, self._notes, self._warnings):
            box.addWidget(part)
        self.asks = {name: Button("link", parent=self) for name in ASKS}
        for name, button in self.asks.items():
            button.setObjectName(name)
            button.clicked.connect(self._clicked)
        self._acts = Links(*self.asks.values(), parent=self)
        box.addWidget(self._acts)

    def show_one(self, said: Said, tr: Translator) -> None:
        """Show one thing."""
        self.key = said.key
        self.head.set_text(said.head)
        self._show(self.text, said.text)
        self.text.set_ink("muted" if said.quiet else "text")
        self._show(self._notes, "\n".join(said.notes))
        self._show(self._warnings, " ".join(said.warnings))
        if said.verdict:
            self._pill.show_state(None if said.quiet else said.verdict[0], said.verdict[1])
        show_if(self._pill, said.verdict is not None)
        for name, button in self.asks.items():
            button.set_text(_named(tr, name))
            button.setAccessibleDescription(said.head)
            show_if(button, name in said.asks)
        self._acts.arrange()
        show_if(self._acts, bool(said.asks))

    @staticmethod
    def _show(part: Text, words: str) -> None:
        part.set_text(words)
        show_if(part, bool(words))

    def _clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName(), self.key)


def _named(tr: Translator, ask: Ask) -> str:
    match ask:
        case "confirm":
            return tr.text("Confirm for the answers as they are now")
        case "edit":
            return tr.text("Edit")
        case "answer":
            return tr.text("Answer")
        case "withdraw":
            return tr.text("Withdraw")
        case "restore":
            return tr.text("Take the withdrawal back")
