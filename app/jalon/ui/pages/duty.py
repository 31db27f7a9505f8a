"""The page of a duty outside the Code: the rows of a measure's page, cited from the AI Act."""

from PySide6.QtWidgets import QWidget

from jalon.assessment.item_status import ItemStatus
from jalon.assessment.scope import Scope
from jalon.forms.citations import article
from jalon.language import Translator
from jalon.ui import law as law_panel
from jalon.ui import words
from jalon.ui.desk import Desk
from jalon.ui.kit import show_if
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.notes import NotesPart
from jalon.ui.pages.page import Law
from jalon.ui.places import Place


class DutyPage(MeasurePage):
    """One duty; what does not concern the company at all is said once, above the rows."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        duty = next(d for d in desk.session.form.duties if d.id == place.measure)
        self._duty = duty
        self._notes = NotesPart(duty.note, self)
        self.box.insertWidget(self.box.count() - 1, self._notes)
        for part in (self.top.count, self._card, self.review):
            show_if(part, bool(duty.requirement))
        show_if(self._notes, bool(duty.note))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        super().retranslate(tr)
        self._notes.retranslate(tr)

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

    def shared(self) -> Scope | ItemStatus | None:
        """Return what the duty as a whole hangs on."""
        return self.desk.session.evaluation.duty_scope[self._duty.id]
