"""Sentences about a finished report: where it is, and what its signature says."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import Button, Text, column, row
from jalon.ui.kit.told import tell
from jalon.ui.theme import measure, space


class Sentences(QWidget):
    """Plain sentences under each other; the first one is the verdict."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(self, space(2))
        self._lines: list[Text] = []

    def show_sentences(self, sentences: tuple[str, ...]) -> None:
        """Show the sentences."""
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for number, words in enumerate(sentences):
            line = Text("strong" if number == 0 else "body", width=measure(), parent=self)
            line.set_text(words)
            self._box.addWidget(line)
            self._lines.append(line)
        tell(self, " ".join(sentences))

    def words(self) -> tuple[str, ...]:
        """Return the sentences shown."""
        return tuple(line.text() for line in self._lines)


class Outcome(QWidget):
    """What became of a report: the file, what verifying it says, and the way on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._title = Text("heading", parent=self)
        self._file = Text("body", parent=self)
        self._folder = Text("small", "muted", parent=self)
        self._sentences = Sentences(self)
        self._show_folder = Button("link", parent=self)
        self.done = Button("plain", parent=self)
        box = column(self, space(1))
        for part in (self._title, self._file, self._folder):
            box.addWidget(part)
        box.addWidget(self._show_folder)
        box.addSpacing(space(4))
        box.addWidget(self._sentences)
        box.addSpacing(space(5))
        foot = QWidget(self)
        line = row(foot)
        line.addWidget(self.done)
        line.addStretch()
        box.addWidget(foot)
        self._show_folder.clicked.connect(self._open_folder)

    def show_file(self, tr: Translator, path: Path, *, signed: bool) -> None:
        """Say where a report was written."""
        self._path = path
        self._title.set_text(
            tr.text("The report is signed") if signed else tr.text("The report is saved")
        )
        self._file.set_text(path.name)
        self._folder.set_text(str(path.parent))
        self._show_folder.set_text(tr.text("Show in its folder"))
        self.done.set_text(tr.text("Back to the report"))

    def show_sentences(self, sentences: tuple[str, ...]) -> None:
        """Say what verifying the report says."""
        self._sentences.show_sentences(sentences)

    def _open_folder(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
