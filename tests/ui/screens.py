"""Renders every screen of the window on the worked example to PNG files, to be looked at.

``python -m ui.screens FOLDER [--only PART] [--sheet FILE]`` with ``app`` and ``tests`` on the
path; each language, appearance and size is a process of its own, because the scale of a screen
is fixed when the program starts.
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from jalon.ui import about, places
from jalon.ui.application import Setting, application
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import REPORT, Place
from jalon.ui.search.finder import Finder
from jalon.ui.settings import Recent, Settings
from jalon.ui.window import Window

SIZES = {"1280": (1280, 800, 1), "1024": (1024, 700, 1), "200": (640, 400, 2)}
LANGUAGES = ("en", "fr")
LOOKS = ("light", "dark")
_TILE = 640


@dataclass(frozen=True)
class Setup:
    """One process: a language, an appearance and a size."""

    language: str
    look: str
    size: str

    @property
    def name(self) -> str:
        """The end of its files' names."""
        return f"{self.language}-{self.look}-{self.size}"


class Camera:
    """A window on the worked example, and where its pictures go."""

    def __init__(self, setup: Setup, folder: Path, only: str) -> None:
        self._setup, self._folder, self._only = setup, folder, only
        self._app = application()
        font = QFont(self._app.font())
        font.setPointSizeF(10)
        self._app.setFont(font)
        store = QSettings(str(Path(tempfile.mkdtemp()) / "s.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.author = "Camille Exemple"
        settings.theme = "dark" if setup.look == "dark" else "light"
        self._recent(settings)
        self.setting = Setting(self._app, settings)
        self.window = Window(settings, setup.language)
        self.setting.take(self.window)
        width, height, _ = SIZES[setup.size]
        self.window.resize(width, height)
        self.window.show_welcome()
        self.window.show()

    def take(self, name: str, screen: QWidget | None = None) -> None:
        """Take a picture, if it is asked for."""
        self.pump()
        if self._only in name:
            image = (screen or self.window).grab().toImage()
            image.convertToFormat(QImage.Format.Format_RGB32).save(
                str(self._folder / f"{name}-{self._setup.name}.png")
            )

    def pump(self) -> None:
        """Let everything settle."""
        for _ in range(6):
            self._app.processEvents()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self) -> None:
        """Wait for the workers."""
        while self.window.jobs.busy:
            self._app.processEvents()

    def walk(self) -> None:
        """Take every screen."""
        window = self.window
        self.take("01-welcome")
        window.menus.actions["new"].trigger()
        self.take("02-new")
        window.projects.open_example()
        workspace = window.workspace
        assert workspace is not None
        order = places.order(workspace.desk.session.form, workspace.desk.session.models)
        for number, place in enumerate(order, start=3):
            workspace.go(place)
            name = place.id.replace(":", "-").partition("-model")[0]
            if place == REPORT:
                self.wait()
            self.take(f"{number:02}-{name}")
        self._closer(window)

    def _closer(self, window: Window) -> None:
        workspace = window.workspace
        assert workspace is not None
        workspace.go(REPORT)
        if isinstance(page := workspace.page, ReportPage):
            page._begin_signing()
            self.take("20-signing")
        workspace.go(Place("measure", measure="copyright-1.3"))
        if isinstance(page := workspace.page, MeasurePage):
            for line in page.rows:
                line.set_open(False)
            self.pump()
            page.area.verticalScrollBar().setValue(page.top.count.y() - 20)
            self.take("21-rows")
            page.rows[1].set_open(True)
            self.pump()
            body = page.rows[1].body
            assert body is not None
            body.evidence._add()
            self.pump()
            page.area.reveal(body.evidence.form or body)
            self.pump()
            page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().value() + 120)
            self.take("22-evidence")
        self._look_for(window, "robots.txt" if self._setup.look == "light" else "ecart zzz")
        window.menus.actions["verify"].trigger()
        self.take("23-verify")
        for name, dialog in (("24-about", about.about), ("25-keys", about.shortcuts)):
            shown = dialog(window._tr, window)
            shown.show()
            self.take(name, shown)
            shown.close()
        window.close()

    def _look_for(self, window: Window, words: str) -> None:
        """Take the finder: with nothing typed yet, and with what was found."""
        window.activateWindow()
        window.menus.actions["find"].trigger()
        self.take("26-find")
        finder = window.findChild(Finder)
        assert isinstance(finder, Finder)
        finder.field.entry().insert(words)
        finder.field.typed(words)
        self.take("27-found")
        finder.left.emit()

    def _recent(self, settings: Settings) -> None:
        """List projects as a user of some months has them; one of them is gone."""
        there = Path(tempfile.mkdtemp())
        entries = (
            Recent(str(there / "ancien.jalon"), "Traduc-Demo", "", "2026-06-03T10:00:00+02:00"),
            Recent(
                str(there / "exemple-1b.jalon"),
                "Exemple IA SAS",
                "Exemple-1B",
                "2026-10-12T17:05:00+02:00",
                settled=25,
                own_means=1,
                unanswered=2,
                total=34,
                signed="2026-06-03",
            ),
            Recent(
                str(there / "exemple-3b.jalon"),
                "Exemple IA SAS",
                "Exemple-3B",
                "2026-11-22T14:32:00+01:00",
                settled=18,
                unanswered=8,
                total=36,
                signed="",
            ),
        )
        for entry in entries:
            settings.add_recent(entry)
        for entry in entries[1:]:
            Path(entry.path).touch()


def setups() -> Iterator[Setup]:
    """Yield every language, appearance and size."""
    for size in SIZES:
        for language in LANGUAGES:
            for look in LOOKS:
                yield Setup(language, look, size)


def sheet(folder: Path, target: Path) -> None:
    """Put all pictures on one sheet."""
    QApplication.instance() or QApplication([])
    pictures = sorted(folder.glob("*.png"))
    columns = 6
    tile_height = round(_TILE * 800 / 1280)
    rows = math.ceil(len(pictures) / columns)
    made = QImage(columns * _TILE, rows * tile_height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.gray)
    painter = QPainter(made)
    for number, picture in enumerate(pictures):
        image = QImage(str(picture)).scaled(
            _TILE - 8,
            tile_height - 8,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(
            (number % columns) * _TILE + 4, (number // columns) * tile_height + 4, image
        )
    painter.end()
    made.save(str(target))


def main() -> int:
    """Render all, or with ``--one`` a single setup."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--setup", default="")
    parser.add_argument("--one", default="")
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for setup in setups():
        if options.one and setup.name == options.one:
            Camera(setup, options.folder, options.only).walk()
            return 0
        if not options.one and options.setup in setup.name:
            scale = str(SIZES[setup.size][2])
            subprocess.run(
                [
                    *(sys.executable, "-m", "ui.screens", str(options.folder)),
                    *("--one", setup.name, "--only", options.only),
                ],
                env={**os.environ, "QT_SCALE_FACTOR": scale},
                check=True,
            )
    if options.sheet:
        sheet(options.folder, options.sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
