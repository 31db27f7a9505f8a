"""What stands above the rows of a measure: official title, presumption, count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.assessment.results import Tally
from jalon.language import Translator
from jalon.ui.kit import Button, Part, Text, column, row, show_if
from jalon.ui.theme import measure, space


class Official(Part):
    """The official English title under ours, set as words of the law are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("quote", "muted", width=measure(), parent=self)
        self._note = Text("small", "muted", width=measure(), parent=self)
        box = column(self, 0, (0, 0, 0, space(2)))
        box.addWidget(self._title)
        box.addWidget(self._note)

    def show_title(self, title: str, tr: Translator) -> None:
        """Show the title; nothing where the page is in its language."""
        show_if(self, bool(title))
        self._title.set_text(title)
        self._note.set_text(tr.text("The official title. The translation above is ours."))


class Presumed(Text):
    """How a presumption of the Code stands; nothing where it has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("small", "muted", width=measure(), parent=parent)
        self.hide()

    def show_words(self, said: str) -> None:
        """Say how it stands."""
        self.setVisible(bool(said))
        self.set_text(said)


class Count(Part):
    """How many requirements count and how many have an answer; the link that opens all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, space(4), (0, space(5), 0, space(3)))
        self._words = Text("small", "muted", parent=self)
        self.all_asked = Button("link", parent=self)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.all_asked)

    def show_tally(self, tr: Translator, tally: Tally, *, apart: bool) -> None:
        """Say the numbers; ``apart``: they are those of a chapter taken on voluntarily."""
        answered = tr.number(tally.answered)
        if not tally.applicable:
            words = tr.text("No requirement is counted here.")
        elif apart:
            words = tr.plural(
                "{count} requirement counted apart, {answered} with an answer",
                "{count} requirements counted apart, {answered} with an answer",
                tally.applicable,
                answered=answered,
            )
        else:
            words = tr.plural(
                "{count} requirement counted, {answered} with an answer",
                "{count} requirements counted, {answered} with an answer",
                tally.applicable,
                answered=answered,
            )
        self._words.set_text(words)

    def show_open(self, tr: Translator, all_open: bool) -> None:  # noqa: FBT001
        """Name what the link does now."""
        self.all_asked.set_text(tr.text("Close all") if all_open else tr.text("Open all"))
