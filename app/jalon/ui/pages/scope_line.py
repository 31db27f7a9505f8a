"""One line on scope for the overview: what is still open, and the way to the conclusions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, Text, row
from jalon.ui.pages.page import Step
from jalon.ui.places import SCOPE
from jalon.ui.theme import space


class ScopeLine(Part):
    """Says whether the company appears to owe anything, and how much is open."""

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        line = row(self, space(4))
        self.said = Text("body", parent=self)
        self.link = Button("link", parent=self)
        line.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.link.clicked.connect(self._asked)

    def refresh(self, tr: Translator) -> None:
        """Say how scope stands now."""
        concluded = self._desk.session.evaluation.conclusions
        first = concluded[PROVIDER, "provider"]
        drawn = [c for c in concluded.values() if c.value != "not-known"]
        missing = len(concluded) - len(drawn)
        title = tr.text(first.title)
        if not title.endswith("?"):  # some titles are questions, in French more of them
            title = tr.text("{sentence}.", sentence=title)
        open_ones = tr.plural(
            "On scope {count} conclusion is not known yet.",
            "On scope {count} conclusions are not known yet.",
            missing,
        )
        self.said.set_text(f"{title} {open_ones}" if missing else title)
        self.link.set_text(tr.text("See what appears to apply"))

    def _asked(self) -> None:
        self.asked.emit(Step(SCOPE))
