"""A long day at the window, with workers beside it: it neither ends nor grows without end."""

from mmap import PAGESIZE as _PAGE
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt

from jalon.ui import collecting
from jalon.ui.collecting import Collecting
from jalon.ui.places import HISTORY, REPORT
from journeys import texts
from tools.thorough import THOROUGH, examples
from ui.stage import Stage, pump

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("company")

MOVES: Final = examples(60, 3000)


class Day:
    """Somebody who goes about; ``said`` is every word that was typed and left."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.chance = stage, texts.seeded()
        form = stage.session.form
        self.items = [item for item in form.items if item in form.home and item in form.sheet]
        self.said: list[str] = []

    def move(self) -> None:
        """Do one thing; the workers go on with what they have."""
        often: list[Callable[[], None]] = [self.go, self.write, self.answer]
        rare = [self.report, self.speak, self.take_back, self.resize, self.come_again, self.pause]
        self.chance.choice(often * 4 + rare)()

    def go(self) -> None:
        self.stage.go(self.chance.choice(self.stage.workspace.desk.places()))

    def write(self) -> None:
        """Write under a requirement, wherever it is, and leave the field."""
        body = self.stage.body(self.chance.choice(self.items))
        self.said.append(f"{texts.line(self.chance, 2)} {len(self.said)}")
        self.stage.type(body.fields["how"], self.said[-1])
        self.stage.workspace.outline.setFocus()

    def answer(self) -> None:
        keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5)
        state = self.stage.body(self.chance.choice(self.items)).state
        self.stage.press(state, self.chance.choice(keys))

    def report(self) -> None:
        """Have the report made, and do not wait for it, or wait."""
        self.stage.go(self.chance.choice([REPORT, HISTORY]))
        if self.chance.random() < 0.3:
            self.stage.finish_jobs()

    def speak(self) -> None:
        """Change the language."""
        window = self.stage.window
        window.set_language("fr" if window.language == "en" else "en")
        pump()

    def take_back(self) -> None:
        self.stage.workspace.outline.setFocus()
        self.stage.window.menus.actions["undo"].trigger()
        self.stage.window.menus.actions["redo"].trigger()
        pump()

    def resize(self) -> None:
        self.stage.window.resize(self.chance.choice([1024, 1280, 1600]), 800)
        pump()

    def come_again(self) -> None:
        """Close the project, whatever the workers do, and open it again."""
        self.stage.reopen(self.stage.session.path)

    def pause(self) -> None:
        self.stage.qtbot.wait(collecting._SOON_MS + 50)


def resident() -> int:
    """Return how much of the memory this process has, in MiB; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE >> 20
    except OSError:
        return 0


def test_that_whoever_works_all_day_finds_all_of_it_and_the_window_alive(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_LATE_MS", collecting._SOON_MS + 20)  # a day has long pauses
    Collecting(stage.window).begin()  # as the program does
    day, taken = Day(stage), list[int]()
    for number in range(MOVES):
        day.move()
        if number % (MOVES // 6) == 0:
            taken.append(resident())
    stage.finish_jobs()
    assert stage.workspace.desk.writing.leave()
    written = {change.value for change in stage.session.history()}

    assert [word for word in day.said if word not in written] == []
    if THOROUGH:  # when every page was made, the rest of the day adds what was written
        print(f"MiB, at six times of the day: {taken}")  # noqa: T201  for docs/performance.md
        assert taken[-1] < taken[2] + 100
