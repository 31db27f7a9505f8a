"""Where somebody sits down before the real window for a day: a process of its own, offscreen.

Its command line is a project, a folder for what belongs to the person, their name and
language. Standard input brings one act a line (JSON: its name and what it needs); standard
output tells, once all of it is saved, what came of it. Widgets get clicks and keys through Qt.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from journeys import shifted  # noqa: F401  before anything that asks for the time

from PySide6.QtCore import QPoint, Qt  # isort: skip
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeys.seat_acts import Acts
from ui.stage import Stage, pump


class _Bot:
    """What a stage wants of pytest-qt, outside pytest."""

    def addWidget(self, widget: QWidget) -> None:
        """Keep nothing: the process ends with its window."""

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> None:
        """Click in the middle of a widget; nobody can click what is not there."""
        assert widget.isVisible(), f"{widget} cannot be seen"
        assert widget.isEnabled(), f"{widget} cannot be pressed"
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, button, none, QPoint())

    def waitUntil(self, holds: Callable[[], bool], timeout: int) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + timeout / 1000
        while not holds():
            assert time.monotonic() < end, "waited in vain"
            QApplication.processEvents()
            time.sleep(0.005)  # a worker has the machine meanwhile


def say(document: dict[str, Any]) -> None:
    """Write one line for the test."""
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def main(project: Path, folder: Path, name: str, language: str) -> None:
    """Sit down, do what is asked, and leave by closing the window."""
    application = QApplication([])
    stage = Stage(_Bot(), folder, language)  # type: ignore[arg-type]
    stage.settings.author = name
    stage.settings.backups = False
    stage.show(1280, 900)
    acts = Acts(stage)
    if project.exists():
        assert stage.window.projects.open_path(project)
    else:
        stage.window.projects.create(project, name)
    pump()
    say({"did": "sat down"})
    for line in sys.stdin:
        act, needs = json.loads(line)
        try:
            came = getattr(acts, act)(**needs)
            stage.workspace.desk.writing.leave()
            stage.wait(lambda: stage.workspace.desk.writing.condition == "saved")
            say({"did": came})
        except BaseException:  # noqa: BLE001  told to the test, which fails by it
            say({"problem": traceback.format_exc()})
    assert stage.window.close()
    pump()
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
