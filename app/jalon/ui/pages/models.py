"""The models of the project: add, order, and bring back those that were removed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from jalon.assessment import models
from jalon.assessment.changes import Subject
from jalon.assessment.state import Edit
from jalon.errors import UserError
from jalon.language import Translator
from jalon.ui import messages, words
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Line, Part, Text, TextField, column, row, show_if
from jalon.ui.pages.page import Head, Page, Step, narrow
from jalon.ui.places import Place
from jalon.ui.theme import measure, space
from jalon.values import dataclass


class ModelsPage(Page):
    """Every model with how it stands; a new one is added by its name."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._head = Head(self)
        self.name, self.add = TextField(), Button("plain", "add", parent=self)
        self._name = LabeledField(self.name, parent=self)
        self._adding = Part(self)
        asked = column(narrow(self._adding), space(3), (0, space(5), 0, 0))
        asked.addWidget(self._name)
        asked.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.living, self.removed = ModelList(self), ModelList(self)
        self._note = Text("small", "muted", width=measure(), parent=self)
        for widget, gap in (
            (self._head, 0),
            (self._adding, space(8)),
            (self.living, space(3)),
            (self._note, space(8)),
            (self.removed, 0),
        ):
            self.box.addWidget(widget)
            self.box.addSpacing(gap)
        self.box.addStretch()
        self.add.clicked.connect(self._add)
        self.name.edited.connect(self._edited)
        if isinstance(entry := self.name.entry(), QLineEdit):
            entry.returnPressed.connect(self._add)
        self.living.acted.connect(self._acted)
        self.removed.acted.connect(self._acted)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self._name.retranslate(tr)
        self._head.set_words(
            tr.text("Models"),
            tr.text(
                "One entry for each model with all its versions: those that come from the same"
                " large pre-training run of the same provider are one model (Guidelines § 2.2)."
            ),
            tr.text("Scope"),
        )
        self._name.set_words(tr.text("Name of the new model"))
        self.add.set_text(tr.text("Add a model"))
        self._note.set_text(
            tr.text(
                "Each line says what holds for that model: its own answers, and those that it"
                " inherits from the company. The lines are not to be added up."
            )
        )
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the models as they are now."""
        session = self.desk.session
        show_if(self._adding, not session.read_only)
        living = [self._living(tr, number, m) for number, m in enumerate(session.models)]
        self.living.show_lines("", living)
        removed = [self._removed(tr, m) for m in session.assessment.removed(models.KIND)]
        self.removed.show_lines(tr.text("Removed from the project"), removed)
        show_if(self.removed, bool(removed))
        show_if(self._note, len(living) > 1)

    # -- inside ----------------------------------------------------------------------------

    def _living(self, tr: Translator, number: int, model: Subject) -> "ModelLine":
        evaluation = self.desk.session.evaluation
        tally, over = evaluation.by_subject[model], evaluation.inherited_by[model]
        said = tr.text(
            "Result: {result}. {own} requirements of its own, {over} inherited.",
            result=words.result(tr, tally),
            own=tr.number(tally.applicable - over.applicable),
            over=tr.number(over.applicable),
        )
        move = number > 0 and not self.desk.session.read_only
        return ModelLine(
            model,
            self.desk.model_shown(tr, model),
            said,
            (("up", tr.text("Move up")) if move else ("", ""), ("open", tr.text("Open"))),
        )

    def _removed(self, tr: Translator, model: Subject) -> "ModelLine":
        change = self.desk.session.assessment.latest(model, "subject", "removed")
        given = words.given(tr, change)
        act = ("", "") if self.desk.session.read_only else ("back", tr.text("Bring back"))
        name = self.desk.model_shown(tr, model)
        return ModelLine(model, name, tr.text("Removed: {given}", given=given), (act,))

    def _edited(self) -> None:
        self._name.show_problem("")

    def _add(self) -> None:
        if self._tr is None:
            return
        session = self.desk.session
        try:
            made, edits = models.added(session.assessment, str(self.name.value() or ""))
        except UserError as error:
            self._name.say_problem(self._tr, messages.says(error))
            self.name.entry().setFocus()
            return
        if self._done(edits):
            self.name.show_value(None)
            self.asked.emit(Step(Place("model", made)))

    def _acted(self, act: str, subject: str) -> None:
        session, model = self.desk.session, Subject(subject)
        match act:
            case "open":
                self.asked.emit(Step(Place("model", model)))
            case "up":
                place = session.models.index(model) - 1
                self._done(models.moved(session.assessment, model, place))
                self.living.focus_on(model)
            case _:
                self._done(models.restored(model))
                self.living.focus_on(model)

    def _done(self, edits: list[Edit]) -> bool:
        session = self.desk.session
        return self.desk.writing.do(lambda: session.apply(edits))


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One model: its name, what is said of it, and acts with their words."""

    model: Subject
    name: str
    said: str
    acts: tuple[tuple[str, str], ...]


class ModelList(Part):
    """Models under each other; ``acted`` carries an act and the model's id."""

    acted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("heading", parent=self)
        self._box = column(self)
        self._box.addWidget(self._title)
        self.lines: list[ModelRow] = []

    def show_lines(self, title: str, lines: list[ModelLine]) -> None:
        """Show these models."""
        self._title.set_text(title)
        show_if(self._title, bool(title))
        while len(self.lines) < len(lines):
            made = ModelRow(self)
            made.acted.connect(self.acted)
            self._box.addWidget(made)
            self.lines.append(made)
        for number, shown in enumerate(self.lines):
            show_if(shown, number < len(lines))
            if number < len(lines):
                shown.show_line(lines[number])

    def focus_on(self, model: Subject) -> None:
        """Give the focus to the row of a model, wherever it is now."""
        for shown in self.lines:
            if shown.line and shown.line.model == model and not shown.isHidden():
                shown.take_focus()


class ModelRow(Part):
    """One row of the list."""

    acted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line: ModelLine | None = None
        self._name = Text("medium", parent=self)
        self._said = Text("small", "muted", parent=self)
        self.acts = [Button("link", parent=self) for _ in range(2)]
        box = column(self)
        box.addWidget(Line(parent=self))
        inner = Part(self)
        box.addWidget(inner)
        across = row(inner, space(4), (0, space(2), 0, space(2)))
        left = Part(inner)
        stack = column(left)
        stack.addWidget(self._name)
        stack.addWidget(self._said)
        across.addWidget(left, 1)
        for number, act in enumerate(self.acts):
            across.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
            act.clicked.connect(self._first if number == 0 else self._second)

    def show_line(self, line: ModelLine) -> None:
        """Show one model."""
        self.line = line
        self._name.set_text(line.name)
        self._said.set_text(line.said)
        for number, button in enumerate(self.acts):
            act, said = line.acts[number] if number < len(line.acts) else ("", "")
            show_if(button, bool(act))
            button.set_text(said)
            button.setAccessibleDescription(line.name)

    def take_focus(self) -> None:
        """Give the focus to the first act that there is."""
        for button in self.acts:
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _first(self) -> None:
        self._act(0)

    def _second(self) -> None:
        self._act(1)

    def _act(self, number: int) -> None:
        if self.line:
            self.acted.emit(self.line.acts[number][0], self.line.model)
