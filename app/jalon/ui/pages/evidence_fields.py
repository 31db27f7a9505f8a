"""The fields of one piece of evidence, for a row's form and for the register."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jalon.assessment import names
from jalon.assessment.changes import Key, Subject
from jalon.assessment.evidence import ITEM
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import DateField, Field, GrowingText, TextField, show_if
from jalon.ui.pages.thing_fields import ThingFields
from jalon.ui.theme import space


class EvidenceFields(ThingFields):
    """Name, link or path, date, expiry and note of one piece.

    A piece that is not there yet is recorded with the first letter typed, so that nothing typed
    can be lost; ``begun`` says so.
    """

    begun = Signal()

    def __init__(
        self,
        desk: Desk,
        subject: Subject | None,
        make: Callable[[], Subject | None] | None,
        parent: QWidget,
    ) -> None:
        self.name, self.target = TextField(), TextField()
        self.date, self.expires, self.note = DateField(), DateField(), GrowingText(1)
        fields: dict[str, Field] = {
            "name": self.name,
            "target": self.target,
            "date": self.date,
            "expires": self.expires,
            "note": self.note,
        }
        super().__init__(desk, fields, parent)
        self.subject, self._make = subject, make
        self._lay_out()
        if subject:
            self._bound.bind(partial(Key, subject, ITEM))
        else:
            for field in self._fields.values():
                field.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        self._labeled["target"].set_words(
            tr.text("Link or path"), tr.text("Where it is kept. The file itself is not copied.")
        )
        self._labeled["date"].set_words(tr.text("Date of the evidence"))
        self._labeled["expires"].set_words(tr.text("Valid until"))
        self._labeled["note"].set_words(tr.text("Note"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds of the piece."""
        entry = self._desk.session.attachments.entry(self.subject) if self.subject else None
        file, said = entry.file if entry else None, ""
        if file:
            name = names.shown(file.name)
            said = tr.text("Without a name it is called after its file: {file}", file=name)
        self._labeled["name"].set_words(tr.text("Name of the evidence"), said)
        show_if(self._labeled["target"], file is None or bool(entry and entry.target))
        self._bound.refresh()
        self._bound.show_disputes(self._labeled, tr)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(3))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._labeled["name"], 0, 0, 1, 2)
        grid.addWidget(self._labeled["target"], 1, 0, 1, 2)
        for at, name in enumerate(("date", "expires")):  # what is wrong with one moves no other
            grid.addWidget(self._labeled[name], 2, at, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._labeled["note"], 3, 0, 1, 2)

    def _begun(self, value: object) -> None:
        if self.subject is not None or value in (None, "") or self._make is None:
            return
        typed = {name: field.value() for name, field in self._fields.items()}
        self.subject = self._make()
        if self.subject is None:
            return
        self._bound.bind(partial(Key, self.subject, ITEM))
        for name, text in typed.items():
            if isinstance(text, str) and text:
                self._desk.writing.type_text(Key(self.subject, ITEM, name), text)
        self.begun.emit()
