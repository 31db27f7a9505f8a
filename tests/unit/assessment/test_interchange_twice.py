"""A file of answers that says one thing twice: refused by place, for one would be lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_questionnaire import form, requirement
from unit_state import MODEL, state

from jalon.assessment import interchange, interchange_twice
from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.interchange_problems import Refused

ASKED = form(requirement("r"), requirement("m", scope="model"))
PROJECT = state((MODEL, "subject", "kind", "model"))
HEAD = '"format": "jalon-answers", "version": 1, "form": "test-form"'
TWICE = "This name stands twice in its object."
OTHERWISE = "This is said otherwise at {first}."


def problems(text: str | bytes) -> list[tuple[str, str, dict[str, object]]]:
    with pytest.raises(Refused) as caught:
        interchange.read(text, ASKED, PROJECT)
    return [(p.place, p.message, dict(p.details)) for p in caught.value.problems]


def document(**parts: object) -> str:
    return f"{{{HEAD}, {json.dumps(parts)[1:]}"


def answer(**said: object) -> dict[str, Any]:
    return {"subject": "provider", "item": "r", **said}


@given(st.text(max_size=20), st.text(max_size=20))
def test_that_a_name_written_twice_is_refused_with_its_place(one: str, other: str) -> None:
    said = f'"how": {json.dumps(one)}, "how": {json.dumps(other)}'
    entries = f'[{json.dumps(answer())}, {{"subject": "provider", "item": "r", {said}}}]'
    text = f'{{{HEAD}, "answers": {entries}}}'
    assert problems(text) == problems(text.encode()) == [("answers[1].how", TWICE, {})]


def test_that_a_name_written_twice_at_the_top_is_refused() -> None:
    assert problems(f'{{{HEAD}, "form": "test-form", "answers": [], "answers": []}}') == [
        ("form", TWICE, {}),
        ("answers", TWICE, {}),
    ]


def test_that_two_entries_that_differ_are_refused_with_both_places() -> None:
    text = document(
        facts=[
            {"subject": "model", "item": "released", "value": "2026-01-02"},
            {"subject": MODEL, "item": "released", "value": None},
        ],
        answers=[
            answer(state="partial", how="One."),
            answer(state="partial", how="Two.", due=None),
            answer(due="2027-01-15"),
        ],
        evidence=[
            {"id": "evidence-00000001", "name": "A"},
            {"id": "evidence-00000001", "name": "B"},
        ],
        actions=[
            {"id": "action-00000001", "what": "A"},
            {"id": "action-00000001", "what": "A", "owner": "X"},
            {"id": "action-00000001", "owner": "Y"},
        ],
    )
    assert problems(text) == [
        ("facts[1].value", OTHERWISE, {"first": "facts[0].value"}),
        ("answers[1].how", OTHERWISE, {"first": "answers[0].how"}),
        ("answers[2].due", OTHERWISE, {"first": "answers[1].due"}),
        ("evidence[1].name", OTHERWISE, {"first": "evidence[0].name"}),
        ("actions[2].owner", OTHERWISE, {"first": "actions[1].owner"}),
    ]


def test_that_entries_that_complete_each_other_are_taken_over() -> None:
    text = document(answers=[answer(state="partial"), answer(state="partial", how="So.")])
    assert dict(interchange.read(text, ASKED, PROJECT)) == {
        Key(PROVIDER, "r", "state"): "partial",
        Key(PROVIDER, "r", "how"): "So.",
    }


def test_that_a_name_is_found_twice_among_very_many() -> None:
    """Counted one by one against all others, these would keep a machine for hours."""
    many = ",".join(f'"n{number}":0' for number in range(400_000))
    (problem,) = interchange_twice.names(f'{{"facts":[{{{many},"n7":1}}]}}')
    assert problem.place == "facts[0].n7"
