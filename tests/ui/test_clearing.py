"""A large file that has to be rewritten after a crash does not hold the window up."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from jalon.session import Session
from jalon.store import clearing
from jalon.store.file import File
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.ui.window import Window
from ui.stage import PATIENCE_MS, Stage, pump, settings

ITEM, PASTED = "copyright-1.1-draw-up", "hunter2-pasted-by-mistake"
WORDS = "two words"


def left(folder: Path, *, passphrase: str | None = None, large: bool = True) -> Path:
    """Leave a project as a process does that was killed between a removal and the rewriting."""
    path, killed = folder / "killed.jalon", folder / "killed"
    killed.mkdir()
    session = Session.create(path, author="Ada Test", passphrase=passphrase)
    session.answer(PROVIDER, ITEM, "how", PASTED)
    for number in range(3 if large else 0):
        session.answer(PROVIDER, ITEM, f"gap-{number}", "long " * 700_000)
    (pasted,) = [change.id for change in session.history() if change.value == PASTED]
    session.close()
    opens = Passphrase(passphrase) if passphrase else None
    project = Project.open(path, opens=opens)
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(File, "scrub", lambda _: None)
        project.expunge(pasted, author="Ada Test", reason="a password")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{killed / path.name}{ending}")
        project.close()
    for copy in killed.iterdir():
        copy.replace(folder / copy.name)
    return path


class Gate:
    """Lets the rewriting begin when the test says so; tells in which threads it was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[int] = []
        self.opens = threading.Event()
        real = clearing.clear

        def clear(file: File) -> None:
            self.threads.append(threading.get_ident())
            assert self.opens.wait(60)
            real(file)

        monkeypatch.setattr(clearing, "clear", clear)


def boxes(stage: Stage) -> list[QMessageBox]:
    return [box for box in stage.window.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.parametrize("passphrase", [None, WORDS])
def test_that_the_window_waits_for_a_large_file_and_answers_meanwhile(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    path = left(stage.folder, passphrase=passphrase)
    gate = Gate(monkeypatch)
    if passphrase:
        stage.window.projects._open_so(
            path, lambda: Session.open(path, passphrase=passphrase, clears=False)
        )
    else:
        assert not stage.window.projects.open_path(path)
    pump()
    (box,) = boxes(stage)
    assert "is being rewritten" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    box.close()
    pump()
    assert boxes(stage) == [box]  # nothing takes it away but the end
    assert stage.window.workspace is None

    gate.opens.set()
    stage.wait(lambda: stage.window.workspace is not None)
    assert boxes(stage) == []
    assert gate.threads != [threading.get_ident()]
    assert len(gate.threads) == 1
    assert not stage.session.unscrubbed
    stage.session.answer(PROVIDER, ITEM, "how", "goes on")
    assert stage.session.check() == ()
    stage.window.projects.close()
    assert PASTED.encode() not in path.read_bytes()
    assert [p.name for p in path.parent.glob("killed.jalon*")] == [path.name]


def test_that_a_window_that_is_closed_meanwhile_lets_go_of_the_file(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(stage.folder)
    gate = Gate(monkeypatch)
    stage.window.projects.open_path(path)
    gate.opens.set()
    assert stage.window.close()
    assert [p.name for p in path.parent.glob("killed.jalon*")] == [path.name]
    assert PASTED.encode() not in path.read_bytes()


def test_that_a_small_file_is_opened_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(stage.folder, large=False)
    gate = Gate(monkeypatch)
    gate.opens.set()
    assert stage.window.projects.open_path(path)
    assert gate.threads == [threading.get_ident()]
    assert boxes(stage) == []
    assert not stage.session.unscrubbed


def test_that_a_file_that_cannot_be_rewritten_is_shown_and_stays_due(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(stage.folder)
    monkeypatch.setattr(clearing, "clear", lambda _: None)
    stage.window.projects.open_path(path)
    stage.wait(lambda: stage.window.workspace is not None)
    assert boxes(stage) == []
    assert stage.session.unscrubbed


def test_that_a_start_with_such_a_file_shows_the_window_first(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path)
    gate = Gate(monkeypatch)
    window = Window(settings(tmp_path), "en")
    qtbot.addWidget(window)
    assert not window.projects.open_path(path)
    assert window.findChildren(QMessageBox) == []
    window.show_welcome()  # as a start does
    window.show()
    qtbot.waitUntil(lambda: window.findChildren(QMessageBox) != [], timeout=PATIENCE_MS)
    assert window.shown is window.welcome
    gate.opens.set()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=PATIENCE_MS)
    assert window.shown is window.workspace
    assert window.close()
    assert PASTED.encode() not in path.read_bytes()
    assert [p.name for p in path.parent.glob("killed.jalon*")] == [path.name]
