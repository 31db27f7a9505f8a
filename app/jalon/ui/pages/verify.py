"""Checking a signed report: intact or not, by whom, and what has changed since."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.snapshot import Snapshot
from jalon.errors import UserError
from jalon.language import Translator
from jalon.ui import file_dialogs, messages, work
from jalon.ui.jobs import Jobs
from jalon.ui.kit import Button, Scroll, Text, column
from jalon.ui.kit.order import Walked
from jalon.ui.kit.told import Told
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.outcome import Sentences
from jalon.ui.pages.page import NARROW, WIDE, Head
from jalon.ui.theme import space


class VerifyPage(Walked):
    """Says in plain sentences what holds of a signed report."""

    closed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._tr: Translator | None = None
        self._project: Snapshot | None = None
        self._path: Path | None = None
        inner = QWidget()
        self._box = column(inner, space(4))
        self._head = Head(inner)
        self.choose, self.back = Button("primary", parent=inner), Button("plain", parent=inner)
        self._file = Text("heading", parent=inner)
        self.sentences = Sentences(inner)
        self._problem = Told("body", "warn", parent=inner)
        acts = Acts(self.choose, self.back, parent=inner)
        for part in (self._head, acts, self._file, self._problem, self.sentences):
            self._box.addWidget(part)
        self._box.addStretch()
        column(self).addWidget(Scroll(inner, fill="raised", parent=self))
        self.choose.clicked.connect(self._choose)
        self.back.clicked.connect(self.closed)
        self._file.hide()
        self._problem.hide()
        self.set_span(WIDE)

    def set_span(self, width: int) -> None:
        """Fit the page to a window ``width`` pixels wide."""
        side = space(18) if width >= WIDE else space(10) if width >= NARROW else space(5)
        self._box.setContentsMargins(side, space(14), side, space(8))

    def begin(self, project: Snapshot | None) -> None:
        """Begin anew; a report is compared with ``project`` where one is open."""
        self._project, self._path = project, None
        self.sentences.show_sentences(())
        self._file.hide()
        self._problem.hide()
        self.choose.setFocus()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``; a verdict shown is said again."""
        self._tr = tr
        self._head.set_words(
            tr.text("Verify a signed report"),
            tr.text(
                "Jalon checks whether the file is as it was signed, says what is known of who"
                " signed it, and compares it with the project that is open."
            ),
        )
        self.choose.set_text(tr.text("Choose a signed report…"))
        self.back.set_text(tr.text("Go back"))
        if self._path:
            self.check(self._path)

    def check(self, path: Path) -> None:
        """Check one file."""
        if self._tr is None:
            return
        tr, project = self._tr, self._project
        self._path = path
        self._file.set_text(path.name)
        self._file.show()
        self._problem.hide()
        self._jobs.start(
            lambda _: work.verify_report(path, project, tr),
            self.sentences.show_sentences,
            self._failed,
        )

    def _failed(self, error: UserError) -> None:
        self.sentences.show_sentences(())
        if self._tr:
            self._problem.set_text(messages.words(self._tr, error))
            self._problem.show()

    def _choose(self) -> None:
        if self._tr is None:
            return
        kind = self._tr.text("PDF files ({pattern})", pattern="*.pdf")
        title = self._tr.text("Choose a signed report")
        path = file_dialogs.open_file(self, self._tr, title, kind)
        if path:
            self.check(path)
