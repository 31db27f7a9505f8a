"""The checks of the public summary: fault, nothing found, unknown, or no object."""

import json
import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_dates import profile, record
from unit_state import MODEL, state

from jalon.assessment import document_tables, summary_check
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.documents import Papers
from jalon.assessment.evaluate import evaluate
from jalon.assessment.summary_check import TITLES, Check
from jalon.assessment.summary_checks import checks
from jalon.assessment.summary_crawling import owed
from jalon.assessment.summary_updates import interval_end
from jalon.forms import load
from jalon.language import available, translator

FORM = load.form()
TODAY = date(2026, 11, 26)
OWED, FREE = profile({}), profile({"licence": "free-open-source"})
Rows = list[dict[str, Value]]


def read(
    values: dict[str, Value], tables: dict[str, Rows] | None = None, today: date = TODAY
) -> tuple[Check, ...]:
    """Check a record with these facts and answers (``FIELD.part``) and tables."""
    found: list[tuple[Subject, str, str, Value]] = []
    for name, value in values.items():
        if name in FORM.fact:
            whose = {i: s for i, s in FORM.fact_scope.items() if i == name}.popitem()[1]
            found.append((PROVIDER if whose == "provider" else MODEL, name, "value", value))
        else:
            item, _, part = name.partition(".")
            found.append((MODEL, item, part or "value", value))
    for item, rows in (tables or {}).items():
        for number, row in enumerate(rows, start=1):
            key: Key = document_tables.place_key(MODEL, item, "value", f"row-{number:08x}")
            found.append((key.subject, key.item, key.field, number))
            found += [(MODEL, item, f"{key.field}.{c}", v) for c, v in row.items()]
    return checks(Papers(FORM, MODEL, state(*found)), today)


def one(
    name: str,
    values: dict[str, Value],
    tables: dict[str, Rows] | None = None,
    today: date = TODAY,
) -> str:
    findings = {check.finding for check in read(values, tables, today) if check.id == name}
    assert len(findings) == 1
    return findings.pop()


def test_that_nothing_known_is_neither_a_fault_nor_in_order() -> None:
    found = read({})
    assert {check.id for check in found} == set(TITLES)
    assert {check.finding for check in found} == {"unknown"}


