"""What appears to apply: the facts in a strip, then each conclusion with why and where."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, words
from jalon.errors import N_
from jalon.forms.model import FactId
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Line, Part, Text, column, row, show_if
from jalon.ui.pages import fact_way
from jalon.ui.pages.page import WIDE, Head, Page, Step
from jalon.ui.pages.scope_facts import FactStrip
from jalon.ui.places import COMPANY, Place
from jalon.ui.theme import measure, space

_LABEL = space(26)
_DUTIES: Final = frozenset(
    {
        *("owed", "technical-documentation", "downstream-documentation", "copyright-policy"),
        *("training-summary", "safety-security", "notification", "authorised-representative"),
        *("crawling", "search-engine"),
    }
)
"""Conclusions that say whether something applies; the others say whether something is so."""


class ScopePage(Page):
    """Conclusions for the company and each model; they follow the answers at once."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._head = Head(self)
        self.box.addWidget(self._head)
        self.parts: dict[Subject, SubjectPart] = {}
        self._foot = Text("small", "muted", width=measure(), parent=self)
        self._foot.set_pad(0, space(8), 0, 0)
        self.box.addWidget(self._foot)
        self.box.addStretch()
        self._narrow = False

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._foot.set_text(
            tr.text(
                "Where nothing is added, the AI Act or the Code says it. An indicative criterion is"
                " the Commission’s, in Guidelines that do not bind; only the Court of Justice"
                " interprets the AI Act with authority. A reading is ours. This is no legal advice."
            )
        )
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the conclusions as they are now."""
        company = self.desk.company
        self._head.set_words(
            tr.text("What appears to apply"),
            tr.text(
                "What appears to apply to {company}, and why. Each conclusion follows the answers"
                " as they change; nothing that was written is lost.",
                company=company or tr.text("your company"),
            ),
            tr.text("Scope"),
        )
        self._match_subjects()
        for part in self.parts.values():
            part.refresh(tr)

    def set_span(self, width: int) -> None:
        """Fit margins and rows to a window ``width`` pixels wide."""
        super().set_span(width)
        self._narrow = width < WIDE * 3 // 4
        for part in getattr(self, "parts", {}).values():
            part.set_narrow(narrow=self._narrow)

    def _match_subjects(self) -> None:
        """Have a part for the company and for each model there is."""
        wanted = (PROVIDER, *self.desk.session.models)
        for subject in [s for s in self.parts if s not in wanted]:
            gone = self.parts.pop(subject)
            self.box.removeWidget(gone)
            gone.setParent(None)
            gone.deleteLater()
        for subject in wanted:
            if subject not in self.parts:
                made = SubjectPart(self.desk, subject, self)
                made.set_narrow(narrow=self._narrow)
                made.asked.connect(self.asked)
                self.parts[subject] = made
                self.box.insertWidget(self.box.indexOf(self._foot), made)


class SubjectPart(Part):
    """The company or a model: its facts, the way back to them, its conclusions."""

    asked = Signal(object)

    def __init__(self, desk: Desk, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject = desk, subject
        self._title = Text("heading", parent=self)
        self._facts = FactStrip(desk, subject, self)
        self._change = Button("link", parent=self)
        self._change.clicked.connect(self._change_asked)
        self._box = column(self, 0, (0, space(8), 0, 0))
        for part, gap in ((self._title, 3), (self._facts, 2), (self._change, 4)):
            self._box.addWidget(part)
            self._box.addSpacing(space(gap))
        self.rows: dict[str, ConclusionRow] = {}
        self._narrow = False

    def refresh(self, tr: Translator) -> None:
        """Show facts and conclusions as they are now."""
        company = self._subject == PROVIDER
        name = self._desk.company or tr.text("Your company")
        self._title.set_text(name if company else self._desk.model_shown(tr, self._subject))
        self._facts.refresh(tr)
        self._change.set_text(tr.text("Change the answers"))
        self._change.setAccessibleDescription(self._title.text())
        found = self._desk.session.evaluation.conclusions
        shown = {name: c for (subject, name), c in found.items() if subject == self._subject}
        for name, conclusion in shown.items():
            if name not in self.rows:
                self._add_row(name)
            self.rows[name].show_conclusion(tr, self._desk, conclusion)
        for name, line in self.rows.items():
            show_if(line, name in shown)

    def set_narrow(self, *, narrow: bool) -> None:
        """Set the words of a value above its sentence where the page is narrow."""
        self._narrow = narrow
        for line in self.rows.values():
            line.set_narrow(narrow=narrow)

    def _add_row(self, name: str) -> None:
        made = ConclusionRow(name, self)
        made.set_narrow(narrow=self._narrow)
        made.fact_asked.connect(self._fact_asked)
        self.rows[name] = made
        self._box.addWidget(made)

    def _change_asked(self) -> None:
        company = self._subject == PROVIDER
        self.asked.emit(Step(COMPANY if company else Place("model", self._subject)))

    def _fact_asked(self, fact: str) -> None:
        self.asked.emit(fact_way.step(self._desk, FactId(fact), self._subject))


class ConclusionRow(Part):
    """One conclusion: yes, no or not known; what, why, where, and what would settle it."""

    fact_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._fact = ""
        box = column(self)
        box.addWidget(Line(parent=self))
        inner = Part(self)
        box.addWidget(inner)
        self._line = row(inner, space(4), (0, space(3), 0, space(3)))
        self.value = Text("label", "accent", parent=inner)
        self.value.setFixedWidth(_LABEL)
        right = Part(inner)
        stack = column(right, space(1))
        self.title = Text("strong", width=measure(), parent=right)
        self.why = Text("body", width=measure(), parent=right)
        self.where = Text("small", "muted", width=measure(), parent=right)
        self._open = Text("small", width=measure(), parent=right)
        self.link = Button("link", parent=right)
        for part in (self.title, self.why, self.where, self._open, self.link):
            stack.addWidget(part)
        self._line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(right, 1)
        self.link.clicked.connect(self._asked)

    def show_conclusion(self, tr: Translator, desk: Desk, found: Conclusion) -> None:
        """Show a conclusion."""
        self.value.set_text(tr.text(_values(self._name)[found.value]))
        self.value.set_ink({"yes": "accent", "no": "muted"}.get(found.value, "warn"))
        self.title.set_text(tr.text(found.title))
        why = " ".join(words.reason(said, tr) for said in found.reasons)
        self.why.set_text(why)
        show_if(self.why, bool(why))
        basis = words.basis(found.basis, tr) if found.reasons else ""
        sources = words.cited(found.citations, tr)
        self.where.set_text("  ·  ".join(part for part in (sources, basis) if part))
        self._show_missing(tr, desk, found)

    def set_narrow(self, *, narrow: bool) -> None:
        """Set the word of the value above its sentence, or beside it."""
        # Above the sentence it has the row's whole width: a layout reckons with that.
        self.value.setMinimumWidth(0 if narrow else _LABEL)
        self.value.setMaximumWidth(measure() if narrow else _LABEL)
        way = self._line.Direction.TopToBottom if narrow else self._line.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)
            self._line.setSpacing(space(1) if narrow else space(4))

    def _show_missing(self, tr: Translator, desk: Desk, found: Conclusion) -> None:
        """Name the first question still to be answered, and lead there; count the others."""
        for part in (self._open, self.link):
            show_if(part, bool(found.missing))
        if not found.missing:
            return
        self._fact = found.missing[0]
        fact = desk.session.form.fact[FactId(self._fact)]
        question = tr.of(f"{fact.id}.label", fact.label)
        more = len(found.missing) - 1
        self._open.set_text(
            tr.plural(
                "Still to be answered, with {count} more question: {question}",
                "Still to be answered, with {count} more questions: {question}",
                more,
                question=question,
            )
            if more
            else tr.text("Still to be answered: {question}", question=question)
        )
        self.link.set_text(tr.text("Answer"))
        self.link.setAccessibleDescription(question)

    def _asked(self) -> None:
        self.fact_asked.emit(self._fact)


def _values(name: str) -> dict[str, str]:
    if name in _DUTIES:
        return {
            "yes": N_("Applies"),
            "no": N_("Out of scope"),
            "not-known": N_("Not known yet"),
        }
    return {"yes": N_("Yes"), "no": N_("No"), "not-known": N_("Not known yet")}
