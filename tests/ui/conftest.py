"""Tests of the window: no screen is needed, and none is used."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="jalon-tests-")  # backups go there

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from ui.stage import Stage


@pytest.fixture(autouse=True)
def _same_font(qapp: QApplication) -> Iterator[None]:
    """Leave the font of the application as it was found."""
    before = QFont(qapp.font())
    yield
    if qapp.font() != before:
        qapp.setFont(before)


@pytest.fixture(autouse=True)
def _no_backup_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no backup begin by the clock, wherever a test has got to by then."""
    monkeypatch.setattr("jalon.ui.backing.FIRST_MS", 60 * 60 * 1_000)


@pytest.fixture(scope="session", autouse=True)
def _clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """Leave no object of Python's in the clipboard: Qt deletes it when Python is gone already."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """A window, and a folder for its projects."""
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, empty, for backups; to be asked for before the window opens."""
    folder = tmp_path / "kept"
    monkeypatch.setattr("jalon.assets.backup_folder", lambda: folder)
    return folder


@pytest.fixture
def created(stage: Stage) -> Path:
    """An empty project that is open in the window."""
    return stage.create()


@pytest.fixture
def company(stage: Stage, created: Path) -> None:  # noqa: ARG001
    """The company of that project has a name."""
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
