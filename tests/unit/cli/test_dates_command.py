"""Dates and incidents by command: words, JSON, another day, both languages."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_cli import here
from unit_dates import profile

from jalon.cli.status_schema import StatusFile
from tools.thorough import examples

REQUEST = {"type": "request-downstream", "subject": "model", "date": "2026-11-20", "note": "<b>"}
INCIDENT = {
    "id": "incident-0000000a",
    "name": "Weights <leaked> & sold",
    "harms": ["cybersecurity", "death"],
    "aware": "2026-11-02",
    "aware_time": "23:30",
    "harm": "H",
}


def facts(**model: str) -> list[dict[str, Any]]:
    return [{"subject": "model", "item": i, "value": v} for i, v in profile(model).items()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert here("new", path, "--author", "Ana") == 0
    return path


def fill(project: Path, **parts: object) -> None:
    file = project.with_suffix(".json")
    document = {"format": "jalon-answers", "version": 1, "form": "code-2025-07-10", **parts}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert here("import", project, file) == 0


@pytest.fixture
def filled(project: Path) -> Path:
    fill(
        project,
        facts=facts(**{"systemic-risk": "yes"}),
        events=[REQUEST],
        incidents=[INCIDENT],
    )
    return project


def dates(
    project: Path, capsys: pytest.CaptureFixture[str], *options: object
) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert here("dates", project, "--json", *options) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["format"], document["version"]) == ("jalon-dates", 1)
    return {row["rule"]: row for row in document["dates"]}


@pytest.mark.parametrize(
    ("today", "status"),
    [("2026-11-20", "due"), ("2026-12-04", "due"), ("2026-12-05", "overdue")],
)
def test_that_what_is_late_depends_on_the_day_that_is_named(
    filled: Path, capsys: pytest.CaptureFixture[str], today: str, status: str
) -> None:
    row = dates(filled, capsys, "--today", today)["downstream-answer"]

    assert (row["date"], row["status"]) == ("2026-12-04", status)
    assert row["counting"].startswith("14 days after 20 November 2026")
    assert "Measure 1.2" in row["citation"]
    assert row["force"]
    assert any("xceptional" in text for text in row["cautions"])


def test_that_the_shortest_period_of_several_harms_counts(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = dates(filled, capsys, "--today", "2026-11-03")["incident-cybersecurity"]

    assert (row["date"], row["time"], row["source"]) == (
        "2026-11-07",
        "23:30",
        "incident-0000000a",
    )
    assert row["other_periods"] == [{"rule": "incident-death", "date": "2026-11-12"}]


def test_that_nothing_known_is_said_with_what_would_settle_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = dates(project, capsys).values()

    unknown = [row for row in rows if row["status"] == "not-known"]
    assert len(unknown) > 10
    for row in unknown:
        assert row["applies"] == "not-known"
        assert row["would_settle"], row["id"]
    assert {row["status"] for row in rows} <= {"not-known", "fixed", "not-started"}


def test_that_the_words_tell_the_rule_the_citation_and_the_caution(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert here("dates", filled, "--today", "2026-12-10") == 0
    lines = capsys.readouterr().out.splitlines()

    at = next(n for n, text in enumerate(lines) if "Answer the downstream provider" in text)
    assert "4 December 2026" in lines[at]
    told = "\n".join(lines[at : at + 6])
    for part in ("not moved past weekends or holidays (our reading)", "Measure 1.2", "Save for"):
        assert part in told
    assert any("Weights <leaked> & sold" in text for text in lines)


@pytest.mark.parametrize("command", ["dates", "status"])
def test_that_what_is_put_together_in_french_is_set_as_french_is(
    command: str, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert here("--language", "fr", command, filled) == 0
    said = capsys.readouterr().out

    assert "\u00a0: " in said
    assert "\u202f; " in said
    assert re.findall(r".{0,20}[^\u00a0\u202f ][:;] ", said) == []
    assert re.findall(r"; (?:Règlement|Lignes|Modèle|Notice|Code) .{0,20}", said) == []


def test_that_status_holds_the_same_dates_and_the_register(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = date.today()  # noqa: DTZ011  the command's own day
    alone = dates(filled, capsys, "--today", today)
    capsys.readouterr()
    assert here("status", filled, "--json") == 0
    document = json.loads(capsys.readouterr().out)

    StatusFile.model_validate(document)
    assert {row["rule"]: row for row in document["dates"]} == alone
    (one,) = document["incidents"]
    assert (one["id"], one["name"]) == (INCIDENT["id"], INCIDENT["name"])
    assert (one["harms"], one["aware"], one["aware_time"]) == (
        ["cybersecurity", "death"],
        "2026-11-02",
        "23:30",
    )
    assert one["open_points"] == [1, 3, 4, 5, 6, 7, 8, 9], "only point 2, the harm, is told"
    assert set(one["dates"]) <= {row["id"] for row in document["dates"]}
    assert one["dates"]


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "26/11/2026", ""])
def test_that_no_day_is_wrong_use(
    filled: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        here("dates", filled, "--today", day)
    assert ended.value.code == 2
    assert "2026-12-31" in capsys.readouterr().err


@settings(
    max_examples=examples(6, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dates(date(2025, 1, 1), date(2040, 1, 1)))
def test_that_every_request_is_due_a_fortnight_later(
    filled: Path, capsys: pytest.CaptureFixture[str], received: date
) -> None:
    fill(filled, events=[{**REQUEST, "id": "event-00000001", "date": received.isoformat()}])
    capsys.readouterr()
    assert here("dates", filled, "--json") == 0
    rows = json.loads(capsys.readouterr().out)["dates"]

    (row,) = (r for r in rows if r["source"] == "event-00000001")
    assert row["date"] == (received + timedelta(days=14)).isoformat()


def test_that_what_is_exported_is_taken_in_again(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported, second = tmp_path / "out.json", tmp_path / "b.jalon"
    assert here("export", filled, exported) == 0
    assert here("new", second, "--author", "Bo") == 0
    assert here("import", second, exported) == 0

    def told(path: Path) -> list[tuple[Any, ...]]:
        rows = dates(path, capsys, "--today", "2026-11-26").values()
        return [(r["rule"], r["source"], r["status"], r["date"]) for r in rows]

    assert told(second) == told(filled)
