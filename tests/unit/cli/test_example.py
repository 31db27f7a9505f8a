"""The worked example: both files are whole, say the same, and each is written in its language."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import wording
from jalon import assets, example
from jalon.assessment import interchange, scope
from jalon.assessment.changes import PROVIDER
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.documents import Papers
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.summary_checks import checks
from jalon.export import interchange as exported
from jalon.forms import load
from jalon.forms.model import STATES
from jalon.session import Session

LANGUAGES = ("en", "fr")
SAID = ("comment", "corrective_action", "text", "reasons", "capacity_text", "what", "cost")
TEXTS = {"name", "note", "how", "reason", "gap", "next_step", "owner", "validator", *SAID}
AS_IT_IS = {"company-name", "company-country", "model-name"}
"""Facts whose text is a name and the same in both languages."""
PEOPLE = {"Camille Exemple", "Inès Fictif", "Noé Modèle"}


def document(language: str) -> dict[str, Any]:
    path = assets.folder("resources") / "example" / f"{language}.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def structure(language: str) -> dict[str, Any]:
    """The document with each text replaced by how many paragraphs it has."""

    def bare(value: object, name: str = "") -> object:
        match value:
            case dict():
                return {k: bare(v, k) for k, v in value.items()}
            case list():
                return [bare(v, name) for v in value]
            case str() if name in TEXTS:
                return value.count("\n\n") + 1
            case _:
                return value

    whole = document(language)
    plain: dict[str, Any] = {k: bare(v, k) for k, v in whole.items()}
    for fact in plain["facts"]:
        if load.form().fact[fact["item"]].kind in {"text", "long-text"}:
            fact["value"] = "a text"
    for entry in plain["documents"]:
        if is_text(entry):
            entry["value"] = "a text"
        elif is_table(entry):
            entry["value"] = [sorted(row) for row in entry["value"]]
    return plain


def kind(entry: dict[str, Any]) -> str:
    return load.form().answers[f"{entry['item']}.{entry['part']}"][2].kind


def is_text(entry: dict[str, Any]) -> bool:
    return kind(entry) in {"text", "long-text"}


def is_table(entry: dict[str, Any]) -> bool:
    return kind(entry) == "table"


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text that a person wrote, with its place; links, paths and names apart."""
    whole = document(language)
    for fact in whole["facts"]:
        if (
            load.form().fact[fact["item"]].kind in {"text", "long-text"}
            and fact["item"] not in AS_IT_IS
        ):
            yield fact["item"], fact["value"]
    for answer in whole["answers"]:
        for part in ("how", "reason", "gap", "next_step", "owner"):
            if answer.get(part) not in {None, *PEOPLE}:
                yield f"{answer['item']}.{part}", answer[part]
        for number, entry in enumerate(answer.get("evidence", [])):
            for part in ("name", "note"):
                if part in entry:
                    yield f"{answer['item']}.evidence.{number}.{part}", entry[part]
    said = (*whole["reviews"], *whole["comments"], *whole["opinions"])
    yield from ((f"{e['id']}.{part}", e[part]) for e in said for part in SAID if part in e)
    for event in whole["events"]:
        yield f"{event['type']}.{event['date']}", event["note"]


def document_texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of the documents that is no bare name or address."""
    for entry in document(language)["documents"]:
        place = f"{entry['item']}.{entry['part']}"
        if is_text(entry) and len(entry["value"].split()) > 1:
            yield place, entry["value"]
        for number, row in enumerate(entry["value"] if is_table(entry) else ()):
            for column in ("selection", "note", "content"):
                if column in row:
                    yield f"{place}.{number}.{column}", row[column]


def statuses(session: Session) -> dict[tuple[bool, str], tuple[ItemStatus, object]]:
    """The evaluation with models named alike, so that two projects can be compared.

    What a reviewer said is in words of each language; which verdict it was is not.
    """
    return {
        (subject == PROVIDER, item): (
            replace(status, review=None, conclusion=None),
            verdict(status),
        )
        for (subject, item), status in session.evaluation.items.items()
    }


def verdict(status: ItemStatus) -> object:
    review = status.review
    return review and (review.verdict and review.verdict.step.verdict, review.reviewed, review.own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_example_is_taken_over_by_a_fresh_project(language: str, tmp_path: Path) -> None:
    source = assets.folder("resources") / "example" / f"{language}.json"
    session = Session.create(tmp_path / "a.jalon", author=example.AUTHOR, example=True)
    edits = interchange.read(source.read_bytes(), session.form, session.assessment)
    session.apply(edits)
    (model,) = session.models
    assert session.assessment.text(PROVIDER, "company-name", "value") == example.ORGANISATION
    assert session.assessment.text(model, "model-name", "value") == "Exemple-3B"
    assert not any(status.problems for status in session.evaluation.items.values())
    session.close()


def test_that_a_language_without_an_example_of_its_own_shows_the_english_one(
    tmp_path: Path,
) -> None:
    told: list[Any] = []
    for code in ("en", "de"):
        session = example.make(tmp_path / f"{code}.jalon", code)
        told.append(exported.answers(session.snapshot())["facts"])
        session.close()
    values = [[(fact["item"], fact["value"]) for fact in facts] for facts in told]
    assert values[0] == values[1] != []


def test_that_both_languages_have_the_same_structure() -> None:
    assert structure("en") == structure("fr")


def test_that_every_text_differs_between_the_languages() -> None:
    en, fr = dict(texts("en")), dict(texts("fr"))
    en |= document_texts("en")
    fr |= document_texts("fr")
    assert len(en) > 140
    assert en.keys() == fr.keys()
    assert [place for place in en if en[place] == fr[place]] == []


def test_that_the_french_keeps_the_rules_of_typography() -> None:
    every = list(strings(document("fr")))
    assert len(every) > 300
    assert [(text, wrong) for text in every for wrong in wording.french(text)] == []


def strings(value: object) -> Iterator[str]:
    """Every text of the file, people's names and addresses included."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from strings(one)
        case dict():
            for one in value.values():
                yield from strings(one)


