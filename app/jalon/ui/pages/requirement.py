"""One requirement as a row: closed, its head; open, the same prompts every time."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from jalon.assessment import carried, inheritance
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.conclusions.words import because
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.review.model import VERDICT_SAID, Target
from jalon.forms.citations import places
from jalon.forms.model import STATES, Force, ItemId
from jalon.language import Translator
from jalon.ui import theme, words
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Beside,
    Button,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Part,
    Row,
    RowHead,
    StateSelector,
    Text,
    TextField,
    column,
    commit_all,
    show_if,
)
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.document_links import DocumentLinks
from jalon.ui.pages.evidence import EvidencePart
from jalon.ui.pages.page import Step
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.pages.row_actions import ActionsPart
from jalon.ui.pages.why import Why
from jalon.ui.places import HISTORY
from jalon.ui.theme import space

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_TAKES_BACK = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RequirementRow(Part):
    """One requirement of one subject; ``named`` where it has to say which model that is.

    ``fact_asked`` names a fact that would settle whether the requirement applies,
    ``company_asked`` the company's own row, ``step_asked`` carries the way to a document that
    serves it. ``told`` is what its page says once for all rows: the context of a reason, or the
    id of such a fact.
    """

    opened = Signal()
    fact_asked = Signal(str)
    company_asked = Signal()
    step_asked = Signal(object)

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self.subject, self.item = subject, item
        self._desk = desk
        self._tr: Translator | None = None
        self._narrow = False
        self.told = ""
        self.named = False
        self.head = RowHead(parent=self)
        self.head.setObjectName(item)
        self.head.clicked.connect(self._toggled)
        self._why: Why | None = None
        self.body: RequirementBody | None = None
        self._box = column(self)
        self._box.addWidget(self.head)
        self._held = False
        self.setAcceptDrops(not desk.session.read_only)

    @property
    def is_open(self) -> bool:
        """Whether the row shows its fields."""
        return self.body is not None and not self.body.isHidden()

    @property
    def status(self) -> ItemStatus:
        """What follows from the answer."""
        return self._desk.session.evaluation.status(self.subject, self.item)

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Open or close the row; its fields are made when it first opens."""
        self.head.setChecked(wanted)
        self.show_body(wanted)

    def show_body(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Show the fields, or hide them; they are made when they are first shown."""
        if wanted and self.body is None:
            self.body = RequirementBody(self._desk, self.subject, self.item, self)
            self.body.set_narrow(self._narrow)
            self.body.documents.asked.connect(self.step_asked)
            self.body.step_asked.connect(self.step_asked)
            self._box.addWidget(self.body)
            if self._tr:
                self.body.retranslate(self._tr)
        if self.body:
            if not wanted:
                self.body.leave()
            show_if(self.body, wanted)

    def leave(self) -> None:
        """End what is being edited."""
        if self.body:
            self.body.leave()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent of the fields where the page is narrow."""
        self._narrow = narrow
        if self.body:
            self.body.set_narrow(narrow)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        if self.body:
            self.body.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self.head.show_row(self._row(tr), tr)
        self._show_why(tr)
        if self.body and self.is_open:
            self.body.refresh(tr)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a closed row by its digit."""
        if self.head.hasFocus() and not self._desk.session.read_only:
            digit = event.key() - Qt.Key.Key_1
            if 0 <= digit < len(STATES) and not event.modifiers() & ~_KEYPAD:
                self._answer(STATES[digit])
                return
            if event.key() in _TAKES_BACK:
                self._answer(None)
                return
        super().keyPressEvent(event)

    def takes(self, data: QMimeData) -> bool:
        """Tell whether there is anything in a paste or a drop that can be attached."""
        if self._desk.session.read_only:
            return False
        return bool(data.urls()) or data.hasImage() or data.hasText()

    def paste(self, data: QMimeData) -> bool:
        """Attach files, links or a picture to this requirement; the row opens to show them."""
        if not self.takes(data):
            return False
        was_open = self.is_open
        self.set_open(True)
        taken = self.body is not None and self.body.evidence.drop(data)
        if not taken:
            self.set_open(was_open)
        elif not was_open:
            self.opened.emit()
        return taken

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, pictures and links."""
        if self.takes(event.mimeData()):
            event.acceptProposedAction()
            self._hold(held=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget that something was held over the row."""
        super().dragLeaveEvent(event)
        self._hold(held=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped."""
        self._hold(held=False)
        if self.paste(event.mimeData()):
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show that what is held over the row can be let go."""
        super().paintEvent(event)
        if self._held:
            QPainter(self).fillRect(self.rect(), theme.of(self).colour("accent_tint"))

    def _hold(self, *, held: bool) -> None:
        self._held = held
        self.update()

    def _answer(self, state: str | None) -> None:
        self._desk.writing.choose(Key(self.subject, self.item, "state"), state)

    def _toggled(self) -> None:
        self.set_open(not self.is_open)
        if self.is_open:
            self.opened.emit()

    def _row(self, tr: Translator) -> Row:
        status, requirement = self.status, self._desk.session.form.items[self.item]
        place = ", ".join(places(requirement.place, tr))
        if self.named:
            name = self._desk.model_shown(tr, self.subject)
            place = "  ·  ".join(part for part in (name, place) if part)
        return Row(
            place=place,
            demand=tr.of(f"{self.item}.demand", requirement.demand),
            state=status.state,
            meta=self.meta(tr),
            problem=self._problem(tr, status),
            force=", ".join(self.remarks(tr, status, requirement.force)),
            quiet=status.applies == "no" and status.state is None,
        )

    def remarks(self, tr: Translator, status: ItemStatus, force: Force) -> list[str]:
        """Return what is to be known beside the state: how it binds, whether it applies."""
        said = [] if force == "binding" else [words.force(tr, force)]
        if status.applies == "no":
            said.append(tr.text("does not appear to apply"))
        return said + self._apart(tr)

    def meta(self, tr: Translator) -> str:
        """Return who and when."""
        owner = self._desk.text(self.subject, self.item, "owner").strip()
        due = self._desk.text(self.subject, self.item, "due")
        when = tr.day(due, "medium")
        return ", ".join(part for part in (owner, when, self._verdict(tr)) if part)

    def _verdict(self, tr: Translator) -> str:
        """Say what a reviewer thinks of this requirement by itself."""
        review = self.status.review
        if review is None or review.verdict is None or not review.own:
            return ""
        given = review.verdict
        if not given.current:
            return tr.text("changed since its verdict")
        verdict = given.step.verdict
        return tr.text("review: {state}", state=tr.text(VERDICT_SAID[verdict])) if verdict else ""

    def _apart(self, tr: Translator) -> list[str]:
        """Say of the company's row how many models answer otherwise."""
        if self.subject != PROVIDER:
            return []
        items, models = self._desk.session.evaluation.items, self._desk.session.models
        count = sum((model, self.item) in items for model in models)
        said = tr.plural(
            "{count} model answers otherwise", "{count} models answer otherwise", count
        )
        return [said] if count else []

    def _problem(self, tr: Translator, status: ItemStatus) -> str:
        if status.problems:
            return self._wrong(tr, status)
        if status.applies == "not-known" and self.told not in status.missing[:1]:
            return tr.text("not known yet whether it applies")
        return ""

    def _wrong(self, tr: Translator, status: ItemStatus) -> str:
        if carried.TO_CONFIRM in status.problems:
            return tr.text("to be confirmed")
        if inheritance.NO_REASON in status.problems:
            return tr.text("no reason given, so that the company's answer holds")
        if status.state == "not-applicable":
            return tr.text("no reason given")
        if status.state == "alternative":
            return tr.text("no description given")
        return tr.text("two different answers")

    def _show_why(self, tr: Translator) -> None:
        """Say why the row is not asked, or what would tell; most rows never need it."""
        status = self.status
        missing = status.missing if status.applies == "not-known" else ()
        why_not = status.why_not if status.why_not and status.why_not[0] != self.told else None
        missing = tuple(fact for fact in missing[:1] if fact != self.told)
        if self._why is None and (why_not or missing):
            self._why = Why(self)
            self._why.fact_asked.connect(self.fact_asked)
            self._why.lower()
            self.head.lower()  # children as they stand on the page, for Tab and for reading aloud
            self._box.insertWidget(1, self._why)
        if self._why is None:
            return
        if why_not:
            self._why.show_reason(because(tr.of(*why_not), status.conclusion, tr))
        elif missing:
            fact = self._desk.session.form.fact[missing[0]]
            self._why.show_fact(tr, fact.id, tr.of(f"{fact.id}.label", fact.label))
        else:
            self._why.hide()


class RequirementBody(Part):
    """The fields of one requirement: state, how, evidence, gap and next step, owner and date.

    ``step_asked`` carries the way to the history of the answer.
    """

    step_asked = Signal(object)

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject, self._item = desk, subject, item
        self.state = StateSelector(parent=self)
        self.fields: dict[str, Field] = {
            "reason": GrowingText(2),
            "how": GrowingText(2),
            "gap": GrowingText(2),
            "next-step": GrowingText(2),
            "owner": TextField(),
            "due": DateField(),
        }
        self._labeled = {
            name: LabeledField(field, parent=self) for name, field in self.fields.items()
        }
        self._conflict = Text("small", "warn", parent=self)
        self.evidence = EvidencePart(desk, subject, item, self)
        self.documents = DocumentLinks(desk, subject, item, self)
        show_if(self.documents, bool(self.documents.lines))
        about = Target("requirement", item, subject)
        self.review = ReviewPart(desk, about, self, folds="all")
        self.planned = ActionsPart(desk, subject, item, self)
        self.history = Button("link", parent=self)
        self.history.clicked.connect(self._ask_history)
        self._bindings = [
            Binding(field, Key(subject, item, name), desk.writing)
            for name, field in (("state", self.state), *self.fields.items())
        ]
        for name, field in self.fields.items():
            field.setObjectName(f"{item}.{name}")
            field.set_read_only(read_only=desk.session.read_only)
        self.state.set_read_only(read_only=desk.session.read_only)
        labeled = self._labeled
        self._box = column(self, space(4))
        for part in (
            self._conflict,
            self.state,
            labeled["reason"],
            labeled["how"],
            self.evidence,
            self.documents,
            Beside(labeled["gap"], labeled["next-step"], parent=self),
            Beside(labeled["owner"], labeled["due"], parent=self),
            self.review,
            self.planned,
            Acts(self.history, parent=self),
        ):
            part.raise_()  # Tab follows the children
            self._box.addWidget(part)
        self.set_narrow(False)

    def _ask_history(self) -> None:
        self.step_asked.emit(Step(HISTORY, self._item, self._subject))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent where the page is narrow."""
        left = space(5) if narrow else RowHead.X
        self._box.setContentsMargins(left, space(1), space(5), space(6))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self.state.retranslate(tr)
        self.state.set_name(tr.text("State of the requirement"))
        for labeled in self._labeled.values():
            labeled.retranslate(tr)
        said = {
            "reason": tr.text("Why it does not apply"),
            "gap": tr.text("Gap"),
            "next-step": tr.text("Next step"),
            "owner": tr.text("Owner"),
            "due": tr.text("Due date"),
        }
        for name, label in said.items():
            self._labeled[name].set_words(label)
        self.history.set_text(tr.text("History of this answer"))
        self.evidence.retranslate(tr)
        self.review.retranslate(tr)
        self.planned.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record, and what is wrong with it, beside what would mend it."""
        status = self._desk.session.evaluation.status(self._subject, self._item)
        for binding in self._bindings:
            binding.refresh()
        self._show_prompts(tr, status)
        self._show_problems(tr, status)
        self.evidence.refresh(tr)
        self.documents.refresh(tr)
        self.review.refresh(tr)
        self.planned.refresh(tr)

    def leave(self) -> None:
        """End what is being edited."""
        commit_all(self)
        self.evidence.leave()
        self.review.leave()
        self.planned.leave()

    def _show_prompts(self, tr: Translator, status: ItemStatus) -> None:
        """Ask for the reason where one is needed; what was written never disappears."""
        own, none = status.state == "alternative", status.state == "not-applicable"
        self._labeled["how"].set_words(tr.text("By which other means") if own else tr.text("How"))
        written = {name: bool(self.fields[name].value()) for name in ("reason", "how")}
        show_if(self._labeled["reason"], none or written["reason"])
        show_if(self._labeled["how"], not none or written["how"])

    def _show_problems(self, tr: Translator, status: ItemStatus) -> None:
        place = {"not-applicable": "reason", "alternative": "how"}.get(status.state or "", "")
        known = (p for p in status.problems if p != inheritance.NO_REASON)  # said where it is given
        said = " ".join(tr.text(problem) for problem in known)
        for name in ("reason", "how"):
            self._labeled[name].show_problem(said if name == place else "")
        self._conflict.set_text("" if place else said)
        show_if(self._conflict, bool(said) and not place)
