"""Safety and Security for a company without systemic risk: not asked, or taken on freely."""

import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from jalon.assessment.changes import PROVIDER, Value
from jalon.cli.main import parsed, run
from jalon.forms import load
from jalon.forms.model import Chapter, ItemId
from jalon.language import translator
from jalon.ui import outline_entries
from jalon.ui.kit import Text
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.models import ModelsPage
from jalon.ui.places import COMPANY, MODELS, OVERVIEW, Place
from ui.stage import Stage, pump

EN = translator("en")
FORM = load.form()
CHAPTER: Chapter = next(c for c in FORM.chapter if c.id == "safety-security")
FACTS: dict[str, Value] = {
    "model-origin": "own",
    "own-name": "yes",
    "modalities": ["image"],
    "generality": "ordinary",
    "compute-basis": "stated",
    "training-compute": 4.2e23,
    "further-compute": "none",
    "high-impact": "no",
    "commission-decision": "none",
    "market-status": "placed",
}
MEASURE, ITEM = "safety-security-9.2", "safety-security-9.2-harm"


@pytest.fixture
def small(stage: Stage) -> Stage:
    """A project of a company whose only model presents no systemic risk."""
    stage.create("small.jalon")
    for fact, value in FACTS.items():
        stage.session.answer(stage.model, fact, "value", value)
    pump()
    return stage


def sign(stage: Stage, full: bool) -> None:  # noqa: FBT001
    """Say on the page of the company that the Code is signed, with all or two chapters."""
    stage.go(COMPANY)
    stage.click(stage.field("code-position").findChildren(QRadioButton)[0])
    stage.click(stage.field("full-code").findChildren(QRadioButton)[0 if full else 1])
    stage.workspace.leave()
    pump()


def answer(stage: Stage) -> MeasurePage:
    """Answer a requirement of the chapter by the keyboard: implemented."""
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_1)
    stage.workspace.leave()
    pump()
    return stage.measure(MEASURE)


def shown(page: MeasurePage) -> str:
    texts = (t for t in page.findChildren(Text) if t.isVisibleTo(page))
    return " ".join(t.text() for t in texts).replace("\u00a0", " ")


def status(stage: Stage, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    """Close the project, read its file by the command line, open it again; return the results."""
    path = stage.folder / "small.jalon"
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)["results"]
    assert stage.window.projects.open_path(path)
    pump()
    return found


def test_that_the_chapter_says_why_it_does_not_apply_and_can_still_be_answered(
    small: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    sign(small, full=False)
    page = answer(small)
    assert small.session.assessment.value(PROVIDER, ITEM, "state") == "implemented"  # type: ignore[arg-type]
    assert "No requirement is counted here." in shown(page)
    assert shown(page).count("This chapter does not appear to apply") == 1
    assert "4.2 × 10²³ FLOP" in shown(page)
    found = status(small, capsys)
    assert found["voluntary"] == {}
    assert found["chapters"]["safety-security"]["applicable"] == 0  # type: ignore[index]


def test_that_what_is_taken_on_freely_is_counted_apart_wherever_it_is_shown(
    small: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    before = status(small, capsys)["overall"]
    sign(small, full=True)
    page = answer(small)
    asked = sum(r.force == "binding" for r in page.sheet.requirement)
    assert f"{asked} requirements counted apart, 1 with an answer" in shown(page)
    rows = {line.item: line for line in page.rows}
    assert rows[ItemId(ITEM)].remarks(EN, rows[ItemId(ITEM)].status, "binding") == ["counted apart"]
    desk = small.workspace.desk
    line = outline_entries.sheet(desk, EN, page.sheet, small.session.models)
    assert (line.done, line.total, line.state) == (1, asked, "partial")
    assert f"1 of {asked} requirements answered" in line.spoken
    whole = outline_entries.chapter(desk, EN, CHAPTER)
    found = status(small, capsys)
    apart = found["voluntary"]["safety-security"]
    assert isinstance(apart, dict)
    assert (whole.done, whole.total) == (1, apart["applicable"])
    assert found["overall"]["applicable"] == before["applicable"]
    assert found["overall"]["answered"] == 0
    small.go(OVERVIEW)
    said = [t.text() for t in small.workspace.page.findChildren(Text) if "taken on" in t.text()]
    assert len(said) == 1
    assert str(apart["applicable"]) in re.findall(r"\d+", said[0])


def test_that_a_model_with_systemic_risk_makes_the_chapter_count_for_itself_alone(
    small: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    sign(small, full=True)
    answer(small)
    models = small.go(MODELS)
    assert isinstance(models, ModelsPage)
    small.type(models.name, "Large")
    small.click(models.add)
    (other,) = (m for m in small.session.models if m != small.model)
    for fact, value in (FACTS | {"training-compute": 3e25, "high-impact": "yes"}).items():
        small.session.answer(other, fact, "value", value)
    pump()
    found = status(small, capsys)
    assert found["voluntary"] == {}
    counted = found["chapters"]["safety-security"]
    assert isinstance(counted, dict)
    assert counted["answered"] == 1
    whole = outline_entries.chapter(small.workspace.desk, EN, CHAPTER)
    assert (whole.done, whole.total) == (1, counted["applicable"])
    page = small.go(Place("measure", measure="safety-security-3.3"))
    assert isinstance(page, MeasurePage)
    assert {(line.subject, line.status.applies) for line in page.rows} >= {(other, "yes")}
    assert small.session.evaluation.items[small.model, page.rows[0].item].voluntary is None
