"""Where something is linked: each place with the way there, and the choice of more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.language import Translator, capital
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Line, Part, Text, column, row, show_if
from jalon.ui.kit.picker import Picker
from jalon.ui.pages import where
from jalon.ui.pages.page import Step, ask_step
from jalon.ui.pages.where import Linked
from jalon.ui.theme import space

_MOST = 30
"""Places shown before all are asked for."""


class Links(Part):
    """The requirements of a piece of evidence or of an action.

    ``linked`` carries the places chosen to be linked as well, ``unlinked`` a subject and an item.
    """

    linked = Signal(tuple)
    unlinked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr: Translator | None = None
        self._places: tuple[Linked, ...] = ()
        self._whole = self._read_only = False
        self._lines: list[_Place] = []
        self.picker: Picker | None = None
        self._title = Text("heading", parent=self)
        self._none = Text("body", "muted", parent=self)
        self._all, self.add = Button("link", parent=self), Button("link", "add", parent=self)
        self._rows = Part(self)
        self._rows_box = column(self._rows)
        self._box = column(self)
        foot = QWidget(self)
        line = row(foot, space(4), (0, space(2), 0, space(2)))
        line.addWidget(self.add)
        line.addWidget(self._all)
        line.addStretch()
        for part in (self._title, self._none, self._rows, foot):
            self._box.addWidget(part)
        self.add.clicked.connect(self._choose)
        self._all.clicked.connect(self._show_whole)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._title.set_text(tr.text("Linked to"))
        self._none.set_text(tr.text("No requirement yet."))
        self.add.set_text(tr.text("Link to requirements…"))
        self._all.set_text(tr.text("Show all"))

    def show_places(self, tr: Translator, places: tuple[Linked, ...], *, read_only: bool) -> None:
        """Show where it is linked now."""
        self._tr, self._places, self._read_only = tr, places, read_only
        shown = places if self._whole else places[:_MOST]
        while len(self._lines) < len(shown):
            made = _Place(self._rows)
            made.unlink_asked.connect(self._unlink)
            self._rows_box.addWidget(made)
            self._lines.append(made)
        for number, made in enumerate(self._lines):
            show_if(made, number < len(shown))
            if number < len(shown):
                made.show_place(self._desk, tr, shown[number], read_only=read_only)
        show_if(self._none, not places)
        show_if(self._all, len(shown) < len(places))
        show_if(self.add, not read_only and self.picker is None)
        if self.picker:
            self._offer(self.picker, tr)

    def close(self) -> bool:
        """Put the choice away."""
        self._whole = False
        if self.picker:
            self.picker.put_away()
            self.picker = None
            show_if(self.add, not self._read_only)
        return True

    def _choose(self) -> None:
        if self._tr is None:
            return
        picker = self.picker = Picker(parent=self)
        self._offer(picker, self._tr)
        show_if(self.add, wanted=False)
        picker.begin(self._box, self._picked, self._put_away)

    def _offer(self, picker: Picker, tr: Translator) -> None:
        options = where.requirements(self._desk, tr, self._places)
        picker.show_options(tr, tr.text("Link the chosen ones"), options)

    def _picked(self, keys: tuple[str, ...]) -> None:
        chosen = tuple(where.place_of(key) for key in keys)
        self._put_away()
        self.linked.emit(chosen)

    def _put_away(self) -> None:
        whole = self._whole
        self.close()
        self._whole = whole
        self.add.setFocus()

    def _show_whole(self) -> None:
        self._whole = True
        if self._tr:
            self.show_places(self._tr, self._places, read_only=self._read_only)

    def _unlink(self, subject: str, item: str) -> None:
        self.unlinked.emit(subject, item)


class _Place(Part):
    """One place, the way there, and the way out."""

    unlink_asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place: Linked = (Subject(""), "")
        self._step: Step | None = None
        self._text = Text("body", parent=self)
        self._show, self._unlink = Button("link", parent=self), Button("link", parent=self)
        box = column(self)
        box.addWidget(Line(parent=self))
        inner = QWidget(self)
        line = row(inner, space(4), (0, space(2), 0, space(2)))
        line.addWidget(self._text, 1)
        line.addWidget(self._show, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._unlink, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(inner)
        self._show.clicked.connect(self._go)
        self._unlink.clicked.connect(self._leave)

    def show_place(self, desk: Desk, tr: Translator, place: Linked, *, read_only: bool) -> None:
        """Show one place."""
        self._place, self._step = place, where.step(desk, place)
        said = where.words(desk, tr, place)
        self._text.set_text(capital(said))
        self._show.set_text(tr.text("Show"))
        self._unlink.set_text(tr.text("Unlink"))
        for button in (self._show, self._unlink):
            button.setAccessibleDescription(said)
        show_if(self._show, self._step is not None)
        show_if(self._unlink, not read_only)

    def _go(self) -> None:
        if self._step:
            ask_step(self, self._step)

    def _leave(self) -> None:
        self.unlink_asked.emit(*self._place)
