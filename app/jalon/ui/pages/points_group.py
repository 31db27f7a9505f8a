"""One kind of points that do not go together: its head with their number, its lines when open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.contradictions import TITLES, Contradiction, Kind, words
from jalon.export import contradiction_words
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Fold, Part, column, show_if
from jalon.ui.pages import point_way
from jalon.ui.pages.linked import Entry, EntryLine
from jalon.ui.theme import space

FEW = 8
"""So many points stand open from the start."""
_PAGE = 40
"""So many lines are made at once."""


class PointsGroup(Part):
    """The points of one kind; hidden where there are none. ``asked`` carries a step."""

    asked = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind: Kind = kind
        self._desk = desk
        self._tr: Translator | None = None
        self._points: tuple[Contradiction, ...] = ()
        self._shown = _PAGE
        self._chosen: bool | None = None
        self.head = Fold(strong=True, parent=self)
        self.head.setObjectName(kind)
        self.head.clicked.connect(self._toggled)
        self._body = Part(self)
        self._lines_box = column(self._body, 0, (Fold.X, 0, Fold.X, space(3)))
        self.lines: list[EntryLine] = []
        self.more = Button("link", parent=self._body)
        self.more.clicked.connect(self._show_more)
        self._lines_box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box = column(self)
        box.addWidget(self.head)
        box.addWidget(self._body)
        self._body.hide()

    @property
    def is_open(self) -> bool:
        """Whether the lines are shown."""
        return self.head.isChecked()

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Open or close the group, as somebody chose."""
        self._chosen = wanted
        self._show()

    def refresh(self, tr: Translator, points: tuple[Contradiction, ...]) -> None:
        """Show the points of this kind as they are now."""
        self._tr, self._points = tr, points
        number = tr.number(len(points))
        self.head.set_words(tr, tr.text(TITLES[self.kind]), count=number)
        self._show()
        show_if(self, bool(points))

    def _show(self) -> None:
        few = len(self._points) <= FEW
        wanted = few if self._chosen is None else self._chosen
        self.head.setChecked(wanted)
        if wanted and self._tr:
            self._show_lines(self._tr)
        show_if(self._body, wanted)

    def _show_lines(self, tr: Translator) -> None:
        shown = self._points[: self._shown]
        while len(self.lines) < len(shown):
            line = EntryLine(self._body)
            line.asked.connect(self.asked)
            self._lines_box.insertWidget(len(self.lines), line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(shown))
            if number < len(shown):
                line.show_entry(_entry(self._desk, tr, shown[number]))
        left = len(self._points) - len(shown)
        self.more.set_text(tr.plural("Show {count} more", "Show {count} more", left))
        show_if(self.more, left > 0)

    def _show_more(self) -> None:
        first = self._shown
        self._shown += _PAGE * 5
        self._show()
        self.lines[first].link.setFocus()

    def _toggled(self) -> None:
        self.set_open(self.head.isChecked())


def _entry(desk: Desk, tr: Translator, point: Contradiction) -> Entry:
    session = desk.session
    place = contradiction_words.where(point, session.form, session.assessment, tr)
    said = words.sentence(point, tr)
    demand = words.what(point, session.form, tr)
    head = demand or place
    rest = (place, said) if demand else (said,)
    return Entry(head, "\n".join(rest), "", tr.text("Show"), point_way.step(desk, point))
