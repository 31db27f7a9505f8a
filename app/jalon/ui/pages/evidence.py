"""The evidence of one requirement: its list, and the form that opens under it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from jalon.assessment.changes import Key, Subject
from jalon.assessment.evidence import Evidence
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    Card,
    DateField,
    EvidenceEntry,
    EvidenceList,
    Field,
    GrowingText,
    LabeledField,
    Part,
    TextField,
    column,
    row,
)
from jalon.ui.theme import space

_WEB = ("http", "https")
_NAMED = 80


class EvidencePart(Part):
    """What is linked to one requirement, and the form for one entry at a time."""

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject, self._item = desk, subject, item
        self._tr: Translator | None = None
        self.list = EvidenceList(parent=self)
        self.form: EvidenceForm | None = None
        self._box = column(self, space(2))
        self._box.addWidget(self.list)
        self.list.set_read_only(read_only=desk.session.read_only)
        self.list.add_asked.connect(self._add)
        self.list.edit_asked.connect(self._edit)
        self.list.remove_asked.connect(self._remove)
        self.list.open_asked.connect(self._open)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self.list.retranslate(tr)
        if self.form:
            self.form.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what is linked now."""
        entries = self._desk.session.evidence(self._subject, self._item)
        self.list.show_entries(tuple(self._shown(entry, tr) for entry in entries))
        if (
            self.form
            and self.form.subject
            and not any(entry.subject == self.form.subject for entry in entries)
        ):
            self._close_form()
        if self.form:
            self.form.refresh()

    def leave(self) -> None:
        """Put the form away; an entry left empty is not kept."""
        self._close_form()

    def _shown(self, entry: Evidence, tr: Translator) -> EvidenceEntry:
        name = self._desk.text(entry.subject, "evidence", "name").strip()
        target = self._desk.text(entry.subject, "evidence", "target").strip()
        when = tr.date(date.fromisoformat(entry.date), "medium") if entry.date else ""
        return EvidenceEntry(
            entry.subject, name or target or tr.text("Evidence without a name"), target, when
        )

    def _entry(self, key: str) -> Evidence | None:
        linked = self._desk.session.evidence(self._subject, self._item)
        return next((entry for entry in linked if entry.subject == key), None)

    def _add(self) -> None:
        self._show_form(None)

    def _edit(self, key: str) -> None:
        if entry := self._entry(key):
            self._show_form(entry.subject)

    def _remove(self, key: str) -> None:
        entry = self._entry(key)
        if entry is None:
            return
        if self.form and self.form.subject == entry.subject:
            self._close_form()
        session = self._desk.session
        self._desk.writing.do(lambda: session.remove_evidence(self._subject, self._item, entry))

    def _open(self, key: str) -> None:
        entry = self._entry(key)
        if entry and not open_target(entry.target, self._desk.session.path.parent):
            self._show_form(entry.subject)

    def _show_form(self, subject: Subject | None) -> None:
        self._close_form()
        if self._tr is None or self._desk.session.read_only:
            return
        self.form = EvidenceForm(self._desk, subject, self._make, self)
        self.form.done.connect(self._close_form)
        self._box.addWidget(self.form)
        self.form.retranslate(self._tr)
        self.form.refresh()
        self.form.show()
        self.form.name.setFocus()

    def _make(self) -> Subject | None:
        """Record a new, still empty entry; None when it could not be saved."""
        made: list[Subject] = []
        session = self._desk.session

        def add() -> None:
            made.append(session.add_evidence(self._subject, self._item, name="", target=""))

        self._desk.writing.do(add)
        return made[0] if made else None

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        form.hide()
        form.deleteLater()
        self._finish(self._entry(form.subject or ""))

    def _finish(self, entry: Evidence | None) -> None:
        """Take an empty entry away again; one without a name is named after what it is."""
        if entry is None or entry.name:
            return
        if not (entry.target or entry.note or entry.date):
            self._remove(entry.subject)
            return
        name = (entry.target.rstrip("/").rpartition("/")[2] or entry.note or entry.date)[:_NAMED]
        key = Key(entry.subject, "evidence", "name")
        self._desk.writing.choose(key, name)


