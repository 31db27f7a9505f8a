"""What the Safety and Security chapter grants or excepts stands where the Code has it."""

import pytest

from jalon.forms.load import form
from jalon.forms.model import ItemId, Requirement

FORM = form()
CHAPTER = "safety-security-"


def of_measures(*numbers: str) -> list[Requirement]:
    """Return what is binding in measures, by their number or as the commitment itself."""
    wanted = {CHAPTER + number for number in numbers}
    measures = [m for c in FORM.chapter for m in c.measures() if m.id in wanted]
    assert len(measures) == len(wanted)
    return [r for m in measures for r in m.requirement if r.force == "binding"]


def lacking(rows: list[Requirement], words: str) -> list[str]:
    assert rows
    return [row.id for row in rows if words not in row.relief]


def test_that_help_of_the_ai_office_is_told_to_smaller_companies_in_all_of_measure_3_5() -> None:
    rows = [r for r in of_measures("3.5") if r.place.appendix is None]
    assert lacking(rows, "Measure 3.5, paragraph 7") == []


def test_that_it_is_told_for_external_evaluations_too() -> None:
    rows = [r for r in of_measures("3.2") if r.place.appendix == "3.5"]
    assert lacking(rows, "Appendix 3.5, paragraph 4") == []


def test_that_less_detail_is_granted_for_all_that_the_model_report_contains() -> None:
    rows = of_measures("c7-itself", "7.1", "7.2", "7.3", "7.4", "7.5")
    rows += [r for r in of_measures("7.6") if r.place.paragraph == 4]
    asked_later = CHAPTER + "7.3-more-samples"  # goes to the AI Office beside the report
    assert lacking([r for r in rows if r.id != asked_later], "paragraph 3") == []


@pytest.mark.parametrize("point", ["1", "3", "4"])
def test_that_the_presumption_of_measure_8_1_has_its_simpler_forms(point: str) -> None:
    (row,) = (
        r
        for r in FORM.items.values()
        if r.id.startswith(f"{CHAPTER}8.1-presumed-") and r.place.point == point
    )
    assert f"Measure 8.1, paragraph 3, point ({point})" in row.relief


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("1.1-external-input", ["independent external evaluations"]),
        ("1.2-lighter-evaluations", ["Appendix 3"]),
        ("1.2-full-process", ["still appropriate"]),
        ("3.2-a3.4-staffing", ["assure about their own staffing"]),
        ("3.2-a3.5-external", ["similarly safe or safer", "could be appointed"]),
        ("3.2-a3.5-integrity", ["express permission"]),
        ("3.5-access-most-capable", ["similarly safe or safer"]),
        ("3.5-access-chains-of-thought", ["similarly safe or safer", "available"]),
        ("3.5-access-fewest-mitigations", ["similarly safe or safer", "as available"]),
        ("3.5-no-training", ["express permission"]),
        ("3.5-no-retaliation", [f"point ({n})" for n in range(1, 6)]),
        ("3.5-disclosure-procedure", ["exceptionally necessary"]),
        ("3.5-a2.2-scores", ["Minor gains"]),
        ("4.1-criteria", ["Appendix 1.4"]),
        ("c6-adequate-level", ["securely deleted"]),
        ("6.2-meet-goal", ["appropriate stages", "securely deleted"]),
        ("6.2-a4.5-external-review", ["internal expertise is inadequate", "same objective"]),
        ("7.3-external-resources", ["inform the AI Office directly"]),
        ("7.4-evaluator-reports", ["confidentiality"]),
        ("7.4-security-reviews", ["confidentiality"]),
        ("7.6-six-months", [f"point ({n})" for n in range(1, 4)]),
        ("7.7-access", ["national security", "15 business days"]),
        ("7.7-updated", ["national security", "15 business days"]),
        ("8.1-level-internal-assurance", ["As suitable", "Only if you have"]),
        ("8.1-level-external-assurance", ["As suitable", "Only if you have"]),
        ("9.1-third-parties", ["available"]),
        ("9.2-root-cause", ["best of your knowledge", "other Union law"]),
        ("9.3-critical-infrastructure", ["exceptional circumstances", "similar incidents"]),
        ("9.3-final", ["similar incidents"]),
        ("9.4-retain", ["Union law"]),
        ("10.1-integration", ["aware"]),
        ("10.1-track-processes", ["paragraph 1 does not cover", "one place or medium"]),
        ("10.2-framework", ["as far as", "every model"]),
        ("10.2-model-report", ["as far as", "similarly safe or safer"]),
    ],
)
def test_that_an_exception_of_the_text_is_stated_beside_its_requirement(
    item: str, words: list[str]
) -> None:
    stated = FORM.items[ItemId(CHAPTER + item)].exceptions
    assert [w for w in words if not any(w in exception for exception in stated)] == []


def test_that_each_mitigation_of_appendix_4_may_be_replaced_staged_and_come_to_an_end() -> None:
    rows = [r for r in of_measures("6.2") if (r.place.appendix or "").startswith("4.")]
    assert len(rows) == 25
    for words in ("same objective", "appropriate stages", "securely deleted"):
        assert [r.id for r in rows if not any(words in e for e in r.exceptions)] == []
