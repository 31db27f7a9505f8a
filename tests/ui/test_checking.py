"""The full check by the menu: sound is said, damage is named, and nothing more is written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from jalon.assessment.changes import PROVIDER
from ui.stage import Stage, pump

ITEM = "copyright-1.1-draw-up"


@pytest.fixture
def path(stage: Stage) -> Path:
    """Make a project with answers that were replaced, and close it."""
    made = stage.create()
    for number in range(12):
        stage.session.answer(PROVIDER, ITEM, "how", f"text {number}")
    stage.window.projects.close()
    return made


def checked(stage: Stage) -> QMessageBox:
    stage.window.menus.actions["check"].trigger()
    pump()
    return stage.message()


def test_that_a_sound_file_is_said_to_be(stage: Stage, path: Path) -> None:
    assert not stage.window.menus.actions["check"].isEnabled()
    stage.window.projects.open_path(path)
    assert stage.window.menus.actions["check"].isEnabled()
    box = checked(stage)
    assert "every change is as it was recorded" in box.informativeText()
    stage.reply("Close")
    stage.session.answer(PROVIDER, ITEM, "how", "goes on")
    assert stage.session.check() == ()


def test_that_damage_that_no_opening_sees_is_named_and_the_ways_on_are_offered(
    stage: Stage, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute(
            "UPDATE change SET payload = CAST(replace(payload, 'text', 'more') AS BLOB)"
            " WHERE seq NOT IN (SELECT seq FROM head)"
        )
    before = path.read_bytes()
    stage.window.projects.open_path(path)
    box = checked(stage)
    assert box.text() == "project.jalon is damaged"
    lines = box.informativeText().splitlines()
    assert len(lines) == 9
    assert "does not match its fingerprint" in lines[0]
    assert lines[-1].startswith("and ")
    stage.reply("Cancel")
    assert stage.window.workspace is not None

    checked(stage)
    stage.reply("Close it and see what can be done")
    assert stage.window.workspace is None
    assert "Save what is readable…" in [b.text() for b in stage.message().buttons()]
    assert path.read_bytes() == before
    stage.reply("Cancel")
