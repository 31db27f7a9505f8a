"""Scope in the window: questions that follow each other, and what appears to apply."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Value
from jalon.cli.main import parsed, run
from jalon.ui.kit import ChoiceField, TableField
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.pages.scope import ConclusionRow, ScopePage
from jalon.ui.places import COMPANY, OVERVIEW, SCOPE, Place
from tools.report_records import SCOPED
from ui.stage import Stage, pump

FACTS: dict[str, Value] = {**SCOPED, "training-compute": 1.1e23, "modalities": ["text"]}


@pytest.fixture(params=["en", "fr"])
def stage(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, request.param)
    made.create()
    yield made
    made.close()


def tell(stage: Stage, **more: Value) -> None:
    """Answer the facts of a provider's own closed model, then others."""
    for fact, value in {**FACTS, **{k.replace("_", "-"): v for k, v in more.items()}}.items():
        stage.session.answer(stage.model, fact, "value", value)
    pump()


def page(stage: Stage) -> ScopePage:
    shown = stage.go(SCOPE)
    assert isinstance(shown, ScopePage)
    return shown


def line(stage: Stage, name: str) -> ConclusionRow:
    return page(stage).parts[stage.model].rows[name]


def choose(stage: Stage, fact: str, value: str) -> None:
    field = stage.field(fact)
    assert isinstance(field, ChoiceField)
    values = [option.value for option in stage.session.form.fact[fact].options]  # type: ignore[index]
    stage.click(field.findChildren(QRadioButton)[values.index(value)])


def status(stage: Stage, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    path, language = stage.session.path, stage.window._tr.code
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["--language", language, "status", "--json", str(path)])) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_that_the_page_says_of_each_conclusion_what_the_command_line_says(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(stage)
    shown = {
        (subject, name): (row.title.text(), row.why.text(), row.where.text())
        for subject, part in page(stage).parts.items()
        for name, row in part.rows.items()
        if row.isVisibleTo(part)
    }
    told = status(stage, capsys)["conclusions"]
    assert set(shown) == {(s, name) for s, those in told.items() for name in those}
    for (subject, name), (title, why, where) in shown.items():
        found = told[subject][name]
        assert title == found["title"]
        assert why == " ".join(reason["text"] for reason in found["reasons"])
        for source in found["citations"]:  # an act that several name stands with the first alone
            act, place = re.fullmatch(r"([^,§]+,?) (.+)", source.partition(" (C(2025)")[0]).groups()
            assert act.casefold() in where.casefold()  # small after another
            assert place in where


def test_that_doubt_near_a_threshold_stands_in_the_sentence(stage: Stage) -> None:
    tell(stage)
    said = line(stage, "gpai-model").why.text()
    comma = stage.window._tr.code == "fr"
    assert ("7,7\u00a0×\u00a010²²" if comma else "7.7\u00a0×\u00a010²²") in said
    assert ("1,43\u00a0×\u00a010²³" if comma else "1.43\u00a0×\u00a010²³") in said


def test_that_an_open_conclusion_leads_to_its_question_and_is_settled_there(stage: Stage) -> None:
    tell(stage, generality=None)
    row = line(stage, "gpai-model")
    assert row.link.isVisible()
    stage.click(row.link)
    assert stage.workspace.place == Place("model", stage.model)
    focused = stage.window.focusWidget()
    assert focused is not None
    assert stage.field("generality").isAncestorOf(focused)
    choose(stage, "generality", "narrow")
    row = line(stage, "gpai-model")
    assert not row.link.isVisible()
    found = stage.session.evaluation.conclusions[stage.model, "gpai-model"]
    assert found.value == "no"


def test_that_a_small_company_is_asked_few_questions_and_more_only_where_they_matter(
    stage: Stage,
) -> None:
    stage.go(Place("model", stage.model))

    def asked() -> set[str]:
        form = stage.session.form
        return {f for f in form.fact if (w := _field(stage, f)) is not None and w.isVisible()}

    begin = asked()
    assert len(begin) <= 9
    choose(stage, "model-origin", "own")
    assert {"own-name", "compute-basis", "weights-public"} <= asked() - begin
    assert "licence-rights" not in asked()
    assert not {"compute-hardware", "compute-parameters", "original-compute"} & asked()
    choose(stage, "weights-public", "yes")
    assert "licence-rights" in asked()
    assert "paid-hosting" not in asked()
    choose(stage, "compute-basis", "hardware")
    assert "compute-hardware" in asked()
    choose(stage, "model-origin", "modified")
    assert {"original-class", "original-compute-known"} <= asked()


def _field(stage: Stage, fact: str) -> ChoiceField | None:
    from jalon.ui.kit import Field

    return stage.workspace.page.findChild(Field, fact)  # type: ignore[return-value]


def test_that_an_answer_that_is_asked_for_no_longer_stays_in_sight(stage: Stage) -> None:
    tell(stage)
    stage.go(Place("model", stage.model))
    choose(stage, "compute-basis", "architecture")
    assert stage.field("training-compute").isVisible()
    assert stage.session.assessment.value(stage.model, "training-compute", "value") == 1.1e23
    stage.session.answer(stage.model, "training-compute", "value", None)
    pump()
    assert not stage.field("training-compute").isVisible()


def test_that_periods_of_hardware_are_typed_row_by_row_and_counted(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(stage, compute_basis="hardware", training_compute=None)
    stage.go(Place("model", stage.model))
    field = stage.field("compute-hardware")
    assert isinstance(field, TableField)
    for number, words in enumerate(("1000", "370", "989", "150")):
        stage.type(field._lines[0].cells[number], words)
    stage.workspace.leave()
    assert field.value() == [{"units": 1000, "hours": 370, "peak": 989}]
    stage.type(field._lines[0].cells[3], "50")
    stage.click(field._add)
    stage.type(field._lines[1].cells[0], "8")
    stage.workspace.leave()
    stage.click(field._lines[1]._remove)
    stage.workspace.leave()
    model = stage.model
    path = stage.session.path
    stage.reopen(path)
    stage.go(Place("model", model))
    rows = [{"units": 1000, "hours": 370, "peak": 989, "utilisation": 50}]
    assert stage.field("compute-hardware").value() == rows
    found = status(stage, capsys)["conclusions"][model]["compute-indicative"]
    assert found["value"] == "yes"
    assert found["reasons"][0]["details"]["compute"] == pytest.approx(6.58674e23)


def test_that_the_overview_leads_to_what_appears_to_apply(stage: Stage) -> None:
    tell(stage)
    shown = stage.go(OVERVIEW)
    assert isinstance(shown, OverviewPage)
    assert shown.scope.said.text()
    stage.click(shown.scope.link)
    assert stage.workspace.place == SCOPE


def test_that_the_way_back_to_the_answers_is_that_of_each_subject(stage: Stage) -> None:
    tell(stage)
    parts = page(stage).parts
    stage.click(parts[stage.model]._change)
    assert stage.workspace.place == Place("model", stage.model)
    stage.click(page(stage).parts[PROVIDER]._change)
    assert stage.workspace.place == COMPANY


def test_that_a_company_that_only_does_research_reads_why_nothing_applies(stage: Stage) -> None:
    tell(stage, market_status="research")
    body = stage.body("copyright-1.1-draw-up")
    stage.type(body.fields["how"], "Kept all the same.")
    stage.workspace.leave()
    counted = stage.session.evaluation.overall.applicable
    assert counted == 0
    tell(stage)
    assert stage.session.evaluation.overall.applicable > 0
    assert stage.body("copyright-1.1-draw-up").fields["how"].value() == "Kept all the same."
