"""The scope pages: the facts about the company, and about each model."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from jalon.assessment import carried, facts, scope
from jalon.assessment.changes import Key, Subject
from jalon.forms.model import Fact, FactGroup, FactKind
from jalon.language import Translator
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    NumberField,
    Option,
    Part,
    TableColumn,
    TableField,
    Text,
    TextField,
    column,
)
from jalon.ui.pages.page import Head, Page, focus_within, narrow
from jalon.ui.places import Place
from jalon.ui.theme import measure, space


class ProfilePage(Page):
    """The facts of the company or of one model; nothing is answered beforehand."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._head = Head(self)
        self.box.addWidget(self._head)
        whose = "provider" if place.kind == "company" else "model"
        self._groups = [
            _Group(desk, place.subject, group, self)
            for group in desk.session.form.facts
            if group.scope == whose
        ]
        for group in self._groups:
            self.box.addWidget(group)
        self.box.addStretch()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        if self._place.kind == "company":
            self._head.set_words(
                tr.text("Your company"),
                tr.text(
                    "What is asked of you follows from these answers. Change them at any time:"
                    " nothing you have written elsewhere is lost. What you do not know yet may"
                    " stay open."
                ),
                tr.text("Scope"),
            )
        for group in self._groups:
            group.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the answers, and the questions that now matter."""
        if self._place.kind == "model":
            self._head.set_words(
                self.desk.model_shown(tr, self._place.subject),
                tr.text(
                    "One model with all its versions. These answers decide which points of the"
                    " Code concern it."
                ),
                tr.text("Scope"),
            )
        for group in self._groups:
            group.refresh()

    def show_item(self, item: str) -> None:
        """Bring one question into view and give it the focus."""
        for group in self._groups:
            if found := group.question(item):
                self.area.reveal(found)
                focus_within(found)


class _Group(Part):
    """Facts under one heading."""

    def __init__(self, desk: Desk, subject: Subject, group: FactGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = group
        box = column(self, space(2), (0, space(8), 0, 0))
        self._title = Text("heading", parent=self)
        self._intro = Text("body", "muted", width=measure(), parent=self)
        box.addWidget(self._title)
        box.addWidget(self._intro)
        self._questions = [Question(desk, subject, fact, self) for fact in group.fact]
        for question in self._questions:
            box.addWidget(question)

    def question(self, fact: str) -> "Question | None":
        """Return the question of a fact, if it stands in this group."""
        return next((q for q in self._questions if q.fact.id == fact), None)

    def retranslate(self, tr: Translator) -> None:
        """Set the texts of the group and its questions."""
        group = self._group
        self._title.set_text(tr.of(f"{group.id}.title", group.title))
        self._intro.set_text(tr.of(f"{group.id}.intro", group.intro))
        self._intro.setVisible(bool(group.intro))
        for question in self._questions:
            question.retranslate(tr)

    def refresh(self) -> None:
        """Show the answers; a group of which nothing is asked is not shown."""
        for question in self._questions:
            question.refresh()
        self.setVisible(any(question.is_shown for question in self._questions))


class Question(Part):
    """One fact: its question, its field, why it is asked and where that stands."""

    def __init__(self, desk: Desk, subject: Subject, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        self._desk, self._subject = desk, subject
        self.field = _field(fact)
        self.field.setObjectName(fact.id)
        self._labeled = LabeledField(self.field, parent=self)
        self._source = Text("small", "muted", width=measure(), parent=self)
        self._kept = Text("small", "warn", width=measure(), parent=self)
        self._waits = Text("small", "warn", width=measure(), parent=self)
        self.is_shown = True
        self._tr: Translator | None = None
        box = column(narrow(self), space(1), (0, space(3), 0, space(1)))
        box.addWidget(self._labeled)
        box.addWidget(self._waits)
        box.addWidget(self._kept)
        box.addWidget(self._source)
        self._binding = Binding(self.field, Key(subject, fact.id, "value"), desk.writing)
        self.field.set_read_only(read_only=desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set the question, its help and its source."""
        fact, self._tr = self.fact, tr
        self._labeled.retranslate(tr)
        if isinstance(self.field, ChoiceField | ChoicesField):
            self.field.set_options(
                tuple(
                    Option(
                        option.value,
                        tr.of(f"{fact.id}.{option.value}.label", option.label),
                        tr.of(f"{fact.id}.{option.value}.help", option.help),
                    )
                    for option in fact.options
                )
            )
        if isinstance(self.field, TableField):
            self.field.set_columns(
                tuple(
                    TableColumn(c.id, tr.of(f"{fact.id}.{c.id}.label", c.label), c.most)
                    for c in fact.columns
                )
            )
        label = tr.of(f"{fact.id}.label", fact.label)
        if fact.unit:
            unit = tr.of(f"{fact.id}.unit", fact.unit)
            label = tr.text("{label} ({unit})", label=label, unit=unit)
        self._labeled.set_words(label, tr.of(f"{fact.id}.help", fact.help))
        self._kept.set_text(tr.text("Not asked by your other answers; your answer is kept."))
        self._waits.set_text(tr.text(carried.TO_CONFIRM))
        self._source.set_text(tr.of(f"{fact.id}.source", fact.source))
        self._source.setVisible(bool(fact.source))

    def refresh(self) -> None:
        """Show the answer. What is not asked is hidden, unless it has an answer: that stays."""
        session, fact = self._desk.session, self.fact.id
        asked = scope.asked(
            session.form,
            fact,
            self._subject,
            session.assessment,
            session.evaluation.conclusions,
        )
        disputed = session.assessment.disputed(self._binding.key)
        self.is_shown = (
            asked
            or bool(disputed)
            or facts.answered(session.form, fact, self._subject, session.assessment)
        )
        self.setVisible(self.is_shown)
        waits = carried.waits(session.assessment, self._subject, fact)
        self._waits.setVisible(waits)
        self._kept.setVisible(self.is_shown and not asked and not self.fact.retired)
        self._binding.refresh()
        if self._tr:
            self._labeled.show_dispute(self._binding.dispute(self._tr))


def _field(fact: Fact) -> Field:
    return GrowingText(3) if fact.kind == "long-text" else _FIELDS[fact.kind]()


_FIELDS: Final[Mapping[FactKind, Callable[[], Field]]] = {
    "text": TextField,
    "date": DateField,
    "number": NumberField,
    "choice": ChoiceField,
    "choices": ChoicesField,
    "table": TableField,
}
