"""The actions of one requirement: what is planned, and the ways to plan more."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import register_words
from jalon.assessment.actions import Action
from jalon.assessment.changes import Key, Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Option, Part, Text, column, row, show_if
from jalon.ui.kit.order import stand
from jalon.ui.pages.page import Step, ask_step
from jalon.ui.places import ACTIONS
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.ui.kit.picker import Picker


class ActionsPart(Part):
    """What is to be done for one requirement."""

    def __init__(self, desk: Desk, subject: Subject, item: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._place = desk, (subject, item)
        self._tr: Translator | None = None
        self._lines: list[_Line] = []
        self.picker: Picker | None = None
        self._label = Text("label", "muted", parent=self)
        self.turn, self.new = Button("link", parent=self), Button("link", "add", parent=self)
        self.link = Button("link", parent=self)
        head, self._rows = QWidget(self), Part(self)
        top = row(head, space(4))
        top.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.link)
        top.addWidget(self.new)
        self._rows_box = column(self._rows)
        self._box = column(self)
        stand(self._box, head, self._rows, self.turn)
        self.turn.clicked.connect(self._turn)
        self.new.clicked.connect(self._begin)
        self.link.clicked.connect(self._choose)
        show_if(self.new, not desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._label.set_text(tr.text("Actions"))
        self.setAccessibleName(tr.text("Actions"))
        self.turn.set_text(tr.text("Make an action of the next step"))
        self.new.set_text(tr.text("New action"))
        self.link.set_text(tr.text("Link an action…"))

    def refresh(self, tr: Translator) -> None:
        """Show what is planned now."""
        actions, writable = self._desk.session.actions, not self._desk.session.read_only
        found = actions.plan.at(*self._place)
        while len(self._lines) < len(found):
            made = _Line(self._rows)
            made.opened.connect(self._open)
            self._rows_box.addWidget(made)
            self._lines.append(made)
        for number, line in enumerate(self._lines):
            show_if(line, number < len(found))
            if number < len(found):
                line.show_action(tr, found[number])
        show_if(self._rows, bool(found))
        step = actions.step_of(*self._place)
        if step and step.origin.field == "gap":
            self.turn.set_text(tr.text("Make an action of the gap"))
        elif step:
            self.turn.set_text(tr.text("Make an action of the next step"))
        show_if(self.turn, step is not None and writable)
        show_if(self.link, writable and len(actions.plan.entries) > len(found))
        if self.picker:
            self._offer(self.picker, tr)

    def leave(self) -> None:
        """Put the choice away."""
        if self.picker:
            self.picker.put_away()
            self.picker = None

    # -- acts ------------------------------------------------------------------------------

    def _open(self, key: str) -> None:
        ask_step(self, Step(ACTIONS, key))

    def _turn(self) -> None:
        """Make an action of what is written; the text stays where it is, too."""
        self._desk.writing.leave()
        actions = self._desk.session.actions
        step = actions.step_of(*self._place)
        if step:
            self._desk.writing.do(lambda: actions.take(step))
            self.new.setFocus()

    def _begin(self) -> None:
        made: list[Subject] = []
        actions = self._desk.session.actions
        self._desk.writing.do(lambda: made.append(actions.add([self._place])))
        if made:
            self._open(made[0])

    def _choose(self) -> None:
        self.leave()
        if self._tr is None:
            return
        from jalon.ui.kit.picker import Picker

        picker = self.picker = Picker(parent=self)
        self._offer(picker, self._tr)
        picker.begin(self._box, self._picked, self.leave)

    def _offer(self, picker: "Picker", tr: Translator) -> None:
        plan = self._desk.session.actions.plan
        there = {action.subject for action in plan.at(*self._place)}
        options = [
            Option(
                one.subject,
                register_words.action_title(tr, one),
                one.owner.strip() or tr.text("no owner"),
            )
            for one in plan.in_order()
            if one.subject not in there
        ]
        picker.show_options(tr, tr.text("Link to this requirement"), options)

    def _picked(self, keys: tuple[str, ...]) -> None:
        actions, place = self._desk.session.actions, self._place
        chosen = [one for key in keys if (one := actions.entry(Subject(key)))]
        self.leave()
        edits = [(Key(*place, one.subject), True) for one in chosen]
        self._desk.writing.do(lambda: self._desk.session.apply([*edits]))


class _Line(Part):
    """One action: its title, how it stands, who, by when."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""
        self._title, self._meta = Text("body", parent=self), Text("small", "muted", parent=self)
        self._open = Button("link", parent=self)
        left, line = QWidget(self), row(self, space(4), (0, 3, 0, 3))
        stack = column(left)
        stack.addWidget(self._title)
        stack.addWidget(self._meta)
        line.addWidget(left, 1)
        line.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._open.clicked.connect(self._ask)

    def show_action(self, tr: Translator, action: Action) -> None:
        """Show one action."""
        self._key = action.subject
        self._title.set_text(register_words.action_title(tr, action))
        when, today = tr.day(action.due, "medium"), datetime.now(UTC).astimezone().date()
        late = action.overdue(today)
        parts = (
            register_words.stands(tr, action),
            action.owner.strip() or tr.text("no owner"),
            tr.text("overdue since {day}", day=when) if late else when,
            *(tr.text(said) for said in action.remarks),
        )
        self._meta.set_text(" · ".join(part for part in parts if part))
        self._meta.set_ink("warn" if late or action.remarks else "muted")
        self._open.set_text(tr.text("Show"))
        self._open.setAccessibleDescription(register_words.action_title(tr, action))

    def _ask(self) -> None:
        self.opened.emit(self._key)