PLACED: dict[str, Value] = {"placed-on-market": "2026-03-14"}
LATER: dict[str, Value] = {"placed-on-market": "2027-03-14"}
OLD: dict[str, Value] = {"placed-on-market": "2025-08-01"}
CRAWLED: dict[str, Value] = {"crawling": "own"}
PUBLIC: dict[str, Value] = {"tcs-public-used": "yes"}
PAGE = "https://www.example.org/models/summary"


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("address", PLACED, "fault"),
        ("address", LATER, "not-asked"),
        ("address", OLD, "unknown"),
        ("address", {**OLD, "same-run": "not-known"}, "unknown"),
        ("address", {**OLD, "same-run": "yes"}, "not-asked"),
        ("address", {**OLD, "same-run": "no"}, "unknown"),
        ("address", {**PLACED, "tcs-address": PAGE}, "clear"),
        ("address", {"tcs-address": "www.example.org/summary"}, "clear"),
        ("address", {"tcs-address": "https://www.example.org"}, "fault"),
        ("address", {"tcs-address": "https://www.example.org/ "}, "fault"),
        ("address", {"tcs-address": "our website"}, "fault"),
        ("channels", {**PLACED, "distribution": ["api"]}, "fault"),
        ("channels", {**LATER, "distribution": ["api"]}, "not-asked"),
        ("channels", {**PLACED, "distribution": ["internal"]}, "not-asked"),
        ("channels", PLACED, "unknown"),
        ("channels", {"distribution": ["api"]}, "unknown"),
        ("models", PLACED, "fault"),
        ("models", LATER, "unknown"),
        ("models", {"model-name": "Zyx"}, "fault"),
        ("models", {"model-name": "Zyx", "model-version": "2.1"}, "clear"),
        ("models", {"tcs-names.names": "Zyx large and small"}, "fault"),
        ("dependencies", {"model-origin": "own"}, "not-asked"),
        ("dependencies", {"model-origin": "integrated"}, "not-asked"),
        ("dependencies", {}, "unknown"),
        ("dependencies", {"model-origin": "modified"}, "fault"),
        ("dependencies", {"model-origin": "modified", "tcs-dependencies": "Abc-7B"}, "clear"),
        ("representative", {"company-established": "union"}, "not-asked"),
        ("representative", {"company-established": "third-country"}, "unknown"),
        ("representative", {"company-established": "third-country", **OWED}, "fault"),
        ("representative", {"company-established": "third-country", **FREE}, "not-asked"),
        (
            "representative",
            {"company-established": "third-country", "tcs-representative": "Rep, Lyon"},
            "clear",
        ),
        ("crawlers", CRAWLED, "fault"),
        ("crawlers", {"crawling": "third-party-only"}, "not-asked"),
        ("crawlers", {"crawling": "not-known"}, "unknown"),
        ("crawlers", {**CRAWLED, "tcs-crawl-names": "ZyxBot"}, "clear"),
        ("crawlers", {"tcs-crawl-names": "ZyxBot"}, "unknown"),
        ("domains", CRAWLED, "fault"),
        ("domains", {**CRAWLED, "tcs-crawl-domains.list": "a.example\nb.example"}, "clear"),
        ("domains", {**CRAWLED, "tcs-crawl-domains.list": " \n "}, "fault"),
        ("domains", {**CRAWLED, "tcs-crawl-domains.access": PAGE}, "clear"),
        ("domains", {"tcs-crawl-used": "no", **CRAWLED}, "not-asked"),
        ("forms", {**CRAWLED, "tcs-crawl-domains.list": "example.com\nmünchen.de"}, "clear"),
        ("forms", {**CRAWLED, "tcs-crawl-domains.list": "https://example.com/x"}, "fault"),
        ("forms", {**CRAWLED, "tcs-crawl-domains.list": "example.com\nsome site"}, "fault"),
        ("forms", CRAWLED, "unknown"),
        ("gaps", PLACED, "not-asked"),
        ("gaps", OLD, "unknown"),
        ("gaps", {**OLD, "tcs-gaps-any": "no"}, "clear"),
        ("gaps", {**OLD, "tcs-gaps-any": "yes"}, "fault"),
        ("gaps", {**OLD, "tcs-gaps-any": "yes", "tcs-gaps-stated": "Logs lost."}, "clear"),
    ],
)
def test_that_a_check_finds_what_it_looks_for(
    name: str, values: dict[str, Value], expected: str
) -> None:
    assert one(name, values) == expected


@pytest.mark.parametrize(
    ("placed", "today", "late"),
    [
        ("2026-11-26", "2026-11-26", "fault"),
        ("2026-11-27", "2026-11-26", "not-asked"),
        ("2025-08-01", "2027-08-02", "not-asked"),
        ("2025-08-01", "2027-08-03", "fault"),
        ("2025-08-02", "2025-08-02", "fault"),
    ],
)
def test_that_a_summary_is_due_when_the_model_is_placed_and_of_older_ones_in_2027(
    placed: str, today: str, late: str
) -> None:
    values: dict[str, Value] = {"placed-on-market": placed, "same-run": "yes"}
    found = one("address", values, today=date.fromisoformat(today))
    assert found == late


@pytest.mark.parametrize(("today", "late"), [("2027-08-02", "unknown"), ("2027-08-03", "fault")])
def test_that_an_older_models_day_is_open_until_its_versions_are_told_apart_or_it_is_past(
    today: str, late: str
) -> None:
    found = one("address", {"placed-on-market": "2025-05-02"}, today=date.fromisoformat(today))
    assert found == late


