"""The opinions of advisers: unfavourable ones first, withdrawn ones last, none ever gone."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import Opinion
from jalon.export import review_words as told
from jalon.language import Translator
from jalon.ui import review_words
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Text, show_if
from jalon.ui.pages import where
from jalon.ui.pages.opinion_form import OpinionForm
from jalon.ui.pages.page import Head, Page, focus_within
from jalon.ui.pages.review_thread import Thread
from jalon.ui.places import Place
from jalon.ui.review_words import Said
from jalon.ui.theme import measure, space
from jalon.values import replace


class OpinionsPage(Page):
    """What advisers think of the whole, a chapter or a measure."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._head = Head(self)
        self.add = Button("plain", "add", parent=self)
        self._none = Text("body", "muted", width=measure(), parent=self)
        self.thread_ = Thread(self)
        self.form: OpinionForm | None = None
        self.box.addWidget(self._head)
        self.box.addSpacing(space(5))
        self.box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addSpacing(space(4))
        self._form_place = self.box.count()
        for part in (self._none, self.thread_):
            self.box.addWidget(part)
        self.box.addStretch()
        self.add.clicked.connect(self._add)
        self.thread_.asked.connect(self._asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._head.set_words(
            tr.text("Opinions of advisers"),
            tr.text(
                "The data protection officer, counsel or another adviser, with their reasons."
                " Each is printed in full; an unfavourable one stands on the first page of the"
                " report."
            ),
        )
        self.add.set_text(tr.text("Add an opinion"))
        self._none.set_text(tr.text("No opinion is recorded."))
        if self.form:
            self.form.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._tr = tr
        session = self.desk.session
        opinions = session.evaluation.review.opinions
        lines = tuple(said(tr, self.desk, opinion) for opinion in opinions)
        if session.read_only:
            lines = tuple(replace(line, asks=()) for line in lines)
        self.thread_.show_said(lines, tr)
        show_if(self._none, not lines)
        show_if(self.add, not session.read_only)
        form = self.form
        if form and form.subject and form.subject not in {o.id for o in opinions}:
            self._close_form()
        elif form:
            form.refresh(tr)

    def leave(self) -> None:
        """Put the form away; an opinion that says nothing is taken back."""
        self._close_form()

    def show_item(self, item: str) -> None:
        """Bring one opinion into view and give it the focus."""
        if line := self.thread_.line(item):
            self.area.reveal(line)
            focus_within(line)

    # -- inside ----------------------------------------------------------------------------

    def _add(self) -> None:
        self._show_form(None)

    def _asked(self, ask: str, key: str) -> None:
        subject, session = Subject(key), self.desk.session
        if ask == "edit":
            self._edit(subject)
            return
        self._close_form()
        if ask == "withdraw":
            edits = acts.withdraw(subject, by=session.author, at=datetime.now(UTC))
        else:
            edits = acts.restore(subject)
        self.desk.writing.do(lambda: session.apply(edits))

    def _edit(self, subject: Subject) -> None:
        """Open the form of an opinion; one that is open goes on, and nothing of it is left."""
        if self.form and self.form.subject == subject:
            self.form.fields["name"].entry().setFocus()
        else:
            self._show_form(subject)

    def _show_form(self, subject: Subject | None) -> None:
        self._close_form()
        self.form = OpinionForm(self.desk, subject, self)
        self.form.done.connect(self._finished)
        self.box.insertWidget(self._form_place, self.form)
        if self._tr:
            self.form.retranslate(self._tr)
        self.form.show()
        self.form.fields["name"].entry().setFocus()

    def _finished(self) -> None:
        self._close_form()
        self.add.setFocus()

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        self.box.removeWidget(form)
        form.hide()
        form.deleteLater()


def said(tr: Translator, desk: Desk, opinion: Opinion) -> Said:
    """Return an opinion as a line: who, on what, which way, why."""
    form = desk.session.form
    when = tr.day(opinion.day, "medium")
    place = told.place(form, opinion.about, tr, where.model(desk, tr, opinion.about.subject))
    head = (told.adviser(opinion, tr), place, when or tr.text("undated"))
    marks = {"unfavourable": "to-correct", "favourable": "acceptable"}
    stamp = tr.text(
        "Recorded by {name}, {moment}",
        name=told.who(opinion.typed_by, tr),
        moment=review_words.moment(tr, opinion.at),
    )
    weak = [tr.text(problem) for problem in opinion.problems]
    if desk.session.evaluation.review.outdated(opinion):
        weak.append(tr.text("The answers have changed since this opinion."))
    return Said(
        opinion.id,
        "  ·  ".join(head),
        opinion.reasons,
        (marks.get(opinion.direction or "", ""), told.direction(opinion, tr)),
        (stamp, *review_words.gone(tr, opinion.withdrawn)),
        tuple(weak),
        ("restore",) if opinion.withdrawn else ("edit", "withdraw"),
        quiet=opinion.withdrawn is not None,
    )
