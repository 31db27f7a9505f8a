"""A chapter that a company signed without having to, by the command line: counted apart."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from unit_cli import here, printed, told

MODEL = {
    "model-origin": "own",
    "own-name": "yes",
    "modalities": ["text", "audio"],
    "generality": "ordinary",
    "compute-basis": "stated",
    "training-compute": 7.5e23,
    "further-compute": "none",
    "high-impact": "no",
    "commission-decision": "none",
    "market-status": "placed",
}
ANSWERS = {
    "safety-security-8.3-promote": "implemented",
    "safety-security-9.4-retain": "planned",
    "safety-security-1.4-updates": "implemented",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "small.jalon"
    assert here("new", path, "--author", "Ada") == 0
    return path


def answer(project: Path, capsys: pytest.CaptureFixture[str], company: dict[str, Any]) -> Any:  # noqa: ANN401  JSON
    """Import the model, the company's position and three answers; return the status."""
    capsys.readouterr()
    assert here("export", project) == 0
    (model,) = json.loads(capsys.readouterr().out)["models"]
    facts = [("provider", *fact) for fact in company.items()]
    facts += [(model, *fact) for fact in MODEL.items()]
    answers = project.with_suffix(".json")
    record = {
        "format": "jalon-answers",
        "version": 1,
        "form": "code-2025-07-10",
        "facts": [{"subject": s, "item": i, "value": v} for s, i, v in facts],
        "answers": [{"subject": "provider", "item": i, "state": s} for i, s in ANSWERS.items()],
    }
    answers.write_text(json.dumps(record), encoding="utf-8")
    assert here("import", project, answers, "--author", "Ada") == 0
    return told(capsys, "status", project)


@pytest.mark.parametrize(
    "company",
    [
        {"code-position": "signed-whole", "full-code": "yes"},
        {"code-position": "signed-chapters", "signed-chapters": ["copyright", "safety-security"]},
    ],
)
@pytest.mark.parametrize(
    ("language", "heading", "settled"),
    [
        ("en", "Taken on voluntarily, counted apart", "2 settled"),
        ("fr", "Souscription volontaire, comptée à part", "réglé\u00a0: 2"),
    ],
)
def test_that_a_chapter_signed_freely_has_figures_of_its_own(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    company: dict[str, Any],
    language: str,
    heading: str,
    settled: str,
) -> None:
    results = answer(project, capsys, company)["results"]
    own = results["voluntary"]["safety-security"]
    assert (own["settled"], own["weak"], own["answered"]) == (2, 1, 3)
    assert results["chapters"]["safety-security"]["applicable"] == 0
    lines = printed(capsys, "--language", language, "status", project).splitlines()
    line = lines[lines.index(heading) + 1]
    assert settled in line
    assert str(own["applicable"]) in re.findall(r"\d+", line)


@pytest.mark.parametrize(
    "company",
    [
        {"code-position": "signed-whole", "full-code": "no"},
        {"code-position": "not-signed"},
        {"code-position": "undecided"},
    ],
)
def test_that_a_chapter_that_was_not_signed_has_no_figure_at_all(
    project: Path, capsys: pytest.CaptureFixture[str], company: dict[str, Any]
) -> None:
    found = answer(project, capsys, company)
    assert found["results"]["voluntary"] == {}
    assert found["results"]["chapters"]["safety-security"]["applicable"] == 0
    states = {i["item"]: (i["applies"], i["state"]) for i in found["items"]}
    assert {states[item] for item in ANSWERS} == {("no", "implemented"), ("no", "planned")}
    assert "Taken on voluntarily, counted apart" not in printed(capsys, "status", project)
