"""Duties outside the Code: whom they concern, and that they are counted apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_dates import FREE
from unit_state import MODEL, OTHER, state

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.forms import load
from jalon.forms.model import STATES, FactId, ItemId
from tools.report_records import SCOPED
from tools.thorough import examples

FORM = load.form()
DUTY_ITEMS = [r for duty in FORM.duties for r in duty.requirement]
CODE_ITEMS = list(FORM.home)
Facts = dict[str, Value]
EU_OPEN: Facts = {**SCOPED, "company-established": "union", "modalities": ["text"]}
EU_OPEN |= {"training-compute": 3e23}
LICENCES: dict[str, Facts] = {
    "proprietary": {"weights-public": "no"},
    "restricted": {**FREE, "licence-non-commercial": "yes"},
    "free": FREE,
    "not-known": {**FREE, "licence-separate": "not-known"},
}
SYSTEMIC: dict[str | None, Facts] = {
    "no": {"high-impact": "no"},
    "yes": {"high-impact": "yes"},
    "not-known": {"high-impact": "not-known"},
    None: {"high-impact": None},
}


def evaluated(
    *values: tuple[Subject, str, str, Value],
    licence: str = "proprietary",
    systemic: str | None = "no",
    **facts: Value,
) -> Evaluation:
    more = {name.replace("_", "-"): v for name, v in facts.items()}
    given_facts = {**EU_OPEN, **LICENCES[licence], **SYSTEMIC[systemic], **more}
    told = [
        (PROVIDER if FORM.fact_scope[fact] == "provider" else MODEL, fact, "value", value)  # type: ignore[index]
        for fact, value in given_facts.items()
        if value is not None
    ]
    return evaluate(FORM, state((MODEL, "subject", "kind", "model"), *told, *values))


def whose(item: ItemId) -> Subject:
    return PROVIDER if FORM.items[item].scope == "provider" else MODEL


def test_that_duties_enter_figures_of_their_own_and_of_their_obligations_only() -> None:
    bare = evaluated()
    told = evaluated(
        *((whose(r.id), r.id, "state", "implemented") for r in DUTY_ITEMS if r.force == "binding")
    )
    assert bare.overall == told.overall
    assert bare.by_chapter == told.by_chapter
    assert bare.by_measure == told.by_measure
    assert bare.by_subject == told.by_subject
    assert told.duties.settled == told.duties.applicable > 0
    assert bare.duties.settled == 0
    assert sum(t.applicable for t in told.by_duty.values()) == told.duties.applicable
    changed = {o for o in told.by_obligation if told.by_obligation[o] != bare.by_obligation[o]}
    assert changed == {"53-1-d", "53-3"}
    assert told.by_obligation["53-1-d"] == told.by_duty["training-summary"]


@settings(max_examples=examples(30, 200))
@given(st.lists(st.tuples(st.sampled_from(CODE_ITEMS), st.sampled_from(STATES)), max_size=20))
def test_that_no_answer_to_the_code_moves_the_duties(answers: list[tuple[ItemId, str]]) -> None:
    told = evaluated(*((whose(item), item, "state", said) for item, said in dict(answers).items()))
    assert told.duties == evaluated().duties


@pytest.mark.parametrize(
    ("established", "licence", "systemic", "applies"),
    [
        ("union", "proprietary", "no", "no"),
        ("union", "proprietary", "yes", "no"),
        ("third-country", "proprietary", "no", "yes"),
        ("third-country", "restricted", "no", "yes"),
        ("third-country", "free", "no", "no"),
        ("third-country", "free", "yes", "yes"),
        ("third-country", "free", "not-known", "not-known"),
        ("third-country", "not-known", "no", "not-known"),
        (None, "proprietary", "no", "not-known"),
        (None, "free", "no", "no"),
    ],
)
def test_that_a_representative_is_needed_by_those_outside_the_union_unless_exempt(
    established: str | None, licence: str, systemic: str, applies: str
) -> None:
    found = evaluated(company_established=established, licence=licence, systemic=systemic)
    assert found.duty_scope["authorised-representative"].applies == applies
    rows = [found.items[whose(r.id), r.id] for r in DUTY_ITEMS if "54" in r.obligations]
    assert {row.applies for row in rows} == {applies}
    assert (found.by_obligation["54"].applicable > 0) == (applies != "no")


def test_that_one_model_that_is_not_exempt_is_enough() -> None:
    found = evaluated(
        (OTHER, "subject", "kind", "model"),
        *(
            (OTHER, fact, "value", value)
            for fact, value in EU_OPEN.items()
            if FORM.fact_scope[FactId(fact)] == "model"
        ),
        company_established="third-country",
        licence="free",
    )
    assert found.items[PROVIDER, ItemId("representative-mandate")].applies == "yes"
    before = ItemId("representative-before-placing")
    assert found.items[MODEL, before].applies == "no"
    assert found.items[OTHER, before].applies == "yes"


@pytest.mark.parametrize(
    ("systemic", "compute", "applies"),
    [
        ("no", 1e25, "no"),
        ("no", 1.01e25, "yes"),
        ("yes", None, "not-known"),
        ("yes", 3e24, "yes"),
        ("no", None, "not-known"),
        (None, 3e23, "not-known"),
        ("not-known", 3e23, "not-known"),
        ("not-known", 3e25, "yes"),
    ],
)
def test_that_a_notification_is_due_above_the_threshold_or_with_systemic_risk(
    systemic: str | None, compute: float | None, applies: str
) -> None:
    found = evaluated(systemic=systemic, training_compute=compute)
    assert found.duty_scope["notification"].applies == applies
    assert found.items[MODEL, ItemId("notification-made")].applies == applies


def test_that_what_is_not_known_names_the_facts_that_would_tell() -> None:
    found = evaluated(company_established=None, licence="proprietary")
    assert found.duty_scope["authorised-representative"].missing == ("company-established",)


def test_that_rights_and_recommendations_are_shown_and_not_counted() -> None:
    forces = {r.id: r.force for r in DUTY_ITEMS}
    free = [item for item, force in forces.items() if force != "binding"]
    assert {"optional", "encouraged"} <= set(forces.values())
    bare = evaluated(systemic="yes")
    told = evaluated(
        *((whose(item), item, "state", "not-implemented") for item in free), systemic="yes"
    )
    assert bare.duties == told.duties
    assert bare.by_obligation == told.by_obligation


def test_that_the_summary_concerns_open_source_and_small_companies_too() -> None:
    found = evaluated(licence="free", company_size="micro")
    assert found.by_obligation["53-1-a"].applicable == 0
    assert found.by_obligation["53-1-d"].known.total > 5
    relief = [r.relief for r in DUTY_ITEMS if r.relief]
    assert any("5%" in text and "1,000" in text for text in relief)
