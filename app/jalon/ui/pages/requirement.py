"""One requirement as a row: closed, its head; open, the same prompts every time."""

from collections.abc import Iterator

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
from jalon.assessment.review.model import VERDICT_SAID
from jalon.forms.citations import places
from jalon.forms.model import STATES, Force, Form, ItemId
from jalon.language import Translator
from jalon.ui import theme, words
from jalon.ui.desk import Desk, beginning
from jalon.ui.kit import Part, Row, RowHead, column, show_if
from jalon.ui.pages.requirement_body import RequirementBody
from jalon.ui.pages.why import Why

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_TAKES_BACK = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_BEGUN = 60
"""Of a demand where its fields are named, which are read aloud one by one; in characters."""


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

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the fields that the row shows is left for later."""
        return self.body is None or self.body.isHidden() or self.body.is_complete

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Open or close the row; its fields are made when it first opens."""
        self.head.setChecked(wanted)
        self.show_body(wanted)

    def filling(self, width: int, height: int) -> Iterator[None]:
        """Make as many fields as are seen where the row has this room, step by step."""
        if self.body and not self.is_complete:
            above = self._box.heightForWidth(width) - self.body.heightForWidth(width)
            yield from self.body.filling(width, height - above, self.parentWidget())

    def complete(self) -> None:
        """Make the fields that were left for later."""
        if self.body:
            self.body.complete()

    def show_body(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Show the fields, or hide them; they are made when they are first shown.

        On a page that is not seen yet, no more of them than :meth:`filling` is told are seen there.
        """
        if wanted and self.body is None:
            self.body = RequirementBody(self._desk, self.subject, self.item, self)
            self.body.set_narrow(self._narrow)
            self.body.step_asked.connect(self.step_asked)
            self._box.addWidget(self.body)
            if self._tr:
                self.body.set_place(self._called(self._tr))
                self.body.retranslate(self._tr)
        if self.body:
            if not wanted:
                self.body.leave()
            show_if(self.body, wanted)
            if wanted and self.isVisible():
                self.body.complete()

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
        self._show_head(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._show_head(tr)
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

    def _show_head(self, tr: Translator) -> None:
        self.head.show_row(self._row(tr), tr)
        if self.body:
            self.body.set_place(self._called(tr))
        self._show_why(tr)

    def _called(self, tr: Translator) -> str:
        """Return the row's name in short: where it stands in the text, and how it begins."""
        begins = begun(self._desk.session.form, self.item, tr)
        return tr.text("{label}: {text}", label=self._place(tr), text=begins)

    def _place(self, tr: Translator) -> str:
        """Return the place in the text, and the model where there are several."""
        requirement = self._desk.session.form.items[self.item]
        place = ", ".join(places(requirement.place, tr))
        if not self.named:
            return place
        name = self._desk.model_shown(tr, self.subject)
        return "  ·  ".join(part for part in (name, place) if part)

    def _row(self, tr: Translator) -> Row:
        status, requirement = self.status, self._desk.session.form.items[self.item]
        return Row(
            place=self._place(tr),
            demand=tr.of(f"{self.item}.demand", requirement.demand),
            state=status.state,
            meta=self.meta(tr),
            problem=self._problem(tr, status),
            force=", ".join(self.remarks(tr, status, requirement.force)),
            quiet=status.applies == "no" and not status.counts_apart and status.state is None,
        )

    def remarks(self, tr: Translator, status: ItemStatus, force: Force) -> list[str]:
        """Return what is to be known beside the state: how it binds, whether it applies."""
        said = [] if force == "binding" else [words.force(tr, force)]
        if status.counts_apart and force == "binding":
            said.append(tr.text("counted apart"))
        elif status.applies == "no":
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
            return tr.text("no reason given, so that the company’s answer holds")
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


def begun(form: Form, item: ItemId, tr: Translator) -> str:
    """Return how a demand begins, as no other does that stands at the same place of the text."""
    found = form.items[item]
    beside = (one for one in form.sheet[item].requirement if one.place == found.place)
    demand, *others = (tr.of(f"{one.id}.demand", one.demand) for one in (found, *beside))
    return beginning(demand, others, _BEGUN)