class EvidenceForm(QWidget):
    """Name, link or path, date and note of one entry.

    The entry is recorded with the first letter typed, so that nothing typed can be lost.
    """

    done = Signal()

    def __init__(
        self,
        desk: Desk,
        subject: Subject | None,
        make: Callable[[], Subject | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self.subject, self._make = desk, subject, make
        self.name, self.target = TextField(), TextField()
        self.date, self.note = DateField(), GrowingText(1)
        self._fields: dict[str, Field] = {
            "name": self.name,
            "target": self.target,
            "date": self.date,
            "note": self.note,
        }
        self._labeled = {name: LabeledField(field) for name, field in self._fields.items()}
        self._bindings: list[Binding] = []
        self._choose = Button("link", parent=self)
        self._done = Button("plain", parent=self)
        self._choose.clicked.connect(self._choose_file)
        self._done.clicked.connect(self.done)
        self._lay_out()
        if subject:
            self._bind(subject)
        else:
            for field in self._fields.values():
                field.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        for labeled in self._labeled.values():
            labeled.retranslate(tr)
        self._labeled["name"].set_words(tr.text("Name of the evidence"))
        self._labeled["target"].set_words(
            tr.text("Link or path"), tr.text("Where it is kept. The file itself is not copied.")
        )
        self._labeled["date"].set_words(tr.text("Date of the evidence"))
        self._labeled["note"].set_words(tr.text("Note"))
        self._choose.set_text(tr.text("Choose a file…"))
        self._dialog_title = tr.text("Choose a file as evidence")
        self._done.set_text(tr.text("Done"))

    def refresh(self) -> None:
        """Show what the record holds of the entry."""
        for binding in self._bindings:
            binding.refresh()

    def leave(self) -> None:
        """End the editing of the fields."""
        for field in self._fields.values():
            field.commit()
        self._desk.writing.leave()

    def _lay_out(self) -> None:
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(3))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._labeled["name"], 0, 0, 1, 2)
        grid.addWidget(self._labeled["target"], 1, 0, 1, 2)
        grid.addWidget(self._labeled["date"], 2, 0)
        grid.addWidget(self._labeled["note"], 2, 1)
        card.box.addLayout(grid)
        foot = QWidget(card)
        line = row(foot, space(4))
        line.addWidget(self._choose)
        line.addStretch()
        line.addWidget(self._done)
        card.box.addWidget(foot)

    def _begun(self, value: object) -> None:
        if self.subject is not None or value in (None, ""):
            return
        typed = {name: field.value() for name, field in self._fields.items()}
        self.subject = self._make()
        if self.subject is None:
            return
        self._bind(self.subject)
        for name, text in typed.items():
            if isinstance(text, str) and text:
                self._desk.writing.type_text(Key(self.subject, "evidence", name), text)

    def _bind(self, subject: Subject) -> None:
        writing = self._desk.writing
        self._bindings = [
            Binding(field, Key(subject, "evidence", name), writing)
            for name, field in self._fields.items()
        ]

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._dialog_title)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Refer to a file: relative to the project where it lies beside or below it."""
        folder = self._desk.session.path.parent
        inside = path.is_relative_to(folder)
        shown = path.relative_to(folder).as_posix() if inside else str(path)
        self.target.show_value(shown)
        self.target.edited.emit(shown)
        if not self.name.value():
            self.name.show_value(path.name)
            self.name.edited.emit(path.name)
        self._desk.writing.leave()


def open_target(target: str, folder: Path) -> bool:
    """Show a reference: a link in the browser, a file in its folder. Tells whether it could.

    A file is never opened itself: a project from elsewhere could name a program.
    """
    if urlsplit(target).scheme in _WEB:
        return QDesktopServices.openUrl(QUrl(target, QUrl.ParsingMode.StrictMode))
    path = folder / target
    try:
        found = bool(target) and path.exists()
    except OSError:
        return False
    return found and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
