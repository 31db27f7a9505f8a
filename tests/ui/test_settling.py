"""Settling what two copies say differently, where there is much of it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jalon.assessment import model_words
from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.state import Edit
from jalon.forms import load
from jalon.language import translator
from jalon.session import opened
from jalon.ui.kit.order import stops
from jalon.ui.pages import missing
from jalon.ui.pages.changes import ConflictRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.places import COMPANY, HISTORY, POSITION
from ui.stage import Stage, pump
from ui.test_walk import said

FIELDS = ("how", "gap", "owner")


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def differing(stage: Stage, said: tuple[list[Edit], list[Edit]]) -> None:
    """Open a project into which a copy was taken in that says something else."""
    path = stage.create()
    stage.window.projects.close()
    other = path.with_name("other.jalon")
    shutil.copyfile(path, other)
    for which, who, edits in zip((path, other), ("Ana", "Béa"), said, strict=True):
        with opened(which, author=who) as session:
            session.apply(edits)
    with opened(path) as session:
        session.custody.take_in(other)
    assert stage.window.projects.open_path(path)


def disputed(stage: Stage, many: int) -> HistoryPage:
    """Show a project in which so many fields hold two values."""
    keys = [Key(PROVIDER, item, field) for item in sorted(load.form().items) for field in FIELDS]
    ana, bea = ([(key, f"{who} says {key.item}") for key in keys[:many]] for who in ("Ana", "Béa"))
    differing(stage, (ana, bea))
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


def test_that_what_two_copies_say_differently_is_not_called_missing(stage: Stage) -> None:
    position, name = (Key(PROVIDER, item, "value") for item in ("code-position", "company-name"))
    ana: list[Edit] = [(position, "not-signed"), (name, "Ana SA")]
    bea: list[Edit] = [(position, "undecided"), (name, "Béa SA")]
    differing(stage, (ana, bea))
    found = missing.names(stage.workspace.desk, translator("en"))
    assert [lack.text for lack in found if lack.step.place == COMPANY] == [
        "Two copies of this project differ on the name of the company.",
        "Two copies of this project differ on the position on the Code.",
    ]
    page = stage.go(POSITION)
    assert any("Two copies of this project differ here" in text for text in said(page))


def test_that_a_model_is_called_by_both_names_on_which_two_copies_differ(stage: Stage) -> None:
    stage.create()
    (model,) = stage.session.models
    path = stage.session.path
    stage.window.projects.close()
    other = path.with_name("other.jalon")
    shutil.copyfile(path, other)
    for which, name in ((path, "Alpha"), (other, "Beta")):
        with opened(which, author=name) as session:
            session.apply([(Key(model, "model-name", "value"), name)])
    with opened(path) as session:
        session.custody.take_in(other)
    assert stage.window.projects.open_path(path)
    desk, tr = stage.workspace.desk, translator("en")
    assert set(desk.model_shown(tr, model).split(" / ")) == {"Alpha", "Beta"}
    called = model_words.called(stage.session.assessment, model, tr)
    assert called == desk.model_shown(tr, model)
