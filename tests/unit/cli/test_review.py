"""The review by the command line: status, history in words, what verify says of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from unit_cli import here, printed
from unit_review import ITEM, MEASURE, reviewed, team

from jalon.assessment.review.model import Target
from jalon.cli.status_schema import StatusFile
from tools.report_printing import shorten


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return reviewed(tmp_path)


def test_that_status_tells_where_the_review_of_each_thing_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found: dict[str, Any] = json.loads(printed(capsys, "status", project, "--json"))
    review = found["review"]
    assert review["people"] == {"author": "Ada", "reviewer": "Rita", "validator": "Val"}
    assert review["refused"] == {"by": "Val", "reason": "Too thin."}
    targets = {(t["about"]["scope"], t["about"]["item"]): t for t in review["targets"]}
    given = targets["measure", MEASURE.item]["verdicts"][0]
    assert (given["by"], given["verdict"], given["counts"]) == ("Rita", "improvable", True)
    assert given["corrective_due"] == "2027-01-31"
    assert [c["by"] for c in review["comments"]] == ["Ada", "Rita", "Zoë"]
    item = next(i for i in found["items"] if i["item"] == ITEM.item)
    assert item["review"] == {"verdict": "acceptable", "by": "Rita", "own": True, "counts": True}
    assert found["opinions"][0]["direction"] == "unfavourable"
    assert found["opinions"][0]["date"] == "2026-11-01"
    overall = found["results"]["overall"]
    assert overall["accepted_not_applicable"] == 1
    assert overall["reviewed"] > 1


def test_that_status_tells_all_of_a_verdict_that_stands_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = team(tmp_path, "w.jalon")
    asked = {"corrective_action": "Sign.", "corrective_owner": "Bo", "corrective_due": "2027-01-31"}
    office.act("Rita", ITEM, "verdict", verdict="improvable", comment="Thin.", **asked)
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    office.session.close()
    found = json.loads(printed(capsys, "status", office.session.path, "--json"))
    (target,) = found["review"]["targets"]
    assert [given["verdict"] for given in target["verdicts"]] == ["acceptable"]
    first = target["steps"][0]
    assert {name: first[name] for name in ("verdict", "comment", *asked)} == {
        "verdict": "improvable",
        "comment": "Thin.",
        **asked,
    }


def test_that_status_keeps_to_the_shape_that_is_published(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    StatusFile.model_validate_json(printed(capsys, "status", project, "--json"))


def test_that_status_in_words_says_how_many_are_reviewed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = next(s for s in printed(capsys, "status", project).splitlines() if "Overall" in s)
    assert "reviewed" in line
    assert "1 left out as not applicable, with a reviewer’s consent" in line


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Verdict (Copyright Chapter, Measure 1.1) · verdict: Can be improved"),
        ("fr", "Appréciation (chapitre Droit d’auteur, mesure\u00a01.1) · appréciation"),
    ],
)
def test_that_history_tells_a_review_in_words(
    project: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    lines = printed(capsys, "--language", language, "history", project)
    assert words in lines
    assert "review-" not in lines
    assert "comment-" not in lines
    names = {"Ada", "Rita", "Val"}
    assert all(any(name in line for line in lines.splitlines()) for name in names)


def test_that_verify_names_what_was_said_since_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    office = team(tmp_path, "v.jalon")
    office.session.answer("provider", "company-name", "value", "Zyx")  # type: ignore[arg-type]
    path, report = office.session.path, tmp_path / "r.pdf"
    office.session.close()
    assert here("report", path, report) == 0
    from jalon.session import Session

    office.session = Session.open(path, author="Rita")
    office.act("Rita", Target("measure", "copyright-1.1"), "verdict", verdict="acceptable")
    office.session.close()
    said = printed(capsys, "verify", report, "--project", path)
    assert "verdict: nothing → “Acceptable”" in said
    assert "answers seen" not in said
