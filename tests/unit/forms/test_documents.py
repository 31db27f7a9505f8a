"""The documents of the questionnaire: every row of the official forms, each with its readers."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from unit_questionnaire import form as small_form
from unit_questionnaire import requirement

import document_coverage as coverage
from jalon import assets
from jalon.forms import cache, document_messages, load, schema
from jalon.forms.documents import (
    Answer,
    Document,
    DocumentField,
    DocumentSection,
    Draft,
    FieldId,
    OptionSet,
    When,
)
from jalon.forms.options import Option
from jalon.forms.schema import FormError
from jalon.language import available, translator

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference"
FORM = load.form()
DOCUMENTS = {document.id: document for document in FORM.documents}


def test_that_the_form_has_45_answers_in_eight_sections() -> None:
    counts = [
        sum(answer.row for field in section.field for answer in field.answer)
        for section in DOCUMENTS["model-documentation"].section
        if section.number
    ]
    assert counts == [6, 8, 5, 6, 2, 9, 5, 4]
    assert sum(counts) == 45


def test_that_every_row_of_the_official_forms_is_taken_up() -> None:
    assert coverage.check() == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference texts are not at hand")
def test_that_counts_order_readers_and_certainty_are_those_of_the_references() -> None:
    assert coverage.verify(REFERENCE) == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference texts are not at hand")
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'commercial register."\nrecipients = ["ai-office", ',
            'commercial register."\nrecipients = [',
            "the cross for ai-office differs",
        ),
        ('crosses = "uncertain"\n', 'crosses = "one-source"\n', "readers: 'uncertain"),
        ('number = "8"', 'number = "9"', "stands in section 8"),
        ('label = "Required hardware"', 'label = "Machines"', "has another name"),
    ],
)
def test_that_a_difference_to_the_reference_is_found(
    before: str, after: str, said: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    file = tmp_path / "forms/code-2025-07-10/documents/model-documentation.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert any(said in fault for fault in coverage.verify(REFERENCE, tmp_path))


def test_that_a_field_that_takes_up_no_row_and_an_old_page_are_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/documents.md").write_text("old", encoding="utf-8")
    rows = tmp_path / "forms/code-2025-07-10/coverage/documents.toml"
    text = rows.read_text(encoding="utf-8")
    rows.write_text(text.replace('takes = ["tcs-version"]', "takes = []"), encoding="utf-8")
    faults = coverage.check(tmp_path)
    assert "tcs-version: takes up no row of the official form" in faults
    assert any("not current" in fault for fault in faults)


def test_that_what_is_not_sure_says_so_and_nothing_else_does() -> None:
    for document in FORM.documents:
        for field in document.fields():
            for answer in field.answer:
                assert answer.doubtful == bool(answer.doubt), field.id
    rows = [a for f in DOCUMENTS["training-summary"].fields() for a in f.answer]
    assert not any(answer.doubtful for answer in rows)


def test_that_everything_official_has_a_reader_and_a_citation() -> None:
    for document in FORM.documents:
        for section in document.section:
            for field in section.field:
                assert field.source, field.id
                if section.official:
                    assert all(answer.recipients for answer in field.answer), field.id


def test_that_names_fit_the_outline_in_every_language() -> None:
    for code in available():
        for document in FORM.documents:
            assert len(translator(code).of(f"{document.id}.short", document.short)) <= 22


def test_that_no_two_texts_share_a_context() -> None:
    contexts = Counter(
        context
        for document in FORM.documents
        for context, text in document_messages.messages(document)
        if text and context != "act"
    )
    assert [context for context, count in contexts.items() if count > 1] == []


def test_that_a_changed_document_is_compiled_anew(tmp_path: Path) -> None:
    shutil.copytree(Path(str(assets.folder("forms") / FORM.id)), tmp_path / FORM.id)
    before = cache._fingerprint(tmp_path / FORM.id)
    file = tmp_path / FORM.id / "documents/training-summary.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert cache._fingerprint(tmp_path / FORM.id) != before


def document(*answers: Answer, **more: object) -> Document:
    field = DocumentField(FieldId("f"), "Field", answers)
    section = DocumentSection("s", "1", "Section", (field,))
    made = Document(
        "training-summary",
        "Title",
        "Short",
        "Summary",
        "Basis",
        (OptionSet("yes-no", (Option("yes", "Yes"), Option("no", "No"))),),
        (section,),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # names are the test's


GOOD = Answer("value", "text", recipients=("public",))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (replace(GOOD, recipients=()), "is for nobody"),
        (replace(GOOD, kind="choice"), "a choice needs its options"),
        (replace(GOOD, kind="choice", choice="colours"), "no set of options colours"),
        (replace(GOOD, kind="table"), "a table needs its columns"),
        (replace(GOOD, wording="uncertain"), "what is not sure is said in words"),
        (replace(GOOD, asked_when=(When("f.value", equals="x"),)), "does not stand before it"),
        (replace(GOOD, asked_when=(When("crawling"),)), "compares crawling with nothing"),
        (replace(GOOD, drafts=(Draft("nowhere"),)), "a draft from nowhere"),
        (replace(GOOD, drafts=(Draft("f.value"),)), "its draft comes from itself"),
    ],
)
def test_that_contradictions_of_a_document_are_found(answer: Answer, fault: str) -> None:
    wrong = replace(small_form(requirement("r")), documents=(document(answer),))
    with pytest.raises(FormError, match=fault):
        schema.check(wrong)


def test_that_a_sound_document_passes_and_a_wrong_reference_does_not() -> None:
    schema.check(replace(small_form(requirement("r")), documents=(document(GOOD),)))
    with pytest.raises(FormError, match="serves no item x"):
        schema.check(
            replace(small_form(requirement("r")), documents=(document(GOOD, serves=("x",)),))
        )
