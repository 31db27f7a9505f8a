"""The company's facts as they hold for one model, and where that model differs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import fact_words, inheritance, scope
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.forms.model import Fact
from jalon.language import Translator
from jalon.ui import words
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, GrowingText, LabeledField, Line, Part, Text, column, show_if
from jalon.ui.pages.page import Step, focus_within, narrow
from jalon.ui.pages.profile import Question
from jalon.ui.places import COMPANY
from jalon.ui.theme import measure, space


class FromCompany(Part):
    """Every fact of the company, with its source; ``asked`` leads to where it is answered."""

    asked = Signal(object)

    def __init__(self, desk: Desk, model: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("heading", parent=self)
        self._intro = Text("body", "muted", width=measure(), parent=self)
        self._change = Button("link", parent=self)
        box = column(self, space(2), (0, space(8), 0, 0))
        box.addWidget(self._title)
        box.addWidget(self._intro)
        self.facts = [
            CompanyFact(desk, model, fact, self)
            for group in desk.session.form.facts
            if group.scope == "provider"
            for fact in group.fact
        ]
        for fact in self.facts:
            box.addWidget(fact)
        box.addSpacing(space(2))
        box.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        self._change.clicked.connect(self._to_company)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._title.set_text(tr.text("Inherited from the company"))
        self._intro.set_text(
            tr.text(
                "The company answers these once, for all its models. A model can differ only"
                " where two models of one provider can."
            )
        )
        self._change.set_text(tr.text("Change the company’s answers"))
        for fact in self.facts:
            fact.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the company's answers as they are now."""
        for fact in self.facts:
            fact.refresh(tr)

    def fact(self, name: str) -> "CompanyFact | None":
        """Return the part of a fact."""
        return next((one for one in self.facts if one.fact.id == name), None)

    def _to_company(self) -> None:
        self.asked.emit(Step(COMPANY))


class CompanyFact(Part):
    """One fact: the company's answer and its source, or the model's own with the reason."""

    def __init__(self, desk: Desk, model: Subject, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        self._desk, self._model = desk, model
        self._tr: Translator | None = None
        self._label = Text("label", "muted", width=measure(), parent=self)
        self._value = Text("body", width=measure(), parent=self)
        self._source = Text("small", "muted", width=measure(), parent=self)
        self.begin = Button("link", parent=self)
        self.own: OwnFact | None = None
        self._box = column(self, space(1))
        self._box.addWidget(Line(parent=self))
        self._box.addSpacing(space(1))
        for part in (self._label, self._value, self._source):
            self._box.addWidget(part)
        self._box.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addSpacing(space(1))
        self.begin.clicked.connect(self._begin)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._label.set_text(tr.of(f"{self.fact.id}.label", self.fact.label))
        self.begin.set_text(tr.text("Answer otherwise for this model"))
        self.begin.setAccessibleDescription(self._label.text())
        if self.own:
            self.own.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what holds for the model; a question that nobody is asked is left out."""
        session, fact = self._desk.session, self.fact
        value = session.assessment.value(PROVIDER, fact.id, "value")
        self.setVisible(self._asked() or value is not None)
        begun = fact.overridable and inheritance.begun(session.assessment, self._model, fact.id)
        said = _answer(tr, fact, value)
        self._value.set_text(said or tr.text("Not answered"))
        source = words.given(tr, inheritance.source(session.assessment, fact.id))
        self._source.set_text(
            tr.text("The company: {given}", given=source) if source else tr.text("The company")
        )
        several = len(session.models) > 1 and not session.read_only
        show_if(self.begin, fact.overridable and several and not begun)
        if begun and self.own is None:
            self._make_own(tr)
        if self.own:
            show_if(self.own, begun)
            self.own.refresh(tr)

    def _asked(self) -> bool:
        session = self._desk.session
        found = session.evaluation.conclusions
        return scope.asked(session.form, self.fact.id, PROVIDER, session.assessment, found)

    def _make_own(self, tr: Translator) -> None:
        self.own = OwnFact(self._desk, self._model, self.fact, self)
        self.own.back.clicked.connect(self._take_back)
        self._box.insertWidget(self._box.count() - 1, self.own)
        self.own.retranslate(tr)

    def _begin(self) -> None:
        session = self._desk.session
        edits = inheritance.begin(self._model, self.fact.id)
        if self._desk.writing.do(lambda: session.apply(edits)) and self.own:
            self.own.reason.entry().setFocus()

    def _take_back(self) -> None:
        session = self._desk.session
        edits = inheritance.take_back(self._model, self.fact.id)
        if self._desk.writing.do(lambda: session.apply(edits)):
            focus_within(self)


class OwnFact(Part):
    """A model's own answer to a fact of the company: why, and what."""

    def __init__(self, desk: Desk, model: Subject, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._model, self._fact = desk, model, fact
        self.reason = GrowingText(2)
        self.reason.setObjectName(f"{fact.id}.{inheritance.REASON}")
        self._labeled = LabeledField(self.reason, parent=self)
        key = Key(model, fact.id, inheritance.REASON)
        self._binding = Binding(self.reason, key, desk.writing)
        self.reason.set_read_only(read_only=desk.session.read_only)
        self.question = Question(desk, model, fact, self)
        self.back = Button("link", parent=self)
        box = column(narrow(self), space(1), (0, space(2), 0, space(1)))
        for part in (self._labeled, self.question):
            box.addWidget(part)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Why this model differs from the company"))
        self.question.retranslate(tr)
        self.back.set_text(tr.text("Let the company’s answer hold again"))

    def refresh(self, tr: Translator) -> None:
        """Show the model's answer, and that it does not stand without a reason."""
        show_if(self.back, not self._desk.session.read_only)
        self._binding.refresh()
        self.question.refresh()
        missing = not self._desk.text(self._model, self._fact.id, inheritance.REASON).strip()
        self._labeled.show_problem(tr.text(inheritance.NO_REASON) if missing else "")


def _answer(tr: Translator, fact: Fact, value: Value) -> str:
    """Write the company's answer on one line; empty where there is none."""
    if isinstance(value, list):
        return ", ".join(fact_words.option(fact, str(one), tr) for one in value)
    if isinstance(value, str) and fact.kind == "date":
        return tr.day(value)
    if written := fact_words.figure(fact, value, tr):
        return written
    return "" if value is None else fact_words.option(fact, str(value), tr)
