"""The way from a document's page to its PDF: for whom, in which language, and where it went."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from jalon.assessment import document_words
from jalon.errors import UserError
from jalon.forms.documents import Recipient
from jalon.language import Translator, available, language_name
from jalon.ui import document_work, file_dialogs, messages, outline_entries, places
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    LabeledField,
    Option,
    Part,
    SelectField,
    column,
    show_if,
)
from jalon.ui.kit.told import Told
from jalon.ui.pages.acts import Acts
from jalon.ui.places import Place
from jalon.ui.theme import measure, space

ALL = "company"
"""The company's own view: everything."""


class MakingPart(Part):
    """For whom the page is shown and the PDF made, its language, and making it.

    ``reader_chosen`` says that another reader was chosen.
    """

    reader_chosen = Signal()

    def __init__(self, desk: Desk, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._place = desk, place
        self._tr: Translator | None = None
        self._document = places.document(desk.session.form, place)
        recipients = self._document.recipients()
        self._readers = recipients if recipients != ("public",) else ()
        self.reader, self.language = SelectField(), SelectField()
        self.reader.setObjectName("reader")
        self.language.setObjectName("document-language")
        self._reader = LabeledField(self.reader, parent=self)
        self._language = LabeledField(self.language, parent=self)
        self.save = Button("plain", parent=self)
        self._saved = Told("body", width=measure(), parent=self)
        self.folder = Button("link", parent=self)
        self._problem = Told("body", "warn", width=measure(), parent=self)
        self._path: Path | None = None
        fields = [self._reader, self._language] if self._readers else [self._language]
        box = column(self, space(3))
        for field in fields:
            box.addWidget(field)
        box.addWidget(Acts(self.save, parent=self))
        for part in (self._saved, self.folder, self._problem):
            box.addWidget(part)
            part.hide()
        show_if(self._reader, bool(self._readers))
        self.reader.show_value(ALL)
        self.reader.edited.connect(self._reader_edited)
        self.save.clicked.connect(self._save)
        self.folder.clicked.connect(self._open_folder)

    @property
    def for_whom(self) -> Recipient | None:
        """The reader chosen; None is the company itself. A public document is for the public."""
        if not self._readers:
            return "public"
        return next((r for r in self._readers if r == self.reader.value()), None)

    @property
    def seen_by(self) -> Recipient | None:
        """Whose view the page shows; None shows everything."""
        return self.for_whom if self._readers else None

    def show_everything(self) -> None:
        """Take the choice of a reader back, so that every field can be shown."""
        if self.seen_by is not None:
            self.reader.show_value(ALL)
            self.reader_chosen.emit()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        if self.language.value() is None:
            self.language.show_value(tr.code)
        self._reader.retranslate(tr)
        self._language.retranslate(tr)
        self.reader.set_options(
            (
                Option(ALL, tr.text("Everything, for your own file")),
                *(
                    Option(
                        one,
                        tr.text(
                            "As seen by: {reader}", reader=tr.text(document_words.READERS[one])
                        ),
                    )
                    for one in self._readers
                ),
            )
        )
        self._reader.set_words(tr.text("Show, and make for"))
        self.language.set_options(tuple(Option(code, language_name(code)) for code in available()))
        self._language.set_words(tr.text("Language of the PDF"))
        self.save.set_text(tr.text("Save as PDF…"))
        self.folder.set_text(tr.text("Show in its folder"))
        for told in (self._saved, self._problem):
            told.retranslate(tr)

    def _save(self) -> None:
        """Make the PDF beside the window; meanwhile no other is offered."""
        if self._tr is None or not self._desk.writing.leave():
            return
        path = self._target(self._tr)
        if path is None:
            return
        self.save.setEnabled(False)
        order = document_work.Order(
            self._document.id, self._place.subject, self.for_whom, str(self.language.value())
        )
        snapshot = self._desk.session.snapshot()
        self._desk.jobs.start(
            lambda _: document_work.write(snapshot, order, path),
            self._written,
            self._not_written,
            kept=True,
        )

    def _target(self, tr: Translator) -> Path | None:
        """Ask where the PDF shall be written; a name that is free is proposed."""
        name = outline_entries.document_name(self._desk, tr, self._place)
        found = file_dialogs.save_file(
            self,
            tr,
            tr.text("Save the document as PDF"),
            document_work.proposed(self._desk, name, self.for_whom),
            tr.text("PDF files ({pattern})", pattern="*.pdf"),
        )
        return found.with_name(f"{found.name}.pdf") if found and not found.suffix else found

    def _written(self, written: document_work.Written) -> None:
        self.save.setEnabled(True)
        if self._tr:
            self._show_saved(self._tr, written.path, written.substitutes)
        session = self._desk.session
        if not session.read_only:
            self._desk.writing.do(lambda: document_work.record(session, written))

    def _not_written(self, error: UserError) -> None:
        self.save.setEnabled(True)
        if self._tr:
            self._show_problem(self._tr, error)

    def _show_saved(self, tr: Translator, path: Path, substitutes: tuple[str, ...]) -> None:
        """Say where the PDF went, and what could not be printed as typed."""
        self._path = path
        self._saved.say(tr, partial(_saved, path, substitutes))
        self._problem.hide()
        self.folder.show()

    def _show_problem(self, tr: Translator, error: UserError) -> None:
        """Say why no PDF was made."""
        self._saved.hide()
        self.folder.hide()
        self._problem.say(tr, messages.says(error))

    def _reader_edited(self) -> None:
        self.reader_chosen.emit()

    def _open_folder(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _saved(path: Path, substitutes: tuple[str, ...], tr: Translator) -> str:
    """Say where the PDF went, and what could not be printed as typed."""
    said = [tr.text("Saved as {name}.", name=path.name)]
    if substitutes:
        said.append(
            tr.text(
                "Characters that no font of the document has are printed by name: {names}.",
                names=", ".join(substitutes),
            )
        )
    return " ".join(said)
