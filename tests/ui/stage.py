"""A real window with settings of its own, and hands to work it with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import Subject
from jalon.forms.model import ItemId
from jalon.session import Session
from jalon.ui import file_dialogs, places
from jalon.ui.kit import Field
from jalon.ui.kit.order import stops
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.page import Page, focus_within
from jalon.ui.pages.requirement import RequirementBody, RequirementRow
from jalon.ui.places import Place
from jalon.ui.settings import Settings
from jalon.ui.window import Window
from jalon.ui.workspace import Workspace

PATIENCE_MS = 60_000


class Stage:
    """One window and its settings; ``desk_folder`` is where its projects lie."""

    def __init__(self, qtbot: QtBot, folder: Path, language: str = "en") -> None:
        self.qtbot, self.folder = qtbot, folder
        self.settings = settings(folder)
        self.settings.author = "Ada Test"
        self.window = Window(self.settings, language)
        qtbot.addWidget(self.window)
        self.show(1280, 800)

    def show(self, width: int, height: int) -> None:
        """Show the window at a size and let it settle."""
        self.window.resize(width, height)
        self.window.show()
        pump()

    @property
    def workspace(self) -> Workspace:
        """The open project."""
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def session(self) -> Session:
        """The open session."""
        return self.workspace.desk.session

    @property
    def model(self) -> Subject:
        """The first model."""
        return self.session.models[0]

    def create(self, name: str = "project.jalon") -> Path:
        """Make a project through the window's own page."""
        path = self.folder / name
        self.window.menus.actions["new"].trigger()
        entry = self.window.new.place.entry()
        assert isinstance(entry, QLineEdit)
        entry.setFocus()
        entry.selectAll()
        entry.insert(str(path))  # as what is pasted; a long path takes its time to be typed
        self.click(self.window.new.make)
        return path

    def reopen(self, path: Path) -> None:
        """Close what is open and open a project."""
        assert self.window.projects.close()
        assert self.window.projects.open_path(path)
        pump()

    def go(self, place: Place, item: str = "") -> Page:
        """Show a place."""
        self.workspace.go(place, item)
        pump()
        return self.workspace.page

    def measure(self, name: str) -> MeasurePage:
        """Show a measure."""
        page = self.go(Place("measure", measure=name))
        assert isinstance(page, MeasurePage)
        return page

    def row(self, item: str) -> RequirementRow:
        """Show a requirement, opened."""
        page = self.go(places.of_item(self.session.form, ItemId(item)))
        assert isinstance(page, MeasurePage)
        line = next(line for line in page.rows if line.item == item)
        line.set_open(True)
        pump()
        return line

    def body(self, item: str) -> RequirementBody:
        """Show the fields of a requirement."""
        body = self.row(item).body
        assert body is not None
        return body

    def field(self, fact: str) -> Field:
        """Return the field of a fact on the page that is shown."""
        found = self.workspace.page.findChild(Field, fact)
        assert isinstance(found, Field)
        return found

    def type(self, field: Field, words: str) -> None:
        """Type words into a field as a person does, in the place of what was there."""
        entry = field.entry()
        entry.setFocus()
        if isinstance(entry, QLineEdit | QTextEdit):
            entry.selectAll()
        if not words:
            QTest.keyClick(entry, Qt.Key.Key_Delete)
        for number, part in enumerate(words.split("\n")):
            if number:
                QTest.keyClick(entry, Qt.Key.Key_Return)
            for letter in part:
                _press(entry, letter)
        pump()

    def press(self, owner: QWidget, key: Qt.Key) -> None:
        """Press a key in the control inside ``owner`` that has, or gets, the focus."""
        focused = QApplication.focusWidget()
        if focused is None or not (focused is owner or owner.isAncestorOf(focused)):
            focused = focus_within(owner)
        assert focused is not None
        QTest.keyClick(focused, key)
        pump()

    def click(self, button: QWidget) -> None:
        """Click a button."""
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        pump()

    def keys(self, shortcut: QKeySequence.StandardKey | str) -> None:
        """Press a shortcut in the window."""
        pressed = QKeySequence(shortcut)[0]
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())
        pump()

    def back_up(self) -> None:
        """Have a backup made of the project as it is now."""
        backing = self.window.projects._backing
        assert backing is not None
        with self.qtbot.waitSignal(backing.made, timeout=PATIENCE_MS):
            backing.begin()

    def finish_jobs(self) -> None:
        """Wait until the workers have answered."""
        self.wait(lambda: not self.window.jobs.busy)
        pump()

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def message(self) -> QMessageBox:
        """Return the message that is shown."""
        found = [b for b in self.window.findChildren(QMessageBox) if b.isVisible()]
        assert len(found) == 1
        return found[0]

    def reply(self, words: str) -> None:
        """Press the button of the message that is shown that has these words."""
        self.click(next(b for b in self.message().buttons() if b.text() == words))

    def close(self) -> None:
        """Close the window, whatever could not be saved."""
        if self.window.workspace:
            self.window.workspace.desk.writing.give_up()
        self.window.close()


def _press(entry: QWidget, letter: str) -> None:
    """Press the key of a letter of any script; QTest itself knows Latin ones only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(entry, event)


def settings(folder: Path) -> Settings:
    """Return settings that are nobody's."""
    return Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


def pump(rounds: int = 4) -> None:
    """Let layouts, posted events and deletions happen."""
    for _ in range(rounds):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tab_goes_down(owner: QWidget) -> bool:
    """Tell whether Tab never goes up inside a column of fields and buttons."""
    tops = [one.mapTo(owner, one.rect().topLeft()).y() for one in stops(owner)]
    ends = [top + one.height() for top, one in zip(tops, stops(owner), strict=True)]
    return all(end > top for top, end in zip(tops, ends[1:], strict=False))


def words_of(widget: QWidget) -> str:
    """Return the words a widget shows, as its own ``words()`` or ``text()``."""
    said = getattr(widget, "words", None) or getattr(widget, "text", None)
    return str(said()) if callable(said) else ""


def answer_dialogs(monkeypatch: pytest.MonkeyPatch, answer: Path | None) -> None:
    """Answer every file dialog with a path; the dialogs themselves are the platform's."""

    def asked(*_args: object) -> Path | None:
        return answer

    def several(*_args: object) -> list[Path]:
        return [answer] if answer else []

    monkeypatch.setattr(file_dialogs, "open_files", several)
    monkeypatch.setattr(file_dialogs, "save_file", asked)
    monkeypatch.setattr(file_dialogs, "open_file", asked)
