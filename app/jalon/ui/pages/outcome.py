"""Sentences about a finished report: where it is, and what its signature says."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import Button, Text, column, row
from jalon.ui.kit.told import tell
from jalon.ui.theme import measure, space
from jalon.ui.work import Written


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
        self._written: Written | None = None
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

    def show_written(self, tr: Translator, written: Written) -> None:
        """Say where a report was written, and what verifying it says."""
        self._written = written
        self._file.set_text(written.path.name)
        self._folder.set_text(str(written.path.parent))
        self.retranslate(tr)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        if (written := self._written) is None:
            return
        self._title.set_text(
            tr.text("The report is signed") if written.signers else tr.text("The report is saved")
        )
        self._show_folder.set_text(tr.text("Show in its folder"))
        self.done.set_text(tr.text("Back to the report"))
        self._sentences.show_sentences(written.said(tr) if written.said else ())

    def _open_folder(self) -> None:
        if self._written:
            folder = QUrl.fromLocalFile(str(self._written.path.parent))
            QDesktopServices.openUrl(folder)
