"""What stands with one piece of evidence: its facts, its picture, and the question why it goes."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from jalon.assessment import names, register_words
from jalon.assessment.evidence import Evidence
from jalon.language import Translator
from jalon.store import outside
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Card, GrowingText, LabeledField, Part, Text, column, row, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.theme import measure, space

_PICTURE = 180
"""Side of the picture, in pixels."""


class Facts(Part):
    """What is known of a file, beside its picture if it is one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = _Picture(self)
        self._lines = [Text("body" if n == 0 else "small", "muted", parent=self) for n in range(4)]
        line = row(self, space(5))
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget(self)
        box = column(words, space(1))
        for text in self._lines:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            box.addWidget(text)
        box.addStretch()
        line.addWidget(words, 1)

    def show_entry(
        self, tr: Translator, desk: Desk, entry: Evidence, picture: QPixmap | None
    ) -> None:
        """Show the facts of a piece."""
        self._picture.show_picture(picture, names.shown(register_words.title(tr, entry)))
        for text, words in zip(self._lines, _facts(tr, desk, entry), strict=True):
            text.set_text(words)
            show_if(text, bool(words))


def _facts(tr: Translator, desk: Desk, entry: Evidence) -> tuple[str, str, str, str]:
    file, added = entry.file, " · ".join(register_words.came(tr, entry, None))
    if file is None:
        return ("", added, "", "")
    where = "" if entry.removed else register_words.stored(tr, file)
    size = register_words.size(tr, file.size)
    first = " · ".join(part for part in (size, where) if part)
    path = ""
    if file.stored == "linked":
        path = names.shown(str(outside.where(file, desk.session.attachments.folder)))
    return first, added, path, tr.text("Fingerprint (SHA-256): {digits}", digits=file.sha256)


class _Picture(QWidget):
    """A picture, as large as there is room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: QPixmap | None = None
        self.hide()

    def show_picture(self, picture: QPixmap | None, name: str) -> None:
        """Show a picture; none takes no room."""
        self._shown = picture
        self.setAccessibleName(name)
        if picture is not None:
            size = picture.size()
            side = QSize(_PICTURE, _PICTURE)
            if size.width() > _PICTURE or size.height() > _PICTURE:
                size = size.scaled(side, Qt.AspectRatioMode.KeepAspectRatio)
            self.setFixedSize(size)
            self.update()
        show_if(self, picture is not None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint it."""
        if self._shown is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRect(0, 0, self.width(), self.height()), self._shown)


class Removal(Part):
    """Asks why a piece is removed, and says what stays."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._about: tuple[Evidence, bool] | None = None
        self._text = Text("body", width=measure())
        self.reason = GrowingText(2)
        self._labeled = LabeledField(self.reason)
        self.confirm, self._cancel = Button("plain"), Button("link")
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self).addWidget(card)
        for part in (self._text, self._labeled, Acts(self.confirm, self._cancel)):
            card.box.addWidget(part)
        self.confirm.clicked.connect(self._confirm)
        self._cancel.clicked.connect(self.hide)
        self.hide()

    def retranslate(self, tr: Translator) -> None:
        """Set the fixed texts."""
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Why it is removed"))
        self.confirm.set_text(tr.text("Remove the evidence"))
        self._cancel.set_text(tr.text("Cancel"))
        if self._about:
            entry, shared = self._about
            self._text.set_text(_meaning(tr, entry, shared=shared))

    def show_entry(self, tr: Translator, entry: Evidence, *, shared: bool) -> None:
        """Say what removing this piece means."""
        self._about = entry, shared
        self._text.set_text(_meaning(tr, entry, shared=shared))
        self.reason.show_value("")
        self._labeled.show_problem("")
        self.show()
        self.reason.entry().setFocus()

    def show_problem(self, tr: Translator, said: Callable[[Translator], str]) -> None:
        """Say what is wrong with the reason."""
        self._labeled.say_problem(tr, said)
        self.reason.entry().setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit(str(self.reason.value()))


def _meaning(tr: Translator, entry: Evidence, *, shared: bool) -> str:
    stays = tr.text("Its name, fingerprint and your reason stay on record and are printed.")
    if entry.file is None or entry.file.stored != "embedded":
        return stays
    if shared:
        return tr.text(
            "{stays} Its content stays too: another piece of evidence has the same.", stays=stays
        )
    return tr.text(
        "{stays} Its content goes when the project is closed; until then this can be undone.",
        stays=stays,
    )
