"""How PySide comes to the program: less at once, and the same in the end."""

import enum
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from enum import EnumMeta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.ui.pyside import enums

KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
TALKS = Path(__file__).with_name("pyside_talks.py")
NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)
NUMBERS = st.one_of(
    st.integers(-(2**33), 2**64), st.integers(0, 40).map(lambda n: 1 << n), st.integers(-3, 3)
)

# on other versions all is imported and made as it is, and these tests have nothing to compare
known = pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="Python's own way is taken")


def told(how: str) -> dict[str, Any]:
    """Return what a process says that imports PySide through the program, or as it is."""
    found = subprocess.run(
        [sys.executable, str(TALKS), how], capture_output=True, text=True, check=True, timeout=120
    )
    read: dict[str, Any] = json.loads(found.stdout)
    return read


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, Any], dict[str, Any]]:
    return told("ours"), told("plain")


@pytest.mark.parametrize("what", ["errors", "texts", "modules", "rare"])
def test_that_pyside_says_of_its_functions_what_it_says_without_us(
    what: str, both: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    ours, plain = both
    assert plain[what]
    assert ours[what] == plain[what]


def test_that_every_enumeration_of_qt_is_the_one_that_python_makes(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    ours, plain = both
    assert len(plain["enums"]) > 600
    for name, made in plain["enums"].items():
        assert ours["enums"][name] == made


def test_that_no_signature_is_read_before_something_asks(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    ours, plain = both
    assert plain["waiting"] == []
    assert len(set(ours["waiting"])) > 8
    assert ours["waiting at the end"] == []


def test_that_nothing_is_imported_only_to_have_it(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    ours, plain = both
    brought_for_errors = {"tempfile", "textwrap", "traceback"}
    rare = {"bz2", "ipaddress", "lzma", "random", "shutil", "urllib", *brought_for_errors}
    assert rare <= set(plain["brought"]) | {"textwrap"}
    assert not rare & set(ours["brought"])


def _looked_at(made: EnumMeta) -> dict[str, Any]:
    """Return all of an enumeration that can be told without its identity."""
    own = {
        name: value.__func__ if isinstance(value, staticmethod) else value
        for name, value in vars(made).items()
        if name not in made.__members__ and name not in {"_member_map_", "_value2member_map_"}
    }
    return {
        "own": {n: getattr(v, "__qualname__", None) or repr(v) for n, v in own.items()},
        "members": {n: _member(m) for n, m in made.__members__.items()},
        "attributes": {n: _member(vars(made)[n]) for n in made.__members__},
        "values": {v: _member(m) for v, m in made._value2member_map_.items()},
        "order": [m.name for m in made],
        "said": (repr(made), len(made), made.__module__, made.__qualname__, made.__mro__[1:]),
        "dir": dir(made),
    }


def _member(one: enum.Enum) -> tuple[Any, ...]:
    own = {name: value for name, value in vars(one).items() if name != "__objclass__"}
    return (own, repr(one), str(one), one.value, hash(one), one.__objclass__ is type(one))


@known
@given(
    kind=st.sampled_from(KINDS),
    pairs=st.lists(st.tuples(NAMES, NUMBERS), max_size=12),
    boundary=st.sampled_from([None, *enum.FlagBoundary]),
)
def test_that_an_enumeration_is_the_one_that_python_makes(
    kind: EnumMeta, pairs: list[tuple[str, int]], boundary: enum.FlagBoundary | None
) -> None:
    given_ = {"qualname": None, "type": None, "start": 1, "boundary": boundary}
    try:
        expected = enums._genuine(kind, "Made", list(pairs), module="a.module", **given_)
    except (AttributeError, TypeError, ValueError) as error:
        with pytest.raises(type(error), match=re.escape(str(error))):
            enums._create(kind, "Made", list(pairs), module="a.module", **given_)
        return
    made = enums._create(kind, "Made", list(pairs), module="a.module", **given_)
    assert _looked_at(made) == _looked_at(expected)
    assert _done_with(made, pairs) == _done_with(expected, pairs)


def _done_with(made: EnumMeta, pairs: list[tuple[str, int]]) -> list[str]:
    """Return what looking up, joining and taking apart members by their numbers gives."""
    acts: tuple[Callable[[int], object], ...] = (
        made,
        lambda value: made(value) | made(pairs[0][1]),
        lambda value: made(value) & made(pairs[-1][1]),
        lambda value: ~made(value),
        lambda value: list(made(value)),
    )
    return [_outcome(act, value) for _, value in pairs for act in acts]


def _outcome(act: Callable[[int], object], value: int) -> str:
    try:
        return repr(act(value))
    except (AttributeError, TypeError, ValueError) as error:
        return repr(error)


@known
def test_that_an_enumeration_is_found_where_it_was_made() -> None:
    home = ModuleType("home_of_an_enumeration")
    sys.modules[home.__name__] = home
    made = enums._create(
        enum.Flag, "Way", [("a", 1), ("b", 2)], module=home.__name__,
        qualname=None, type=None, start=1, boundary=None,
    )  # fmt: skip
    home.Way = made  # type: ignore[attr-defined]
    assert pickle.loads(pickle.dumps(made.a)) is made.a  # noqa: S301  its own
    assert pickle.loads(pickle.dumps(made.a | made.b)) == made.a | made.b  # noqa: S301


@known
@pytest.mark.parametrize(
    "names",
    [
        "a b",
        ["a", "b"],
        {"a": 1},
        [("a", "text")],
        [("a", True)],
        [("_a", 1)],
        [("name", 1)],
        (("a", 1),),
    ],
)
def test_that_all_else_is_made_by_python(names: object) -> None:
    assert not enums._is_plain(enum.Enum, names)


def test_that_what_someone_wrote_down_is_made_by_python() -> None:
    class Written(enum.Enum):
        one = enum.auto()
        two = enum.auto()

    assert [m.value for m in Written] == [1, 2]
    assert not enums._is_plain(Written, [("a", 1)])
