"""The sections of a requirement's fields, in the order in which one comes to them."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import inheritance
from jalon.assessment.changes import Key, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.review.model import Target
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Beside,
    Button,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Part,
    StateSelector,
    Text,
    TextField,
    column,
    show_if,
)
from jalon.ui.kit.frames import ask_anew
from jalon.ui.kit.order import stand
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.document_links import DocumentLinks
from jalon.ui.pages.evidence import EvidencePart
from jalon.ui.pages.page import Step
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.pages.row_actions import ActionsPart
from jalon.ui.places import HISTORY
from jalon.ui.theme import space

GAP: Final = space(4)
"""Between two fields, and between two sections, in pixels."""


class Section(Part):
    """Some of the fields of a requirement; a body makes the next when it is wanted.

    ``step_asked`` carries the way to another page.
    """

    step_asked = Signal(object)

    LINES: int
    """About how high it is, in lines of text, before it is made."""

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject, self._item = desk, subject, item

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``; the record is shown by :meth:`refresh`."""
        raise NotImplementedError

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        raise NotImplementedError

    def set_place(self, words: str) -> None:
        """Tell assistive programs which requirement this is of: others have the same words."""
        raise NotImplementedError

    def leave(self) -> None:
        """End what is being edited beside the fields."""

    def fit(self, width: int) -> None:
        """Take the height for a width that the section is going to get, before it is seen."""


class _Fields(Section):
    """A section of fields with labels, each tied to the record by its name."""

    def _hold(self, fields: Mapping[str, Field], *, state: StateSelector | None = None) -> None:
        self.fields = fields
        self.labeled = {name: LabeledField(field, parent=self) for name, field in fields.items()}
        for name, field in fields.items():
            field.setObjectName(f"{self._item}.{name}")
        every = {**fields, **({"state": state} if state else {})}
        for field in every.values():
            field.set_read_only(read_only=self._desk.session.read_only)
        self._bound = BoundFields(every, self._desk.writing)
        self._bound.bind(lambda name: Key(self._subject, self._item, name))

    def set_place(self, words: str) -> None:
        """Tell which requirement the fields are of."""
        for labeled in self.labeled.values():
            labeled.set_place(words)

    def retranslate(self, tr: Translator) -> None:
        """Hand the language to the fields."""
        for labeled in self.labeled.values():
            labeled.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds."""
        self._bound.refresh()
        self._bound.show_disputes(self.labeled, tr)


class Answer(_Fields):
    """The state, the reason or how, and what is wrong with them beside what would mend it."""

    LINES = 6

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(desk, subject, item, parent)
        self.state = StateSelector(parent=self)
        self._conflict = Text("small", "warn", parent=self)
        self._texts = {"reason": GrowingText(2), "how": GrowingText(2)}
        self._hold(self._texts, state=self.state)
        parts = (self._conflict, self.state, self.labeled["reason"], self.labeled["how"])
        stand(column(self, GAP), *parts)

    def set_place(self, words: str) -> None:
        """Tell which requirement the fields and the state are of."""
        super().set_place(words)
        self.state.set_help(words)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        self.state.retranslate(tr)
        self.state.set_name(tr.text("State of the requirement"))
        self.labeled["reason"].set_words(tr.text("Why it does not apply"))

    def refresh(self, tr: Translator) -> None:
        """Show the record; ask for what is needed now."""
        super().refresh(tr)
        status = self._desk.session.evaluation.status(self._subject, self._item)
        self._show_prompts(tr, status)
        self._show_problems(tr, status)

    def fit(self, width: int) -> None:
        """Have the texts take their heights."""
        for text in self._texts.values():
            text.fit(width)
            ask_anew(text, self)

    def _show_prompts(self, tr: Translator, status: ItemStatus) -> None:
        """Ask for the reason where one is needed; what was written never disappears."""
        own, none = status.state == "alternative", status.state == "not-applicable"
        self.labeled["how"].set_words(tr.text("By which other means") if own else tr.text("How"))
        written = {name: bool(self.fields[name].value()) for name in ("reason", "how")}
        show_if(self.labeled["reason"], none or written["reason"])
        show_if(self.labeled["how"], not none or written["how"])

    def _show_problems(self, tr: Translator, status: ItemStatus) -> None:
        place = {"not-applicable": "reason", "alternative": "how"}.get(status.state or "", "")
        known = (p for p in status.problems if p != inheritance.NO_REASON)  # said where it is given
        said = " ".join(tr.text(problem) for problem in known)
        for name in ("reason", "how"):
            self.labeled[name].show_problem(said if name == place else "")
        self._conflict.set_text("" if place else said)
        show_if(self._conflict, bool(said) and not place)


class Proof(Section):
    """What shows it: evidence, and the documents that serve the requirement."""

    LINES = 3

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(desk, subject, item, parent)
        self.evidence = EvidencePart(desk, subject, item, self)
        self.documents = DocumentLinks(desk, subject, item, self)
        self.documents.asked.connect(self.step_asked)
        show_if(self.documents, bool(self.documents.lines))
        stand(column(self, GAP), self.evidence, self.documents)

    def set_place(self, words: str) -> None:
        """Tell which requirement evidence is added to."""
        self.evidence.list.set_place(words)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self.evidence.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what is linked now, and how far each document is."""
        self.evidence.refresh(tr)
        self.documents.refresh(tr)

    def leave(self) -> None:
        """Put the form for evidence away."""
        self.evidence.leave()