# -- channels and data sets ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"name": "API", "link": PAGE}], "clear"),
        ([{"name": "API", "link": PAGE}, {"name": "Hub"}], "fault"),
        ([{"link": PAGE}], "clear"),
    ],
)
def test_that_every_channel_has_the_summary(rows: Rows, expected: str) -> None:
    assert one("channels", PLACED, {"tcs-channels": rows}) == expected


@pytest.mark.parametrize(
    ("row", "corpus", "access"),
    [
        ({"name": "Common Crawl"}, "fault", "fault"),
        ({"name": "common-crawl", "link": PAGE}, "fault", "clear"),
        ({"name": "Common Crawl, CC-MAIN-2024-10", "link": PAGE}, "clear", "clear"),
        ({"name": "Common Crawl", "from": "2024-02", "to": "2024-03"}, "clear", "fault"),
        ({"name": "CommonCrawl", "content": "Snapshot of March 2024."}, "clear", "clear"),
        ({"name": "C4", "link": PAGE}, "fault", "clear"),
        ({"name": "FineWeb", "link": PAGE}, "fault", "clear"),
        ({"name": "FineWeb v1.2", "link": PAGE}, "clear", "clear"),
        ({"name": "Zyx-Text", "content": "Press, period not known."}, "clear", "clear"),
        ({"name": "Zyx-Text", "content": "Press."}, "clear", "fault"),
        ({"link": PAGE}, "clear", "fault"),
    ],
)
def test_that_data_sets_are_named_so_that_they_can_be_found(
    row: dict[str, Value], corpus: str, access: str
) -> None:
    tables: dict[str, Rows] = {"tcs-public-large": [row]}
    assert one("corpus", PUBLIC, tables) == corpus
    assert one("datasets", PUBLIC, tables) == access


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Texts from Common Crawl and others.", "fault"),
        ("Texts from Common Crawl (CC-MAIN-2023-50).", "clear"),
        ("Encyclopaedias.", "clear"),
    ],
)
def test_that_a_corpus_in_the_description_counts_too(text: str, expected: str) -> None:
    assert one("corpus", {**PUBLIC, "tcs-public-others": text}) == expected


SIZES: Rows = [
    {"name": "Alpha", "modality": "text", "size": 970},
    {"name": "Beta", "modality": "text", "size": 30},
]
LISTED: Rows = [{"name": " alpha ", "link": PAGE}]


@pytest.mark.parametrize(
    ("sizes", "listed", "complete", "expected"),
    [
        (SIZES, LISTED, "yes", "clear"),
        (SIZES, [], "yes", "fault"),
        (SIZES, LISTED, "no", "clear"),
        (SIZES, [], "no", "unknown"),
        (SIZES, LISTED, None, "clear"),
        ([{**SIZES[0], "size": 969}, {**SIZES[1], "size": 31}], LISTED, "yes", "fault"),
        ([{**SIZES[0], "size": 969}, {**SIZES[1], "size": 31}], LISTED, "no", "unknown"),
        ([*SIZES, {"name": "Beta", "modality": "text", "size": 1}], LISTED, "yes", "fault"),
        ([*SIZES, {"name": "Beta", "modality": "image", "size": 5}], LISTED, "yes", "fault"),
        ([*SIZES, {"name": "Gamma", "modality": "text"}], LISTED, "yes", "unknown"),
        ([], LISTED, "yes", "unknown"),
    ],
)
def test_that_large_data_sets_are_listed(
    sizes: Rows, listed: Rows, complete: str | None, expected: str
) -> None:
    tables = {"tcs-sizes": sizes, "tcs-public-large": listed}
    assert one("large", {**PUBLIC, "tcs-sizes.complete": complete}, tables) == expected


@pytest.mark.parametrize("used", ["no", None])
@pytest.mark.parametrize("name", ["corpus", "datasets", "large"])
def test_that_without_public_data_sets_there_is_nothing_to_check(
    name: str, used: str | None
) -> None:
    expected = "not-asked" if used else "unknown"
    assert one(name, {"tcs-public-used": used}, {"tcs-public-large": LISTED}) == expected


