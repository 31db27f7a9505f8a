"""The overview: what to do next, and what changed since the last signed report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from jalon.cli.main import parsed, run
from jalon.ui.pages.linked import EntryLine, LinkedList
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.places import OVERVIEW
from ui.clipping import clipped
from ui.stage import Stage, pump
from ui.test_report_page import sign
from ui.test_review import ITEM


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    made.create()
    yield made
    made.close()


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