class Plan(_Fields):
    """What is missing, what comes next, who does it by when."""

    LINES = 8

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(desk, subject, item, parent)
        self._texts = {"gap": GrowingText(2), "next-step": GrowingText(2)}
        self._hold({**self._texts, "owner": TextField(), "due": DateField()})
        gap, step, owner, due = self.labeled.values()
        self._pair = Beside(gap, step, parent=self)
        stand(column(self, GAP), self._pair, Beside(owner, due, parent=self))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        said = (tr.text("Gap"), tr.text("Next step"), tr.text("Owner"), tr.text("Due date"))
        for labeled, label in zip(self.labeled.values(), said, strict=True):
            labeled.set_words(label)

    def fit(self, width: int) -> None:
        """Have the texts take their heights, side by side or under each other."""
        for text in self._texts.values():
            text.fit(self._pair.share(width))
            ask_anew(text, self)


class Around(Section):
    """What others say of the answer, what is planned for it, and the way to its history."""

    LINES = 6

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(desk, subject, item, parent)
        about = Target("requirement", item, subject)
        self.review = ReviewPart(desk, about, self, folds="all")
        self.planned = ActionsPart(desk, subject, item, self)
        self.history = Button("link", parent=self)
        self.history.clicked.connect(self._ask_history)
        acts = Acts(self.history, parent=self)
        stand(column(self, GAP), self.review, self.planned, acts)

    def set_place(self, words: str) -> None:
        """Tell which requirement the acts are about."""
        planned = self.planned
        for act in (self.review.fold, planned.new, planned.turn, planned.link, self.history):
            if act:
                act.setAccessibleDescription(words)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self.review.retranslate(tr)
        self.planned.retranslate(tr)
        self.history.set_text(tr.text("History of this answer"))

    def refresh(self, tr: Translator) -> None:
        """Show what was said and is planned now."""
        self.review.refresh(tr)
        self.planned.refresh(tr)

    def leave(self) -> None:
        """Put forms and choices away."""
        self.review.leave()
        self.planned.leave()

    def _ask_history(self) -> None:
        self.step_asked.emit(Step(HISTORY, self._item, self._subject))


SECTIONS: Final[tuple[type[Section], ...]] = (Answer, Proof, Plan, Around)
"""All of them, in order."""
