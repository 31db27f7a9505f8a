"""Frozen values behave as those of the standard library's dataclasses."""

import copy
import dataclasses
import pickle
from keyword import iskeyword
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from jalon import constructors, values

WORDS = st.from_regex(r"[a-z]{1,4}_?", fullmatch=True).filter(lambda w: not iskeyword(w))
NAMES = st.lists(WORDS.filter(lambda w: w != "self"), unique=True, max_size=6)
MANY_NAMES = st.lists(WORDS.filter(lambda w: w != "self"), unique=True, min_size=13, max_size=15)
LEAF = st.one_of(st.integers(), st.text(max_size=3), st.none(), st.tuples(st.integers()))


@values.dataclass(frozen=True, slots=True)
class Point:
    """A value of a module, as pickle needs it."""

    unit: ClassVar[str] = "m"
    x: int
    y: int = 0


def twins(names: list[str], defaults: list[object], *, slots: bool) -> tuple[type, type]:
    """Make the same class twice: by the library, and by us."""
    first = len(names) - len(defaults)
    parts = {"__annotations__": dict.fromkeys(names, object), "__doc__": "One."}
    parts |= dict(zip(names[first:], defaults, strict=True))
    made = [type("One", (), dict(parts)) for _ in range(2)]
    theirs: type = dataclasses.dataclass(frozen=True, slots=slots)(made[0])
    return theirs, values.dataclass(frozen=True, slots=slots)(made[1])


def outcome(make: type, args: list[object], named: dict[str, object]) -> object:
    try:
        one = make(*args, **named)
    except TypeError as error:
        return str(error).partition(".")[2]
    return [getattr(one, f.name) for f in dataclasses.fields(one)]


@given(data=st.data(), names=st.one_of(NAMES, MANY_NAMES), slots=st.booleans())
def test_that_constructing_gives_the_same_value_or_the_same_complaint(
    *, data: st.DataObject, names: list[str], slots: bool
) -> None:
    defaults = data.draw(st.lists(LEAF, max_size=len(names)))
    theirs, ours = twins(names, defaults, slots=slots)
    args = data.draw(st.lists(LEAF, max_size=len(names) + 1))
    named = data.draw(st.dictionaries(st.sampled_from([*names, "foreign"]), LEAF))
    assert outcome(ours, args, named) == outcome(theirs, args, named)


@pytest.mark.parametrize("count", range(len(constructors._PATTERNS) + 3))
def test_that_a_constructor_of_any_length_sets_each_value_in_its_place(count: int) -> None:
    theirs, ours = twins([f"f{n}" for n in range(count)], ["usual"] * (count // 2), slots=True)
    for some in (range(count), range(count - count // 2), range(count + 1), range(-1)):
        assert outcome(ours, [*some], {}) == outcome(theirs, [*some], {})
    told = {f"f{n}": n for n in reversed(range(count))}
    assert outcome(ours, [], told) == list(range(count))
    assert ours.__init__.__name__ == "__init__"


@given(data=st.data(), slots=st.booleans(), count=st.integers(min_value=0, max_value=5))
def test_that_equality_hash_words_and_parts_are_the_same(
    *, data: st.DataObject, slots: bool, count: int
) -> None:
    theirs, ours = twins([f"f{n}" for n in range(count)], [], slots=slots)
    drawn = [data.draw(st.lists(LEAF, min_size=count, max_size=count)) for _ in range(2)]
    a, b = (ours(*args) for args in drawn)
    c, d = (theirs(*args) for args in drawn)
    assert repr(a) == repr(c)
    assert (a == b) is (c == d)
    assert hash(a) == hash(c)
    assert a == copy.copy(a) == copy.deepcopy(a) == ours(*drawn[0])
    assert a != c
    assert dataclasses.asdict(a) == dataclasses.asdict(c) == values.named(a)
    changes = {f"f{n}": data.draw(LEAF) for n in range(count)}
    assert repr(dataclasses.replace(a, **changes)) == repr(values.replace(a, **changes))
    assert repr(values.replace(a, **changes)) == repr(dataclasses.replace(c, **changes))
    assert ours.__match_args__ == theirs.__match_args__


@pytest.mark.parametrize("slots", [True, False])
def test_that_nothing_of_a_value_can_be_changed(*, slots: bool) -> None:
    _, ours = twins(["x"], [], slots=slots)
    one: Any = ours(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    assert one.x == 1
    assert hasattr(one, "__dict__") is not slots


@given(st.integers(), st.integers())
def test_that_a_value_is_pickled_matched_and_read_by_pydantic(x: int, y: int) -> None:
    one = Point(x, y)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own bytes
    match one:
        case Point(left, right):
            assert (left, right) == (x, y)
    assert TypeAdapter(Point).validate_python({"x": x, "y": y}) == one
    assert Point.unit == "m"
    assert [f.name for f in dataclasses.fields(one)] == ["x", "y"]


@given(data=st.data(), names=NAMES.filter(bool), slots=st.booleans(), first=st.integers(0, 5))
def test_that_a_value_made_in_part_is_one_made_whole(
    *, data: st.DataObject, names: list[str], slots: bool, first: int
) -> None:
    parts = {"__annotations__": dict.fromkeys(names, object), names[-1]: "usual"}
    kind: Any = values.dataclass(frozen=True, slots=slots, in_part=True)(type("One", (), parts))
    told = {name: data.draw(LEAF) for name in names}
    asked: list[str] = []

    def rest(where: int, name: str) -> dict[str, object]:
        assert where == 7
        asked.append(name)
        return {name: told[name]}

    now = tuple(names[:first])
    one = values.partly(kind, now)(*(told[name] for name in now), rest, 7)
    assert [getattr(one, name) for name in now] == [told[name] for name in now]
    assert asked == []
    wanted = data.draw(st.sampled_from(names))
    assert getattr(one, wanted) == getattr(one, wanted) == told[wanted]
    assert asked == [wanted] * (wanted not in now)
    whole = kind(*told.values())
    assert one == whole
    assert hash(one) == hash(whole)
    assert repr(one) == repr(whole)
    assert copy.deepcopy(one) == values.replace(one) == whole
    assert asked == list(dict.fromkeys(name for name in (wanted, *names) if name not in now))
    with pytest.raises(AttributeError):
        _ = one.no_such
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, wanted, 1)
    assert hasattr(one, "__dict__") is not slots


def test_that_a_value_may_keep_a_secret_to_itself() -> None:
    parts = {"__annotations__": {"key": str}, "__repr__": lambda _: "Key(…)"}
    made = values.dataclass(frozen=True, slots=True)(type("Key", (), parts))
    assert repr(made("abc")) == "Key(…)"
    assert made("abc") == made("abc") != made("x")


@pytest.mark.parametrize(
    "parts",
    [
        {"__annotations__": {"x": list}, "x": []},
        {"__annotations__": {"x": int}, "x": dataclasses.field(default=1)},
        {"__annotations__": {"x": int, "y": int}, "x": 1},
        {"__annotations__": {"x": int}, "__post_init__": print},
    ],
)
def test_that_what_is_not_known_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        values.dataclass(frozen=True, slots=True)(type("One", (), parts))
    with pytest.raises(TypeError):
        values.dataclass(frozen=True)(type("Heir", (Point,), {"__annotations__": {}}))
    with pytest.raises(TypeError):
        values.dataclass(frozen=False)
