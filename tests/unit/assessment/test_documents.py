"""What stands in a document: written, drafted from the record, or not stated yet."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_state import MODEL, OTHER, state

from jalon.assessment import document_rules, document_tables, document_words
from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.document_state import Paper, Stated
from jalon.assessment.documents import Papers
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.forms.documents import Answer, DocumentId
from jalon.language import available, translator

FORM = load.form()
EN, FR = translator("en"), translator("fr")
TEXTS = ("text", "long-text")


def papers(**values: Value) -> Papers:
    """Read a record with these facts and answers of the one model: ``field__part``."""
    return Papers(FORM, MODEL, record(**values))


def record(**values: Value) -> Assessment:
    found: list[tuple[Subject, str, str, Value]] = []
    for name, value in values.items():
        item, _, part = name.replace("_0_", ".").partition("__")
        item = item.replace("_", "-")
        fact = next((f for f in FORM.fact if f == item), None)
        whose = PROVIDER if fact and FORM.fact_scope[fact] == "provider" else MODEL
        found.append((whose, item, part.replace("_", "-") or "value", value))
    return state(*found)


def words(stated: Stated, language: str = "en") -> str:
    document, _, _ = FORM.answers[stated.place]
    return document_words.shown(document, stated, translator(language))


def test_that_an_empty_record_answers_nothing() -> None:
    empty = Papers(FORM, MODEL, Assessment())
    for document in FORM.documents:
        paper = empty.paper(document)
        assert {s.origin for s in paper.answers} == {"none"}
        assert paper.progress().stated == 0
        assert all(s.value is None and not s.pieces for s in paper.answers)


FACTS: dict[str, Value] = {
    "company_name": "Zyx & Søn",
    "model_name": "Zyx-1B",
    "model_version": "1.0, 1.1",
    "model_origin": "own",
    "placed_on_market": "2026-03-14",
    "modalities": ["text", "image"],
    "distribution": ["api", "download"],
    "licence": "proprietary",
    "training_compute": 2.4e23,
    "crawling": "on-behalf",
    "code_position": "not-signed",
}
DRAFTED = {
    "mdf-legal-name": ("Zyx & Søn", "Zyx & Søn"),
    "mdf-model-name": ("Zyx-1B\n1.0, 1.1", "Zyx-1B\n1.0, 1.1"),
    "mdf-union-date": ("14 March 2026", "14\u00a0mars 2026"),
    "mdf-dependencies": ("N/A", "Sans objet"),
    "mdf-output": ("Text\nImages", "Texte\nImages"),
    "mdf-licence.type": ("Proprietary", "Licence propriétaire"),
    "mdf-compute.figure": ("2.4\u00a0×\u00a010²³\u00a0FLOP", "2,4\u00a0×\u00a010²³\u00a0FLOP"),
    "mdf-compute.magnitude": ("10²³\u00a0FLOP", "10²³\u00a0FLOP"),
    "tcs-provider.name": ("Zyx & Søn", "Zyx & Søn"),
    "tcs-placed": ("14 March 2026", "14\u00a0mars 2026"),
    "tcs-crawl-used": ("Yes", "Oui"),
    "tcs-tdm-signatory": ("No", "Non"),
}


@pytest.mark.parametrize("place", DRAFTED)
def test_that_what_the_record_holds_is_a_draft_with_its_source(place: str) -> None:
    stated = papers(**FACTS).stated(place)
    assert stated.origin == "draft"
    assert stated.sources
    assert all(source in FORM.fact or source in FORM.answers for source in stated.sources)
    assert (words(stated), words(stated, "fr")) == DRAFTED[place]


@pytest.mark.parametrize("place", DRAFTED)
def test_that_a_draft_goes_when_its_source_does(place: str) -> None:
    assert papers().stated(place).origin == "none"


def test_that_what_a_user_writes_stands_in_the_place_of_the_draft() -> None:
    read = papers(**FACTS, mdf_legal_name="Other name", tcs_crawl_used="no")
    assert (read.stated("mdf-legal-name").origin, words(read.stated("mdf-legal-name"))) == (
        "written",
        "Other name",
    )
    assert read.stated("tcs-crawl-used").value == "no"


@pytest.mark.parametrize(
    ("fact", "value", "place"),
    [
        ("crawling", "not-known", "tcs-crawl-used"),
        ("licence", "not-known", "mdf-licence.type"),
        ("model_origin", "modified", "mdf-dependencies"),
    ],
)
def test_that_what_is_not_known_is_no_draft(fact: str, value: str, place: str) -> None:
    assert papers(**{fact: value}).stated(place).origin == "none"


@pytest.mark.parametrize(
    ("position", "chapters", "expected"),
    [
        ("signed-whole", None, "yes"),
        ("signed-chapters", ["transparency", "copyright"], "yes"),
        ("signed-chapters", ["transparency"], "no"),
        ("signed-chapters", None, None),
        ("undecided", None, "no"),
        ("not-signed", ["copyright"], "no"),
        (None, None, None),
    ],
)
def test_that_being_a_signatory_follows_from_the_position(
    position: str | None, chapters: list[Value] | None, expected: str | None
) -> None:
    read = papers(code_position=position, signed_chapters=chapters)
    assert read.stated("tcs-tdm-signatory").value == expected


def test_that_a_model_that_differs_from_the_company_says_so_in_its_document() -> None:
    assessment = state(
        (PROVIDER, "company-name", "value", "Zyx"), (OTHER, "model-name", "value", "B")
    )
    other = Papers(FORM, OTHER, assessment)
    assert words(other.stated("mdf-legal-name")) == "Zyx"
    assert words(other.stated("mdf-model-name")) == "B"
    assert papers().stated("mdf-model-name").origin == "none"


PROVENANCE: dict[str, Value] = {
    "tcs_licensed_used": "no",
    "tcs_private_used": "yes",
    "tcs_user_model": "no",
    "tcs_user_services": "no",
    "tcs_public_used": "yes",
    "tcs_synthetic_used": "no",
    "tcs_other_used": "no",
}


def test_that_the_provenance_follows_from_the_summary_once_all_is_known() -> None:
    known = papers(**PROVENANCE, crawling="none").stated("mdf-data-provenance")
    assert known.value == ["private", "public"]
    for name in ("tcs_user_model", "tcs_public_used", "tcs_other_used"):
        lacking = {k: v for k, v in PROVENANCE.items() if k != name}
        assert papers(**lacking, crawling="none").stated("mdf-data-provenance").origin == "none"
    assert papers(**PROVENANCE).stated("mdf-data-provenance").origin == "none"


def test_that_two_copies_that_differ_are_neither_written_nor_missing() -> None:
    one, two = record(mdf_version="1"), record(mdf_version="2")
    both = {k: (*one.heads[k], *two.heads[k]) for k in one.heads}
    stated = Papers(FORM, MODEL, Assessment(both)).stated("mdf-version")
    assert stated.origin == "disputed"
    assert not stated.stands


# -- what is asked ---------------------------------------------------------------------------


@pytest.mark.parametrize(("used", "asked"), [(None, "not-known"), ("yes", "yes"), ("no", "no")])
def test_that_what_follows_from_a_question_waits_for_its_answer(
    used: str | None, asked: str
) -> None:
    read = papers(tcs_synthetic_used=used)
    assert read.stated("tcs-synthetic-models").asked == asked
    assert read.stated("tcs-synthetic-used").asked == "yes"


@pytest.mark.parametrize(
    ("model", "services", "asked"),
    [
        ("yes", None, "yes"),
        (None, "yes", "yes"),
        ("no", "no", "no"),
        ("no", None, "not-known"),
        (None, None, "not-known"),
    ],
)
def test_that_either_answer_can_call_for_the_next(
    model: str | None, services: str | None, asked: str
) -> None:
    read = papers(tcs_user_model=model, tcs_user_services=services)
    assert read.stated("tcs-user-description").asked == asked


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2025-08-01", "yes"), ("2025-08-02", "no"), ("2024-02-29", "yes"), (None, "not-known")],
)
def test_that_only_older_models_are_asked_for_gaps(day: str | None, asked: str) -> None:
    assert papers(placed_on_market=day).stated("tcs-gaps-any").asked == asked


def test_that_progress_counts_rows_and_waits_for_what_belongs_to_them() -> None:
    def first(**values: Value) -> tuple[int, int, int]:
        paper = papers(**values).of("training-summary")
        section = next(s for s in paper.document.section if s.number == "1.1")
        counted = paper.progress(paper.inside(section))
        return counted.asked, counted.written, counted.drafts

    union: dict[str, Value] = {"company_established": "union"}
    assert first(**union) == (1, 0, 0)
    assert first(**union, company_name="Zyx") == (1, 0, 0)
    assert first(**union, company_name="Zyx", tcs_provider__contact="Here") == (1, 0, 1)
    assert first(**union, tcs_provider__name="Z", tcs_provider__contact="Here") == (1, 1, 0)
    assert first() == (2, 0, 0)


def test_that_a_choice_of_others_wants_to_know_which() -> None:
    def stated(**values: Value) -> int:
        paper = papers(**values).of("model-documentation")
        return paper.progress().stated

    assert stated(mdf_input=["text"]) == 1
    assert stated(mdf_input=["text", "other"]) == 0
    assert stated(mdf_input=["text", "other"], mdf_input__other="Touch") == 1


# -- everything can be answered --------------------------------------------------------------


def filled(answer: Answer, document: DocumentId, text: str) -> Value:
    """Return something that answers a question of any kind but a table."""
    options = next(d for d in FORM.documents if d.id == document).options(answer.choice)
    kinds: dict[str, Any] = {
        "number": 7.3e10,
        "date": "2026-03-14",
        "month": "2026-03",
        "choice": options[0].value if options else None,
        "choices": [o.value for o in options],
    }
    return kinds.get(answer.kind, text)  # type: ignore[no-any-return]  # JSON, chosen above


@given(st.text(min_size=1).filter(lambda t: t.strip()))
def test_that_every_text_written_anywhere_is_what_is_shown(text: str) -> None:
    values: list[tuple[Subject, str, str, Value]] = [
        (MODEL, field.id, answer.id, filled(answer, document.id, text))
        for document, field, answer in FORM.answers.values()
        if answer.kind != "table"
    ]
    read = Papers(FORM, MODEL, state(*values))
    for document in FORM.documents:
        paper: Paper = read.paper(document)
        for stated in paper.answers:
            if stated.answer.kind == "table":
                continue
            assert stated.origin == "written"
            if stated.answer.kind in TEXTS:
                assert document_words.shown(document, stated, FR) == text
        assert paper.progress().open == sum(
            s.answer.kind == "table" and s.answer.row for s in paper.answers
        )


# -- tables ----------------------------------------------------------------------------------

ROWS = st.lists(
    st.dictionaries(st.sampled_from(["name", "link", "content"]), st.text(min_size=1), min_size=1),
    max_size=5,
)


@given(ROWS, ROWS)
def test_that_a_table_holds_the_rows_it_was_given_last_in_their_order(
    first: list[dict[str, Value]], second: list[dict[str, Value]]
) -> None:
    assessment = Assessment()
    for rows in (first, second, second):
        edits = document_tables.replaced(assessment, MODEL, "tcs-public-large", "value", rows)
        assessment = applied(assessment, edits)
        found = document_tables.rows_of(assessment, MODEL).get(("tcs-public-large", "value"), ())
        assert [dict(row.cells) for row in found] == rows
    assert document_tables.replaced(assessment, MODEL, "tcs-public-large", "value", second) == []


def applied(assessment: Assessment, edits: list[Any]) -> Assessment:
    """Return the state after edits; each takes the place of what its field held."""
    heads = dict(assessment.heads)
    for key, value in edits:
        heads[key] = next(iter(state((key.subject, key.item, key.field, value)).heads.values()))
    return Assessment(heads)


def test_that_a_row_with_nothing_in_it_is_none() -> None:
    edits = document_tables.added(Assessment(), MODEL, "tcs-channels", "value", "row-00000001")
    read = Papers(FORM, MODEL, applied(Assessment(), edits))
    assert read.stated("tcs-channels").origin == "none"


# -- rules and words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "1-500m"),
        (499_999_999, "1-500m"),
        (500_000_000, None),
        (500_000_001, "500m-5b"),
        (3.8e9, "500m-5b"),
        (7e9, "5b-15b"),
        (15e9, None),
        (405e9, "100b-500b"),
        (671e9, "500b-1t"),
        (1e12, None),
        (1.6e12, "over-1t"),
        (0, None),
    ],
)
def test_that_a_number_of_parameters_falls_into_its_range(
    count: float, expected: str | None
) -> None:
    assert document_rules.ruled("parameter-range", count) == expected
    found = papers(mdf_size__figure=count or None).stated("mdf-size.range")
    assert found.value == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, "under-1"),
        (27.9, "under-1"),
        (28, None),
        (31, None),
        (32, "1-3"),
        (88, "1-3"),
        (89, None),
        (92, None),
        (93, "3-6"),
        (180, "3-6"),
        (181, None),
        (184, None),
        (185, "over-6"),
        (900, "over-6"),
    ],
)
def test_that_days_fall_into_a_range_of_months_only_where_every_month_agrees(
    days: float, expected: str | None
) -> None:
    assert document_rules.ruled("month-range", days) == expected


@given(st.floats(min_value=1e-3, max_value=1e30, allow_nan=False))
def test_that_the_order_of_magnitude_is_the_power_of_ten(value: float) -> None:
    found = document_rules.ruled("magnitude", value)
    assert isinstance(found, float)
    assert found <= value * (1 + 1e-12)
    assert value < found * 10 * (1 + 1e-12)


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (2e23, "2.0\u00a0×\u00a010²³", "2,0\u00a0×\u00a010²³"),
        (1e23, "1.0\u00a0×\u00a010²³", "1,0\u00a0×\u00a010²³"),
        (2.41e23, "2.41\u00a0×\u00a010²³", "2,41\u00a0×\u00a010²³"),
        (3_800_000_000, "3,800,000,000", "3\u202f800\u202f000\u202f000"),
        (0.12345, "0.12345", "0,12345"),
    ],
)
def test_that_figures_show_every_digit_and_at_least_two(value: float, en: str, fr: str) -> None:
    assert document_words.figure(value, EN) == en
    assert document_words.figure(value, FR) == fr


@pytest.mark.parametrize("code", available())
def test_that_a_month_is_written_in_words_and_nonsense_as_it_is(code: str) -> None:
    written = document_words.month("2026-03", translator(code))
    assert written == {"en": "March 2026", "fr": "mars 2026"}[code]
    assert document_words.month("soon", translator(code)) == "soon"
    assert translator(code).day("14/3") == "14/3"
