"""The scope page of one model: its facts, those of the company, and its place in the project."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import models
from jalon.assessment.changes import Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, Text, column, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.from_company import FromCompany
from jalon.ui.pages.page import Step, focus_within
from jalon.ui.pages.profile import ProfilePage
from jalon.ui.places import MODELS, Place
from jalon.ui.theme import measure, space


class ModelPage(ProfilePage):
    """One model: what it is, what it takes over, and the way out of the project."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.company = FromCompany(desk, place.subject, self)
        self.end = InProject(desk, place.subject, self)
        for part in (self.company, self.end):
            self.box.insertWidget(self.box.count() - 1, part)
            part.asked.connect(self.asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self.company.retranslate(tr)
        self.end.retranslate(tr)
        super().retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the answers, and the questions that now matter."""
        super().refresh(tr)
        self.company.refresh(tr)
        self.end.refresh(tr)

    def show_item(self, item: str) -> None:
        """Bring one question into view and give it the focus."""
        super().show_item(item)
        if found := self.company.fact(item):
            self.area.reveal(found)
            focus_within(found)


class InProject(Part):
    """What can be done with a model: take it out of the project, or add another."""

    asked = Signal(object)

    def __init__(self, desk: Desk, model: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self._title = Text("heading", parent=self)
        self._said = Text("body", "muted", width=measure(), parent=self)
        self.remove, self.another = Button("plain", parent=self), Button("link", parent=self)
        box = column(self, space(2), (0, space(8), 0, 0))
        box.addWidget(self._title)
        box.addWidget(self._said)
        box.addSpacing(space(1))
        box.addWidget(Acts(self.remove, self.another, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        self.remove.clicked.connect(self._remove)
        self.another.clicked.connect(self._to_models)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._title.set_text(tr.text("This model in the project"))
        self.remove.set_text(tr.text("Remove this model"))
        self.another.set_text(tr.text("Add or order models"))

    def refresh(self, tr: Translator) -> None:
        """Say what removing does; the last model stays."""
        session = self._desk.session
        last = len(session.models) < 2
        self._said.set_text(
            tr.text(models.LAST)
            if last
            else tr.text(
                "Removing it takes it out of every page, figure and report. What was written for"
                " it stays in the file, and comes back with it."
            )
        )
        show_if(self.remove, not last and not session.read_only)

    def _remove(self) -> None:
        session = self._desk.session
        edits = models.removed(session.assessment, self._model)
        self._desk.writing.do(lambda: session.apply(edits))

    def _to_models(self) -> None:
        self.asked.emit(Step(MODELS))
