"""Beside a requirement: the documents that serve it, how far they are, and the way to them."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.assessment.documents import Papers
from jalon.forms.documents import Document
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui import words
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, Text, column, row
from jalon.ui.pages.page import Step
from jalon.ui.places import Place
from jalon.ui.theme import space


class DocumentLinks(Part):
    """One line for each document that serves a requirement of a model; often none.

    How far a document is changes no result; it is only told here.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject = desk, subject
        served = desk.session.form.documents if subject in desk.session.models else ()
        self.lines: list[_Line] = []
        box = column(self, space(1))
        for document in served:
            if item not in document.serves:
                continue
            line = Part(self)
            inner = row(line, space(3))
            said, link = Text("body", parent=line), Button("link", parent=line)
            inner.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
            inner.addWidget(link)
            link.clicked.connect(self._asked)
            box.addWidget(line)
            self.lines.append(_Line(document, said, link))

    def refresh(self, tr: Translator) -> None:
        """Say how far each document is."""
        session = self._desk.session
        papers = Papers(session.form, self._subject, session.assessment) if self.lines else None
        for document, said, link in self.lines:
            if papers is None:
                return
            title = tr.of(f"document.{document.id}.title", document.title)
            counted = words.stated(tr, papers.paper(document).progress())
            said.set_text(tr.text("{document}: {counted}.", document=title, counted=counted))
            link.set_text(tr.text("Open the document"))
            link.setAccessibleDescription(title)

    def _asked(self) -> None:
        for document, _, link in self.lines:
            if link is self.sender():
                place = Place("document", self._subject, document=document.id)
                self.asked.emit(Step(place))


class _Line(NamedTuple):
    """A document, what is said of it, and the link to it."""

    document: Document
    said: Text
    link: Button