def test_that_no_text_has_blanks_at_its_ends_or_doubled() -> None:
    for language in LANGUAGES:
        for place, text in (*texts(language), *document_texts(language)):
            assert text == text.strip(), place
            assert "  " not in text, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_state_occurs_and_some_items_are_open(language: str, tmp_path: Path) -> None:
    session = example.make(tmp_path / "a.jalon", language)
    asked = [s for s in session.evaluation.items.values() if s.applies == "yes"]
    states = Counter(s.state for s in asked)
    assert set(states) == {*STATES, None}
    assert states[None] >= 3
    assert all(s.applies != "not-known" for s in session.evaluation.items.values())
    assert session.example
    session.close()


def test_that_both_languages_are_evaluated_alike(tmp_path: Path) -> None:
    en, fr = (example.make(tmp_path / f"{code}.jalon", code) for code in LANGUAGES)
    assert statuses(en) == statuses(fr)
    assert en.evaluation.overall == fr.evaluation.overall
    assert en.evaluation.by_measure == fr.evaluation.by_measure
    assert en.evaluation.by_obligation == fr.evaluation.by_obligation
    low, high = en.evaluation.overall.low, en.evaluation.overall.high
    assert low is not None
    assert high is not None
    assert 0 < low < high < 1
    en.close()
    fr.close()


def test_that_every_fact_shown_is_answered(tmp_path: Path) -> None:
    made = example.make(tmp_path / "en.jalon", "en")
    shown = {
        fact
        for fact, about in made.form.fact.items()
        if not about.retired
        and (
            about.shown_when is None
            or scope.holds(
                made.form,
                about.shown_when,
                made.models[0],
                made.assessment,
                made.evaluation.conclusions,
            )
        )
    }
    assert shown == {fact["item"] for fact in document("en")["facts"]}
    made.close()


def test_that_every_conclusion_of_the_example_is_drawn(tmp_path: Path) -> None:
    made = example.make(tmp_path / "en.jalon", "en")
    open_ones = [c.id for c in made.evaluation.conclusions.values() if c.value == "not-known"]
    assert open_ones == []
    made.close()


def test_that_due_dates_lie_on_both_sides_of_the_date_of_the_law() -> None:
    law = load.form().law_date
    answers = document("en")["answers"]
    due = [a["due"] for a in answers if "due" in a]
    assert min(due) < law
    assert sum(day > law for day in due) > sum(day < law for day in due)
    for answer in answers:
        for entry in answer.get("evidence", []):
            assert entry["date"] <= law, entry["name"]
        assert answer.get("state") != "partial" or answer["gap"], answer["item"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_dates_of_the_example_are_of_every_kind_and_none_is_late(
    language: str, tmp_path: Path
) -> None:
    made = example.make(tmp_path / "a.jalon", language)
    law = date.fromisoformat(made.form.law_date)
    found = Reckoning(made.form, made.assessment, made.evaluation, law).deadlines
    stands = Counter(row.status for row in found)
    assert {"due", "done", "kept-until", "not-started", "not-applicable"} <= set(stands)
    assert not {"overdue", "not-known"} & set(stands)
    assert [row.day for row in found if row.status == "done"] == [
        date(2026, 3, 14),
        date(2026, 11, 17),
    ]
    made.close()


def test_that_what_is_implemented_has_evidence_and_links_are_reserved_names() -> None:
    for answer in document("fr")["answers"]:
        if answer.get("state") in {"implemented", "alternative"}:
            assert answer["evidence"], answer["item"]
        for entry in answer.get("evidence", []):
            host = entry["target"].partition("://")[2].partition("/")[0]
            assert not host or host.endswith("example.org"), entry["target"]


def test_that_the_review_of_the_example_has_every_verdict_and_shows_dissent(tmp_path: Path) -> None:
    session = example.make(tmp_path / "a.jalon", "fr")
    review = session.evaluation.review
    given = [g for s in review.standings.values() for g in s.verdicts]
    assert {g.step.verdict for g in given} == {"to-correct", "improvable", "acceptable"}
    assert all(g.counts for g in given)
    assert any(s.state == "asked" and not s.verdicts for s in review.standings.values())
    assert len(review.dissent) == 1
    assert [o.direction for o in review.opinions] == ["unfavourable", "favourable"]
    assert any(c.answers for c in review.comments)
    session.close()


def test_that_the_documents_are_nearly_full_and_show_what_the_checks_find(tmp_path: Path) -> None:
    found = []
    for code in LANGUAGES:
        session = example.make(tmp_path / f"{code}.jalon", code)
        papers = Papers(session.form, session.models[0], session.assessment)
        form, summary = papers.of("model-documentation"), papers.of("training-summary")
        assert 0 < form.progress().open < 5
        assert 0 < summary.progress().open < 5
        found.append([(c.id, c.finding, c.place) for c in checks(papers, date(2026, 11, 23))])
        session.close()
    assert found[0] == found[1]
    assert {finding for _, finding, _ in found[0]} == {"fault", "unknown", "clear", "not-asked"}
