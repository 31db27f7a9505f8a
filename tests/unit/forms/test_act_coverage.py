"""Every sentence of the Act that the duties come from has its row, and every duty its sentence."""

import re
from pathlib import Path

import pytest
from unit_forms import ROOT, copied, spoil

import act_coverage as coverage
import periods
from jalon.forms import load

REFERENCE = ROOT.parent / "shared" / "reference"
NO_REFERENCE = "the reference texts are not at hand"

TEXT = """\
### Article 7
**Keeping**

1. Keepers shall keep. They may rest.

2. Keepers shall:

- (a) keep books:

  - (i) thick;

  - (ii) thin;

- (b) keep dogs. Dogs shall bark.

3. A first part.

A second part. Nothing else.

### Article 8

1. Not asked for.

## Annex

1. Nothing here counts.
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path, coverage.PAGE)


def test_that_rows_forms_and_page_agree() -> None:
    assert coverage.check() == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=NO_REFERENCE)
def test_that_rows_and_the_official_text_match_one_to_one() -> None:
    assert coverage.verify(REFERENCE) == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=NO_REFERENCE)
def test_that_every_sentence_that_says_shall_to_a_provider_has_a_binding_requirement() -> None:
    act = coverage.read()
    path = REFERENCE / act.reference
    found = coverage.split(path.read_text(encoding="utf-8"), act.articles)
    rows = {row.id: row for row in act.rows}
    addressed = re.compile(
        r"^(The (relevant )?providers?|Providers|It|The mandate|The authorised representative|That"
        r" notification|Prior to placing|Where a general-purpose AI model|In such a case)\b"
    )
    asked = [
        name
        for name, text in found.items()
        if addressed.match(text) and re.search(r"\bshall\b", text) and name != "53-1-s1"
    ]
    assert len(asked) >= 10
    assert [name for name in asked if rows[name].kind not in {"requirement", "explanation"}] == []
    told = {name for name in asked if rows[name].kind == "explanation"}
    assert told <= {"53-4-s3"}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=NO_REFERENCE)
def test_that_each_period_of_a_duty_stands_in_a_sentence_of_it() -> None:
    act = coverage.read()
    path = REFERENCE / act.reference
    found = coverage.split(path.read_text(encoding="utf-8"), act.articles)
    for item in load.form().items.values():
        if item.place.text == "act":
            said = {n for r in act.rows if item.id in r.items for n in periods.numbers(found[r.id])}
            for period in item.periods:
                assert f"{period.value} {period.unit}" in said, item.id


def test_that_every_requirement_of_a_duty_stands_on_the_page() -> None:
    page = (ROOT / coverage.PAGE).read_text(encoding="utf-8")
    form = load.form()
    inside = [r.id for d in form.duties for r in d.requirement if r.force != "encouraged"]
    assert inside
    assert [item for item in inside if f"`{item}`" not in page] == []


def test_that_a_text_is_split_into_its_sentences() -> None:
    assert coverage.split(TEXT, ["7"]) == {
        "7-1-s1": "Keepers shall keep.",
        "7-1-s2": "They may rest.",
        "7-2-s1": "Keepers shall:",
        "7-2-a-s1": "keep books:",
        "7-2-a-i-s1": "thick;",
        "7-2-a-ii-s1": "thin;",
        "7-2-b-s1": "keep dogs.",
        "7-2-b-s2": "Dogs shall bark.",
        "7-3-s1": "A first part.",
        "7-3-sub2-s1": "A second part.",
        "7-3-sub2-s2": "Nothing else.",
    }


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"representative-enabled"', '"cooperation-access"', "representative-enabled: no sentence"),
        ('"notification-contents"', '"notification-x"', "52-1-s2: no requirement notification-x"),
        ('kind = "option"', 'kind = "requirement"', "is optional, the sentence a requirement"),
        ("A power of the Commission; told in the", "Told in the", "docs/coverage-act.md: not"),
        ('kind = "code"', 'kind = "nothing"', "53-1-a-s1: no kind nothing"),
        ('reason = "A permission', 'reason = ""\n# "', "91-5-s3: what demands nothing here"),
    ],
)
def test_that_a_wrong_row_is_found(copy: Path, before: str, after: str, fault: str) -> None:
    spoil(copy, "coverage/act.toml", before, after)
    assert any(fault in found for found in coverage.check(copy)), coverage.check(copy)


def test_that_a_requirement_cited_elsewhere_is_found(copy: Path) -> None:
    spoil(
        copy,
        "duties/authorised-representative.toml",
        'article = "54", paragraph = 2 }',
        'article = "54", paragraph = 4 }',
    )
    wrong = "representative-enabled: none of its sentences stands where it is cited"
    assert wrong in coverage.check(copy)


def test_that_another_text_or_none_is_found(tmp_path: Path) -> None:
    assert coverage.verify(tmp_path) == ["ai_act_gpai_en.md: not found"]
    (tmp_path / "ai_act_gpai_en.md").write_text(
        "### Article 54\n\n1. Providers may rest.\n", encoding="utf-8"
    )
    faults = coverage.verify(tmp_path)
    assert any(fault.startswith("54-1-s1: another wording") for fault in faults)
    assert "54-2-s1: in the rows only" in faults
