"""One document of one model: its sections, its checks, and the way to its PDF."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.documents import Papers
from jalon.assessment.summary_checks import checks
from jalon.forms.model import FactId
from jalon.language import SOURCE_LANGUAGE, Translator
from jalon.ui import (
    document_law,
    outline_entries,
    places,
    words,
)
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Card, Line, Text, show_if
from jalon.ui.pages.document_answer import AnswerPart
from jalon.ui.pages.document_checks import ChecksPart
from jalon.ui.pages.document_making import MakingPart
from jalon.ui.pages.document_section import SectionPart
from jalon.ui.pages.page import Head, Law, Page, Step, focus_within
from jalon.ui.places import COMPANY, Place
from jalon.ui.theme import measure, space


class DocumentPage(Page):
    """One document; the law panel follows the answer that one is in."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._document = places.document(desk.session.form, place)
        self._head = Head(self)
        self._official = Text("quote", "muted", width=measure(), parent=self)
        self._official.set_pad(0, 0, 0, space(2))
        self._lead = Text("lead", width=measure(), parent=self)
        self._not_asked = Text("body", "muted", width=measure(), parent=self)
        self._count = Text("body", width=measure(), parent=self)
        self.serves = Button("link", parent=self)
        self.making = MakingPart(desk, place, self)
        self.checks = ChecksPart(self) if self._document.id == "training-summary" else None
        self._here: AnswerPart | None = None
        self.sections: list[SectionPart] = []
        self._lay_out()
        self._connect()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        document = self._document
        self._lead.set_text(tr.of(f"document.{document.id}.summary", document.summary))
        self._official.set_text(document.title)
        show_if(self._official, tr.code != SOURCE_LANGUAGE)
        self.making.retranslate(tr)
        for head, section in self._groups:
            head.set_text(tr.of(f"{section.section.id}.group", section.section.group))
        for section in self.sections:
            section.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        session, reader = self.desk.session, self.making.seen_by
        self._head.set_words(
            tr.of(f"document.{self._document.id}.title", self._document.title),
            over=self.desk.model_shown(tr, self._place.subject),
        )
        papers = Papers(session.form, self._place.subject, session.assessment)
        paper = papers.paper(self._document)
        progress = paper.progress(paper.edition(reader))
        self._count.set_text(tr.text("{counted}.", counted=words.stated(tr, progress)))
        self._show_serves(tr)
        if self.checks:
            today = datetime.now(UTC).astimezone().date()
            self.checks.show_checks(tr, checks(papers, today))
        for section in self.sections:
            section.refresh(tr, paper, reader)
        for head, first in self._groups:
            show_if(head, any(not s.isHidden() for s in self._grouped(first)))

    def law(self, tr: Translator) -> Law | None:
        """Return the law of the answer that one is in, or of the first one."""
        here = self._here
        if here:
            field, answer = here.home.field, here.answer
        else:
            section = next(s for s in self._document.section if s.official and s.number)
            field, answer = section.field[0], section.field[0].answer[0]
        title = tr.of(f"{field.id}.label", field.label)
        return Law(title, document_law.sections(self._document, field, answer, tr))

    def show_item(self, item: str) -> None:
        """Open the section of an answer (``FIELD`` or ``FIELD.part``) and give it the focus."""
        place = self.desk.session.form.first_answers.get(item, item)
        self.making.show_everything()
        for section in self.sections:
            if any(f.id == place.partition(".")[0] for f in section.section.field):
                section.set_open(True)
                self._focus(section, place)

    def leave(self) -> None:
        """End what is being edited in the open sections."""
        for section in self.sections:
            if section.body:
                section.body.leave()

    # -- inside ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for widget, gap in (
            (self._head, 0),
            (self._official, space(1)),
            (self._lead, space(2)),
            (self._not_asked, space(2)),
            (self._count, 0),
            (self.serves, space(4)),
            (self.making, space(5)),
        ):
            self.box.addWidget(widget)
            self.box.addSpacing(gap)
        self._card = card = Card(pad=0, spacing=0, parent=self)
        self.box.addWidget(card)
        self.box.addStretch()
        if self.checks:
            card.box.addWidget(self.checks)
            card.box.addWidget(Line(parent=card))
        self._groups: list[tuple[Text, SectionPart]] = []
        for number, section in enumerate(self._document.section):
            if number:
                card.box.addWidget(Line(parent=card))
            made = SectionPart(self.desk, self._document, self._place.subject, section, card)
            if section.group:
                head = Text("label", "muted", parent=card)
                head.set_pad(20, 16, 20, 0)
                card.box.addWidget(head)
                self._groups.append((head, made))
            card.box.addWidget(made)
            self.sections.append(made)

    def _connect(self) -> None:
        self.making.reader_chosen.connect(self._reader_chosen)
        self.serves.clicked.connect(self._ask_measure)
        if self.checks:
            self.checks.mend_asked.connect(self._ask_place)
        for section in self.sections:
            section.asked.connect(self.asked)
            section.source_asked.connect(self._ask_place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        for keys, move in (("Ctrl+Down", self._next), ("Ctrl+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)

    def _grouped(self, first: SectionPart) -> list[SectionPart]:
        """Return the sections under one heading."""
        starts = [self.sections.index(section) for _, section in self._groups]
        at = self.sections.index(first)
        end = next((s for s in starts if s > at), len(self.sections))
        return self.sections[at:end]

    def _show_serves(self, tr: Translator) -> None:
        """Name the measure that the document serves, and say when it is not asked."""
        session = self.desk.session
        item = next((i for i in session.form.items if i in self._document.serves), None)
        show_if(self.serves, item is not None)
        show_if(self._not_asked, wanted=False)
        if item is None:
            return
        where = outline_entries.label(self.desk, tr, places.of_item(session.form, item))
        self.serves.set_text(tr.text("Serves: {requirement}", requirement=where))
        status = session.evaluation.items.get((self._place.subject, item))
        if status and status.why_not:
            self._not_asked.set_text(tr.of(*status.why_not))
            show_if(self._not_asked, wanted=True)

    def _ask_measure(self) -> None:
        form = self.desk.session.form
        item = next((i for i in form.items if i in self._document.serves), None)
        if item:
            self.asked.emit(Step(places.of_item(form, item), item, self._place.subject))

    def _ask_place(self, place: str) -> None:
        """Go to a fact of the profile, or to an answer of this or another document."""
        form, subject = self.desk.session.form, self._place.subject
        if place in form.fact:
            own = form.fact_scope[FactId(place)] == "provider"
            self.asked.emit(Step(COMPANY if own else Place("model", subject), place))
            return
        document, _, _ = form.answers[form.first_answers.get(place, place)]
        if document is self._document:
            self.show_item(place)
        else:
            self.asked.emit(Step(Place("document", subject, document=document.id), place))

    def _reader_chosen(self) -> None:
        if self._tr:
            self.refresh(self._tr)

    def _focus(self, section: SectionPart, place: str) -> None:
        for field in section.body.fields if section.body else ():
            for answer in field.answers:
                if answer.place == place:
                    show_if(answer, wanted=True)
                    show_if(field, wanted=True)
                    focus_within(answer)
                    self.area.reveal(answer)
                    self._move_to(answer)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        widget: QWidget | None = new
        while widget is not None and widget is not self:
            if isinstance(widget, AnswerPart):
                self._move_to(widget)
                return
            widget = widget.parentWidget()

    def _move_to(self, answer: AnswerPart) -> None:
        if answer is not self._here:
            self._here = answer
            self.law_changed.emit()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """Go to the next section and open it, the one before closed."""
        shown = [s for s in self.sections if not s.isHidden()]
        focused = QApplication.focusWidget()
        at = next((i for i, s in enumerate(shown) if focused and s.isAncestorOf(focused)), -1)
        if 0 <= at + by < len(shown):
            if at >= 0:
                shown[at].set_open(False)
            target = shown[at + by]
            target.set_open(True)
            target.head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.reveal(target)
