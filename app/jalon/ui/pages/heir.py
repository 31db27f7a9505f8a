"""What the company answers, as it holds for one model; or that model's answer in its place."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.forms.model import Force, ItemId
from jalon.language import Translator
from jalon.ui import words
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, GrowingText, LabeledField, Part, RowHead, Text, column, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.theme import measure, space


class HeirRow(RequirementRow):
    """A requirement that the company answers, seen from one model.

    Open, it shows the company's answer and the way to answer otherwise; or, where the model
    answers otherwise, why it does, and its own fields.
    """

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(desk, subject, item, parent)
        self.taken_over: TakenOver | None = None
        self.reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        """Whether the row shows what is in it."""
        return self.head.isChecked()

    @property
    def begun(self) -> bool:
        """Whether the model is to have an answer of its own."""
        return inheritance.begun(self._desk.session.assessment, self.subject, self.item)

    def show_body(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Show the company's answer, or the model's reason and fields."""
        begun = self.begun
        if wanted and begun and self.reason is None:
            self.reason = Reason(self._desk, self.subject, self.item, self)
            self.reason.back.clicked.connect(self._take_back)
            self._take_in(self.reason)
        if wanted and not begun and self.taken_over is None:
            self.taken_over = TakenOver(self._desk, self.subject, self.item, self)
            self.taken_over.begin_asked.connect(self._begin)
            self.taken_over.company_asked.connect(self.company_asked)
            self._take_in(self.taken_over)
        if self.reason:
            show_if(self.reason, wanted and begun)
        if self.taken_over:
            show_if(self.taken_over, wanted and not begun)
        super().show_body(wanted and begun)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent where the page is narrow."""
        super().set_narrow(narrow)
        for part in (self.reason, self.taken_over):
            if part:
                part.set_narrow(narrow)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self.show_body(self.is_open)
        for part in (self.reason, self.taken_over):
            if part:
                part.retranslate(tr)
        super().retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self.show_body(self.is_open)
        super().refresh(tr)
        for part in (self.reason, self.taken_over):
            if part and not part.isHidden():
                part.refresh(tr)

    def leave(self) -> None:
        """End what is being edited."""
        super().leave()
        if self.reason:
            self.reason.field.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digits only where the answer is the model's own."""
        if self.begun:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def remarks(self, tr: Translator, status: ItemStatus, force: Force) -> list[str]:
        """Return what is to be known beside the state: above all whose answer it is."""
        said = super().remarks(tr, status, force)
        if self.begun:
            return [tr.text("in the company’s place"), *said]
        return [tr.text("inherited from the company"), *said]

    def meta(self, tr: Translator) -> str:
        """Return who and when: of the company's answer, who gave it."""
        if self.begun:
            return super().meta(tr)
        return words.given(tr, inheritance.source(self._desk.session.assessment, self.item))

    # -- inside ----------------------------------------------------------------------------

    def _take_in(self, part: "Reason | TakenOver") -> None:
        """Set a part above the fields, and after the head in the order of Tab."""
        part.set_narrow(self._narrow)
        at = self._box.indexOf(self.body) if self.body else self._box.count()
        self._box.insertWidget(at, part)
        if self.body:
            part.stackUnder(self.body)
        if self._tr:
            part.retranslate(self._tr)

    def _begin(self) -> None:
        session = self._desk.session
        edits = inheritance.begin(self.subject, self.item)
        if self._desk.writing.do(lambda: session.apply(edits)) and self.reason:
            self.reason.field.entry().setFocus()

    def _take_back(self) -> None:
        session = self._desk.session
        edits = inheritance.take_back(self.subject, self.item)
        if self._desk.writing.do(lambda: session.apply(edits)):
            if self.taken_over and self.taken_over.isVisible():
                self.taken_over.begin.setFocus()
            elif self.isVisible():
                self.head.setFocus()


class _Inset(Part):
    """A part of a row, on the left edge of all that is written in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = column(self, space(3))
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent where the page is narrow."""
        self._narrow = narrow
        left = space(5) if narrow else RowHead.edge()
        self.box.setContentsMargins(left, space(1), space(5), space(5))

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_narrow(self._narrow)


