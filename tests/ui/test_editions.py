"""The change of edition through the window: the notice, both wordings, confirming by hand."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from unit_editions import answered, later, shipped

from jalon.assessment.changes import PROVIDER
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.export import interchange as exported
from jalon.export import report
from jalon.export.report import ReportOptions
from jalon.forms import load
from jalon.language import translator
from jalon.session import opened
from jalon.ui.kit.difference import DifferenceText
from jalon.ui.pages.edition import EditionPage
from jalon.ui.pages.edition_rows import CarriedRow
from jalon.ui.places import EDITION, OVERVIEW
from tools.thorough import examples
from ui.stage import Stage, pump

OLD = load.form()
COMPANY = [i for i, r in OLD.items.items() if i in OLD.home and r.scope == "provider"]
REWORDED, MOVED, DROPPED = COMPANY[0], COMPANY[1], COMPANY[2]
NEW = later(
    OLD,
    become={MOVED: ("later-moved",), DROPPED: ()},
    reword={REWORDED: "Publish the whole of it, in words of a later year."},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return answered(tmp_path / "p.jalon", REWORDED, MOVED, DROPPED)


@pytest.fixture(params=["en", "fr"])
def stage(
    qtbot: QtBot, tmp_path: Path, path: Path, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    with shipped(tmp_path / "root", NEW):
        made = Stage(qtbot, tmp_path, request.param)
        assert made.window.projects.open_path(path)
        pump()
        yield made
        made.close()


def page(stage: Stage) -> EditionPage:
    found = stage.workspace.page
    assert isinstance(found, EditionPage)
    return found


def carry_over(stage: Stage) -> EditionPage:
    """From the notice to the page, and through the question."""
    assert stage.workspace.notices.edition.isVisible()
    stage.click(stage.workspace.notices.edition._button)
    assert stage.workspace.place == EDITION
    stage.click(page(stage).carry)
    box = stage.message()
    stage.click(
        box.buttons()[0] if box.buttons()[0] is not box.escapeButton() else box.buttons()[1]
    )
    assert stage.session.form.id == NEW.id
    return page(stage)


def last_change(path: Path) -> dict[str, object]:
    with sqlite3.connect(path) as connection:
        (payload,) = connection.execute(
            "SELECT payload FROM change ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    connection.close()
    read: dict[str, object] = json.loads(payload)
    return read


def test_that_old_and_new_wording_stand_side_by_side_before_anything_changes(stage: Stage) -> None:
    stage.click(stage.workspace.notices.edition._button)
    shown = page(stage)
    said = [t.text() for t in shown.changed.findChildren(DifferenceText)]
    old = stage.window._tr.of(f"{REWORDED}.demand", OLD.items[REWORDED].demand)
    assert any(old in text for text in said)
    assert any("in words of a later year" in text for text in said)
    assert stage.session.form.id == OLD.id


def test_that_answers_are_carried_over_and_confirmed_one_by_one(stage: Stage, path: Path) -> None:
    shown = carry_over(stage)
    rows = [row for row in shown.waiting.rows if isinstance(row, CarriedRow)]
    assert [row.one.item for row in rows] == [REWORDED, "later-moved"]
    assert len(shown.left.rows) == 2
    assert stage.session.evaluation.status(PROVIDER, REWORDED).counted == "unanswered"
    stage.press(rows[0], Qt.Key.Key_Space)
    assert stage.session.evaluation.status(PROVIDER, REWORDED).counted == "settled"
    rest = [row for row in page(stage).waiting.rows if isinstance(row, CarriedRow)]
    assert [row.one.item for row in rest] == ["later-moved"]
    assert stage.window.focusWidget() is rest[0].confirm
    stage.click(rest[0].open)
    assert stage.workspace.page.findChild(QWidget, "later-moved") is not None
    stage.close()
    told = last_change(path)
    assert (told["item"], told["field"], told["author"]) == (REWORDED, "carried", "Ada Test")


def test_that_all_confirmed_nothing_is_said_any_more(stage: Stage) -> None:
    carry_over(stage)
    while page(stage).waiting.rows:
        row = page(stage).waiting.rows[0]
        assert isinstance(row, CarriedRow)
        stage.click(row.confirm)
    assert not stage.workspace.notices.edition.isVisible()
    stage.window.menus.actions["undo"].trigger()
    assert stage.workspace.notices.edition.isVisible()


def test_that_with_one_edition_nothing_of_it_shows(
    qtbot: QtBot, tmp_path: Path, path: Path
) -> None:
    stage = Stage(qtbot, tmp_path)
    assert stage.window.projects.open_path(path)
    pump()
    assert not stage.workspace.notices.edition.isVisible()
    assert EDITION not in stage.workspace.desk.places()
    assert stage.workspace.desk.places()[0] == OVERVIEW
    stage.close()


def test_that_the_project_is_read_again_by_the_command_line(stage: Stage, path: Path) -> None:
    carry_over(stage)
    stage.close()
    with opened(path, read_only=True) as session:
        assert session.editions.waiting == {(PROVIDER, REWORDED), (PROVIDER, "later-moved")}
        assert [one.item for one in session.editions.left] == [MOVED, DROPPED]


@pytest.mark.parametrize("stage", ["fr", "en"][: examples(1, 2)], indirect=True)
def test_that_every_page_shows_what_was_linked_to_what_is_gone(stage: Stage) -> None:
    session = stage.session
    session.attachments.refer([(PROVIDER, DROPPED)], name="Board paper", target="a/b.pdf")
    session.attachments.refer([(PROVIDER, MOVED)], name="Register", target="a/c.pdf")
    session.actions.add([(PROVIDER, DROPPED)], what="Write it down")
    now = datetime.now(UTC)
    for item in (DROPPED, MOVED):
        about = Target("requirement", item, PROVIDER)
        for act, said in (("request", "please look"), ("verdict", f"improve {item}")):
            more = {"verdict": "improvable"} if act == "verdict" else {}
            session.apply(acts.step(about, act, by="Olga", at=now, comment=said, **more)[1])
        session.apply(acts.comment(about, f"remark on {item}", by="Olga", at=now)[1])
        session.apply(acts.opinion(about, at=now, name="Olga", reasons=f"of {item}")[1])
    carry_over(stage)
    assert [e.name for e in stage.session.attachments.register.linked(PROVIDER, "later-moved")] == [
        "Register"
    ]
    for place in stage.workspace.desk.places():
        stage.go(place)
        assert stage.workspace.place == place
    written = exported.answers(stage.session.snapshot(), whole=True)
    told = json.dumps(written["reviews"]) + json.dumps(written["comments"])
    assert f"improve {DROPPED}" in told
    assert f"remark on {MOVED}" in told
    tr = translator("fr")
    built = report.build(stage.session.snapshot(), tr, ReportOptions("fr"))
    assert f"improve {DROPPED}" in repr(built.sections)
    assert f"remark on {MOVED}" in repr(built.sections)
