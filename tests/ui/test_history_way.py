"""From a requirement to the history of its answer, by hand and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jalon.assessment import models
from jalon.assessment.changes import PROVIDER
from jalon.forms import load
from jalon.ui.pages.changes import ChangeRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.places import HISTORY
from ui.stage import Stage, pump

COMPANY = next(i for i, r in load.form().items.items() if r.scope == "provider")
MODEL = next(i for i, r in load.form().items.items() if r.scope == "model" and "copyright" in i)


@pytest.fixture(params=["en", "fr"])
def stage(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, request.param)
    made.create()
    yield made
    made.close()


def shown(stage: Stage) -> list[tuple[str, str, str, object]]:
    page = stage.workspace.page
    assert isinstance(page, HistoryPage)
    rows = [row._change for row in page.log.rows if isinstance(row, ChangeRow)]
    return [(c.key.subject, c.key.item, c.key.field, c.value) for c in rows]


def test_that_a_row_leads_to_the_changes_of_its_own_answer(stage: Stage) -> None:
    session, item = stage.session, MODEL
    model = stage.model
    session.apply(models.added(session.assessment, "Second")[1])
    other = next(m for m in session.models if m != model)
    session.answer(model, item, "state", "planned")
    session.answer(other, item, "state", "partial")
    session.answer(model, item, "state", "implemented")
    session.answer(PROVIDER, COMPANY, "how", "elsewhere")
    body = stage.body(item)
    body.history.setFocus()
    stage.press(body.history, Qt.Key.Key_Space)
    pump()
    assert stage.workspace.place == HISTORY
    assert shown(stage) == [
        (model, item, "state", "implemented"),
        (model, item, "state", "planned"),
    ]
    page = stage.workspace.page
    assert isinstance(page, HistoryPage)
    stage.click(page.all)
    assert (PROVIDER, COMPANY, "how", "elsewhere") in shown(stage)
    assert (other, item, "state", "partial") in shown(stage)
