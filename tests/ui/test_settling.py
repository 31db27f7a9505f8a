"""Settling what two copies say differently, where there is much of it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key
from jalon.session import opened
from jalon.ui.kit.order import stops
from jalon.ui.pages.changes import ConflictRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.places import HISTORY
from ui.stage import Stage, pump

FIELDS = ("how", "gap", "owner")


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def disputed(stage: Stage, many: int) -> HistoryPage:
    """Show a project in which so many fields hold two values."""
    path = stage.create()
    items = sorted(stage.session.form.items)
    stage.window.projects.close()
    other = path.with_name("other.jalon")
    shutil.copyfile(path, other)
    keys = [Key(PROVIDER, item, field) for item in items for field in FIELDS][:many]
    for which, who in ((path, "Ana"), (other, "Béa")):
        with opened(which, author=who) as session:
            session.apply([(key, f"{who} says {key.item}") for key in keys])
    with opened(path) as session:
        session.custody.take_in(other)
    assert stage.window.projects.open_path(path)
    page = stage.go(HISTORY, "")
    assert isinstance(page, HistoryPage)
    return page


def conflicts(page: HistoryPage) -> list[ConflictRow]:
    return [row for row in page.conflicts.rows if isinstance(row, ConflictRow)]


def test_that_settling_one_field_leaves_the_rows_of_the_others_and_what_is_typed_there(
    stage: Stage,
) -> None:
    page = disputed(stage, 12)
    before = conflicts(page)
    typed = before[7].own
    assert typed is not None
    typed.show_value("half a thought")
    older = page.log.rows
    stage.click(before[3].takes[1])
    after = conflicts(page)
    assert after == before[:3] + before[4:]
    assert after[6].own is typed
    assert typed.value() == "half a thought"
    assert page.log.rows[1] in older
    assert page.log.rows[0] not in older
    path = stage.session.path
    stage.window.close()
    with closing(sqlite3.connect(path)) as file:
        twice = "SELECT 1 FROM head GROUP BY subject, item, field HAVING count(*) > 1"
        left = len(file.execute(twice).fetchall())
    assert left == 11


def test_that_tab_goes_through_the_rows_as_they_stand(stage: Stage) -> None:
    page = disputed(stage, 4)
    for _ in range(2):
        stage.click(conflicts(page)[1].takes[0])
        pump()
        heights = [
            stop.mapTo(page, stop.rect().topLeft()).y()
            for part in (page.conflicts, page.log)
            for stop in stops(part)
        ]
        assert heights == sorted(heights)
    assert len(page.log.rows) > 8
    assert [row.y() for row in page.log.rows] == sorted(row.y() for row in page.log.rows)
