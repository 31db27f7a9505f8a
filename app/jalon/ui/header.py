"""The head and the foot of the workspace."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from jalon.language import Translator, language_name
from jalon.ui.desk import Desk, brief
from jalon.ui.kit import Button, Name, Surface, Text, row
from jalon.ui.theme import line_height, space
from jalon.ui.writing import Writing

_SAID_MS = 6_000
_ANY = 10_000
"""In pixels: room for all that stands here, until the header has a width."""
_FEW = 2
"""So many models are named in the header."""


class Header(Surface):
    """Whose project it is, whether it is saved, and the panels that are folded away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._desk = desk
        self._company = Name("strong", parent=self)
        self._model = Name("body", "muted", least=space(40), parent=self)
        self._mark = Text("label", "warn", wrap=False, parent=self)
        self.saved = Text("small", "muted", wrap=False, parent=self)
        self.outline, self.law = Button("quiet", parent=self), Button("quiet", parent=self)
        self.search, self.language = Button("quiet", parent=self), Button("quiet", parent=self)
        self._line = line = row(self, space(3), (space(5) + 2, 0, space(4), 0))
        for part in (self._company, self._model, self._mark):
            line.addWidget(part)
        line.addStretch()
        line.addWidget(self.saved)
        for button in (self.outline, self.law, self.search, self.language):
            line.addWidget(button)
        self.outline.setCheckable(True)
        self.law.setCheckable(True)
        self._tr: Translator | None = None
        self._width = _ANY
        self._said = ""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(self._fell_quiet)
        self._fit()

    def retranslate(self, tr: Translator, other_language: str) -> None:
        """Set every text in the language of ``tr``; ``other_language`` can be switched to."""
        self.outline.set_text(tr.text("Outline"))
        self.law.set_text(tr.text("Law"))
        self.search.set_text(tr.text("Find"))
        self.language.set_text(language_name(other_language))
        self.language.setVisible(other_language != tr.code)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show names, marks, and when it was saved."""
        desk = self._desk
        self._company.set_text(desk.company or desk.session.path.stem)
        self._model.set_text(_models(tr, desk))
        marks = [tr.text("Fictional example")] if desk.session.example else []
        marks += [tr.text("Read-only")] if desk.session.read_only else []
        self._mark.set_text("  ·  ".join(marks))
        self._mark.setVisible(bool(marks))
        self._tr = tr
        self.saved.set_text(self._said or _saved(tr, desk.writing, desk))
        self.make_room()

    def say(self, words: str) -> None:
        """Say for some seconds that something was done."""
        from jalon.ui.kit.told import tell

        self._said = words
        self.saved.set_text(words)
        self.make_room()
        tell(self.saved, words)
        self._quiet.start()

    def make_room(self) -> None:
        """Name the models, and say when it was saved, where that pushes nothing else out.

        That something could not be saved is said in any case; the models stand in the outline, too.
        """
        sides, between = self._line.contentsMargins(), self._line.spacing()
        buttons = (self.outline, self.law, self.search, self.language)
        always = [part for part in (self._mark, *buttons) if not part.isHidden()]
        room = self._width - sides.left() - sides.right() - self._company.minimumSizeHint().width()
        room -= sum(part.sizeHint().width() + between for part in always)
        for part in (self.saved, self._model):
            takes = part.minimumSizeHint().width() + between
            must = part is self.saved and self._desk.writing.condition == "failed"
            part.setVisible(bool(part.text()) and (takes <= room or must))
            room -= 0 if part.isHidden() else takes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new width."""
        super().resizeEvent(event)
        self._width = self.width()
        self.make_room()

    def _fell_quiet(self) -> None:
        self._said = ""
        if self._tr:
            self.refresh(self._tr)

    def _fit(self) -> None:
        self.setFixedHeight(line_height("body") + 28)

    def changeEvent(self, event: object) -> None:  # noqa: ARG002
        """Take the size of a changed system font."""
        self._fit()


def _models(tr: Translator, desk: Desk) -> str:
    """Name the models where there is room for their names, else count them."""
    models = desk.session.models
    if len(models) > _FEW:
        return tr.plural("{count} model", "{count} models", len(models))
    return tr.listed(brief(name) for name in map(desk.model, models) if name)


def _saved(tr: Translator, writing: Writing, desk: Desk) -> str:
    match writing.condition:
        case "read-only":
            return ""
        case "saving":
            return tr.text("Saving…")
        case "failed":
            return tr.text("Not saved")
        case "saved":
            moment = desk.session.saved_at
            return tr.text("Saved {time}", time=tr.time(moment)) if moment else ""


class Footer(Surface):
    """Back and Next, which walk the natural order."""

    back_asked = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raised", parent=parent)
        self.back = Button("quiet", "back", yields=True, parent=self)
        self.ahead = Button("plain", "ahead", yields=True, parent=self)
        self._line = line = row(self, space(3))
        line.addWidget(self.back)
        line.addStretch()
        line.addWidget(self.ahead)
        self.set_margin(space(8))
        self.back.clicked.connect(self.back_asked)
        self.ahead.clicked.connect(self.next_asked)

    def set_margin(self, margin: int) -> None:
        """Bring the way back, which has a pad, under the left edge of pages with this margin."""
        self._line.setContentsMargins(margin - space(2), space(2) + 2, space(6), space(2) + 2)
        self._share()

    def show_ways(self, back: str, ahead: str) -> None:
        """Name the two ways; an empty name takes a button away."""
        for button, name in ((self.back, back), (self.ahead, ahead)):
            button.set_text(name)
            button.setVisible(bool(name))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Have a long name give way to a short one; two long ones have half of the room each.

        The layout would take about as much from either, and leave three letters of the short one.
        """
        sides = self._line.contentsMargins()
        room = self.width() - sides.left() - sides.right() - 2 * self._line.spacing()
        for way, other in ((self.back, self.ahead), (self.ahead, self.back)):
            beside = 0 if other.isHidden() else other.sizeHint().width()
            way.setMaximumWidth(max(0, room // 2, room - beside))
