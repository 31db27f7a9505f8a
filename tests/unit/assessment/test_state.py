"""Changes, their ids, and the state that follows from them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment import changes, state
from jalon.assessment.changes import PROVIDER, Change, ChangeId, Key, Value
from jalon.assessment.state import Assessment

KEY = Key(PROVIDER, "item", "how")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON: st.SearchStrategy[Value] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=4), inner, max_size=3
        ),
    ),
    max_leaves=5,
)


def made(value: Value, *supersedes: ChangeId, key: Key = KEY, time: datetime = NOW) -> Change:
    stored = changes.payload(key, value, author="A", time=time, edition="e", supersedes=supersedes)
    return changes.change(changes.change_id(stored), json.loads(stored))


@given(JSON)
def test_that_a_change_reads_back_as_it_was_written(value: Value) -> None:
    assert made(value).value == value
    assert made(value).time == NOW


def test_that_the_canonical_form_is_rfc_8785() -> None:
    stored = changes.payload(
        KEY, {"b": 1, "a": "é\n"}, author="Zoë", time=NOW, edition="e", supersedes=()
    )
    assert stored.decode() == (
        '{"author":"Zoë","edition":"e","field":"how","item":"item","subject":"provider",'
        '"supersedes":[],"time":"2026-11-23T12:00:00.000000Z","value":{"a":"é\\n","b":1}}'
    )


@given(TEXT, TEXT, TEXT, JSON, st.lists(TEXT, max_size=3))
def test_that_any_change_is_written_as_a_library_for_rfc_8785_writes_it(
    author: str, item: str, edition: str, value: Value, supersedes: list[str]
) -> None:
    stored = changes.payload(
        Key(PROVIDER, item, "how"),
        value,
        author=author,
        time=NOW,
        edition=edition,
        supersedes=tuple(map(ChangeId, supersedes)),
    )
    assert stored == rfc8785.dumps(json.loads(stored))
    read = changes.change(ChangeId("0"), json.loads(stored))
    assert (read.author, read.key.item, read.edition) == (author, item, edition)
    assert (read.value, sorted(read.supersedes)) == (value, sorted(supersedes))


@pytest.mark.parametrize("value", [float("nan"), 2**53, "\ud800", ["\udfff"], {"\ud800": 1}])
def test_that_what_is_no_json_is_refused(value: Value) -> None:
    with pytest.raises(ValueError, match=r"."):
        changes.payload(KEY, value, author="A", time=NOW, edition="e", supersedes=())


@pytest.mark.parametrize(
    "broken", [{"author": 1}, {"supersedes": "x"}, {"time": "soon"}, {"item": None}]
)
def test_that_a_malformed_change_is_refused(broken: dict[str, Value]) -> None:
    stored = changes.payload(KEY, 1, author="A", time=NOW, edition="e", supersedes=())
    with pytest.raises((TypeError, ValueError, KeyError)):
        changes.change(ChangeId("0"), {**json.loads(stored), **broken})


def test_that_a_later_change_takes_the_place_of_the_one_it_supersedes() -> None:
    first = made("one")
    second = made("two", first.id)
    assert Assessment().with_changes([first, second]).value(*KEY) == "two"


def test_that_two_changes_of_the_same_field_are_a_conflict_until_settled() -> None:
    base = made("base")
    mine, theirs = made("mine", base.id), made("theirs", base.id)
    merged = Assessment().with_changes([base, mine, theirs])
    assert list(merged.conflicts()) == [KEY]
    assert merged.value(*KEY) is None
    settled = merged.with_changes([made("both", mine.id, theirs.id)])
    assert list(settled.conflicts()) == []
    assert settled.value(*KEY) == "both"


def test_that_equal_values_from_two_copies_are_no_conflict() -> None:
    one, other = made("same"), made("same", time=NOW + timedelta(seconds=1))
    merged = Assessment().with_changes([one, other])
    assert list(merged.conflicts()) == []
    assert merged.value(*KEY) == "same"


def test_that_the_digest_does_not_depend_on_the_order_and_leaves_reports_out() -> None:
    one, other = made("x"), made("y", key=Key(PROVIDER, "other", "how"))
    report = made("r.pdf", key=Key(changes.Subject("report-00000001"), "report", "file"))
    whole = Assessment().with_changes([one, other]).digest()
    assert Assessment().with_changes([other, report, one]).digest() == whole
    assert whole == state.digest([other.id, one.id])
    assert Assessment().with_changes([one]).digest() != whole
