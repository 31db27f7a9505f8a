"""One action in full: what, who, by when, how it stands, what it serves, what shows it is done."""

from functools import partial

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from jalon.assessment import register_words
from jalon.assessment.actions import ITEM, PRIORITIES, STATES, Action
from jalon.assessment.changes import Key, Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Beside,
    Button,
    DateField,
    Field,
    GrowingText,
    Option,
    SelectField,
    TextField,
    column,
    row,
    show_if,
)
from jalon.ui.kit.order import stand
from jalon.ui.kit.told import Told
from jalon.ui.pages import where
from jalon.ui.pages.evidence import EvidencePart
from jalon.ui.pages.in_full import InFull
from jalon.ui.pages.page import ask_step
from jalon.ui.pages.thing_fields import ThingFields
from jalon.ui.theme import space


class ActionDetail(InFull):
    """One action."""

    fields: "ActionFields | None"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._problem = Told("small", "warn", parent=self)
        self._origin = Button("link", parent=self)
        origin = QWidget(self)
        row(origin).addWidget(self._origin, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack(
            (
                (self._head, space(4)),
                (self._problem, space(4)),
                (self._room, space(3)),
                (origin, space(5)),
                (self.links, 0),
            )
        )
        self._origin.clicked.connect(self._go_to_origin)
        self.links.linked.connect(self._link)
        self.links.unlinked.connect(self._unlink)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        self._back.set_text(tr.text("All actions"))

    def refresh(self, tr: Translator) -> bool:
        """Show the action as it is now; tells whether it is still there."""
        action = self._action
        if action is None:
            return False
        self._tr = tr
        state = register_words.stands(tr, action)
        self._head.set_words(action.title or tr.text("New action"), over=state)
        self._problem.set_text(" ".join(tr.text(said) for said in action.remarks))
        show_if(self._problem, bool(action.remarks))
        self.links.show_places(tr, action.links, read_only=self._desk.session.read_only)
        self._show_origin(tr, action)
        if self.fields:
            self.fields.refresh(tr, action)
        return True

    def forget(self) -> None:
        """Put the action away; one that was begun and left empty is taken back."""
        action = self._action
        super().forget()
        actions = self._desk.session.actions
        left = actions.entry(action.subject) if action else None
        if left and actions.is_empty(left):
            self._desk.writing.do(lambda: actions.forget(left))

    def fields_focus(self) -> None:
        """Give the keyboard to what is to be done."""
        if self.fields:
            self.fields.what.entry().setFocus(Qt.FocusReason.TabFocusReason)

    def mend_focus(self) -> None:
        """Give the keyboard to what keeps the action from counting as it says."""
        action = self._action
        if self.fields and action and action.problems:
            self.fields.mend(action)

    def takes(self, data: QMimeData) -> bool:
        """Tell whether something in the clipboard can be attached to this action."""
        if self.fields is None or self._desk.session.read_only:
            return False
        return self.fields.proofs.attaching.takes(data)

    def paste(self, data: QMimeData) -> bool:
        """Attach what is pasted."""
        return self.fields.proofs.drop(data) if self.fields else False

    # -- inside ----------------------------------------------------------------------------

    def _has(self, subject: Subject) -> bool:
        return self._desk.session.actions.entry(subject) is not None

    def _made_fields(self, subject: Subject, parent: QWidget) -> "ActionFields":
        return ActionFields(self._desk, subject, parent)

    @property
    def _action(self) -> Action | None:
        return self._desk.session.actions.entry(self.subject) if self.subject else None

    def _show_origin(self, tr: Translator, action: Action) -> None:
        origin = action.origin
        place = (origin.subject, origin.item) if origin else None
        said, step = where.origin(self._desk, tr, place) if place else ("", None)
        show_if(self._origin, step is not None)
        if step:
            self._origin.set_text(tr.text("Made from: {place}", place=said))

    def _go_to_origin(self) -> None:
        action = self._action
        if action and action.origin and self._tr:
            place = (action.origin.subject, action.origin.item)
            _, step = where.origin(self._desk, self._tr, place)
            if step:
                ask_step(self, step)

    def _link(self, places: tuple[tuple[Subject, str], ...]) -> None:
        action = self._action
        if action:
            self._desk.writing.do(lambda: self._desk.session.actions.link(action, places))

    def _unlink(self, subject: str, item: str) -> None:
        action, places = self._action, [(Subject(subject), item)]
        if action:
            self._desk.writing.do(lambda: self._desk.session.actions.unlink(action, places))


class ActionFields(ThingFields):
    """The fields of one action."""

    def __init__(self, desk: Desk, subject: Subject, parent: QWidget) -> None:
        self.what, self.cost, self.reason = GrowingText(2), GrowingText(1), GrowingText(2)
        self.owner, self.due = TextField(), DateField()
        self.state, self.priority = SelectField(), SelectField()
        fields: dict[str, Field] = {
            "what": self.what,
            "owner": self.owner,
            "due": self.due,
            "state": self.state,
            "priority": self.priority,
            "reason": self.reason,
            "cost": self.cost,
        }
        super().__init__(desk, fields, parent)
        self.proofs = EvidencePart(desk, subject, ITEM, self)
        labeled = self._labeled
        box = column(self, space(4))
        stand(
            box,
            labeled["what"],
            Beside(labeled["owner"], labeled["due"], parent=self),
            Beside(labeled["state"], labeled["priority"], parent=self),
            labeled["reason"],
            self.proofs,
            labeled["cost"],
        )
        self._bound.bind(partial(Key, subject, ITEM))
        for name, field in fields.items():
            field.setObjectName(f"action.{name}")

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self.state.set_options(
            [Option(state, register_words.action_state(tr, state)) for state in STATES]
        )
        self.priority.set_options(
            [Option(one, register_words.priority(tr, one)) for one in PRIORITIES]
        )
        said = {
            "what": tr.text("What is to be done"),
            "owner": tr.text("Owner"),
            "due": tr.text("Due date"),
            "state": tr.text("State"),
            "priority": tr.text("Priority"),
            "reason": tr.text("Why it was dropped"),
            "cost": tr.text("Note on cost"),
        }
        super().retranslate(tr)
        for name, label in said.items():
            self._labeled[name].set_words(label)
        self.proofs.retranslate(tr)

    def refresh(self, tr: Translator, action: Action) -> None:
        """Show the record."""
        self._bound.refresh()
        self._bound.show_disputes(self._labeled, tr)
        if self.state.value() is None and "state" not in dict(action.disputed):
            self.state.show_value(action.state)
        self.proofs.refresh(tr)
        show_if(self._labeled["reason"], action.state == "dropped" or bool(action.reason))

    def mend(self, action: Action) -> None:
        """Give the keyboard to the reason, or begin to add evidence."""
        if action.state == "dropped":
            self.reason.entry().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.proofs.list.add_asked.emit()

    def leave(self) -> None:
        """End the editing of the fields."""
        self.proofs.leave()
        super().leave()
