"""The disk under the real window fills up, goes read-only, loses its folder or its power.

What was said to be saved is on disk, what was not stays on the screen, and both come back or go
on elsewhere. Real file systems: a small tmpfs, and ext4 on a loop device (Linux, as root).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from jalon.errors import ProjectError
from jalon.session import Session
from store_harness.power import Disk, obstacle
from ui.stage import Stage, answer_dialogs, pump

ITEM = "copyright-1.1-draw-up"
NAME, COUNTRY = "company-name", "company-country"


def _mounts() -> str:
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        return "mounting takes Linux and root"
    return ""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if why := _mounts():
        pytest.skip(why)
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False
    )
    if made.returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of its own, mounted."""
    folder = tmp_path / "loop"
    folder.mkdir()
    if why := obstacle(folder):
        pytest.skip(why)
    made = Disk(folder)
    made.mount()
    yield made
    made.release()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    made.settings.backups = False
    yield made
    made.close()


def begun(stage: Stage, path: Path) -> None:
    """Make a project at a path through the window, with one answer said to be saved."""
    stage.window.menus.actions["new"].trigger()
    stage.type(stage.window.new.place, str(path))
    stage.click(stage.window.new.make)
    typed(stage, NAME, "Said to be saved")
    assert stage.workspace.desk.writing.condition == "saved"


def typed(stage: Stage, fact: str, words: str) -> None:
    """Type an answer and leave its field."""
    stage.type(stage.field(fact), words)
    stage.workspace.desk.writing.leave()
    stage.wait(lambda: stage.workspace.desk.writing.condition != "saving")


def in_file(path: Path, item: str, secret: str | None = None, field: str = "value") -> object:
    session = Session.open(path, passphrase=secret)
    try:
        assert session.check() == ()
        return session.assessment.value(PROVIDER, item, field)  # type: ignore[arg-type]
    finally:
        session.close()


def failure(stage: Stage) -> str:
    """Return what the window says of its failure; it must be seen."""
    notice = stage.workspace.notices.failed
    assert notice.isVisible()
    assert stage.workspace.header.saved.text() == "Not saved"
    return notice.accessibleName()


def filled(folder: Path) -> Path:
    """Fill a disk to its last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


@pytest.mark.parametrize("words", ["No room for this", "Und kein Platz für das " * 40])
def test_that_a_full_disk_is_said_and_nothing_is_lost(
    stage: Stage, small: Path, words: str
) -> None:
    path = small / "project.jalon"
    begun(stage, path)
    ballast = filled(small)
    for number in range(60):  # pages already there take some answers yet
        typed(stage, COUNTRY, f"{words} {number}")
        if stage.workspace.desk.writing.condition == "failed":
            break
    assert "the disk is full" in failure(stage)
    shown = stage.field(COUNTRY).value()
    assert str(shown).startswith(words)

    ballast.unlink()
    stage.workspace.notices.failed.acted.emit()
    pump()
    assert stage.workspace.desk.writing.condition == "saved"
    assert stage.window.projects.close()
    assert (in_file(path, NAME), in_file(path, COUNTRY)) == ("Said to be saved", shown)


@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
@pytest.mark.parametrize("lost", ["power", "folder"])
def test_that_work_goes_on_elsewhere_when_the_disk_is_gone(
    stage: Stage, disk: Disk, lost: str, monkeypatch: pytest.MonkeyPatch, *, protected: bool
) -> None:
    place = disk.folder / "work"
    place.mkdir()
    path = place / "project.jalon"
    begun(stage, path)
    secret = "correct horse" if protected else None
    stage.session.custody.protect(secret, stage.folder / "backups")
    for number in range(12):  # more than the database keeps in memory
        long = f"{number} " * 100_000
        stage.session.answer(PROVIDER, ITEM, "how", long)  # type: ignore[arg-type]
    if lost == "power":
        disk.cut()
    else:
        shutil.rmtree(place)
    typed(stage, COUNTRY, "Kept on the screen")
    assert failure(stage)
    assert stage.field(COUNTRY).value() == "Kept on the screen"

    copy = stage.folder / "elsewhere.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.click(stage.workspace.notices.copy)
    stage.workspace.leave()
    assert stage.session.path == copy
    if lost == "power":
        assert "from what the program had in memory" in stage.message().informativeText()
    assert stage.workspace.desk.writing.condition == "saved"
    assert stage.window.projects.close()
    assert in_file(copy, ITEM, secret, "how") == long
    assert in_file(copy, NAME, secret) == "Said to be saved"
    assert in_file(copy, COUNTRY, secret) == "Kept on the screen"
    if lost == "power":
        disk.unmount()
        disk.mount()
        assert in_file(path, NAME, secret) == "Said to be saved"


def test_that_a_disk_made_read_only_is_read_and_said_to_be(stage: Stage, disk: Disk) -> None:
    path = disk.folder / "project.jalon"
    begun(stage, path)
    assert stage.window.projects.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
    before = path.read_bytes()

    assert stage.window.projects.open_path(path)
    pump()
    assert stage.session.read_only
    said = " ".join(label.text() for label in stage.window.findChildren(QLabel))
    assert "read" in said.lower()
    assert not stage.field(NAME).entry().isEnabled() or stage.field(NAME).entry().isReadOnly()  # type: ignore[attr-defined]
    with pytest.raises(ProjectError):
        stage.session.answer(PROVIDER, COUNTRY, "value", "Never")  # type: ignore[arg-type]
    assert stage.window.projects.close()
    assert path.read_bytes() == before


SECOND = """
import sys
from jalon.errors import ProjectError
from jalon.store.project import Project
try:
    Project.open(sys.argv[1])
except ProjectError as error:
    print(error.reason)
"""


def test_that_no_second_program_writes_what_the_window_has_open(
    stage: Stage, environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "project.jalon"
    begun(stage, path)

    def second() -> str:
        command = [sys.executable, "-c", SECOND, str(path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert second() == "locked"
    with path.open("rb") as stray:  # POSIX drops this process's own locks when this closes
        assert stray.read(16)
    assert second() == "locked"
    typed(stage, COUNTRY, "Still ours")
    assert stage.workspace.desk.writing.condition == "saved"
    assert stage.window.projects.close()
    assert second() == ""
    assert in_file(path, COUNTRY) == "Still ours"


def test_that_an_older_project_on_a_full_disk_is_read_and_says_why(
    stage: Stage, small: Path
) -> None:
    older = Path(__file__).parents[1] / "data" / "projects" / "v0-2026-11-23.jalon"
    path = small / "older.jalon"
    shutil.copyfile(older, path)
    ballast = small / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(small).free - 40_000))

    assert stage.window.projects.open_path(path)
    pump()
    notice = stage.workspace.notices.read_only
    assert notice.isVisible()
    assert "no room to bring it up to date" in notice.accessibleName()
    shown = stage.session.assessment.digest()
    stage.window.projects.close()
    assert path.read_bytes() == older.read_bytes()
    assert {p.name for p in small.iterdir()} == {"older.jalon", "ballast"}

    ballast.unlink()
    assert stage.window.projects.open_path(path)
    assert not stage.session.read_only
    assert stage.session.assessment.digest() == shown
