"""What a company can meet by itself is asked by itself; what binds others is not asked of it."""

import re
from pathlib import Path

import pytest

from coverage_rows import chapters
from jalon.forms import load
from jalon.forms.model import ItemId
from jalon.language import translator
from sentences import split

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "safety_security_final_en.md"
CHAPTER = next(chapter for chapter in chapters() if chapter.id == "safety-security")
ROWS = {row.id: row for row in CHAPTER.rows}
_LISTED = re.compile(r"(?:: |; (?:and )?)\(([a-z]+)\)")
"""A mark of a list within a sentence, "…: (i) …; and (ii) …", not one that is only cited."""


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference texts are not at hand")
def test_that_each_description_listed_for_the_model_report_is_a_requirement_of_its_own() -> None:
    places = {item.place.get("point") for item in CHAPTER.items.values() if item.home == "7.3"}
    listed = {
        f"{sentence.place['point']}.{mark}"
        for sentence in split(REFERENCE.read_text(encoding="utf-8"), "S")
        if sentence.home == "7.3" and "point" in sentence.place
        for mark in _LISTED.findall(sentence.text)
    }
    assert len(listed) == 19
    assert listed - places == set()


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("S-A2.2-p1-3-s1", ["no-difference", "no-other-grounds"]),
        ("S-A3.3-p1-s2", ["techniques", "as-planned", "circumvention", "future"]),
        ("S-A3.4-p2-1-s2", ["access-security", "access-protected"]),
        (
            "S-10.1-p1-s1",
            ["architecture", "integration", "evaluations", "safety-mitigations", "up-to-date"],
        ),
    ],
)
def test_that_two_acts_of_one_sentence_are_two_requirements(sentence: str, acts: list[str]) -> None:
    row = ROWS[sentence]
    assert row.kind == "requirement"
    assert [re.sub(r"^safety-security-[\d.]+-(?:a[\d.]+-)?", "", one) for one in row.items] == acts


def test_that_a_condition_on_evaluators_is_an_exception_and_no_demand() -> None:
    kinds = [ROWS[f"S-3.5-p6-{point}-s1"].kind for point in range(1, 6)]
    assert kinds == ["explanation"] * 4 + ["requirement"]
    assert ROWS["S-3.5-p6-5-s1"].items == ["safety-security-3.5-disclosure-procedure"]
    protected = load.form().items[ItemId("safety-security-3.5-no-retaliation")]
    assert [f"point ({n})" in said for n, said in enumerate(protected.exceptions, 1)] == [True] * 5


@pytest.mark.parametrize(
    ("item", "english", "french"),
    [
        ("1.3-assessment-on-grounds", "appropriate", "appropriée"),
        ("1.3-assessment-12-months", "appropriate", "appropriée"),
        ("3.5-a2.2-scenarios", "reasonably foresee", "prévoir raisonnablement"),
        ("2.1-similar-models", "relevant", "pertinentes"),
        ("3.5-acceptability", "in an appropriate way", "surveillance appropriée"),
        ("3.5-a2.2-no-difference", "reasonably be foreseen", "raisonnablement prévisible"),
        ("6.2-a4.2-encryption", "as appropriate", "selon qu’il convient"),
        ("6.2-a4.5-external-review", "regularly, as appropriate", "selon qu’il convient"),
        ("8.1-presumed-oversight", "a specific committee", "un comité spécifique"),
        ("9.3-critical-infrastructure", "suspect so with reasonable likelihood", "soupçonnez"),
        ("9.3-cybersecurity", "suspect so with reasonable likelihood", "soupçonnez"),
        ("9.3-death", "suspect so with reasonable likelihood", "soupçonnez"),
        ("9.3-other-harm", "suspect so with reasonable likelihood", "soupçonnez"),
    ],
)
def test_that_a_demand_says_neither_more_nor_less_than_its_sentence(
    item: str, english: str, french: str
) -> None:
    demand = load.form().items[ItemId(f"safety-security-{item}")].demand
    assert english in demand
    assert french in translator("fr").of(f"safety-security-{item}.demand", demand)


def test_that_only_mitigations_end_with_the_parameters_and_the_goal_by_our_reading() -> None:
    ends = {
        item.id: [said for said in item.exceptions if "Commitment 6, paragraph 3" in said]
        for item in load.form().items.values()
    }
    goal = [said for item, said in ends.items() if item.startswith("safety-security-6.1-")]
    assert len(goal) == 5
    assert all("is our reading" in said for (said,) in goal)
    mitigations = [said for item, said in ends.items() if item.startswith("safety-security-6.2-")]
    assert not any("is our reading" in said for (said,) in mitigations)
