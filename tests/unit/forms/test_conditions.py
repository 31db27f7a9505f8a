"""Conditions with three values."""

from hypothesis import given
from hypothesis import strategies as st

from jalon.forms import compiled, conditions
from jalon.forms.conditions import FactValue
from jalon.forms.model import AllOf, AnyOf, AtLeast, Condition, Equals, FactId, Not

A, B = FactId("a"), FactId("b")
LEAF = st.one_of(
    st.builds(Equals, st.sampled_from([A, B]), st.sampled_from(["yes", "no"])),
    st.builds(AtLeast, st.sampled_from([A, B]), st.sampled_from([1.0, 2.0])),
)
CONDITION: st.SearchStrategy[Condition] = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)
FULL = st.one_of(st.sampled_from(["yes", "no"]), st.sampled_from([0.5, 1, 3]))


def test_that_the_answer_not_known_is_not_no() -> None:
    assert conditions.holds(Equals(A, "yes"), lambda _: "not-known") is None
    assert conditions.holds(Not(Equals(A, "yes")), lambda _: None) is None


def test_that_one_true_part_settles_any_of_whatever_is_not_known() -> None:
    facts: dict[FactId, FactValue] = {A: "yes"}
    assert conditions.holds(AnyOf((Equals(B, "yes"), Equals(A, "yes"))), facts.get) is True
    assert conditions.holds(AllOf((Equals(B, "yes"), Equals(A, "yes"))), facts.get) is None
    assert conditions.holds(AllOf((Equals(B, "yes"), Equals(A, "no"))), facts.get) is False


def test_that_a_fact_with_several_values_equals_each_of_them() -> None:
    assert conditions.holds(Equals(A, "text"), lambda _: ("text", "image")) is True
    assert conditions.holds(Equals(A, "audio"), lambda _: ("text", "image")) is False


@given(CONDITION, FULL, FULL)
def test_that_learning_more_never_overturns_what_was_settled(
    condition: Condition, a: FactValue, b: FactValue
) -> None:
    whole: dict[FactId, FactValue] = {A: a, B: b}
    for known in ({}, {A: a}, {B: b}):
        settled = conditions.holds(condition, dict[FactId, FactValue](known).get)
        if settled is not None:
            assert conditions.holds(condition, whole.get) is settled


@given(CONDITION)
def test_that_the_facts_of_a_condition_are_those_it_can_ask(condition: Condition) -> None:
    asked: set[FactId] = set()
    conditions.holds(condition, asked.add)
    assert asked <= set(conditions.facts(condition))


@given(CONDITION)
def test_that_a_compiled_condition_is_the_same(condition: Condition) -> None:
    assert compiled.restore(compiled.pack(condition)) == condition
