"""One section of a document: its head with its progress, its fields when it is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.assessment.document_state import Paper, Progress
from jalon.forms.documents import Document, DocumentField, DocumentSection, Recipient
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Fold, Part, Text, column, show_if
from jalon.ui.pages.document_answer import AnswerPart
from jalon.ui.pages.document_fields import Home
from jalon.ui.pages.page import Step, narrow
from jalon.ui.places import Place
from jalon.ui.theme import measure, space


class SectionPart(Part):
    """One section. Its fields are made when it first opens.

    ``asked`` carries a :class:`Step`, ``source_asked`` a fact or an answer.
    """

    asked = Signal(object)
    source_asked = Signal(str)
    opened = Signal()

    def __init__(
        self,
        desk: Desk,
        document: Document,
        model: Subject,
        section: DocumentSection,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._desk, self._document, self._model = desk, document, model
        self._tr: Translator | None = None
        self._paper: Paper | None = None
        self._reader: Recipient | None = None
        self.head = Fold(parent=self)
        self.head.setObjectName(section.id)
        self.head.clicked.connect(self._toggled)
        self.body: SectionBody | None = None
        self._box = column(self)
        self._box.addWidget(self.head)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self.body is not None and not self.body.isHidden()

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Open or close the section."""
        self.head.setChecked(wanted)
        if wanted and self.body is None:
            self.body = SectionBody(self._desk, self._document, self._model, self.section, self)
            self.body.asked.connect(self.asked)
            self.body.source_asked.connect(self.source_asked)
            self._box.addWidget(self.body)
            if self._tr and self._paper:
                self.body.retranslate(self._tr)
                self.body.refresh(self._tr, self._paper, self._reader)
        if self.body:
            if not wanted:
                self.body.leave()
            show_if(self.body, wanted)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        if self.body:
            self.body.retranslate(tr)

    def refresh(self, tr: Translator, paper: Paper, reader: Recipient | None) -> None:
        """Show how far the section is, and its answers, as one reader or the company sees them."""
        self._paper, self._reader = paper, reader
        inside = paper.inside(self.section)
        wanted = [s for s in inside if reader is None or reader in s.answer.recipients]
        show_if(self, bool(wanted))
        section = self.section
        title = tr.of(f"{section.id}.title", section.title)
        shown = f"{section.number}  {title}" if section.number else title
        self.head.set_words(tr, shown, *_progress(tr, paper.progress(wanted)))
        if self.body and self.is_open:
            self.body.refresh(tr, paper, reader)

    def _toggled(self) -> None:
        self.set_open(not self.is_open)
        if self.is_open and self._tr and self._paper and self.body:
            self.body.refresh(self._tr, self._paper, self._reader)
            self.opened.emit()


def _progress(tr: Translator, progress: Progress) -> tuple[str, str]:
    """Return the note and the count beside a section's title."""
    if not progress.asked:
        return "", ""
    count = tr.text(
        "{stated} of {asked}",
        stated=tr.number(progress.stated),
        asked=tr.number(progress.asked),
    )
    notes = []
    if progress.drafts:
        notes.append(tr.plural("{count} draft", "{count} drafts", progress.drafts))
    if progress.doubtful:
        notes.append(
            tr.plural(
                "{count} depends on an answer that is not given yet",
                "{count} depend on an answer that is not given yet",
                progress.doubtful,
            )
        )
    return ", ".join(notes), count


class SectionBody(Part):
    """The fields of one section."""

    asked = Signal(object)
    source_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        document: Document,
        model: Subject,
        section: DocumentSection,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._section = section
        box = column(self, 0, (Fold.X, 0, Fold.X, space(5)))
        self._intro = Text("body", "muted", width=measure(), parent=self)
        box.addWidget(self._intro)
        self.fields = [FieldPart(desk, Home(document, model, f), self) for f in section.field]
        for field in self.fields:
            box.addWidget(field)
            field.asked.connect(self.asked)
            field.source_asked.connect(self.source_asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._intro.set_text(tr.of(f"{self._section.id}.intro", self._section.intro))
        show_if(self._intro, bool(self._section.intro))
        for field in self.fields:
            field.retranslate(tr)

    def refresh(self, tr: Translator, paper: Paper, reader: Recipient | None) -> None:
        """Show the answers."""
        for field in self.fields:
            field.refresh(tr, paper, reader)

    def leave(self) -> None:
        """End what is being edited."""
        for field in self.fields:
            for answer in field.answers:
                answer.commit()


class FieldPart(Part):
    """One item of the form: its name where it has several answers, and these."""

    asked = Signal(object)
    source_asked = Signal(str)

    def __init__(self, desk: Desk, home: Home, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.home = desk, home
        field: DocumentField = home.field
        box = column(self, 0, (0, space(3), 0, space(1)))
        self._title = Text("strong", width=measure(), parent=self)
        self._asks = Text("small", "muted", width=measure(), parent=self)
        box.addWidget(self._title)
        box.addWidget(self._asks)
        self.answers = [AnswerPart(desk, home, answer, self) for answer in field.answer]
        for answer in self.answers:
            box.addWidget(answer)
            answer.source_asked.connect(self.source_asked)
        self._related = [Button("link", parent=self) for _ in field.related]
        links = column(narrow(self._holder()))
        for link in self._related:
            links.addWidget(link)
            link.clicked.connect(self._ask_related)
        if field.related:
            box.addWidget(self._links)

    def _holder(self) -> QWidget:
        self._links = Part(self)
        show_if(self._links, bool(self.home.field.related))
        return self._links

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        field, form = self.home.field, self._desk.session.form
        self._title.set_text(tr.of(f"{field.id}.label", field.label))
        self._asks.set_text(tr.of(f"{field.id}.asks", field.asks))
        show_if(self._asks, bool(field.asks))
        show_if(self._title, bool(field.answer[0].label))
        for answer in self.answers:
            answer.retranslate(tr)
        for link, measure_id in zip(self._related, field.related, strict=True):
            home = next((c, m) for c in form.chapter for m in c.measures() if m.id == measure_id)
            chapter = tr.of(f"{home[0].id}.title", home[0].title)
            link.set_text(
                tr.text(
                    "What you answered: {chapter} {number}", chapter=chapter, number=home[1].number
                )
            )

    def refresh(self, tr: Translator, paper: Paper, reader: Recipient | None) -> None:
        """Show the answers that are asked, or written all the same."""
        shown = False
        for answer in self.answers:
            stated = paper.of(answer.place)
            wanted = reader is None or reader in answer.answer.recipients
            there = stated.origin in {"written", "disputed"}
            wanted = wanted and (stated.asked != "no" or there)
            answer.refresh(tr, stated)
            show_if(answer, wanted)
            shown = shown or wanted
        show_if(self, shown)

    def _ask_related(self) -> None:
        for link, measure_id in zip(self._related, self.home.field.related, strict=True):
            if link is self.sender():
                self.asked.emit(Step(Place("measure", measure=measure_id)))
