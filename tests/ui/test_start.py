"""The start: what is imported before the first page is seen, and what a crash says."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from jalon.session import Session
from jalon.store import faults
from jalon.ui.application import Setting
from ui.stage import Stage, pump

FORBIDDEN = (
    "pydantic",
    "yaml",
    "reportlab",
    "pyhanko",
    "pikepdf",
    "pypdfium2",
    "jsonschema",
    "asyncio",
    "cryptography",
)

FIRST_PAINT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QSettings
from jalon.ui.application import Setting, application
from jalon.ui.settings import Settings
from jalon.ui.window import Window

app = application()
settings = Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat))
setting = Setting(app, settings)
window = Window(settings, "fr")
setting.take(window)
if sys.argv[1]:
    assert window.projects.open_path(Path(sys.argv[1]))
else:
    window.show_welcome()
window.show()
for _ in range(5):
    app.processEvents()
print("\\n".join(sorted(sys.modules)))
window.close()
"""


def modules(project: str, settings: Path) -> set[str]:
    """Return the modules that are loaded when the first page has been painted."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, project, str(settings)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_that_nothing_heavy_is_imported_before_the_first_page_of_a_project(tmp_path: Path) -> None:
    path = tmp_path / "project.jalon"
    Session.create(path).close()
    loaded = modules(str(path), tmp_path / "settings.ini")

    assert "PySide6" in loaded
    assert [name for name in FORBIDDEN if name in loaded] == []


def test_that_nothing_heavy_is_imported_before_the_welcome_page(tmp_path: Path) -> None:
    loaded = modules("", tmp_path / "settings.ini")

    assert [name for name in FORBIDDEN if name in loaded] == []


def said(stage: Stage, app: QApplication, error: Exception) -> QMessageBox:
    """Return what is shown when an error comes up that nobody has caught."""
    setting = Setting(app, stage.settings)
    kept = sys.excepthook
    setting.take(stage.window)
    sys.excepthook = kept
    setting.say_failure(type(error), error, None)
    pump()
    return next(b for b in stage.window.findChildren(QMessageBox) if b.isVisible())


def test_that_an_error_of_the_program_is_said_with_its_details(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    stage = Stage(qtbot, tmp_path)
    box = said(stage, qapp, ZeroDivisionError("of the program"))
    assert "ZeroDivisionError: of the program" in box.detailedText()
    box.close()
    stage.close()


def test_that_what_a_reader_can_act_on_is_said_as_what_it_is(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = Stage(qtbot, tmp_path)
    box = said(stage, qapp, faults.damaged("project.jalon"))
    assert "project.jalon is damaged" in box.informativeText()
    assert box.detailedText() == ""
    assert capsys.readouterr().err == ""
    box.close()
    stage.close()


def test_that_a_start_leaves_the_settings_as_they_were_chosen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    stage = Stage(qtbot, tmp_path)
    store = stage.settings._store
    store.sync()
    before = Path(store.fileName()).read_bytes()
    Setting(qapp, stage.settings)
    store.sync()

    assert Path(store.fileName()).read_bytes() == before
    stage.close()


def test_that_appearance_and_text_size_are_chosen_and_kept(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    stage = Stage(qtbot, tmp_path)
    setting = Setting(qapp, stage.settings)
    kept, size = sys.excepthook, qapp.font().pointSizeF()
    setting.take(stage.window)
    sys.excepthook = kept
    stage.window.menus.theme_asked.emit("dark")
    marked = [a.data() for a in stage.window.menus.contents()._themes.actions() if a.isChecked()]
    assert marked == ["dark"]
    assert stage.settings.theme == "dark"
    assert qapp.palette().window().color().lightnessF() < 0.5
    stage.window.menus.actions["larger"].trigger()
    assert stage.settings.zoom == 110
    assert qapp.font().pointSizeF() > size
    stage.window.menus.actions["usual"].trigger()
    assert qapp.font().pointSizeF() == size
    stage.window.menus.theme_asked.emit("light")
    stage.close()
