"""Types into a real window without end, and says what was typed when the window says "saved"."""

import os
import random
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from jalon.assessment.changes import Key
from jalon.session import Session
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.places import Place
from jalon.ui.settings import Settings
from jalon.ui.window import Window

MEASURE = "copyright-1.1"
_TYPE_MS = 4


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Person:
    """Types numbered words into one field, now and then leaves it, and answers another."""

    def __init__(self, window: Window, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  no secret
        self._window = window
        workspace = window.workspace
        assert workspace is not None
        self._writing = workspace.desk.writing
        workspace.go(Place("measure", measure=MEASURE))
        page = workspace.page
        assert isinstance(page, MeasurePage)
        self._row = page.rows[0]
        self._row.set_open(True)
        QApplication.processEvents()
        assert self._row.body is not None
        entry = self._row.body.fields["how"].entry()
        assert isinstance(entry, QTextEdit)
        self._entry = entry
        entry.moveCursor(QTextCursor.MoveOperation.End)
        self._number = int(entry.toPlainText().split()[-1]) if entry.toPlainText() else 0
        self._writing.changed.connect(self._saved)
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._type)
        self._timer.start(_TYPE_MS)

    def _type(self) -> None:
        self._number += 1
        self._entry.setFocus()
        if self._number % 50 == 0:
            self._entry.selectAll()
        QTest.keyClicks(self._entry, f" {self._number}")
        if self._dice.random() < 0.03:
            self._writing.leave()
        if self._dice.random() < 0.02:
            self._writing.checkpoint()

    def _saved(self) -> None:
        if self._writing.condition == "saved":
            say("saved", self._number)


if "careless" in sys.argv:  # a positive control: says that a text is saved, and keeps it in memory
    Session.draft = lambda self, *key: self._drafts.update({Key(*key[:3]): key[3]})  # type: ignore[method-assign]

app = QApplication([])
settings = Settings(QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat))
settings.author = "Ada"
settings.backups = False
main = Window(settings, "en")
main.show()
assert main.projects.open_path(Path(sys.argv[1]))
person = Person(main, int(sys.argv[2]))
say("open")
sys.exit(app.exec())
