"""What models take over from the company, and what stands in its place: counted by hand here."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_questionnaire import CRAWLS, form, requirement
from unit_state import MODEL, OTHER, state

from jalon.assessment import inheritance, results
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.assessment.results import Tally
from jalon.forms.model import STATES, Equals, FactId, ItemId, Not
from tools.thorough import examples

ASKED = form(
    requirement("plain"),
    requirement("crawl", when=CRAWLS),
    requirement("contact-no", when=Not(Equals(FactId("contact"), "yes"))),
    requirement("each", scope="model"),
    requirement("each-crawl", scope="model", when=CRAWLS),
    requirement("wish", force="encouraged"),
)
MODELS = tuple(Subject(f"model-0000000{n}") for n in (1, 2, 3))
SUBJECTS = (PROVIDER, *MODELS)
COMPANY_ITEMS = [i for i, r in ASKED.items.items() if r.scope == "provider"]
LIVING: list[tuple[Subject, str, str, Value]] = [(m, "subject", "kind", "model") for m in MODELS]

REASONS = st.sampled_from(["", "  ", "It differs.", "Différent ; وحده"])
ANSWER = st.tuples(
    st.sampled_from(SUBJECTS), st.sampled_from([*ASKED.items]), st.just("state"),
    st.sampled_from([*STATES, None]),
)  # fmt: skip
TEXT = st.tuples(
    st.sampled_from(SUBJECTS),
    st.sampled_from([*ASKED.items]),
    st.sampled_from(["how", "reason"]),
    REASONS,
)
OVERRIDE = st.tuples(
    st.sampled_from(MODELS), st.sampled_from([*COMPANY_ITEMS, "contact"]),
    st.just("override"), st.sampled_from([True, None]),
)  # fmt: skip
WHY = st.tuples(
    st.sampled_from(MODELS), st.sampled_from([*COMPANY_ITEMS, "contact"]),
    st.just("override-reason"), REASONS,
)  # fmt: skip
CRAWLING = st.tuples(
    st.sampled_from(MODELS), st.just("crawling"), st.just("value"),
    st.sampled_from(["own", "none", "not-known", None]),
)  # fmt: skip
CONTACT = st.tuples(
    st.sampled_from(SUBJECTS), st.just("contact"), st.just("value"),
    st.sampled_from(["yes", "no", None]),
)  # fmt: skip
EDITS = st.lists(st.one_of(ANSWER, TEXT, OVERRIDE, WHY, CRAWLING, CONTACT), max_size=30)

Edits = list[tuple[Subject, str, str, Value]]


def last(edits: Iterable[tuple[Subject, str, str, Value]]) -> dict[Key, Value]:
    """Return what each field holds in the end."""
    return {Key(s, i, f): value for s, i, f, value in edits}


def found(values: dict[Key, Value], living: Edits = LIVING) -> Evaluation:
    return evaluate(ASKED, state(*living, *((*key, v) for key, v in values.items())))


def own(values: dict[Key, Value], model: Subject, item: str) -> bool:
    """Tell by hand whether a model's own answer holds."""
    why = values.get(Key(model, item, "override-reason")) or ""
    return values.get(Key(model, item, "override")) is True and bool(str(why).strip())


def applies(values: dict[Key, Value], item: str, seen: Iterable[Subject]) -> str:
    """Tell by hand whether an item applies, as seen from these models."""
    said = {_one(values, item, model) for model in seen}
    return "yes" if "yes" in said else "not-known" if "not-known" in said else "no"


def _one(values: dict[Key, Value], item: str, model: Subject) -> str:
    if item in {"crawl", "each-crawl"}:
        known = {"own": "yes", "none": "no"}
        return known.get(str(values.get(Key(model, "crawling", "value"))), "not-known")
    if item == "contact-no":
        whose = model if own(values, model, "contact") else PROVIDER
        known = {"yes": "no", "no": "yes"}
        return known.get(str(values.get(Key(whose, "contact", "value"))), "not-known")
    return "yes"


def expected(values: dict[Key, Value]) -> dict[tuple[Subject, str], str]:
    """Return by hand every answer that counts, and whether it applies."""
    every: dict[tuple[Subject, str], str] = {}
    for item, asked in ASKED.items.items():
        if asked.scope == "model":
            every |= {(m, item): applies(values, item, [m]) for m in MODELS}
            continue
        heirs = [m for m in MODELS if not own(values, m, item)]
        every[PROVIDER, item] = applies(values, item, heirs)
        every |= {(m, item): applies(values, item, [m]) for m in MODELS if m not in heirs}
    return every


@settings(max_examples=examples(40, 300))
@given(EDITS)
def test_that_every_answer_counts_once_and_for_whom_it_holds(edits: Edits) -> None:
    values = last(edits)
    result, by_hand = found(values), expected(values)

    assert {key: one.applies for key, one in result.items.items()} == by_hand
    parts = [result.by_subject[PROVIDER].applicable]
    parts += [result.by_subject[m].applicable - result.inherited_by[m].applicable for m in MODELS]
    assert result.overall.applicable == sum(parts)
    assert result.overall == result.by_chapter["c"] == result.by_measure["c-1.1"]


@settings(max_examples=examples(40, 300))
@given(EDITS)
def test_that_a_model_stands_by_its_own_answers_and_those_it_takes_over(edits: Edits) -> None:
    values = last(edits)
    result = found(values)
    for model in MODELS:
        kinds: Counter[tuple[str, str, None]] = Counter()
        for item, asked in ASKED.items.items():
            if asked.force == "binding":
                alone = asked.scope == "model" or own(values, model, item)
                answered = result.items[model if alone else PROVIDER, ItemId(item)]
                kinds[applies(values, item, [model]), answered.counted, None] += 1
        assert result.by_subject[model] == results.tally(kinds)  # type: ignore[arg-type]