class TakenOver(_Inset):
    """The company's answer, to be read: whose it is, what it says, and the two ways on."""

    begin_asked = Signal()
    company_asked = Signal()

    def __init__(self, desk: Desk, model: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._model, self._item = desk, model, item
        self._said = Text("body", width=measure(), parent=self)
        self._parts = [(Text("label", "muted", parent=self), Text(parent=self)) for _ in range(7)]
        self.begin, self._company = Button("link", parent=self), Button("link", parent=self)
        self.box.addWidget(self._said)
        for label, text in self._parts:
            pair = Part(self)
            stack = column(pair)
            stack.addWidget(label)
            stack.addWidget(text)
            self.box.addWidget(pair)
        self.box.addWidget(Acts(self.begin, self._company, parent=self))
        self.begin.clicked.connect(self.begin_asked)
        self._company.clicked.connect(self.company_asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self.begin.set_text(tr.text("Answer otherwise for this model"))
        self._company.set_text(tr.text("Go to the company’s answer"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the company's answer as it is now."""
        show_if(self.begin, not self._desk.session.read_only)
        status = self._desk.session.evaluation.status(PROVIDER, self._item)
        source = inheritance.source(self._desk.session.assessment, self._item)
        given = words.given(tr, source)
        if status.state is None:
            self._said.set_text(tr.text("The company has no answer here yet."))
        else:
            state = words.state(tr, status.state)
            said = tr.text("The company’s answer holds: {state}.", state=state)
            if given:
                said = tr.text(
                    "The company’s answer holds: {state} ({given}).", state=state, given=given
                )
            self._said.set_text(said)
        shown = self._texts(tr)
        for number, (label, text) in enumerate(self._parts):
            name, words_of = shown[number] if number < len(shown) else ("", "")
            label.set_text(name)
            text.set_text(words_of)
            pair = label.parentWidget()
            if isinstance(pair, Part):
                show_if(pair, bool(words_of))

    def _texts(self, tr: Translator) -> list[tuple[str, str]]:
        session, item = self._desk.session, self._item

        def held(field: str) -> str:
            return session.assessment.text(PROVIDER, item, field).strip()

        due = held("due")
        every = (
            (tr.text("Why it does not apply"), held("reason")),
            (tr.text("How"), held("how")),
            (tr.text("Evidence"), "\n".join(self._evidence(tr))),
            (tr.text("Gap"), held("gap")),
            (tr.text("Next step"), held("next-step")),
            (tr.text("Owner"), held("owner")),
            (tr.text("Due date"), tr.day(due)),
        )
        return [pair for pair in every if pair[1]]

    def _evidence(self, tr: Translator) -> list[str]:
        found = self._desk.session.attachments.register.linked(PROVIDER, self._item)
        return [e.name or e.target or tr.text("Evidence without a name") for e in found]


class Reason(_Inset):
    """Why a model answers otherwise than the company, and the way back to the company's answer."""

    def __init__(self, desk: Desk, model: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._model, self._item = desk, model, item
        self._company = Text("small", "muted", width=measure(), parent=self)
        self.field = GrowingText(2)
        self.field.setObjectName(f"{item}.{inheritance.REASON}")
        self._labeled = LabeledField(self.field, parent=self)
        self.back = Button("link", parent=self)
        key = Key(model, item, inheritance.REASON)
        self._binding = Binding(self.field, key, desk.writing)
        self.field.set_read_only(read_only=desk.session.read_only)
        for part in (self._company, self._labeled):
            self.box.addWidget(part)
        self.box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Why this model differs from the company"))
        self.back.set_text(tr.text("Let the company’s answer hold again"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the reason, what is wrong with it, and what it stands against."""
        show_if(self.back, not self._desk.session.read_only)
        self._binding.refresh()
        status = self._desk.session.evaluation.status(PROVIDER, self._item)
        self._company.set_text(
            tr.text("The company’s answer: {state}.", state=words.state(tr, status.state))
        )
        missing = not self._desk.text(self._model, self._item, inheritance.REASON).strip()
        self._labeled.show_problem(tr.text(inheritance.NO_REASON) if missing else "")
