"""Actions through the window: made, linked, moved on, finished; read back by the command."""

import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment import models
from jalon.assessment.actions import STATES
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.cli.main import parsed, run
from jalon.language import translator
from jalon.session import Session
from jalon.ui.kit import SelectField
from jalon.ui.kit.board import Board, BoardColumn
from jalon.ui.kit.order import stops
from jalon.ui.pages import where
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.next_dates import next_dates
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.places import ACTIONS, OVERVIEW
from ui.stage import Stage, answer_dialogs, pump, tab_goes_down, words_of

ITEM, OTHER = "copyright-1.1-draw-up", "copyright-1.1-implement"


pytestmark = pytest.mark.usefixtures("created")


def actions(stage: Stage) -> ActionsPage:
    page = stage.go(ACTIONS)
    assert isinstance(page, ActionsPage)
    return page


def told(stage: Stage, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Close the project and have the command line tell its actions."""
    path = stage.session.path
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["actions"]
    return found


def made(stage: Stage, what: str, **fields: str) -> Subject:
    subject = stage.session.actions.add([(PROVIDER, ITEM)], what=what)
    for name, value in fields.items():
        stage.session.answer(subject, "action", name, value)
    return subject


def days(count: int) -> str:
    return (datetime.now(UTC).astimezone().date() + timedelta(count)).isoformat()


def control(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier))
    pump()


def choose(field: SelectField, value: str) -> None:
    """Choose an option as a person does."""
    at = field._values.index(value)
    field.entry().setCurrentIndex(at)
    field.entry().activated.emit(at)
    pump()


def shown(page: ActionsPage) -> list[str]:
    lines = page.all.table.lines
    return [str(lines.index(n, 0).data()) for n in range(lines.rowCount())]


def test_that_a_gap_typed_in_a_row_becomes_an_action_with_all_its_fields(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    body = stage.body(ITEM)
    assert not body.planned.turn.isVisible()
    stage.type(body.fields["gap"], "Pas de règle pour <b>les images</b>")
    stage.workspace.desk.writing.leave()
    pump()
    stage.click(body.planned.turn)
    assert not body.planned.turn.isVisible()
    line = body.planned._lines[0]
    assert line._title.text() == "Pas de règle pour <b>les images</b>"
    stage.click(line._open)
    page = stage.workspace.page
    assert isinstance(page, ActionsPage)
    fields = page.detail.fields
    assert fields is not None
    stage.type(fields.owner, "Zoé Ângelo")
    stage.type(fields.due, "2027-03-01")
    stage.type(fields.cost, "two days; 1 500 €")
    choose(fields.priority, "high")
    pump()
    (found,) = told(stage, capsys)
    assert found["what"] == "Pas de règle pour <b>les images</b>"
    assert (found["owner"], found["due"]) == ("Zoé Ângelo", "2027-03-01")
    assert (found["cost"], found["priority"]) == ("two days; 1 500 €", "high")
    assert found["links"] == [{"subject": "provider", "item": ITEM}]
    assert found["origin"] == {"subject": "provider", "item": ITEM, "field": "gap"}


def test_that_a_verdict_asks_for_an_action_that_leads_back_to_it(stage: Stage) -> None:
    about = Target("measure", "copyright-1.1")
    _, edits = acts.step(
        about,
        "verdict",
        by="Rita",
        at=datetime.now(UTC),
        verdict="improvable",
        corrective_action="Name a deputy.",
        corrective_owner="Zoë",
        corrective_due="2027-02-01",
    )
    stage.session.apply(edits)
    page = actions(stage)
    (proposal,) = [line for line in page.all.proposals._lines if line.isVisible()]
    assert proposal._text.text() == "Name a deputy."
    stage.click(proposal.make)
    (action,) = stage.session.actions.plan.entries.values()
    assert len(action.links) > 1
    assert (action.owner, action.due) == ("Zoë", "2027-02-01")
    assert page.detail.isVisible()
    stage.click(page.detail._origin)
    assert stage.workspace.page is not page
    assert stage.workspace.place.measure == "copyright-1.1"


def test_that_one_action_serves_several_requirements_and_each_shows_it(stage: Stage) -> None:
    made(stage, "Write the policy.")
    body = stage.body(OTHER)
    stage.click(body.planned.link)
    picker = body.planned.picker
    assert picker is not None
    stage.type(picker.filter, "policy")
    picker.list.setFocus()
    picker.list.setCurrentIndex(picker.list.model().index(0, 0))
    stage.press(picker.list, Qt.Key.Key_Space)
    stage.click(picker.pick)
    (action,) = stage.session.actions.plan.entries.values()
    assert action.links == ((PROVIDER, ITEM), (PROVIDER, OTHER))
    for item in (ITEM, OTHER):
        assert stage.body(item).planned._lines[0]._title.text() == "Write the policy."
    page = actions(stage)
    page.show_item(action.subject)
    pump()
    assert sum(one.isVisible() for one in page.detail.links._lines) == 2
    stage.click(page.detail.links._lines[0]._unlink)
    (action,) = stage.session.actions.plan.entries.values()
    assert action.links == ((PROVIDER, OTHER),)


def test_that_an_action_is_done_only_with_evidence(
    stage: Stage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    subject = made(stage, "Sign it.", owner="Ana", due=days(-1))
    page = actions(stage)
    page.show_item(subject)
    pump()
    fields = page.detail.fields
    assert fields is not None
    choose(fields.state, "done")
    pump()
    assert "counts as in progress" in page.detail._problem.text()
    (tmp_path / "signed.pdf").write_bytes(b"%PDF-1.4 signed")
    answer_dialogs(monkeypatch, tmp_path / "signed.pdf")
    stage.click(fields.proofs.list._add)
    assert fields.proofs.form is not None
    stage.click(fields.proofs.form.attach)
    stage.finish_jobs()
    assert not page.detail._problem.isVisible()
    (found,) = told(stage, capsys)
    assert (found["state"], found["counted"], found["overdue"]) == ("done", "done", False)
    assert len(found["evidence"]) == 1


def test_that_the_table_shows_what_is_overdue_filters_and_opens(stage: Stage) -> None:
    made(stage, "Late", due=days(-1), owner="Ana")
    made(stage, "Today", due=days(0))
    made(stage, "No day")
    made(stage, "Dropped", due=days(-9), state="dropped", reason="Not needed.")
    page = actions(stage)
    assert shown(page) == ["Late", "Today", "No day", "Dropped"]
    assert page.all._count.text() == "4 actions, 1 overdue"
    assert "Overdue" in page.all.table.lines.line(page.all.table.lines.index(0, 0)).below
    for which, wanted in (
        ("overdue", ["Late"]),
        ("open", ["Late", "Today", "No day"]),
        ("unowned", ["Today", "No day"]),
        ("all", ["Late", "Today", "No day", "Dropped"]),
    ):
        choose(page.all.which, which)
        pump()
        assert shown(page) == wanted
    stage.type(page.all.filter, "ana")
    assert shown(page) == ["Late"]
    page.all.table.setFocus()
    stage.press(page.all.table, Qt.Key.Key_Home)
    stage.press(page.all.table, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    stage.press(page.detail, Qt.Key.Key_Escape)
    assert page.all.table.isVisible()


@pytest.mark.parametrize(("width", "beside"), [(1600, True), (500, False)])
def test_that_the_columns_stand_beside_each_other_only_where_there_is_room(
    qtbot: QtBot,
    width: int,
    beside: bool,  # noqa: FBT001
) -> None:
    board = Board()
    qtbot.addWidget(board)
    board.show_columns(tuple(BoardColumn(name, name, "Nothing.", ()) for name in "abcd"))
    board.resize(width, 900)
    board.show()
    pump()
    corners = [column.geometry().topLeft() for column in board.columns]
    assert len({corner.x() for corner in corners}) == (4 if beside else 1)
    assert len({corner.y() for corner in corners}) == (1 if beside else 4)


def test_that_cards_are_moved_by_keyboard_and_by_mouse(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = made(stage, "One"), made(stage, "Two")
    page = actions(stage)
    stage.click(page.all.way)
    board = page.all.board
    assert board.isVisible()
    assert not page.all.table.isVisible()
    assert [c.cards.model().rowCount() for c in board.columns] == [2, 0, 0, 0]
    board.go_to(one)
    control(board.columns[0].cards, Qt.Key.Key_Right)
    assert [c.cards.model().rowCount() for c in board.columns] == [1, 1, 0, 0]
    assert board.here() == one
    data = board.columns[0].cards.model().mimeData([board.columns[0].cards.model().index(0, 0)])
    target = board.columns[3]  # an empty one takes cards, too
    move, buttons = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    at = QPointF(target.rect().center())
    corner, keys = at.toPoint(), Qt.KeyboardModifier.NoModifier
    for over in (board.columns[1].cards.viewport(), target):
        enter = QDragEnterEvent(corner, move, data, buttons, keys)
        QApplication.sendEvent(over, enter)
        assert enter.isAccepted()
    event = QDropEvent(at, move, data, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
    pump()
    assert page.detail.isVisible(), "a drop without a reason asks for one"
    assert page.detail.subject == two
    assert {a["what"]: (a["state"], a["counted"]) for a in told(stage, capsys)} == {
        "One": ("in-progress", "in-progress"),
        "Two": ("dropped", "open"),
    }


def test_that_an_action_left_empty_is_not_kept_and_undo_takes_steps_back(stage: Stage) -> None:
    page = actions(stage)
    stage.click(page.all.empty._button)
    assert len(stage.session.actions.plan.entries) == 1
    stage.press(page.detail, Qt.Key.Key_Escape)
    assert not stage.session.actions.plan.entries
    subject = made(stage, "Do it.")
    pump()
    page.show_item(subject)
    pump()
    assert page.detail.fields is not None
    choose(page.detail.fields.state, "in-progress")
    pump()
    stage.window.menus.actions["undo"].trigger()
    pump()
    assert page.detail.fields.state.value() == "open"


def test_that_the_overview_tells_the_next_due_action_and_leads_to_it(stage: Stage) -> None:
    subject = made(stage, "Renew the contract", due=days(-2), owner="Bo")
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    line = page.below.dates._lines[0]
    assert line._text.text() == "Renew the contract"
    assert "Bo" in line._where.text()
    assert line._right.text().startswith("overdue since")
    stage.click(line.link)
    now = stage.workspace.page
    assert isinstance(now, ActionsPage)
    assert now.detail.subject == subject


def test_that_the_next_dates_name_the_model_where_there_are_several(stage: Stage) -> None:
    item = "transparency-1.1-documented"
    session, first = stage.session, stage.model
    session.answer(first, "model-name", "value", "Alpha")
    session.answer(first, item, "due", days(-3))
    made = session.actions.add([(first, item)], what="Ask counsel")
    session.answer(made, "action", "due", days(-2))

    def told() -> str:
        page = stage.go(OVERVIEW)
        assert isinstance(page, OverviewPage)
        lines = page.below.dates._lines
        own = [line for line in lines if line._where.text().endswith("no owner")]
        assert len(own) == 2
        return "\n".join(line._where.text() for line in own)

    assert "Alpha" not in told()
    session.apply(models.added(session.assessment, "Beta")[1])
    assert told().count("Alpha") == 2
    assert "Beta" not in told()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_that_every_state_has_its_column_and_word_in_each_language(
    stage: Stage, language: str
) -> None:
    for state in STATES:
        made(stage, f"An action {state}", state=state)
    stage.window.set_language(language)
    page = actions(stage)
    stage.click(page.all.way)
    titles = [column._title.text() for column in page.all.board.columns]
    wanted = {
        "en": ["To do (1)", "In progress (1)", "Finished (1)", "Dropped (1)"],
        "fr": ["À faire (1)", "En cours (1)", "Terminée (1)", "Abandonnée (1)"],
    }
    assert titles == wanted[language]


def test_that_tab_goes_through_actions_as_they_are_read(stage: Stage) -> None:
    stage.session.answer(PROVIDER, ITEM, "next-step", "Second")
    assert tab_goes_down(stage.body(ITEM).planned)
    made(stage, "First")
    page = actions(stage)
    assert [*stops(page.all)][:3] == [page.all.new, page.all.way, page.all.filter.entry()]
    page.show_item(next(iter(stage.session.actions.plan.entries)))
    pump()
    assert next(stops(page.detail)) is page.detail._back
    assert tab_goes_down(page.detail)


def test_that_each_way_to_a_requirement_leads_to_the_row_of_its_own_model(stage: Stage) -> None:
    session = stage.session
    session.apply(models.added(session.assessment, "Second")[1])
    second = session.models[-1]
    of_model = (i for i, r in session.form.items.items() if r.scope == "model")
    item = next(i for i in of_model if i in session.form.home)
    session.answer(second, item, "next-step", "Write it down")
    session.answer(second, item, "due", days(5))
    (dated,) = next_dates(stage.workspace.desk, translator("en"), date.today())  # noqa: DTZ011
    linked = where.step(stage.workspace.desk, (second, item))
    for step in (dated.step, linked):
        assert step is not None
        stage.go(OVERVIEW)
        stage.workspace.go(step.place, step.item, step.subject)
        pump()
        page = stage.workspace.page
        assert isinstance(page, MeasurePage)
        assert [line.subject for line in page.rows if line.is_open] == [second]


def test_that_a_day_that_is_none_is_shown_as_it_was_written(stage: Stage) -> None:
    stage.session.answer(PROVIDER, ITEM, "due", "<b>soon</b>")
    stage.session.answer(PROVIDER, ITEM, "next-step", "Write it down")
    stage.go(OVERVIEW)
    line = stage.row(ITEM)
    assert "<b>soon</b>" in line.meta(translator("en"))


@pytest.mark.parametrize("said", ["priority", "reason", "proof", "nothing"])
def test_that_an_action_of_which_anything_was_said_stays_when_it_is_left(
    said: str, stage: Stage
) -> None:
    page = actions(stage)
    stage.click(page.all.empty._button)
    assert page.detail.subject is not None
    made_, fields = page.detail.subject, page.detail.fields
    assert fields is not None
    if said == "priority":
        choose(fields.priority, "high")
    if said == "reason":
        choose(fields.state, "dropped")
        stage.type(fields.reason, "Done by somebody else")
    if said == "proof":
        stage.session.attachments.refer([(made_, "action")], name="Memo", target="")
    page.detail.left.emit()
    pump()
    assert (stage.session.actions.entry(made_) is not None) == (said != "nothing")


def test_that_what_has_no_owner_no_date_or_no_priority_comes_last_either_way(stage: Stage) -> None:
    made(stage, "Bare")
    made(stage, "One", owner="Zoë", due="2027-12-31", priority="low")
    made(stage, "Two", owner="ava", due="2028-02-29", priority="high")
    table = actions(stage).all.table
    for column in (1, 2, 3):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            table.sortByColumn(column, order)
            assert shown(actions(stage))[-1] == "Bare", (column, order)


def test_that_what_two_copies_say_otherwise_of_an_action_is_seen_and_settled_in_its_fields(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    subject, other = made(stage, "Act"), stage.folder / "other.jalon"
    stage.session.copy_to(other)
    said = {"due": ("2028-02-29", "2026-12-31"), "priority": ("low", "high"), "owner": ("A", "B")}
    said["state"] = ("done", "dropped")
    with closing(Session.open(other, author="Béa")) as twin:
        for name, values in said.items():
            stage.session.answer(subject, "action", name, values[0])
            twin.answer(subject, "action", name, values[1])
    stage.session.custody.take_in(other)
    page = actions(stage)
    line = page.all.table.lines.at(0)
    assert [cell.text for cell in line.cells[1:]] == [
        "A / B",
        "31 Dec 2026 / 29 Feb 2028",
        "Low / High",
        "Finished / Dropped",
    ]
    assert "Two copies of this project" in line.below
    page.show_item(subject)
    fields = page.detail.fields
    assert fields is not None
    labeled = fields._labeled
    texts = {name: words_of(labeled[name]._line) for name in said if labeled[name]._line}
    assert "29 February 2028 (Ada Test) / 31 December 2026 (Béa)" in texts["due"]
    assert "Low (Ada Test) / High (Béa)" in texts["priority"]
    assert "Finished (Ada Test) / Dropped (Béa)" in texts["state"]
    assert "A (Ada Test) / B (Béa)" in texts["owner"]
    choose(fields.state, "open")
    choose(fields.priority, "high")
    stage.type(fields.owner, "C")
    stage.type(fields.due, "28/02/2027")
    stage.press(fields.due, Qt.Key.Key_Tab)
    assert not any(labeled[name]._line.isVisible() for name in said)
    (found,) = told(stage, capsys)
    assert found["disputed"] == {}
    assert [found[name] for name in said] == ["2027-02-28", "high", "C", "open"]
