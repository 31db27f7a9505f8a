"""The form under a requirement: ways to bring evidence in, or the fields of one piece."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.language import Translator
from jalon.store import evidence
from jalon.ui import file_dialogs
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Card, Text, column, row
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.evidence_fields import EvidenceFields
from jalon.ui.theme import space


class EvidenceForm(QWidget):
    """The form under a row: ways to bring evidence in, or the fields of one piece."""

    done = Signal()
    attach_asked = Signal()
    link_asked = Signal()
    register_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        subject: Subject | None,
        make: Callable[[], Subject | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._new = subject is None
        self.fields = EvidenceFields(desk, subject, make, self)
        self.attach, self.link = Button("plain", parent=self), Button("link", parent=self)
        self.register = Button("link", parent=self)
        self._about = Text("small", "muted", parent=self)
        self._or = Text("label", "muted", parent=self)
        self._done = Button("plain", parent=self)
        for button, signal in (
            (self.attach, self.attach_asked),
            (self.link, self.link_asked),
            (self.register, self.register_asked),
            (self._done, self.done),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    @property
    def subject(self) -> Subject | None:
        """The piece whose fields are shown; None until something was typed."""
        return self.fields.subject

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self.attach.set_text(tr.text("Attach files…"))
        self.link.set_text(tr.text("Link files…"))
        self.register.set_text(tr.text("From the register…"))
        self._about.set_text(about_files(tr))
        self._or.set_text(tr.text("Or a link or a reference"))
        self._done.set_text(tr.text("Done"))
        self.fields.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds of the entry."""
        self.fields.refresh(tr)

    def take_focus(self) -> None:
        """Give the keyboard to what comes first."""
        first = self.attach if self._new else self.fields.name.entry()
        first.setFocus()

    def leave(self) -> None:
        """End the editing of the fields."""
        self.fields.leave()

    def _lay_out(self) -> None:
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        if self._new:
            card.box.addWidget(Acts(self.attach, self.link, self.register, parent=card))
            card.box.addWidget(self._about)
            card.box.addWidget(self._or)
        for part in (self.attach, self.link, self.register, self._about, self._or):
            part.setVisible(self._new)
        card.box.addWidget(self.fields)
        foot = QWidget(card)
        line = row(foot, space(4))
        line.addStretch()
        line.addWidget(self._done)
        card.box.addWidget(foot)


def about_files(tr: Translator) -> str:
    """Say what attaching and linking do."""
    return tr.text(
        "An attached file is stored in the project, up to {limit} MB each. A linked one stays where"
        " it is; Jalon says when it changes. Files can also be dropped or pasted here.",
        limit=tr.number(evidence.LARGEST // 1_000_000),
    )


def chosen_files(owner: QWidget, tr: Translator, *, linked: bool) -> list[Path]:
    """Ask for files; empty when none was chosen."""
    title = tr.text("Link files as evidence") if linked else tr.text("Attach files as evidence")
    return file_dialogs.open_files(owner, tr, title)
