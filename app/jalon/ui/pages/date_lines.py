"""Lists of dates: what, how it stands, how it was counted, and the one act that helps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.deadlines.shapes import Deadline
from jalon.language import Translator
from jalon.ui.kit import Beside, Button, Line, Part, Text, column, row, show_if
from jalon.ui.theme import measure, space
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One date as a list shows it; ``key`` names what its link does."""

    row: Deadline
    title: str
    stands: str
    whose: str
    counting: str
    settles: str
    link: str

    @property
    def late(self) -> bool:
        """Whether its day has passed and nothing is recorded."""
        return self.row.status == "overdue"


class DateLine(Part):
    """One date. ``acted`` carries its :class:`Entry`."""

    acted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        box = column(self, 0, (0, 0, 0, space(2)))
        box.addWidget(Line(parent=self))
        box.addSpacing(space(2))
        left, right = Part(self), Part(self)
        self.title = Text("medium", parent=left)
        self.stands = Text("body", parent=right)
        column(left).addWidget(self.title)
        column(right).addWidget(self.stands)
        box.addWidget(Beside(left, right, least=space(48), parent=self))
        self._whose = Text("small", "muted", parent=self)
        box.addWidget(self._whose)
        self._settles = Text("small", width=measure(), parent=self)
        self._counting = Text("small", "muted", width=measure(), parent=self)
        self.link = Button("link", parent=self)
        for part in (self._settles, self._counting):
            box.addWidget(part)
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.link.clicked.connect(self._acted)

    def show_entry(self, entry: Entry) -> None:
        """Show one date."""
        self.entry = entry
        self.title.set_text(entry.title)
        self.stands.set_text(entry.stands)
        self.stands.set_ink("warn" if entry.late else "text")
        self.link.set_text(entry.link)
        self.link.setAccessibleDescription(f"{entry.title}. {entry.stands}")
        for part, said in (
            (self._whose, entry.whose),
            (self._settles, entry.settles),
            (self._counting, entry.counting),
        ):
            part.set_text(said)
            show_if(part, bool(said))
        show_if(self.link, bool(entry.link))

    def words(self) -> str:
        """Return all that is said of the date."""
        parts = (self.title, self._whose, self.stands, self._settles, self._counting)
        return "\n".join(part.text() for part in parts if not part.isHidden())

    def _acted(self) -> None:
        self.acted.emit(self.entry)


class DateList(Part):
    """A heading and its dates; one that is folded says how many there are.

    ``acted`` carries an :class:`Entry`, ``opened`` that it was folded or unfolded.
    """

    acted = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget, *, folded: bool = False) -> None:
        super().__init__(parent)
        self.folded = self._folds = folded
        self._box = column(self, 0, (0, 0, 0, space(6)))
        head = Part(self)
        line = row(head, space(4))
        self.title = Text("heading", parent=head)
        self.fold = Button("link", parent=head)
        line.addWidget(self.title, 1)
        line.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignVCenter)
        self._empty = Text("body", "muted", width=measure(), parent=self)
        self._box.addWidget(head)
        self._box.addSpacing(space(2))
        self._box.addWidget(self._empty)
        self.lines: list[DateLine] = []
        self._entries: tuple[Entry, ...] = ()
        self._labels: Callable[[bool, int], str] = _nothing
        self.fold.clicked.connect(self._fold)

    def show_entries(
        self, tr: Translator, title: str, empty: str, entries: Sequence[Entry]
    ) -> None:
        """Show the dates; ``empty`` is said where there are none."""

        def label(folded: bool, count: int) -> str:  # noqa: FBT001  a state, not an option
            if not folded:
                return tr.text("Hide")
            return tr.plural("Show {count} date", "Show {count} dates", count)

        self._labels, self._entries = label, tuple(entries)
        self.title.set_text(title)
        self._empty.set_text(empty)
        self._show()

    def _show(self) -> None:
        shown = () if self.folded else self._entries
        show_if(self._empty, not self._entries)
        show_if(self.fold, self._folds and bool(self._entries))
        self.fold.set_text(self._labels(self.folded, len(self._entries)))
        self.fold.setAccessibleDescription(self.title.text())
        while len(self.lines) < len(shown):
            made = DateLine(self)
            made.acted.connect(self.acted)
            self._box.addWidget(made)
            self.lines.append(made)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(shown))
            if number < len(shown):
                line.show_entry(shown[number])

    def _fold(self) -> None:
        self.folded = not self.folded
        self._show()
        self.opened.emit()


def _nothing(_folded: bool, _count: int) -> str:  # noqa: FBT001  as above
    return ""
