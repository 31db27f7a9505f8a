"""A record whose register waits says what a whole one says, and fetches it for no answer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment import carried, evidence
from jalon.assessment.apart import Apart
from jalon.assessment.changes import PROVIDER, Change, ChangeId, Key, Subject
from jalon.assessment.evaluate import evaluate
from jalon.assessment.layers import layered
from jalon.assessment.state import Assessment
from jalon.forms import load

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
MODEL, PIECE = Subject("model-0a1b2c3d"), Subject("evidence-0a1b2c3d")
KEYS = [
    *(Key(MODEL, "subject", field) for field in ("kind", "removed", "override", "carried")),
    *(Key(PIECE, "subject", field) for field in ("kind", "removed", "override", "carried")),
    *(Key(PROVIDER, "item", field) for field in ("how", "kind", PIECE, "evidence-")),
    *(Key(PIECE, "evidence", field) for field in ("name", "how")),
]
Table = dict[Key, tuple[Change, ...]]


def change(key: Key, value: object, age: int) -> Change:
    made = NOW - timedelta(days=age)
    return Change(ChangeId(f"{key}{value}{age}"), key, str(value), "Ada", made, "edition", ())


CURRENT = st.lists(st.tuples(st.sampled_from(["model", "", "x"]), st.integers(0, 9)), min_size=1)
TABLES = st.dictionaries(st.sampled_from(KEYS), CURRENT, min_size=1).map(
    lambda found: {
        key: tuple(change(key, *one) for one in sorted(said)) for key, said in found.items()
    }
)


def is_registered(key: Key) -> bool:
    return key.subject.startswith("evidence-") or key.field.startswith("evidence-")


def two(table: Table, fetch: Callable[[Table], Table] = dict) -> tuple[Apart | Table, Table]:
    """Return a record whose register waits, and the same as one table; apart if it has one."""
    answers = {key: found for key, found in table.items() if not is_registered(key)}
    register = {key: found for key, found in table.items() if is_registered(key)}
    if not register:
        return answers, answers
    newest = max(one.time for found in register.values() for one in found)
    several = any(len(found) > 1 for found in register.values())
    apart = Apart(answers, lambda: fetch(register), newest=newest, several=several)
    return apart, answers | register


@given(table=TABLES)
def test_that_it_says_what_one_table_says(table: Table) -> None:
    for way in range(3):
        apart, whole = two(table)
        if way == 1:
            assert len(apart) == len(whole)
        if way == 2:
            apart, whole = layered(apart), layered(whole)
        one, other = Assessment(apart), Assessment(whole)
        for key in KEYS:
            assert (key in apart) == (key in whole)
            assert apart.get(key) == whole.get(key)
            assert apart.get(key, ()) == whole.get(key, ())
            assert one.value(*key) == other.value(*key)
            assert one.called(key.field) == other.called(key.field)
        assert [*one.conflicts()] == [*other.conflicts()]
        assert one.newest == other.newest
        assert one.subjects("model") == other.subjects("model")
        assert carried.waiting(one) == carried.waiting(other)
        assert carried.counting(one).heads == carried.counting(other).heads
        assert one.digest() == other.digest()
        assert [*apart] == [*whole], "in the same order"
        assert [*apart.items()] == [*whole.items()]
        assert [*apart.values()] == [*whole.values()]
        assert one == other


def refuse(_register: Table) -> Table:
    pytest.fail("the register was fetched")


def test_that_no_answer_waits_for_it() -> None:
    """Evaluation and all that it asks for would take as long as the register is large.

    An answer that was carried over from an earlier edition is among them.
    """
    told = {key: (change(key, "model", n),) for n, key in enumerate(KEYS)}
    apart, whole = two(told, refuse)
    state = Assessment(apart)
    assert state.newest == Assessment(whole).newest
    assert [*state.conflicts()] == []
    assert carried.waiting(state) == {(MODEL, "subject")}
    assert evaluate(load.form(), state).overall == evaluate(load.form(), Assessment(whole)).overall
    with pytest.raises(pytest.fail.Exception):
        evidence.register(state)


def test_that_a_missing_field_is_none() -> None:
    apart, _ = two({KEYS[0]: (change(KEYS[0], "model", 1),), KEYS[4]: (change(KEYS[4], "x", 1),)})
    for key in (KEYS[1], KEYS[5]):
        with pytest.raises(KeyError):
            apart[key]
