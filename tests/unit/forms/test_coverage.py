"""Every sentence of the three chapters has its row, and every requirement its sentence."""

import re
from pathlib import Path

import pytest
from unit_forms import ROOT, copied, spoil

import sentence_coverage as coverage
from coverage_rows import Row
from sentences import Sentence, definitions, headings, split

REFERENCE = ROOT.parent / "shared" / "reference"
ROWS = "coverage/transparency.toml"
NO_REFERENCE = "the reference texts are not at hand"

TEXT = """\
# A chapter

A sentence before the first commitment is none of ours.

## Commitment 1 Records

LEGAL TEXT: Article 1

Signatories commit to keep records [Footnote, from a draft: See Article 2.], and to show them. \
They remain theirs. [=2 first sentence; ~2 second]

### Measure 1.1 Keeping

(1) Signatories commit:

  - (a) to keep them under No. 9309, and [=2]

  - (b) to show them. A list will follow. [~2]

(2) This is no more than an example. [1; printed twice]

Furthermore, nothing else changes. [=2: but for “commit to”]

## Annex

Nothing here counts.
"""


NESTED = """\
## Commitment 2 Plans

Signatories commit to plans.

Plans differ.

[Figure 1. A plan.]

### Measure 2.1 Making plans

LEGAL TEXT: Article 2

Signatories will plan <!-- end p. 1 --> ahead (e.g. Monday first):

(1) for each day:

  - (a) one plan that:

    - (i) is short; or

<!-- end p. 2 -->

    - (ii) is long;

  - (b) another;

  in pencil; and

(2) a list of: (a) names; and (b) dates. It will be kept.

unless it rains. No plan is then needed.

Plans must be shown.

## Glossary

**‘plan’**: a list of at most ten lines.

See further Measure 2.1.

**‘show’ (verb)**: to let see.

## Appendix 1 Weather

LEGAL TEXT

Article 3: ‘rain’ means water;

### Appendix 1.1 Kinds of rain

#### Appendix 1.1.1 Light rain

(1) Drizzle.

(2) Mist.

Both are light.
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path, "docs/coverage.md")


def test_that_rows_forms_and_page_agree() -> None:
    assert coverage.check() == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=NO_REFERENCE)
def test_that_rows_and_reference_match_one_to_one() -> None:
    assert coverage.verify(REFERENCE) == []


def test_that_every_item_of_the_form_stands_on_the_page() -> None:
    from jalon.forms import load

    page = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")
    missing = [item for item in load.form().home if f"`{item}`" not in page]
    assert missing == []


def test_that_a_requirement_without_a_sentence_is_found(copy: Path) -> None:
    spoil(
        copy,
        ROWS,
        'items = ["transparency-1.2-contact"]',
        'items = ["transparency-1.2-downstream"]',
    )
    spoil(copy, ROWS, '  "transparency-1.2-contact",\n', "")
    assert "transparency-1.2-contact: no sentence calls for it" in coverage.check(copy)


def test_that_a_row_with_an_unknown_requirement_is_found(copy: Path) -> None:
    spoil(copy, ROWS, '"transparency-1.2-contact"]', '"transparency-9.9-invented"]')
    assert "T-1.2-p1-s1: no requirement transparency-9.9-invented" in coverage.check(copy)


def test_that_an_encouragement_is_no_requirement(copy: Path) -> None:
    spoil(copy, ROWS, 'kind = "encouragement"', 'kind = "requirement"')
    assert any("is encouraged, the sentence a requirement" in f for f in coverage.check(copy))


def test_that_an_explanation_needs_its_reason(copy: Path) -> None:
    spoil(copy, ROWS, 'reason = "Permits', 'reason = ""\n# "')
    assert any(f.startswith("T-1.1-p1-s2: what demands nothing") for f in coverage.check(copy))


def test_that_a_requirement_cited_elsewhere_is_found(copy: Path) -> None:
    form = copy / "forms/code-2025-07-10/transparency.toml"
    text = form.read_text(encoding="utf-8")
    cited = 'id = "transparency-1.1-updated"\nforce = "binding"\nscope = "model"\nplace = '
    assert cited in text
    form.write_text(
        text.replace(cited + "{ paragraph = 2", cited + "{ paragraph = 1"), encoding="utf-8"
    )
    assert "transparency-1.1-updated: none of its sentences stands where it is cited" in (
        coverage.check(copy)
    )


def test_that_an_outdated_page_is_found(copy: Path) -> None:
    spoil(copy, ROWS, 'reason = "Also gives', 'reason = "Gives')
    assert any("not current" in f for f in coverage.check(copy))


def test_that_a_missing_and_another_reference_text_are_found(tmp_path: Path) -> None:
    faults = coverage.verify(tmp_path)
    assert "transparency_final_en.md: not found" in faults
    (tmp_path / "transparency_final_en.md").write_text(TEXT, encoding="utf-8")
    assert any(f.startswith("T-C1-s1: another wording") for f in coverage.verify(tmp_path))


def test_that_a_text_is_split_into_its_sentences() -> None:
    found = [(s.id, s.text, s.mark) for s in split(TEXT, "X")]
    assert found == [
        ("X-C1-p1-s1", "Signatories commit to keep records, and to show them.", "=2"),
        ("X-C1-p1-fn1", "See Article 2.", "1"),
        ("X-C1-p1-s2", "They remain theirs.", "~2"),
        ("X-1.1-p1-s1", "Signatories commit:", "1"),
        ("X-1.1-p1-a-s1", "to keep them under No. 9309, and", "=2"),
        ("X-1.1-p1-b-s1", "to show them.", "~2"),
        ("X-1.1-p1-b-s2", "A list will follow.", "~2"),
        ("X-1.1-p2-s1", "This is no more than an example.", "1"),
        ("X-1.1-p2-sub2-s1", "Furthermore, nothing else changes.", "=2"),
    ]


def test_that_nested_points_and_appendices_are_places() -> None:
    found = [(s.id, s.text) for s in split(NESTED, "X")]
    assert found == [
        ("X-C2-p1-s1", "Signatories commit to plans."),
        ("X-C2-p2-s1", "Plans differ."),
        ("X-2.1-p1-s1", "Signatories will plan ahead (e.g. Monday first):"),
        ("X-2.1-p1-1-s1", "for each day:"),
        ("X-2.1-p1-1-a-s1", "one plan that:"),
        ("X-2.1-p1-1-a-i-s1", "is short; or"),
        ("X-2.1-p1-1-a-ii-s1", "is long;"),
        ("X-2.1-p1-1-b-s1", "another;"),
        ("X-2.1-p1-1-sub2-s1", "in pencil; and"),
        ("X-2.1-p1-2-s1", "a list of: (a) names; and (b) dates."),
        ("X-2.1-p1-2-s2", "It will be kept."),
        ("X-2.1-p1-sub2-s1", "unless it rains."),
        ("X-2.1-p1-sub2-s2", "No plan is then needed."),
        ("X-2.1-p2-s1", "Plans must be shown."),
        ("X-A1-p1-s1", "Article 3: ‘rain’ means water;"),
        ("X-A1.1.1-p1-1-s1", "Drizzle."),
        ("X-A1.1.1-p1-2-s1", "Mist."),
        ("X-A1.1.1-p2-s1", "Both are light."),
    ]
    places = {s.id: s.place for s in split(NESTED, "X")}
    assert places["X-2.1-p1-1-a-ii-s1"] == {"paragraph": 1, "point": "1.a.ii", "sentence": 1}
    assert places["X-A1.1.1-p1-2-s1"] == {
        "appendix": "1.1.1",
        "paragraph": 1,
        "point": "2",
        "sentence": 1,
    }
    assert {s.mark for s in split(NESTED, "X")} == {"=1"}


def test_that_headings_and_definitions_are_read_apart() -> None:
    assert headings(NESTED)[:2] == ["Commitment 2 Plans", "Measure 2.1 Making plans"]
    assert definitions(NESTED) == {
        "plan": "a list of at most ten lines. See further Measure 2.1.",
        "show": "to let see.",
    }


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=NO_REFERENCE)
def test_that_paragraphs_are_counted_as_the_code_itself_cites_them() -> None:
    text = (REFERENCE / "safety_security_final_en.md").read_text(encoding="utf-8")
    found = split(text, "S")
    there = {(s.home, s.place["paragraph"], s.place.get("point", "")) for s in found}
    count = {"first": 1, "second": 2, "third": 3}
    cited = re.findall(
        r"(Measure|Appendix) ([\d.]+\d), (\w+) paragraph(?:, points? ((?:\(\w\))+))?", text
    )
    places = {
        ("A" * (kind == "Appendix") + number, count[which], ".".join(re.findall(r"\w", point)))
        for kind, number, which, point in cited
    }
    assert len(places) >= 4
    assert places <= there


def test_that_one_changed_word_changes_one_hash() -> None:
    changed = TEXT.replace("no more than an example", "no less than an example")
    pairs = zip(split(TEXT, "X"), split(changed, "X"), strict=True)
    assert [a.id for a, b in pairs if a.sha256 != b.sha256] == ["X-1.1-p2-s1"]


def test_that_line_breaks_do_not_change_a_hash() -> None:
    broken = TEXT.replace("to keep records", "to keep\nrecords")
    hashes = [[s.sha256 for s in split(text, "X")] for text in (TEXT, broken)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == len(hashes[0])


def test_that_a_requirement_of_an_appendix_stands_in_its_appendix(copy: Path) -> None:
    form = "safety-security-c6.toml"
    spoil(copy, form, 'appendix = "4.2", point = "1"', 'appendix = "4.3", point = "1"')
    assert "safety-security-6.2-a4.2-registry: none of its sentences stands where it is cited" in (
        coverage.check(copy)
    )


def test_that_a_presumption_and_an_example_are_no_requirements(copy: Path) -> None:
    rows = "coverage/safety-security-c8.toml"
    spoil(copy, rows, 'kind = "presumption"', 'kind = "requirement"')
    spoil(copy, rows, 'kind = "example"', 'kind = "requirement"')
    faults = "\n".join(coverage.check(copy))
    assert "is presumption, the sentence a requirement" in faults
    assert "is example, the sentence a requirement" in faults


def test_that_a_reason_names_requirements_that_exist(copy: Path) -> None:
    spoil(
        copy,
        ROWS,
        "explanation of transparency-1.1-documented",
        "explanation of transparency-1.1-x",
    )
    assert "T-1.1-p1-s2: no requirement transparency-1.1-x" in coverage.check(copy)


def test_that_a_point_within_a_sentence_must_be_printed_there(copy: Path, tmp_path: Path) -> None:
    form = "safety-security-c7.toml"
    spoil(copy, form, 'point = "1.d.ii"', 'point = "1.d.iv"')
    assert not any("7.3-comparison" in fault for fault in coverage.check(copy))
    if REFERENCE.is_dir():
        assert "safety-security-7.3-comparison: no point 1.d.iv where it is cited" in (
            coverage.verify(REFERENCE, copy)
        )
    else:
        assert "safety_security_final_en.md: not found" in coverage.verify(tmp_path / "x", copy)


@pytest.mark.parametrize(
    ("text", "reason", "faults"),
    [
        ("Signatories will plan.", "Told elsewhere.", ["will"]),
        ("Signatories will plan.", '"Will plan" speaks of the future.', []),
        ("Signatories remain responsible and refrain.", "No.", ["refrain", "remain responsible"]),
        (
            "Reports should be completed; plans need not.",
            '"Need not" permits.',
            ["should be completed"],
        ),
        ("Committees and willing people plan.", "Nothing asked.", []),
    ],
)
def test_that_a_binding_word_needs_a_reason_of_its_own(
    text: str, reason: str, faults: list[str]
) -> None:
    sentence = Sentence("X-1.1-p1-s1", "1.1", {"paragraph": 1, "sentence": 1}, text, "1")
    row = Row(sentence.id, "explanation", sentence.place, "1", sentence.sha256, [], reason)
    found = [re.findall('says "([^"]*)"', fault) for fault in coverage._mismatches(row, sentence)]
    assert found == [[word] for word in faults]
