"""Answers read from a file: strict, all or none, each problem with its place."""

import json
import re
import tracemalloc
from typing import Any

import pytest
from unit_questionnaire import form, requirement
from unit_state import MODEL, state

from jalon.assessment import interchange
from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.interchange_problems import Refused
from jalon.language import translator

ASKED = form(requirement("r"), requirement("m", scope="model"))
PROJECT = state((MODEL, "subject", "kind", "model"))


def document(**parts: object) -> dict[str, Any]:
    return {"format": "jalon-answers", "version": 1, "form": "test-form", **parts}


def refused(**parts: object) -> dict[str, str]:
    with pytest.raises(Refused) as caught:
        interchange.read(json.dumps(document(**parts)), ASKED, PROJECT)
    return {p.place: p.message for p in caught.value.problems}


def test_that_answers_become_edits() -> None:
    text = document(
        facts=[{"subject": "provider", "item": "name", "value": "<b>Exemple & fils"}],
        answers=[
            {
                "subject": "provider",
                "item": "r",
                "state": "partial",
                "next_step": "Do.",
                "due": "2027-01-15",
            },
            {"subject": "model", "item": "m", "state": None},
        ],
    )
    assert interchange.read(json.dumps(text), ASKED, PROJECT) == [
        (Key(PROVIDER, "name", "value"), "<b>Exemple & fils"),
        (Key(PROVIDER, "r", "state"), "partial"),
        (Key(PROVIDER, "r", "next-step"), "Do."),
        (Key(PROVIDER, "r", "due"), "2027-01-15"),
        (Key(MODEL, "m", "state"), None),
    ]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig"])
def test_that_a_file_of_an_editor_that_marks_utf_8_is_read(code: str) -> None:
    fact = {"subject": "provider", "item": "name", "value": "Écrins"}
    text = json.dumps(document(facts=[fact]), ensure_ascii=False)
    assert interchange.read(text.encode(code), ASKED, PROJECT) == [
        (Key(PROVIDER, "name", "value"), "Écrins")
    ]


def test_that_every_problem_is_named_with_its_place_at_once() -> None:
    found = refused(
        facts=[
            {"subject": "provider", "item": "nothing", "value": "x"},
            {"subject": "model", "item": "crawling", "value": "sometimes"},
            {"subject": "model", "item": "released", "value": "23/11/2026"},
            {"subject": "model", "item": "compute", "value": "many"},
        ],
        answers=[
            {"subject": "provider", "item": "m", "state": "partial"},
            {"subject": "nobody", "item": "r", "state": "partial"},
        ],
    )
    assert list(found) == [
        "facts[0].item",
        "facts[1].value",
        "facts[2].value",
        "facts[3].value",
        "answers[0].subject",
        "answers[1].subject",
    ]


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ({"state": "compliant"}, "answers[0].state"),
        ({"state": True}, "answers[0].state"),
        ({"due": "tomorrow"}, "answers[0].due"),
        ({"how": 3}, "answers[0].how"),
        ({"how": "x" * 200_001}, "answers[0].how"),
        ({"score": 100}, "answers[0].score"),
        ({"evidence": [{"target": "no name"}]}, "answers[0].evidence[0].name"),
    ],
)
def test_that_a_wrong_part_is_refused_where_it_stands(answer: dict[str, Any], place: str) -> None:
    assert list(refused(answers=[{"subject": "provider", "item": "r", **answer}])) == [place]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "other"}', "null", "\u0000"])
def test_that_something_else_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        interchange.read(text, ASKED, PROJECT)


def test_that_another_edition_is_refused_by_name() -> None:
    assert list(refused(form="code-2030")) == ["form"]


def test_that_a_model_of_another_project_takes_the_place_of_an_untouched_one() -> None:
    text = document(
        models=["model-aaaaaaaa", "model-bbbbbbbb"],
        answers=[
            {"subject": "model-bbbbbbbb", "item": "m", "state": "planned"},
            {"subject": "model-aaaaaaaa", "item": "m", "state": "partial"},
        ],
    )
    edits = interchange.read(json.dumps(text), ASKED, PROJECT)
    made = next(k.subject for k, v in edits if k.item == "subject" and v == "model")
    values = {(k.subject, k.field): v for k, v in edits}
    assert values[MODEL, "state"] == "partial"
    assert values[made, "state"] == "planned"


def test_that_evidence_that_is_there_already_is_not_doubled() -> None:
    entry = {"name": "Policy", "target": "https://example.org/policy", "date": "2026-10-01"}
    text = json.dumps(document(answers=[{"subject": "provider", "item": "r", "evidence": [entry]}]))
    edits = interchange.read(text, ASKED, PROJECT)
    after = state((MODEL, "subject", "kind", "model"), *((*key, value) for key, value in edits))
    assert len([1 for key, _ in edits if key.field.startswith("evidence-")]) == 1
    assert interchange.read(text, ASKED, after) == []


def test_that_the_schema_describes_what_is_read() -> None:
    found = interchange.schema()
    assert found["$schema"].startswith("https://json-schema.org/")
    assert {"format", "version", "form", "facts", "answers"} <= set(found["properties"])
    assert set(found["$defs"]["AnswerEntry"]["properties"]) >= {"state", "how", "due", "evidence"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_no_word_of_the_reader_of_json_is_shown(language: str) -> None:
    tr = translator(language)

    def told(text: str) -> str:
        with pytest.raises(Refused) as caught:
            interchange.read(text, form(), state())
        return " ".join(tr.text(p.message, **p.details) for p in caught.value.problems)

    assert re.search(r"(line|ligne) 2, (column|colonne) 3\b", told("{\n  ]"))
    wrong = {"subject": "provider", "item": "r", "state": "compliant"}
    choice = told(json.dumps(document(answers=[wrong])))
    assert "'implemented', 'partial', " in choice
    assert language == "en" or not re.search(r"\b(or|expected|line|column|at)\b", choice)


@pytest.mark.parametrize("part", ["[]", "{}", "1", '""'])
def test_that_a_file_of_parts_without_end_is_refused_before_they_are_made(part: str) -> None:
    text = f'{{"form": [{f"{part}," * 3_000_000}{part}]}}'.encode()
    tracemalloc.start()
    try:
        with pytest.raises(Refused) as caught:
            interchange.read(text, ASKED, PROJECT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [p.message for p in caught.value.problems] == [
        "This holds more parts than any project has."
    ]
    assert most < len(text)
