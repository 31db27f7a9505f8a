"""Conclusions on scope under answers that nobody chose: what is not known never counts as no."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_state import MODEL

from jalon.assessment import changes, conclusions
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.conclusions.conclude import Conclusions, conclude
from jalon.assessment.evaluate import evaluate
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.forms.conditions import NOT_KNOWN
from jalon.forms.model import Fact, FactId
from tools.thorough import examples

FORM = load.form()
ASKED = {f: about for f, about in FORM.fact.items() if not about.retired}
DECIDING = {f: about for f, about in ASKED.items() if about.kind not in {"text", "long-text"}}
AMOUNTS = [0, 1, 1e20, 3e22, 3.4e22, 9e22, 1e23, 1.1e23, 3e24, 3.4e24, 9e24, 1e25, 1.2e25, 4e25]
DAYS = ["2024-02-29", "2025-08-01", "2025-08-02", "2026-03-14", "2026-11-26"]
ROW = st.fixed_dictionaries(
    {},
    optional={
        "units": st.sampled_from([1, 64, 100_000]),
        "hours": st.sampled_from([0, 1, 720, 8760]),
        "peak": st.sampled_from([312, 989]),
        "utilisation": st.sampled_from([0, 40, 100]),
    },
)
Answers = dict[FactId, Value]


def answer(about: Fact, *, sure: bool = False) -> st.SearchStrategy[Any]:
    """Every answer of a kind, none included; ``sure`` for those that say something."""
    options = [o.value for o in about.options if not (sure and o.value == NOT_KNOWN)]
    match about.kind:
        case "choice":
            given_one: st.SearchStrategy[Any] = st.sampled_from(options)
        case "choices":
            given_one = st.lists(st.sampled_from(options), min_size=1, unique=True)
        case "date":
            given_one = st.sampled_from(DAYS)
        case "table":
            given_one = st.lists(ROW, min_size=1, max_size=2)
        case "number" if about.id in {"compute-parameters", "compute-tokens"}:
            given_one = st.sampled_from([1e9, 7e10, 1e12, 1.5e13])
        case _:
            given_one = st.sampled_from(AMOUNTS)
    return given_one if sure else st.none() | given_one


ANSWERS: st.SearchStrategy[Answers] = st.fixed_dictionaries(
    {fact: answer(about) for fact, about in DECIDING.items()}
).map(lambda told: {fact: value for fact, value in told.items() if value is not None})


def recorded(answers: Answers, order: list[FactId] | None = None) -> Assessment:
    """A record with these answers, given in this order, a second apart."""
    told: list[tuple[Subject, str, str, Value]] = [(MODEL, "subject", "kind", "model")]
    for fact in order or list(answers):
        whose = PROVIDER if FORM.fact_scope[fact] == "provider" else MODEL
        told.append((whose, fact, "value", answers[fact]))
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return Assessment().with_changes(
        changes.Change(
            changes.ChangeId(f"{number:064x}"),
            Key(subject, item, field),
            value,
            "A",
            begin + timedelta(seconds=number),
            "e",
            (),
        )
        for number, (subject, item, field, value) in enumerate(told)
    )


def drawn(answers: Answers) -> Conclusions:
    return conclude(FORM, recorded(answers), (MODEL,))


@settings(max_examples=examples(120, 1000))
@given(ANSWERS, st.data())
def test_that_a_settled_conclusion_holds_whatever_the_open_questions_turn_out_to_be(
    answers: Answers, data: st.DataObject
) -> None:
    open_ones = data.draw(st.sets(st.sampled_from(sorted(DECIDING)), min_size=1))
    less = {fact: value for fact, value in answers.items() if fact not in open_ones}
    whole, part = drawn(answers), drawn(less)
    for key, found in part.items():
        if found.value != "not-known" and key in whole:
            assert whole[key].value == found.value, (key, sorted(open_ones))


OTHERS: Answers = {"model-origin": "integrated", "upstream-excluded": "no"}


@pytest.mark.parametrize(
    ("answers", "conclusion", "asked"),
    [
        ({"commission-decision": "designated"}, "systemic-risk", "model-origin"),
        ({"weights-public": "no"}, "systemic-risk", "model-origin"),
        ({"distribution": ["product"]}, "own-system", "market-status"),
    ],
)
def test_that_what_was_answered_early_waits_for_the_question_before_it(
    answers: Answers, conclusion: str, asked: str
) -> None:
    found = drawn(answers)[MODEL, conclusion]
    assert (found.value, asked in found.missing) == ("not-known", True)


@pytest.mark.parametrize("answers", [{"weights-public": "no"}, {"licence-rights": "no"}])
def test_that_what_holds_whosever_model_it_is_is_settled(answers: Answers) -> None:
    for more in ({}, OTHERS, {"model-origin": "own"}):
        assert drawn(answers | more)[MODEL, "open-licence"].value == "no"


@settings(max_examples=examples(80, 800))
@given(ANSWERS, st.sampled_from(sorted(DECIDING)))
def test_that_the_answer_not_known_says_no_more_than_no_answer(
    answers: Answers, fact: FactId
) -> None:
    silent = {f: value for f, value in answers.items() if f != fact}
    if NOT_KNOWN not in {o.value for o in FORM.fact[fact].options}:
        return
    unknown = drawn({**silent, fact: NOT_KNOWN})
    none = drawn(silent)
    assert {k: c.value for k, c in unknown.items()} == {k: c.value for k, c in none.items()}


@settings(max_examples=examples(40, 400))
@given(ANSWERS, st.randoms(use_true_random=False))
def test_that_conclusions_do_not_depend_on_the_order_of_answers(
    answers: Answers, chance: random.Random
) -> None:
    order = list(answers)
    chance.shuffle(order)
    there = conclude(FORM, recorded(answers, order), (MODEL,))
    assert there == drawn(answers)


@settings(max_examples=examples(100, 800))
@given(ANSWERS)
def test_that_what_is_open_names_questions_that_are_put_and_have_no_answer(
    answers: Answers,
) -> None:
    record = recorded(answers)
    found = conclude(FORM, record, (MODEL,))
    for conclusion in found.values():
        assert bool(conclusion.missing) == (conclusion.value == "not-known"), conclusion.id
        for fact in conclusion.missing:
            whose = PROVIDER if FORM.fact_scope[fact] == "provider" else MODEL
            assert conclusions.asked(FORM, fact, whose, record, found), (conclusion.id, fact)
            value = record.value(whose, fact, "value")
            assert value in (None, NOT_KNOWN) or FORM.fact[fact].kind == "table"


@settings(max_examples=examples(12, 200), deadline=None)
@given(ANSWERS)
def test_that_what_would_settle_a_requirement_is_a_question_that_is_put(answers: Answers) -> None:
    record = recorded(answers)
    found = evaluate(FORM, record)
    for (subject, item), status in found.items.items():
        for fact in status.missing:
            whose = PROVIDER if FORM.fact_scope[fact] == "provider" else MODEL
            put = conclusions.asked(FORM, fact, whose, record, found.conclusions)
            assert put, (subject, item, fact)


@settings(max_examples=examples(25, 200))
@given(ANSWERS, st.data())
def test_that_answering_what_is_asked_leads_to_an_end(
    answers: Answers, data: st.DataObject
) -> None:
    told = dict(answers)
    for _ in range(len(DECIDING) + 1):
        found = drawn(told)
        missing = [f for c in found.values() for f in c.missing]
        if not missing:
            return
        told[missing[0]] = data.draw(_settling(FORM.fact[missing[0]]))
    raise AssertionError([c.id for c in drawn(told).values() if c.value == "not-known"])


def _settling(about: Fact) -> st.SearchStrategy[Any]:
    """Answers that say something."""
    if about.kind == "table":
        return st.just([{"units": 64, "hours": 720, "peak": 312, "utilisation": 40}])
    return answer(about, sure=True)


@settings(max_examples=examples(20, 100))
@given(ANSWERS, ANSWERS)
def test_that_changing_scope_and_back_restores_the_whole_picture(
    first: Answers, other: Answers
) -> None:
    before = evaluate(FORM, recorded(first))
    evaluate(FORM, recorded(other))
    back = recorded(first).with_changes(
        _after(fact, value)
        for fact, value in [*((f, v) for f, v in other.items()), *_undone(first, other)]
    )
    after = evaluate(FORM, back)
    assert after.items == before.items
    assert after.overall == before.overall
    assert after.by_obligation == before.by_obligation
    assert dict(after.conclusions) == dict(before.conclusions)


def _undone(first: Answers, other: Answers) -> list[tuple[FactId, Value]]:
    return [(fact, first.get(fact)) for fact in other]


def _after(fact: FactId, value: Value) -> changes.Change:
    whose = PROVIDER if FORM.fact_scope[fact] == "provider" else MODEL
    key = Key(whose, fact, "value")
    return changes.Change(
        changes.ChangeId(f"{random.getrandbits(255):064x}"),
        key,
        value,
        "B",
        datetime(2026, 2, 1, tzinfo=UTC),
        "e",
        _ALL,
    )


class _Everything(tuple[changes.ChangeId, ...]):
    """Supersedes whatever is there."""

    def __contains__(self, _one: object) -> bool:
        return True


_ALL = _Everything()
