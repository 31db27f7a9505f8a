"""Each date agrees with what was worked out by hand from the texts; ``tests/data/dates``."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from unit_dates import record

from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.evaluate import evaluate
from jalon.forms import load

FORM = load.form()
FOLDER = Path(__file__).parents[2] / "data" / "dates"
TODAY = "2026-11-26"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def test_that_the_table_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert len({str(case.values[0]) for case in CASES}) == len(CASES)  # none stands twice


@pytest.mark.parametrize("case", CASES)
def test_that_a_date_is_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    assessment = record(
        model=case.get("model", {}),
        company=case.get("company"),
        events=case.get("event", ()),
        incident=case.get("incident"),
    )
    today = date.fromisoformat(case.get("today", TODAY))
    reckoning = Reckoning(FORM, assessment, evaluate(FORM, assessment), today)
    rows = [row for row in reckoning.deadlines if row.rule.id == case["rule"]]

    assert case["citation"]
    assert len(rows) == 1
    for name, wanted in case["expect"].items():
        found = getattr(rows[0], name)
        written = found.isoformat() if isinstance(found, date) else found or ""
        written = "yes" if found is True else written
        assert written == wanted, name
