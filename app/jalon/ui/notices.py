"""The one notice above the pages: what is wrong with saving, or what holds for the whole file."""

from functools import cached_property
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.errors import UserError
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Banner, Button, column, row
from jalon.ui.pages.page import margin, narrow, widest
from jalon.ui.settings import LONGEST_AUTHOR
from jalon.ui.theme import space

_Own = TypeVar("_Own", bound=QWidget)


_FROM_ABOVE: Final = ("failed", "copy", "read_only", "place", "edition", "author")
"""The notices and what belongs to them, as they would stand under each other."""


class Notices(QWidget):
    """Shows at most one notice, the most pressing one; each is made when it is first to be said.

    ``copy_asked`` asks to go on in a copy elsewhere, ``edition_asked`` to see what another
    edition changes.
    """

    copy_asked = Signal()
    edition_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = narrow(self, widest())
        self._box = column(self._column, space(2))
        self._where = self._why = ""
        self._tr: Translator | None = None
        if self._nameless:  # where it comes in the order in which the focus goes
            self.author  # noqa: B018  made when it is looked at

    @cached_property
    def failed(self) -> Banner:
        """That saving fails, and why."""
        made = Banner("warn", parent=self)
        made.acted.connect(self._desk.writing.retry)
        return self._put("failed", made)

    @cached_property
    def copy(self) -> Button:
        """The way on while saving fails."""
        made = Button("link", parent=self)
        made.clicked.connect(self.copy_asked)
        return self._put("copy", made)

    @cached_property
    def read_only(self) -> Banner:
        """That nothing can be changed."""
        return self._put("read_only", Banner("info", parent=self))

    @cached_property
    def place(self) -> Banner:
        """What the place where the file lies means."""
        made = Banner("info", parent=self)
        made.acted.connect(self._understood)
        return self._put("place", made)

    @cached_property
    def edition(self) -> Banner:
        """That there is another edition, or that something was carried over to it."""
        made = Banner("info", parent=self)
        made.acted.connect(self.edition_asked)
        return self._put("edition", made)

    @cached_property
    def author(self) -> "_AskName":
        """Whose answers these are."""
        made = _AskName(self)
        made.given.connect(self._take_name)
        return self._put("author", made)

    def look_around(self) -> None:
        """Find out whether something is to be said of where the file lies; not at the start."""
        desk = self._desk
        path = desk.session.path
        if not desk.session.example and not desk.settings.explained(path):
            from jalon.ui.whereabouts import whereabouts

            self._where = whereabouts(path)
        if self._where and self._tr:
            self.refresh(self._tr)

    def _understood(self) -> None:
        self._desk.settings.note_explained(self._desk.session.path)
        self._where = ""
        if self._tr:
            self.refresh(self._tr)

    def set_span(self, width: int) -> None:
        """Fit the margins to those of the pages of a window ``width`` pixels wide."""
        self._column.setMaximumWidth(widest())
        self._box.setContentsMargins(margin(width), space(3), margin(width), space(3))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        for name in _FROM_ABOVE:
            if name in self.__dict__:
                self._speak(name, tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what holds now."""
        session, writing = self._desk.session, self._desk.writing
        trouble = writing.trouble or writing.unfolded
        quiet = trouble is None
        placed = quiet and bool(self._where) and not session.read_only
        if trouble:
            self._show_failed(tr, trouble)
        else:
            self._why = ""
        if placed:
            self.place.set_words(_about_place(tr, self._where), tr.text("Understood"))
        said = self._about_edition(tr) if quiet and not placed else ""
        if said:
            self.edition.set_words(said, tr.text("Look at it"))
        self._show_only(
            failed=not quiet,
            copy=not quiet,
            read_only=quiet and session.read_only,
            place=placed,
            edition=bool(said),
            author=quiet and self._nameless and not placed and not said,
        )

    def _show_failed(self, tr: Translator, trouble: UserError) -> None:
        """Say what is not saved, or where what is saved lies; once, however often it is tried."""
        from jalon.ui import messages

        why = messages.words(tr, trouble)
        if self._desk.writing.trouble:
            why = tr.text("Not saved: {why} What you have typed is still here.", why=why)
        self.failed.set_words(why, tr.text("Try again"))
        if why != self._why:
            from jalon.ui.kit.told import tell

            tell(self.window(), self.failed.accessibleName(), pressing=True)
        self._why = why

    @property
    def _nameless(self) -> bool:
        """Whether nobody knows whose answers these are."""
        session = self._desk.session
        return not session.author and not session.read_only and not session.example

    def _show_only(self, **wanted: bool) -> None:
        """Show these notices and no others."""
        for name, shown in wanted.items():
            if shown or name in self.__dict__:
                getattr(self, name).setVisible(shown)
        self.setVisible(any(wanted.values()))

    def _put(self, name: str, made: _Own) -> _Own:
        """Put a notice where it stands among those that there are."""
        made.hide()
        above = _FROM_ABOVE[: _FROM_ABOVE.index(name)]
        self._box.insertWidget(sum(other in self.__dict__ for other in above), made)
        self.__dict__[name] = made
        if self._tr:
            self._speak(name, self._tr)
        return made

    def _speak(self, name: str, tr: Translator) -> None:
        """Set the texts of a notice that do not depend on what happens."""
        if name == "copy":
            self.copy.set_text(tr.text("Go on in a copy elsewhere…"))
        elif name == "read_only":
            self.read_only.set_words(self._why_read_only(tr))
        elif name == "author":
            self.author.retranslate(tr)

    def _about_edition(self, tr: Translator) -> str:
        """Say that there is a later edition, or that answers wait to be confirmed."""
        desk = self._desk
        if not desk.another_edition:
            return ""
        if desk.session.editions.later:
            return tr.text(
                "There is a later edition of the questionnaire. Your answers can be carried over"
                " to it; nothing of them is dropped."
            )
        waiting = len(desk.session.editions.waiting)
        if not waiting:
            return ""
        return tr.plural(
            "{count} answer was carried over from an earlier edition. It counts as unanswered"
            " until somebody has confirmed it.",
            "{count} answers were carried over from an earlier edition. They count as unanswered"
            " until somebody has confirmed them.",
            waiting,
        )

    def _why_read_only(self, tr: Translator) -> str:
        if self._desk.session.unmigrated:
            return tr.text(
                "This file was made by an older version of Jalon, and its disk has no room to bring"
                " it up to date. It was not changed. You can read and copy everything; to change"
                " something, free some space, then open it again."
            )
        writer = self._desk.session.locked_by
        if writer is None:
            return tr.text(
                "This file is read-only. You can read and copy everything; to change something,"
                " save a copy and open that."
            )
        return tr.text(
            "This is the project as it was when you opened it: {who} is working on it. You can"
            " read and copy everything; to change something, save a copy, and unite the two later.",
            who=writer.who or tr.text("somebody else"),
        )

    def _take_name(self, name: str) -> None:
        self._desk.settings.author = name
        self._desk.session.set_author(name)
        if self._tr:
            self.refresh(self._tr)


def _about_place(tr: Translator, where: str) -> str:
    if where == "network":
        return tr.text(
            "This project lies on a network drive. Jalon saves there as safely as the drive"
            " allows; if the connection breaks, it says so and keeps your text. One person at a"
            " time can write; two copies can be united later."
        )
    if where == "twice":
        return tr.text(
            "This file has a second name on its disk. Open it by one name only: while it is open"
            " by the other, or was not closed well there, an older state is read here. For a"
            " project of its own, save a copy."
        )
    return tr.text(
        "This project lies in a folder that is synchronised. Close it here before you open it on"
        " another computer, and let the synchronising finish: otherwise two copies come about."
        " Jalon notices it, loses nothing, and can unite them."
    )


class _AskName(QWidget):
    """Asks whose answers these are; once."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        from jalon.ui.kit import LabeledField, TextField  # for those whose name is not known

        self.name = TextField(longest=LONGEST_AUTHOR)
        self._labeled = LabeledField(self.name, parent=self)
        self.save = Button("plain", parent=self)
        line = row(self, space(3))
        line.addWidget(self._labeled, 1)
        line.addWidget(self.save)
        self.save.clicked.connect(self._give)
        self.name.entry().returnPressed.connect(self._give)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._labeled.retranslate(tr)
        self._labeled.set_words(
            tr.text("Your name"),
            tr.text(
                "Asked once. It stands beside each of your answers in the record and on the"
                " report, as declared by yourself."
            ),
        )
        self.save.set_text(tr.text("Keep this name"))

    def _give(self) -> None:
        if name := self.name.value().strip():
            self.given.emit(name)
