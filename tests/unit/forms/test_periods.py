"""Every number of the Code stands in a row, and is held by a requirement of its sentence."""

from pathlib import Path

import pytest
from unit_forms import ROOT, copied, spoil

import periods

REFERENCE = ROOT.parent / "shared" / "reference"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path, "docs/periods.md")


def test_that_rows_forms_and_table_agree() -> None:
    assert periods.check() == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference texts are not at hand")
def test_that_rows_and_reference_say_the_same_numbers() -> None:
    assert periods.verify(REFERENCE) == []


def test_that_every_period_of_the_form_stands_in_the_table() -> None:
    from jalon.forms import load

    page = (ROOT / "docs/periods.md").read_text(encoding="utf-8")
    held = [
        f"`{item.id}` ({period.kind})"
        for item in load.form().items.values()
        if item.id in load.form().home
        for period in item.periods
    ]
    assert held
    assert [one for one in held if one not in page] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within four weeks, and two weeks before", ["4 weeks", "2 weeks"]),
        ("within five business days of 10 days", ["5 business days", "10 days"]),
        ("in less than a month, annually or every 12 months", ["1 month", "1 year", "12 months"]),
        ("at least five, random samples and at least one test", ["at least 5", "at least 1"]),
        ("at least every six months, for at least 20 days", ["6 months", "20 days"]),
        ("10^25 operations, 30 %, up to EUR 1 million", ["10^25", "30 %", "EUR 1 million"]),
        ("802.1X and at least 256-bit security, No. 9309", ["802.1x", "at least 256-bit", "9309"]),
        ("a risk, one of them, in at least a state-of-the-art way", []),
        ("Measures 7.1 to 7.5, points (1) and (2), and Article 55(1), point (a)", []),
        ("in three steps: (1) one; (2) another, per Measure 1.1, 30 days later", ["30 days"]),
        ("Directive (EU) 2019/790, recitals 114 and 115, Article 4(3)", []),
    ],
)
def test_that_numbers_are_told_from_citations(text: str, found: list[str]) -> None:
    assert periods.numbers(text) == found


def test_that_a_changed_period_is_found_from_both_sides(copy: Path) -> None:
    spoil(copy, "safety-security-c9.toml", "value = 60", "value = 61")
    faults = periods.check(copy)
    assert "safety-security-9.3-final: no sentence of it says 61 days" in faults


def test_that_a_number_told_nowhere_is_found(copy: Path) -> None:
    spoil(copy, "safety-security-c7.toml", "at least 5 samples", "some samples")
    assert "S-7.3-p1-1-f-s1: no requirement of it holds at least 5" in periods.check(copy)


def test_that_an_outdated_table_is_found(copy: Path) -> None:
    spoil(copy, "coverage/safety-security-c9.toml", 'numbers = ["2 days"]', 'numbers = ["3 days"]')
    faults = periods.check(copy)
    assert "S-9.3-p1-1-s1: no requirement of it holds 3 days" in faults
    assert "docs/periods.md: not current; run packaging/periods.py generate" in faults


def test_that_another_text_or_none_is_found(copy: Path, tmp_path: Path) -> None:
    faults = periods.verify(tmp_path, copy)
    assert "safety_security_final_en.md: not found" in faults
    (tmp_path / "safety_security_final_en.md").write_text(
        "### Measure 9.4 Retention period\n\nKeep it for at least six years.\n", encoding="utf-8"
    )
    faults = periods.verify(tmp_path, copy)
    assert "S-9.4-p1-s1: says ['6 years'], its row ['5 years']" in faults
    assert any(fault.startswith("non-state external threats: another wording") for fault in faults)