# -- domain names ----------------------------------------------------------------------------


@given(st.integers(min_value=1, max_value=10**7))
def test_that_an_sme_lists_five_per_cent_or_a_thousand_and_others_ten(total: int) -> None:
    small, others = owed(total)
    assert others == min(n for n in (total // 10, total // 10 + 1) if n * 10 >= total)
    assert small == min(1000, *(n for n in (total // 20, total // 20 + 1) if n * 20 >= total))
    assert small <= others


SIZE = {"micro": "sme", "small": "sme", "medium": "sme", "small-mid-cap": "other"}
SIZE |= {"larger": "other", "not-known": "", "": ""}


@given(
    st.integers(min_value=1, max_value=100_000),
    st.integers(min_value=0, max_value=12_000),
    st.sampled_from(sorted(SIZE)),
)
def test_that_the_number_listed_is_compared_with_what_this_company_owes(
    total: int, listed: int, size: str
) -> None:
    values: dict[str, Value] = {
        **CRAWLED,
        "company-size": size or None,
        "tcs-domain-count.all": total,
        "tcs-domain-count.listed": listed,
    }
    small, others = math.ceil(total / 20), math.ceil(total / 10)
    wanted = {"sme": {min(small, 1000)}, "other": {others}}.get(
        SIZE[size], {min(small, 1000), others}
    )
    enough = {listed >= one_ for one_ in wanted}
    expected = "unknown" if len(enough) > 1 else "clear" if enough == {True} else "fault"
    if listed > total:
        expected = "fault"
    assert one("share", values) == expected


def test_that_a_list_that_stands_here_counts_each_name_once() -> None:
    names = "A.example\na.example\nb.example.\n\nc.example"
    values: dict[str, Value] = {
        **CRAWLED,
        "company-size": "larger",
        "tcs-crawl-domains.list": names,
        "tcs-domain-count.all": 30,
        "tcs-domain-count.listed": 0,
    }
    assert one("share", values) == "clear"
    assert one("share", {**values, "tcs-domain-count.all": 31}) == "fault"
    assert one("share", {**CRAWLED, "tcs-crawl-domains.list": names}) == "unknown"


# -- wording ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We may use data from the web.",
        "The data MAY INCLUDE blogs.",
        "It might have been collected in part.",
        "Sources could also contain forums.",
        "Public pages, including but not limited to news.",
        "Various sources.",
        "Nous pouvons dire qu'il peut inclure des blogs.",
        "Les données pourraient être issues du web.",
        "Des contenus susceptibles d’être protégés.",
        "Pages publiques, entre autres.",
        "Le corpus peut se composer de pages.",
        "Il se peut que des forums y soient.",
    ],
)
def test_that_vague_wording_is_found_in_english_and_french(text: str) -> None:
    (found,) = [c for c in read({"tcs-crawl-content": text}) if c.id == "vague"]
    assert found.finding == "fault"
    assert found.basis == "usual-fault"
    assert found.place == "tcs-crawl-content.value"


@pytest.mark.parametrize(
    "text",
    [
        "Collected from May 2024 to June 2024.",
        "The model was trained on news and forums.",
        "Le modèle a été entraîné sur la presse.",
        "Dismay and mayonnaise.",
        "On ne peut pas accéder aux pages payantes.",
    ],
)
def test_that_plain_wording_is_not(text: str) -> None:
    assert one("vague", {"tcs-crawl-used": "yes", "tcs-crawl-content": text}) == "clear"


def test_that_each_place_is_named_and_what_is_not_for_the_public_is_left_alone() -> None:
    values: dict[str, Value] = {
        "tcs-languages": "May be French.",
        "tcs-illegal-measures": "Filters may have been used.",
        "tcs-address": "may be.example/x",
    }
    places = [c.place for c in read(values) if c.id == "vague"]
    assert places == ["tcs-languages.value", "tcs-illegal-measures.value"]


# -- updates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("updated", "trained", "end"),
    [
        ("2026-04-30", "2026-06-01", "2026-10-30"),
        ("2026-01-31", "2026-10-01", "2027-01-31"),
        ("2026-08-31", "2026-09-01", "2027-02-28"),
        ("2027-08-31", "2027-12-24", "2028-02-29"),
        ("2026-03-31", "2026-09-30", "2026-09-30"),
        ("2026-03-31", "2026-10-01", "2027-03-31"),
    ],
)
def test_that_six_months_run_from_the_last_update(updated: str, trained: str, end: str) -> None:
    days = (date.fromisoformat(updated), date.fromisoformat(trained))
    assert interval_end(*days) == date.fromisoformat(end)


@given(
    st.dates(min_value=date(2025, 9, 1), max_value=date(2036, 1, 1)),
    st.integers(min_value=1, max_value=1500),
)
def test_that_the_check_and_the_dates_name_the_same_day(updated: date, later: int) -> None:
    trained = updated + timedelta(later)
    events = [
        {"type": "summary-published", "date": updated.isoformat()},
        {"type": "further-training", "date": trained.isoformat()},
    ]
    assessment = record(model={"placed-on-market": "2025-09-01"}, events=events)
    reckoning = Reckoning(FORM, assessment, evaluate(FORM, assessment), TODAY)
    (row,) = [r for r in reckoning.deadlines if r.rule.id == "summary-update"]
    assert row.day == interval_end(updated, trained)


@pytest.mark.parametrize(
    ("updated", "rows", "expected"),
    [
        ("2026-10-01", [("2026-09-10", "no")], "clear"),
        ("2026-09-10", [("2026-09-10", "yes")], "clear"),
        ("2026-01-01", [("2026-05-25", "no")], "fault"),
        ("2026-05-26", [("2026-05-27", "no")], "clear"),
        ("2026-05-25", [("2026-05-27", "no")], "fault"),
        ("2026-01-01", [("2026-11-20", "no")], "clear"),
        ("2026-01-01", [("2026-11-20", "yes")], "fault"),
        ("2026-01-01", [("2026-11-20", "not-known")], "unknown"),
        ("2026-01-01", [("2026-05-01", "not-known")], "fault"),
        ("2026-01-01", [("2026-11-20", None)], "unknown"),
        ("2026-08-01", [("2026-05-25", "yes"), ("2026-11-01", "no")], "clear"),
        (None, [("2026-05-25", "yes")], "unknown"),
        ("2026-01-01", [(None, "yes")], "unknown"),
        ("2026-01-01", [], "unknown"),
    ],
)
def test_that_further_training_calls_for_an_update_in_time(
    updated: str | None, rows: list[tuple[str | None, str | None]], expected: str
) -> None:
    table: Rows = [{"day": day, "material": m, "note": "x"} for day, m in rows]
    values: dict[str, Value] = {"tcs-trained": "yes", "tcs-updated": updated}
    assert one("update", values, {"tcs-trainings": table}) == expected


def test_that_no_further_training_asks_for_nothing() -> None:
    assert one("update", {"tcs-trained": "no"}) == "not-asked"


# -- what every check says -------------------------------------------------------------------


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("values", [{}, PLACED, {**CRAWLED, **PUBLIC, **OLD}])
def test_that_each_says_why_where_and_how_sure_in_every_language(
    code: str, values: dict[str, Value]
) -> None:
    tr = translator(code)
    for check in read(values):
        said = summary_check.words(check, tr)
        assert said
        assert "{" not in said
        assert check.place in FORM.fact or check.place in FORM.answers
        assert ("C(2025) 8311" in check.source) == (check.basis == "template")
        assert ("Trinity College" in check.source) == (check.basis == "usual-fault")
        json.dumps({k: str(v) for k, v in check.details.items()})
        if code != "en":
            assert said != check.message
