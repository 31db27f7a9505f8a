"""Lists whose lines lead somewhere: what, where it stands, how much or when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.ui.kit import Line, Part, Text, column, row, show_if
from jalon.ui.pages.page import Step
from jalon.ui.pages.step_link import StepLink
from jalon.ui.theme import measure, space
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: what, where it stands, how much or when, and the way there."""

    text: str
    where: str
    right: str
    link: str
    step: Step
    late: bool = False


class LinkedList(Part):
    """A heading and lines that lead somewhere."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self)
        self._title = Text("heading", parent=self)
        self._empty = Text("body", "muted", width=measure(), parent=self)
        self._box.addWidget(self._title)
        self._box.addSpacing(space(2))
        self._box.addWidget(self._empty)
        self._lines: list[EntryLine] = []

    def show_lines(self, title: str, empty: str, entries: tuple[Entry, ...]) -> None:
        """Show the lines; ``empty`` says what there would be."""
        self._title.set_text(title)
        show_if(self._title, bool(title))
        self._empty.set_text(empty)
        show_if(self._empty, not entries and bool(empty))
        while len(self._lines) < len(entries):
            made = EntryLine(self)
            made.asked.connect(self.asked)
            self._box.addWidget(made)
            self._lines.append(made)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(entries))
            if number < len(entries):
                line.show_entry(entries[number])


class EntryLine(Part):
    """One line of a list."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self)
        box.addWidget(Line(parent=self))
        line = QWidget(self)
        box.addWidget(line)
        inner = row(line, space(4), (0, space(2), 0, space(2)))
        left = QWidget(line)
        stack = column(left)
        self._text = Text("medium", parent=left)
        self._where = Text("small", "muted", parent=left)
        stack.addWidget(self._text)
        stack.addWidget(self._where)
        self._right = Text("small", "muted", wrap=False, parent=line)
        self.link = StepLink(line)
        inner.addWidget(left, 1)
        inner.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.link.asked.connect(self.asked)

    def show_entry(self, entry: Entry) -> None:
        """Show one entry."""
        self.link.set_step(entry.step)
        self._text.set_text(entry.text)
        self._where.set_text(entry.where)
        show_if(self._where, bool(entry.where))
        self._right.set_text(entry.right)
        self._right.set_ink("warn" if entry.late else "muted")
        self.link.set_text(entry.link)
        said = (entry.text, *entry.where.split("\n"))
        self.link.setAccessibleDescription(". ".join(s.rstrip(".") for s in said if s))
