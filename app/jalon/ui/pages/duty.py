"""The page of a duty outside the Code: the rows of a measure's page, cited from the AI Act."""

from PySide6.QtWidgets import QWidget

from jalon.assessment.conclusions.words import because
from jalon.forms.citations import article
from jalon.forms.model import FactId
from jalon.language import Translator
from jalon.ui import law as law_panel
from jalon.ui import words
from jalon.ui.desk import Desk
from jalon.ui.kit import show_if
from jalon.ui.pages import fact_way
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.notes import NotesPart
from jalon.ui.pages.page import Law
from jalon.ui.pages.why import Why
from jalon.ui.places import Place
from jalon.ui.theme import space


class DutyPage(MeasurePage):
    """One duty; what does not concern the company at all is said once, above the rows."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        duty = next(d for d in desk.session.form.duties if d.id == place.measure)
        self._duty = duty
        self._why = Why(self, left=0)
        self._why.hide()
        self._why.fact_asked.connect(self._duty_fact_asked)
        self._notes = NotesPart(duty.note, self)
        at = self.box.indexOf(self._count)
        self.box.insertSpacing(at, space(4))
        self.box.insertWidget(at + 1, self._why)
        self.box.insertWidget(self.box.count() - 1, self._notes)
        for part in (self._count, self._card, self.review):
            show_if(part, bool(duty.requirement))
        show_if(self._notes, bool(duty.note))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tell_once(tr)
        super().retranslate(tr)
        self._notes.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._tell_once(tr)
        super().refresh(tr)

    def law(self, tr: Translator) -> Law | None:
        """Return the law of the row that one is in, or of the duty where it has no rows."""
        if self._duty.requirement:
            return super().law(tr)
        short = tr.of(f"{self._duty.id}.short", self._duty.short)
        return Law(short, law_panel.of_duty(self.desk.session.form, self._duty, tr))

    def over(self, tr: Translator) -> str:
        """Return where the duty stands, and who answers."""
        cited = tr.text("AI Act, {article}", article=article(self._duty.article, tr))
        return "  ·  ".join((words.duties(tr), cited, *self.who_answers(tr)))

    def official(self, tr: Translator) -> str:  # noqa: ARG002  the titles are ours in each language
        """Return nothing: no title of a duty is quoted."""
        return ""

    # -- inside ----------------------------------------------------------------------------

    def _tell_once(self, tr: Translator) -> None:
        """Say above the rows why none of them is asked, or which answer would tell of all."""
        scope = self.desk.session.evaluation.duty_scope[self._duty.id]
        told = ""
        if scope.why_not:
            told = scope.why_not[0]
            self._why.show_reason(because(tr.of(*scope.why_not), scope.conclusion, tr))
        elif scope.missing:
            told = scope.missing[0]
            fact = self.desk.session.form.fact[FactId(told)]
            self._why.show_fact(tr, fact.id, tr.of(f"{fact.id}.label", fact.label))
        else:
            self._why.hide()
        for line in self.rows:
            line.told = told

    def _duty_fact_asked(self, fact: str) -> None:
        """Lead to the fact, of the first model that lacks it where it is a model's."""
        self.asked.emit(fact_way.step(self.desk, FactId(fact)))
