"""The welcome page: begin, or go on where one was."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from jalon.errors import UserError
from jalon.forms import load
from jalon.language import Translator
from jalon.ui.kit import (
    Banner,
    Button,
    Card,
    Line,
    RecentProject,
    Scroll,
    Stakes,
    Text,
    column,
    row,
)
from jalon.ui.kit.order import Walked
from jalon.ui.pages import recent_words
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.page import NARROW, WIDE
from jalon.ui.settings import Recent, Settings
from jalon.ui.theme import sized, space

_SHOWN = 5
_COLUMN = 420


class WelcomePage(Walked):
    """What to do first: something new, something old, or a look at the example."""

    new_asked = Signal()
    open_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)
    language_asked = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tr: Translator | None = None
        self._failed: UserError | None = None
        inner = QWidget()
        self._outer = column(inner)
        self.language = Button("quiet", parent=inner)
        self.language.clicked.connect(self.language_asked)
        top = QWidget(inner)
        line = row(top, 0, (0, space(3), space(6), 0))
        line.addStretch()
        line.addWidget(self.language)
        self._outer.addWidget(top)
        middle = QWidget(inner)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._left, self._right = _Begin(middle), _Recents(middle)
        self._sides.addWidget(self._left, 5)
        self._sides.addWidget(self._right, 6)
        self._outer.addWidget(middle, 1)
        scroll = Scroll(inner, fill="raised", parent=self)
        column(self).addWidget(scroll)
        self._left.new.clicked.connect(self.new_asked)
        self._left.open.clicked.connect(self.open_asked)
        self._left.example.clicked.connect(self.example_asked)
        self._right.asked.connect(self.recent_asked)
        self._right.forgotten.connect(self._forget)
        self.set_span(WIDE)

    def set_span(self, width: int) -> None:
        """Fit the page to a window ``width`` pixels wide."""
        side = space(18) if width >= WIDE else space(10) if width >= NARROW else space(5)
        self._sides.setContentsMargins(side, space(4), side, space(8))
        self._sides.setSpacing(space(16) if width >= NARROW else space(8))
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight
            if width >= NARROW
            else QBoxLayout.Direction.TopToBottom
        )
        self._left.set_tall(tall=width >= NARROW)
        self._right.set_tall(tall=width >= NARROW)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the recent projects."""
        self._tr = tr
        self._left.retranslate(tr)
        self._left.show_failure(tr.told(self._failed) if self._failed else "")
        self._right.retranslate(tr)
        self.refresh()

    def take_focus(self) -> None:
        """Give the focus to what one does first."""
        self._left.new.setFocus()

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        if self._tr:
            self._right.show_recent(self._tr, self._settings.recent[:_SHOWN])

    def show_failure(self, error: UserError | None) -> None:
        """Say why a project did not open; None takes it away."""
        self._failed = error
        self._left.show_failure(self._tr.told(error) if self._tr and error else "", tell_it=True)

    def _forget(self, path: str) -> None:
        self._settings.remove_recent(path)
        self.refresh()


class _Begin(QWidget):
    """The name, what it is for, and the ways to begin."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self)
        self._above, self._below = QWidget(self), QWidget(self)
        self._stakes = Stakes(parent=self)
        self._name = Text("display", wrap=False, parent=self)
        self._lead = Text("lead", parent=self)
        self._failure = Banner("warn", parent=self)
        self._failure.hide()
        self.new, self.open = Button("primary", parent=self), Button("plain", parent=self)
        buttons = Acts(self.new, self.open, parent=self)
        self.example = Button("link", parent=self)
        self._notice = Text("small", "muted", parent=self)
        box.addWidget(self._above, 3)
        for widget, gap in (
            (self._stakes, space(6)),
            (self._name, space(2)),
            (self._lead, space(6)),
            (self._failure, 0),
            (buttons, space(3)),
            (self.example, 0),
        ):
            box.addWidget(widget)
            box.addSpacing(gap)
        box.addWidget(self._below, 4)
        box.addWidget(self._notice)

    def set_tall(self, *, tall: bool) -> None:
        """Stand in the middle of a wide page, at the top of a narrow one."""
        self._above.setVisible(tall)
        self._below.setVisible(tall)
        for part in (self._lead, self._notice):
            part.set_widest(sized(_COLUMN))

    def show_failure(self, said: str, *, tell_it: bool = False) -> None:
        """Say why something did not open."""
        self._failure.set_words(said)
        self._failure.setVisible(bool(said))
        if said and tell_it:
            from jalon.ui.kit.told import tell

            tell(self, said, pressing=True)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._name.set_text("Jalon")
        self._lead.set_text(
            tr.text(
                "See where your model stands against the Code of Practice for General-Purpose AI,"
                " measure by measure. Without a network, in one file that stays with you."
            )
        )
        self.new.set_text(tr.text("New project"))
        self.open.set_text(tr.text("Open…"))
        self.example.set_text(tr.text("Look at a worked example"))
        day = tr.date(date.fromisoformat(load.form().edition))
        self._notice.set_text(
            tr.text("A self-assessment: no certificate and no legal advice.")
            + "\n"
            + tr.text("Code of Practice, edition of {day}.", day=day)
        )


class _Recents(QWidget):
    """The projects opened before."""

    asked = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self)
        self._above, self._below = QWidget(self), QWidget(self)
        self._title = Text("heading", parent=self)
        self._empty = Text("body", "muted", parent=self)
        self._card = Card(pad=0, spacing=0, parent=self)
        self._box.addWidget(self._above, 3)
        self._box.addWidget(self._title)
        self._box.addSpacing(space(3))
        self._box.addWidget(self._empty)
        self._box.addWidget(self._card)
        self._box.addWidget(self._below, 5)
        self._entries: list[QWidget] = []

    def set_tall(self, *, tall: bool) -> None:
        """Stand in the middle of a wide page, at the top of a narrow one."""
        self._above.setVisible(tall)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._title.set_text(tr.text("Recent projects"))
        self._empty.set_text(tr.text("The projects you open will be listed here."))

    def show_recent(self, tr: Translator, recent: tuple[Recent, ...]) -> None:
        """Show these projects."""
        for entry in self._entries:
            self._card.box.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()
        for number, project in enumerate(recent):
            if number:
                self._add(Line(parent=self._card))
            made = _Entry(tr, project, self._card)
            made.asked.connect(self.asked)
            made.forgotten.connect(self.forgotten)
            self._add(made)
        self._empty.setVisible(not recent)
        self._card.setVisible(bool(recent))

    def _add(self, widget: QWidget) -> None:
        self._entries.append(widget)
        self._card.box.addWidget(widget)


class _Entry(QWidget):
    """One recent project; one whose file is gone can be taken off the list."""

    asked = Signal(str)
    forgotten = Signal(str)

    def __init__(self, tr: Translator, project: Recent, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = project.path
        line = row(self, 0)
        exists = project.exists
        self.button = RecentProject(parent=self)
        self.button.show_project(recent_words.shown(tr, project, exists=exists))
        self.button.setEnabled(exists)
        self.button.clicked.connect(self._asked)
        line.addWidget(self.button, 1)
        if not exists:
            self.remove = Button("link", parent=self)
            self.remove.set_text(tr.text("Remove"))
            self.remove.setAccessibleDescription(Path(project.path).name)
            self.remove.clicked.connect(self._forgotten)
            line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addSpacing(space(5))

    def _asked(self) -> None:
        self.asked.emit(self._path)

    def _forgotten(self) -> None:
        self.forgotten.emit(self._path)
