"""``jalon about``, the position and the ceiling of fines, as a person or a script reads them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_cli import here

from jalon.forms import load
from tools.thorough import examples

FORM = load.form()
Reader = Callable[..., Any]


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str]) -> Reader:
    def reading(*arguments: object) -> Any:  # noqa: ANN401  JSON
        capsys.readouterr()
        assert here(*arguments) == 0
        return json.loads(capsys.readouterr().out)

    return reading


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert here("new", path, "--author", "Ana") == 0
    return path


def facts(path: Path, **values: object) -> Path:
    told = [
        {"subject": "provider", "item": name.replace("_", "-"), "value": value}
        for name, value in values.items()
    ]
    document = {"format": "jalon-answers", "version": 1, "form": FORM.id, "facts": told}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("10 July 2025", "23 November 2026", "31 July 2026", "C(2025) 8311", "Our reading")),
        ("fr", ("10 juillet 2025", "23 novembre 2026", "31 juillet 2026", "C(2025) 8311")),
    ],
)
def test_that_editions_dates_sources_and_readings_are_printed(
    capsys: pytest.CaptureFixture[str], language: str, words: tuple[str, ...]
) -> None:
    assert here("about", "--language", language) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    for word in words:
        assert word in said


def test_that_about_as_json_has_every_statement_in_both_languages(read: Reader) -> None:
    found = read("about", "--json")
    assert (found["edition"], found["law_date"]) == ("2025-07-10", "2026-11-23")
    assert found["signatories"]["date"] == "2026-07-31"
    assert len(found["signatories"]["whole"]) == 21
    statements = [s for g in found["groups"] for s in g["statements"]]
    assert {s["weight"] for s in statements} == {"binding", "not-binding", "fact", "reading"}
    for one in statements:
        assert one["text"]["en"] != one["text"]["fr"]
        assert one["source"]["en"]


@pytest.mark.parametrize(
    ("told", "basis", "ceiling", "least"),
    [
        ({}, "not-known", None, 15_000_000),
        ({"turnover_band": "not-known"}, "not-known", None, 15_000_000),
        ({"turnover_band": "up-to-50m"}, "band", 15_000_000, 15_000_000),
        ({"turnover_band": "over-500m"}, "band", None, 15_000_000),
        ({"turnover": 0}, "figure", 15_000_000, 15_000_000),
        ({"turnover": 500_000_000}, "figure", 15_000_000, 15_000_000),
        ({"turnover": 812_345_678.9}, "figure", 24_370_370.367, 24_370_370.367),
        ({"turnover": 7e11, "turnover_band": "up-to-2m"}, "figure", 21e9, 21e9),
    ],
)
def test_that_the_ceiling_follows_the_turnover_taken_over(
    project: Path,
    tmp_path: Path,
    read: Reader,
    told: dict[str, object],
    basis: str,
    ceiling: float | None,
    least: float,
) -> None:
    assert here("import", project, facts(tmp_path / "f.json", **told)) == 0
    found = read("status", project, "--json")["fine"]
    assert (found["basis"], found["ceiling"], found["least"]) == (basis, ceiling, least)
    assert found["turnover"] == told.get("turnover")
    assert found["figure_outside_band"] == (len(told) == 2)
    assert (found["article"], found["currency"]) == ("101(1)", "EUR")
    cautions = {s["id"] for g in found["groups"] for s in g["statements"]}
    assert {"fine-not-a-tariff", "fine-sme", "fine-limitation", "fine-since"} <= cautions


@settings(
    max_examples=examples(6, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(turnover=st.integers(0, 10**12))
def test_that_any_turnover_goes_in_and_comes_out_with_its_ceiling(
    project: Path, tmp_path: Path, read: Reader, turnover: int
) -> None:
    assert here("import", project, facts(tmp_path / "f.json", turnover=turnover)) == 0
    found = read("status", project, "--json")["fine"]
    assert found["ceiling"] == pytest.approx(max(15_000_000, 0.03 * turnover), abs=0.001)
    exported = {f["item"]: f["value"] for f in read("export", project)["facts"]}
    assert exported["turnover"] == turnover


def test_that_a_negative_turnover_is_refused_by_its_place(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("import", project, facts(tmp_path / "f.json", turnover=-1)) == 2
    assert "facts[0].value" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("position", "group"),
    [
        (None, "position-undecided"),
        ("undecided", "position-undecided"),
        ("not-signed", "position-not-signed"),
        ("signed-chapters", "position-chapters"),
        ("signed-whole", "position-whole"),
    ],
)
def test_that_the_position_is_told_with_what_it_means(
    project: Path, tmp_path: Path, read: Reader, position: str | None, group: str
) -> None:
    told = {"code_position": position, "signed_chapters": ["copyright"]}
    assert here("import", project, facts(tmp_path / "f.json", **told)) == 0
    found = read("status", project, "--json")["position"]
    assert found["value"] == position
    assert found["groups"][0]["id"] == group
    assert found["signatories"]["date"] == "2026-07-31"


def test_that_items_of_the_act_stand_apart_and_the_code_is_whole(read: Reader) -> None:
    items = read("items", "--json")
    act = [i for i in items if i["chapter"] == "act"]
    assert {i["duty"] for i in act} == {d.id for d in FORM.duties if d.requirement}
    assert all(i["measure"] is None and i["commitment"] is None for i in act)
    assert all(i["duty"] is None for i in items if i["chapter"] != "act")
    served = {o for i in act for o in i["obligations"]}
    assert served == {"52(1)", "53(1)(d)", "53(3)", "54"}
    assert items[-len(act) :] == act
    assert {p["kind"] for i in act for p in i["periods"]} == {
        "deadline",
        "interval",
        "retention",
        "waiting",
    }
