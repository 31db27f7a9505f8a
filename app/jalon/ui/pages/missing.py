"""What a report made now would lack, in plain words, each with the way there."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from jalon.assessment.attestations import STATEMENTS, attested
from jalon.assessment.changes import PROVIDER, Key
from jalon.language import Translator
from jalon.ui import places, theme
from jalon.ui.desk import COMPANY_NAME, MODEL_NAME, Desk
from jalon.ui.kit import Part, Text, column, row
from jalon.ui.kit.painting import begin, warning_sign
from jalon.ui.pages.page import Step
from jalon.ui.pages.step_link import StepLink
from jalon.ui.places import COMPANY, OVERVIEW, SIGNING, Place
from jalon.ui.theme import space
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and where it is given."""

    text: str
    step: Step


def lacks(desk: Desk, tr: Translator) -> tuple[Lack, ...]:
    """Return what the report lacks, the most visible first."""
    return (*names(desk, tr), *_answers(desk, tr), *_points(desk, tr))


def names(desk: Desk, tr: Translator) -> tuple[Lack, ...]:
    """Return the names that are missing, and the position on the Code."""
    found = []

    def lack(key: Key, missing: str, torn: str, step: Step) -> None:
        """Note what is missing, or what two copies say differently: that is there."""
        disputed = desk.session.assessment.disputed(key)
        found.append(Lack(torn if disputed else missing, step))

    if not desk.company:
        lack(
            Key(PROVIDER, COMPANY_NAME, "value"),
            tr.text("The name of the company is missing."),
            tr.text("Two copies of this project differ on the name of the company."),
            Step(COMPANY, COMPANY_NAME),
        )
    for subject in desk.session.models:
        if not desk.model(subject):
            lack(
                Key(subject, MODEL_NAME, "value"),
                tr.text("The name of the model is missing."),
                tr.text("Two copies of this project differ on the name of the model."),
                Step(Place("model", subject), MODEL_NAME),
            )
    position = Key(PROVIDER, "code-position", "value")
    if not desk.session.assessment.value(*position):
        lack(
            position,
            tr.text("The position on the Code is not given."),
            tr.text("Two copies of this project differ on the position on the Code."),
            Step(COMPANY, "code-position"),
        )
    return tuple(found)


def _answers(desk: Desk, tr: Translator) -> tuple[Lack, ...]:
    session = desk.session
    found: dict[str, list[Step]] = {"problem": [], "open": [], "doubt": []}
    for (subject, item), status in session.evaluation.items.items():
        step = Step(places.of_item(session.form, item), item, subject)
        if status.problems:
            found["problem"].append(step)
        if session.form.items[item].force != "binding" or status.applies == "no":
            continue
        if status.state is None:
            found["open"].append(step)
        if status.applies == "not-known":
            found["doubt"].append(step)
    for subject, item in session.evaluation.suspended:
        found["problem"].append(Step(places.of_item(session.form, item), item, subject))
    return tuple(
        Lack(words, steps[0] if name != "doubt" else Step(OVERVIEW))
        for name, steps in found.items()
        if steps
        for words in (_counted(tr, name, len(steps)),)
    )


def _points(desk: Desk, tr: Translator) -> tuple[Lack, ...]:
    """Say how much does not go together, and which attestations are not given."""
    points = desk.session.points()
    found = []
    if points:
        said = tr.plural(
            "{count} point does not go together with the rest, or is open.",
            "{count} points do not go together with the rest, or are open.",
            len(points),
        )
        found.append(Lack(said, Step(SIGNING)))
    given = attested(desk.session.assessment)
    if given.given < len(STATEMENTS):
        said = tr.text(
            "{given} of {count} attestations are given on the record as it is.",
            given=tr.number(given.given),
            count=tr.number(len(STATEMENTS)),
        )
        found.append(Lack(said, Step(SIGNING, "attestations")))
    return tuple(found)


def _counted(tr: Translator, name: str, count: int) -> str:
    if name == "problem":
        return tr.plural("{count} answer is incomplete.", "{count} answers are incomplete.", count)
    if name == "open":
        return tr.plural(
            "{count} requirement has no answer.", "{count} requirements have no answer.", count
        )
    return tr.plural(
        "Of {count} requirement it is not known yet whether it applies.",
        "Of {count} requirements it is not known yet whether they apply.",
        count,
    )


class Missing(Part):
    """The list of what is missing; says so when nothing is."""

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = Text("label", "muted", parent=self)
        self._nothing = Text("body", parent=self)
        self._box = column(self, space(1))
        self._box.addWidget(self._title)
        self._box.addWidget(self._nothing)
        self._lines: list[_Line] = []

    def refresh(self, tr: Translator) -> None:
        """Show what is missing now."""
        found = lacks(self._desk, tr)
        self._title.set_text(tr.text("Before you sign"))
        self._nothing.set_text(tr.text("Every requirement that is counted has an answer."))
        self._nothing.setVisible(not found)
        while len(self._lines) < len(found):
            line = _Line(self)
            line.asked.connect(self.asked)
            self._box.addWidget(line)
            self._lines.append(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(found))
            if number < len(found):
                line.show_lack(tr, found[number])

    def words(self) -> tuple[str, ...]:
        """Return what is said to be missing."""
        return tuple(line.said.text() for line in self._lines if not line.isHidden())


class _Sign(QWidget):
    """The warning sign; its words are beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the sign."""
        size = theme.sized(15)
        area = QRectF(1, (self.height() - size) / 2, size, size)
        warning_sign(begin(self), area, theme.of(self).warn.mark)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedSize(theme.sized(18), theme.leading("body"))


class _Line(Part):
    """One thing that is missing."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, space(2), (0, space(1), 0, space(1)))
        self.said = Text("body", parent=self)
        self._link = StepLink(self)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(_Sign(self), 0, top)
        line.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._link.asked.connect(self.asked)

    def show_lack(self, tr: Translator, lack: Lack) -> None:
        """Show one thing and the way to it."""
        self._link.set_step(lack.step)
        self.said.set_text(lack.text)
        self._link.set_text(tr.text("Show"))
        self._link.setAccessibleDescription(lack.text)
