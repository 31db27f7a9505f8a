"""The one notice above the pages: what is wrong with saving, or what holds for the whole file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Banner, Button, LabeledField, TextField, column, row
from jalon.ui.pages.page import WIDEST, margin, narrow
from jalon.ui.theme import space


class Notices(QWidget):
    """Shows at most one notice, the most pressing one.

    ``copy_asked`` asks to go on in a copy elsewhere, ``edition_asked`` to see what another
    edition changes.
    """

    copy_asked = Signal()
    edition_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.failed = Banner("warn", parent=self)
        self.copy = Button("link", parent=self)
        self.read_only = Banner("info", parent=self)
        self.place = Banner("info", parent=self)
        self.edition = Banner("info", parent=self)
        self.author = _AskName(self)
        self._box = box = column(narrow(self, WIDEST), space(2))
        for part in (self.failed, self.copy, self.read_only, self.place, self.edition, self.author):
            box.addWidget(part)
        self.failed.acted.connect(desk.writing.retry)
        self.copy.clicked.connect(self.copy_asked)
        self.edition.acted.connect(self.edition_asked)
        self.author.given.connect(self._take_name)
        self.place.acted.connect(self._understood)
        self._where = ""
        self._tr: Translator | None = None

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
        self._box.setContentsMargins(margin(width), space(3), margin(width), space(3))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self.copy.set_text(tr.text("Go on in a copy elsewhere…"))
        self.read_only.set_words(self._why_read_only(tr))
        self.place.set_words(_about_place(tr, self._where), tr.text("Understood"))
        self.author.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what holds now."""
        writing, session = self._desk.writing, self._desk.session
        trouble = writing.trouble
        nameless = not session.author and not session.read_only and not session.example
        if trouble:
            from jalon.ui import messages

            why = messages.words(tr, trouble)
            self.failed.set_words(
                tr.text("Not saved: {why} What you have typed is still here.", why=why),
                tr.text("Try again"),
            )
        self.failed.setVisible(trouble is not None)
        self.copy.setVisible(trouble is not None)
        self.read_only.setVisible(trouble is None and session.read_only)
        placed = bool(self._where) and trouble is None and not session.read_only
        if placed:
            self.place.set_words(_about_place(tr, self._where), tr.text("Understood"))
        self.place.setVisible(placed)
        said = "" if trouble or placed else self._about_edition(tr)
        if said:
            self.edition.set_words(said, tr.text("Look at it"))
        self.edition.setVisible(bool(said))
        self.author.setVisible(trouble is None and nameless and not placed and not said)
        shown = trouble is not None or session.read_only or nameless or placed or bool(said)
        self.setVisible(shown)

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
        self.name = TextField()
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