@settings(max_examples=examples(40, 300))
@given(EDITS, st.sampled_from(MODELS), st.sampled_from(COMPANY_ITEMS), st.sampled_from(STATES))
def test_that_taking_back_restores_the_picture_and_keeps_every_text(
    edits: Edits, model: Subject, item: str, given_state: str
) -> None:
    values = last(edits) | {Key(model, item, "override"): None}
    before = found(values)
    asked = [
        *inheritance.begin(model, item),
        (Key(model, item, "override-reason"), "Otherwise here."),
        (Key(model, item, "state"), given_state),
        (Key(model, item, "how"), "So."),
    ]
    during = values | dict(asked)
    assert (model, item) in found(during).items
    assert (model, item) not in found(during).inherited

    after = during | dict(inheritance.take_back(model, item))

    assert figures(found(after)) == figures(before)
    assert found(after).items == before.items
    assert after[Key(model, item, "how")] == "So."
    again = after | dict(inheritance.begin(model, item))
    assert found(again) == found(during)


def figures(result: Evaluation) -> tuple[Tally, ...]:
    return (
        result.overall,
        *result.by_measure.values(),
        *result.by_obligation.values(),
        *result.by_subject.values(),
        *result.inherited_by.values(),
    )


@settings(max_examples=examples(40, 300))
@given(EDITS, st.randoms(use_true_random=False))
def test_that_the_order_of_answers_changes_nothing(edits: Edits, chance: object) -> None:
    values = last(edits)
    shuffled = list(values.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found(values) == found(dict(shuffled))


@settings(max_examples=examples(40, 300))
@given(EDITS, st.sampled_from(MODELS))
def test_that_removing_a_model_and_bringing_it_back_restores_the_picture(
    edits: Edits, model: Subject
) -> None:
    values = last(edits)
    gone = found(values | {Key(model, "subject", "removed"): True})
    assert not any(subject == model for subject, _ in (*gone.items, *gone.inherited))
    assert model not in gone.by_subject

    back = found(values | {Key(model, "subject", "removed"): None})
    assert back == found(values)


@pytest.mark.parametrize("why", ["", " \n\t", None])
def test_that_an_answer_without_a_reason_does_not_stand(why: str | None) -> None:
    values: dict[Key, Value] = {
        Key(PROVIDER, "plain", "state"): "implemented",
        Key(MODEL, "plain", "override"): True,
        Key(MODEL, "plain", "override-reason"): why,
        Key(MODEL, "plain", "state"): "not-implemented",
    }
    result = found(values)
    assert result.inherited[MODEL, ItemId("plain")].state == "implemented"
    assert result.overall.weak == 0
    assert inheritance.NO_REASON in result.suspended[MODEL, ItemId("plain")].problems
    assert result.status(MODEL, ItemId("plain")).state == "not-implemented"


def test_that_the_company_answers_for_nobody_when_every_model_has_its_own() -> None:
    values: dict[Key, Value] = {Key(PROVIDER, "plain", "state"): "implemented"}
    for model in MODELS:
        values |= {
            Key(model, "plain", "override"): True,
            Key(model, "plain", "override-reason"): "Own.",
            Key(model, "plain", "state"): "partial",
        }
    result = found(values)
    company = result.items[PROVIDER, ItemId("plain")]
    assert (company.applies, company.why_not) == ("no", ("", inheritance.NO_HEIR))
    assert result.overall.weak == 3


def test_that_a_fact_of_the_company_is_another_for_a_model_with_a_reason_only() -> None:
    apart: dict[Key, Value] = {
        Key(PROVIDER, "contact", "value"): "yes",
        Key(MODEL, "contact", "override"): True,
        Key(MODEL, "contact", "value"): "no",
    }
    item = ItemId("contact-no")
    assert found(apart).items[PROVIDER, item].applies == "no"
    told = apart | {Key(MODEL, "contact", "override-reason"): "Another team."}
    assert found(told).items[PROVIDER, item].applies == "yes"
    assert found(told).inherited[MODEL, item].applies == "yes"
    assert found(told).inherited[OTHER, item].applies == "no"
    unknown = {**told, Key(MODEL, "contact", "value"): None}
    assert found(unknown).inherited[MODEL, item].applies == "not-known"


def test_that_a_fact_that_no_model_can_change_is_read_from_the_company() -> None:
    given_facts = state(
        *LIVING,
        (PROVIDER, "name", "value", "Company"),
        (MODEL, "name", "override", True),
        (MODEL, "name", "override-reason", "Own name."),
        (MODEL, "name", "value", "Model"),
    )
    assert inheritance.whose(ASKED, FactId("name"), MODEL, given_facts) == PROVIDER
    assert inheritance.whose(ASKED, FactId("contact"), MODEL, given_facts) == PROVIDER
    assert inheritance.whose(ASKED, FactId("crawling"), MODEL, given_facts) == MODEL


def test_that_the_source_of_an_answer_is_its_newest_change() -> None:
    given_answer = state((PROVIDER, "plain", "state", "partial"), (PROVIDER, "plain", "how", "So."))
    change = inheritance.source(given_answer, "plain")
    assert change is not None
    assert change.author == "A"
    assert inheritance.source(given_answer, "crawl") is None
