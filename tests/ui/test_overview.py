"""The overview: what to do next, and what changed since the last signed report."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from jalon.cli.main import parsed, run
from jalon.language import available
from jalon.ui.kit import ObligationTable, RangeBar, Text
from jalon.ui.pages.linked import EntryLine, LinkedList
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.places import COMPANY, OVERVIEW
from jalon.ui.window import Window
from tools.report_printing import shorten
from ui.clipping import clipped
from ui.stage import Stage, pump, settings
from ui.test_opinions import write
from ui.test_report_page import sign
from ui.test_review import ITEM, give, part

pytestmark = pytest.mark.usefixtures("created")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch)


def overview(stage: Stage) -> OverviewPage:
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    return page


def lines(listed: LinkedList) -> list[EntryLine]:
    return [line for line in listed._lines if not line.isHidden()]


def told(listed: LinkedList) -> list[str]:
    return [line._text.text() for line in lines(listed)]


def test_that_what_to_do_next_is_in_order_and_each_line_leads_there(stage: Stage) -> None:
    said = told(overview(stage).next_steps)
    assert said[0] == "The name of the company is missing."
    assert len(said) <= 6
    for at in range(len(said)):
        line = lines(overview(stage).next_steps)[at]
        line.link.setFocus()
        QTest.keyClick(line.link, Qt.Key.Key_Space)
        pump()
        assert stage.workspace.place != OVERVIEW
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    stage.session.answer(stage.model, "model-name", "value", "Zyx-1")
    stage.session.answer(PROVIDER, "code-position", "value", "not-signed")
    said = told(overview(stage).next_steps)
    assert said[0].startswith("Answer ")
    assert said[0].endswith("questions on scope")
    assert any(line.endswith("counted requirements") for line in said)


def test_that_the_numbers_of_what_to_do_are_those_of_the_command_line(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    said = " ".join(told(overview(stage).next_steps))
    path = stage.session.path
    stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["contradictions", str(path), "--json"])) == 0
    counts = json.loads(capsys.readouterr().out)["contradictions"]["counts"]
    assert f"Answer {counts['unanswered']} counted requirements" in said
    assert counts["no-evidence"] == 1
    assert "Add evidence to 1 requirement recorded as implemented" in said


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize("origin", [None, "own"])
def test_that_what_is_said_of_scope_has_one_mark_at_the_end_of_each_sentence(
    stage: Stage, language: str, origin: str | None
) -> None:
    stage.window.set_language(language)
    stage.session.answer(stage.model, "model-origin", "value", origin)
    said = overview(stage).scope.said.text()
    assert re.findall(r"[.?!]", said)
    assert not re.search(r"[.?!][.?!]", said)


def test_that_a_project_never_signed_says_so(stage: Stage) -> None:
    page = overview(stage)
    assert page.since.said.text() == "No report of this project has been signed yet."
    assert not lines(page.since.changes)


def status(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_that_what_changed_since_the_signed_report_is_listed_with_its_way(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    sign(stage, stage.folder / "signed.pdf", monkeypatch)
    said = overview(stage).since.said.text()
    assert "signed.pdf, signed by Ada Test" in said
    assert "The record says the same now." in said
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    stage.session.answer(PROVIDER, "company-country", "value", "Zedland")
    page = overview(stage)
    assert "2 fields read otherwise now." in page.since.said.text()
    assert len(lines(page.since.changes)) == 2
    newest = lines(page.since.changes)[0]
    assert "Ada Test" in newest._where.text()
    stage.click(newest.link)
    assert stage.workspace.place.kind == "company"
    path = stage.session.path
    stage.reopen(path)
    assert "2 fields read otherwise now." in overview(stage).since.said.text()
    stage.session.answer(PROVIDER, "company-country", "value", None)
    stage.session.answer(PROVIDER, ITEM, "state", None)
    assert "The record says the same now." in overview(stage).since.said.text()
    stage.window.projects.close()
    last = status(path, capsys)["last_signed"]
    assert (last["file"], last["signers"]) == ("signed.pdf", ["Ada Test"])


def test_that_what_is_new_since_the_signed_report_is_listed_once_each(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    sign(stage, stage.folder / "signed.pdf", monkeypatch)
    give(stage, part(stage), 0, by="Rita", comment="Too short.")
    write(stage, "Me Dupont", 0, "A draft.")
    stage.session.actions.add([], what="Adopt <b>it</b>")
    page = overview(stage)
    newest_first = ("Action “Adopt <b>it</b>”", "Opinion of an adviser", "Verdict")
    assert [line._text.text() for line in lines(page.since.changes)][1:] == [
        "Opinion of an adviser (the whole assessment)",
        "Verdict (Copyright Chapter, Measure 1.1)",
    ]
    assert len(lines(page.since.changes)) == len(newest_first)
    for number, beginning in enumerate(newest_first):
        line = lines(overview(stage).since.changes)[number]
        assert line._text.text().startswith(beginning)
        stage.click(line.link)
        assert stage.workspace.place.kind == ("actions", "opinions", "measure")[number]


def test_that_a_report_that_nobody_signed_is_none_of_the_signed_ones(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stage.session.path
    stage.window.projects.close()
    assert run(*parsed(["report", str(path), str(path.parent / "r.pdf")])) == 0
    assert status(path, capsys)["last_signed"] is None
    stage.window.projects.open_path(path)
    assert "No report" in overview(stage).since.said.text()


@pytest.mark.parametrize("width", [1280, 1024, 640])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_no_word_of_the_overview_is_cut(stage: Stage, language: str, width: int) -> None:
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    stage.window.set_language(language)
    stage.show(width, 700)
    page = overview(stage)
    assert clipped(page) == []


def begun(stage: Stage, height: int, width: int = 1280) -> OverviewPage:
    """Return the overview of a project just opened, before any of it is painted."""
    path = stage.session.path
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    stage.window.projects.close()
    stage.show(width, height)
    stage.settings.set_place(path, OVERVIEW.id)
    assert stage.window.projects.open_path(path)
    page = stage.workspace.page
    assert isinstance(page, OverviewPage)
    return page


def test_that_what_is_not_seen_at_first_follows_the_first_paint(stage: Stage) -> None:
    page = begun(stage, 700)
    assert page._below is None
    high = page.high(page.width())
    bars = page._table.findChildren(RangeBar)
    assert 3 <= len(bars) < len(stage.session.form.obligation)
    pump()
    found = page._table.findChildren(RangeBar)
    assert len(found) > len(bars)
    assert found[: len(bars)] == bars
    assert abs(page.high(page.width()) - high) < page.area.ground.height()
    assert page._below is not None
    assert page._below.isVisible()
    assert page._room.isHidden()
    assert told(page._below.next_steps)
    assert "No report" in page._below.since.said.text()
    assert high > page.area.ground.height()
    assert page.area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("width", [1280, 800])
def test_that_the_table_is_made_once_for_the_room_that_it_gets(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    made, build = [], ObligationTable._build

    def counted(table: ObligationTable) -> None:
        build(table)
        made.append(len(table.findChildren(RangeBar)))

    monkeypatch.setattr(ObligationTable, "_build", counted)
    page = begun(stage, 700, width)
    pump()
    assert [bars for bars in made if bars] == [made[-1]]
    assert len(page._table.findChildren(RangeBar)) > made[-1]


def test_that_a_window_that_shows_all_of_the_overview_shows_it_at_once(stage: Stage) -> None:
    page = begun(stage, 3000)
    assert page._below is not None
    assert told(page._below.next_steps)
    pump()
    assert page.below.since.said.isVisible()


def test_that_tab_walks_on_to_what_is_not_made_yet(stage: Stage) -> None:
    page = begun(stage, 700)
    page.scope.link.setFocus()
    assert page._below is None
    QTest.keyClick(page.scope.link, Qt.Key.Key_Tab)
    assert page._below is not None
    assert stage.window.focusWidget() is lines(page.next_steps)[0].link


@pytest.mark.parametrize("points", [9.0, 10.0, 11.0])
@pytest.mark.parametrize("width", [1280, 700])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_nothing_that_is_seen_moves_when_the_rest_comes(
    stage: Stage, width: int, code: str, points: float, qapp: QApplication
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    stage.window.set_language(code)
    page = begun(stage, 700, width)
    moments = []
    page._table.installEventFilter(Noted(page._table, moments))
    pump()
    pump()
    assert page._below is not None
    assert len(moments[-1]) > len(moments[0]) > 6
    assert moments[-1][: len(moments[0])] == moments[0]


class Noted(QObject):
    """Notes where the texts of a table stand, each time that it is painted."""

    def __init__(self, table: QWidget, moments: list[list[tuple[int, ...]]]) -> None:
        super().__init__(table)
        self._moments = moments

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            parts = [*watched.findChildren(Text), *watched.findChildren(RangeBar)]
            corner = watched.rect().topLeft()
            self._moments.append(
                sorted(
                    (at.y(), at.x(), part.width(), part.height())
                    for part in parts
                    if part.isVisible()
                    for at in [part.mapTo(watched, corner)]
                )
            )
        return False


def test_that_leaving_at_once_leaves_it_to_the_next_visit(stage: Stage) -> None:
    page = begun(stage, 700)
    stage.go(COMPANY)
    assert page._below is None
    stage.session.answer(PROVIDER, "company-name", "value", None)
    stage.window.set_language("fr")
    shown = overview(stage)
    assert shown is page
    assert told(page.next_steps)[0] == "Le nom de l’entreprise manque."
    assert clipped(page) == []


def test_that_the_first_page_is_made_for_the_size_at_which_it_is_shown(
    qtbot: QtBot, tmp_path: Path, stage: Stage
) -> None:
    path = stage.session.path
    stage.window.projects.close()
    for width, height, place in (
        (1280, 800, "overview"),
        (1024, 700, "measure:transparency-1.2"),
        (700, 600, "overview"),
        (1900, 1000, "measure:copyright-1.1"),
    ):
        window = Window(settings(tmp_path), "en")
        qtbot.addWidget(window)
        window.resize(width, height)
        window.settings.set_place(path, place)
        assert window.projects.open_path(path)
        workspace = window.workspace
        assert workspace is not None
        before = workspace.stack.size()
        window.show()
        pump()
        assert workspace.place.id == place
        # beside it, the law may want some more or less, by the font
        assert abs(workspace.stack.width() - before.width()) <= before.width() / 10
        assert abs(workspace.stack.height() - before.height()) <= 1
        assert window.close()
