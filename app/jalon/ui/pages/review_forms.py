"""The forms of a review: a verdict, a text with its author's name, a comment.

What they show is in the record from the first letter or choice on, so that nothing typed can
be lost; a comment left empty is taken back.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Key, Subject
from jalon.assessment.review.model import VERDICT_WORDS, VERDICTS
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.kit import (
    Beside,
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Option,
    TextField,
    column,
    show_if,
)
from jalon.ui.kit.told import Told
from jalon.ui.reviewing import Reviewing
from jalon.ui.theme import space

_CORRECTIVE = ("corrective-action", "corrective-owner", "corrective-due")


class VerdictForm(QWidget):
    """A verdict: which, by whom, why, and the corrective action that "can be improved" needs."""

    done = Signal()

    def __init__(self, reviewing: Reviewing, step: Subject | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._reviewing, self.step = reviewing, step
        self.verdict = ChoiceField(answers=False)
        self.fields: dict[str, Field] = {
            "by": TextField(),
            "comment": GrowingText(2),
            "corrective-action": GrowingText(2),
            "corrective-owner": TextField(),
            "corrective-due": DateField(),
        }
        self._labeled = {name: LabeledField(field) for name, field in self.fields.items()}
        self._choice = LabeledField(self.verdict)
        self._problem = Told("small", "warn", parent=self)
        self._due = Beside(self._labeled["corrective-owner"], self._labeled["corrective-due"])
        self._done = Button("plain", parent=self)
        self._bound = BoundFields(self.fields, reviewing.desk.writing)
        self._lay_out()
        self.verdict.edited.connect(self._chosen)
        self._done.clicked.connect(self.done)
        if step:
            self._bound.bind(partial(Key, step, "review"))
        else:
            self.fields["by"].show_value(reviewing.proposed_name())
            for field in self.fields.values():
                field.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        for labeled in (self._choice, *self._labeled.values()):
            labeled.retranslate(tr)
        self._choice.set_words(tr.text("Verdict"))
        self.verdict.set_options(
            tuple(Option(name, tr.text(VERDICT_WORDS[name])) for name in VERDICTS)
        )
        said = {
            "by": tr.text("Name of the reviewer"),
            "comment": tr.text("Comment of the reviewer"),
            "corrective-action": tr.text("Corrective action"),
            "corrective-owner": tr.text("Who carries it out"),
            "corrective-due": tr.text("Due date of the corrective action"),
        }
        for name, label in said.items():
            self._labeled[name].set_words(label)
        self._done.set_text(tr.text("Done"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds, and what is missing in it."""
        self._bound.refresh()
        self._bound.show_disputes(self._labeled, tr)
        if self.step:
            verdict = Key(self.step, "review", "verdict")
            self._choice.show_dispute(self._reviewing.desk.writing.dispute(verdict, tr))
        given = next((g for g in self._reviewing.standing.verdicts if g.step.id == self.step), None)
        if given:
            self.verdict.show_value(None if given.step.others else given.step.verdict)
        said = [tr.text(words) for words in given.problems] if given else []
        self._problem.set_text(" ".join(said))
        show_if(self._problem, bool(said))
        self._show_corrective()

    def leave(self) -> None:
        """End the editing of the fields."""
        self._bound.leave()

    def _lay_out(self) -> None:
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        for part in (
            self._choice,
            self._labeled["by"],
            self._labeled["comment"],
            self._labeled["corrective-action"],
            self._due,
            self._problem,
            self._done,
        ):
            card.box.addWidget(part)

    def _show_corrective(self) -> None:
        """Ask for the corrective action where one is needed; what was written never goes."""
        wanted = self.verdict.value() == "improvable"
        wanted = wanted or any(self.fields[name].value() for name in _CORRECTIVE)
        show_if(self._labeled["corrective-action"], wanted)
        show_if(self._due, wanted)

    def _chosen(self, value: object) -> None:
        verdict = value if isinstance(value, str) else None
        self._show_corrective()
        if self.step is None:
            self._make()
        if self.step:
            self._reviewing.choose(self.step, verdict)

    def _begun(self, value: object) -> None:
        if self.step is None and value not in (None, ""):
            self._make()

    def _make(self) -> None:
        """Record the verdict that was begun, with all that the form shows."""
        typed = {name: field.value() for name, field in self.fields.items()}
        by = str(typed.pop("by") or "").strip()
        self.step = self._reviewing.act("verdict", by=by)
        if self.step is None:
            return
        self._bound.bind(partial(Key, self.step, "review"))
        for name, text in typed.items():
            if isinstance(text, str) and text:
                self._reviewing.desk.writing.type_text(Key(self.step, "review", name), text)


class SaidForm(QWidget):
    """A text somebody says, and, of a step, who says it.

    ``subject`` is None for a comment that is not begun; ``answers`` is what it answers.
    """

    done = Signal()

    def __init__(
        self,
        reviewing: Reviewing,
        subject: Subject | None,
        parent: QWidget,
        *,
        answers: Subject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing, self.subject, self._answers = reviewing, subject, answers
        self._is_step = subject is not None and subject.startswith("review-")
        self._before = ""
        self.text, self.by = GrowingText(2), TextField()
        self._text, self._by = LabeledField(self.text), LabeledField(self.by)
        self._done = Button("plain", parent=self)
        name = "comment" if self._is_step else "text"
        fields: dict[str, Field] = {name: self.text}
        if self._is_step:
            fields["by"] = self.by
        self._bound = BoundFields(fields, reviewing.desk.writing)
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        for part in (*((self._by,) if self._is_step else ()), self._text, self._done):
            card.box.addWidget(part)
        self._by.setVisible(self._is_step)
        self._done.clicked.connect(self.done)
        if subject:
            self._bind(subject)
        else:
            self.text.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._text.retranslate(tr)
        self._by.retranslate(tr)
        self._by.set_words(tr.text("Name"))
        self._text.set_words(tr.text("Reason or remark") if self._is_step else tr.text("Comment"))
        self._done.set_text(tr.text("Done"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds."""
        self._bound.refresh()
        labeled = {"comment": self._text, "text": self._text, "by": self._by}
        self._bound.show_disputes(labeled, tr)

    def leave(self) -> None:
        """End the editing; note that a comment is another than it was, forget one not begun.

        One that was emptied stays and says so: others may have answered it.
        """
        self._bound.leave()
        if self.subject is None or self._is_step:
            return
        now = self._reviewing.desk.text(self.subject, "comment", "text")
        if not self._before:
            self._reviewing.forget_if_empty(self.subject)
        elif now != self._before:
            self._reviewing.mark_edited(self.subject)

    def _begun(self, value: object) -> None:
        if self.subject is not None or value in (None, ""):
            return
        self.subject = self._reviewing.remark(self._answers)
        if self.subject:
            self._bind(self.subject)
            key = Key(self.subject, "comment", "text")
            self._reviewing.desk.writing.type_text(key, self.text.value())

    def _bind(self, subject: Subject) -> None:
        item, name = ("review", "comment") if self._is_step else ("comment", "text")
        self._before = self._reviewing.desk.text(subject, item, name)
        self._bound.bind(partial(Key, subject, item))
