"""Every sentence of the two chapters has its row, and every requirement its sentence."""

import shutil
from pathlib import Path

import pytest

import sentence_coverage as coverage

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference"
ROWS = Path("forms/code-2025-07-10/coverage/transparency.toml")

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


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what coverage reads, to be spoilt."""
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs/coverage.md", tmp_path / "docs/coverage.md")
    return tmp_path


def spoil(root: Path, before: str, after: str) -> None:
    rows = (root / ROWS).read_text(encoding="utf-8")
    assert before in rows
    (root / ROWS).write_text(rows.replace(before, after, 1), encoding="utf-8")


def test_that_rows_forms_and_page_agree() -> None:
    assert coverage.check() == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference texts are not at hand")
def test_that_rows_and_reference_match_one_to_one() -> None:
    assert coverage.verify(REFERENCE) == []


def test_that_every_item_of_the_form_stands_on_the_page() -> None:
    from jalon.forms import load

    page = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")
    missing = [item for item in load.form().items if f"`{item}`" not in page]
    assert missing == []


def test_that_a_requirement_without_a_sentence_is_found(copy: Path) -> None:
    spoil(copy, 'items = ["transparency-1.2-contact"]', 'items = ["transparency-1.2-downstream"]')
    spoil(copy, '  "transparency-1.2-contact",\n', "")
    assert "transparency-1.2-contact: no sentence calls for it" in coverage.check(copy)


def test_that_a_row_with_an_unknown_requirement_is_found(copy: Path) -> None:
    spoil(copy, '"transparency-1.2-contact"]', '"transparency-9.9-invented"]')
    assert "T-1.2-p1-s1: no requirement transparency-9.9-invented" in coverage.check(copy)


def test_that_an_encouragement_is_no_requirement(copy: Path) -> None:
    spoil(copy, 'kind = "encouragement"', 'kind = "requirement"')
    assert any("is encouraged, the sentence a requirement" in f for f in coverage.check(copy))


def test_that_an_explanation_needs_its_reason(copy: Path) -> None:
    spoil(copy, 'reason = "Permits', 'reason = ""\n# "')
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
    spoil(copy, 'reason = "Also gives', 'reason = "Gives')
    assert any("not current" in f for f in coverage.check(copy))


def test_that_a_missing_and_another_reference_text_are_found(tmp_path: Path) -> None:
    faults = coverage.verify(tmp_path)
    assert "transparency_final_en.md: not found" in faults
    (tmp_path / "transparency_final_en.md").write_text(TEXT, encoding="utf-8")
    assert any(f.startswith("T-C1-s1: another wording") for f in coverage.verify(tmp_path))


def test_that_a_text_is_split_into_its_sentences() -> None:
    found = [(s.id, s.text, s.mark) for s in coverage.split(TEXT, "X")]
    assert found == [
        ("X-C1-s1", "Signatories commit to keep records, and to show them.", "=2"),
        ("X-C1-fn1", "See Article 2.", "1"),
        ("X-C1-s2", "They remain theirs.", "~2"),
        ("X-1.1-p1-s1", "Signatories commit:", "1"),
        ("X-1.1-p1-a-s1", "to keep them under No. 9309, and", "=2"),
        ("X-1.1-p1-b-s1", "to show them.", "~2"),
        ("X-1.1-p1-b-s2", "A list will follow.", "~2"),
        ("X-1.1-p2-s1", "This is no more than an example.", "1"),
        ("X-1.1-p2-sub2-s1", "Furthermore, nothing else changes.", "=2"),
    ]


def test_that_one_changed_word_changes_one_hash() -> None:
    changed = TEXT.replace("no more than an example", "no less than an example")
    pairs = zip(coverage.split(TEXT, "X"), coverage.split(changed, "X"), strict=True)
    assert [a.id for a, b in pairs if a.sha256 != b.sha256] == ["X-1.1-p2-s1"]


def test_that_line_breaks_do_not_change_a_hash() -> None:
    broken = TEXT.replace("to keep records", "to keep\nrecords")
    hashes = [[s.sha256 for s in coverage.split(text, "X")] for text in (TEXT, broken)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == len(hashes[0])
