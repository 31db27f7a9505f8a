"""Conditions over facts, with three values: true, false, not known yet (None)."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

from jalon.forms.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Concludes,
    Condition,
    Equals,
    FactId,
    Not,
)

Known: TypeAlias = bool | None
FactValue: TypeAlias = str | int | float | tuple[str, ...] | None

NOT_KNOWN = "not-known"
"""The answer "we do not know": given, and yet nothing is known."""


def nothing(_conclusion: str) -> Known:
    """Know of no conclusion, as where conditions look at facts alone."""
    return None


def holds(
    condition: Condition,
    fact: Callable[[FactId], FactValue],
    conclusion: Callable[[str], Known] = nothing,
) -> Known:
    """Evaluate ``condition``.

    ``fact`` gives the value of a fact, None when not known; ``conclusion`` whether a conclusion
    is yes or no, None when that is not known.
    """
    match condition:
        case Equals() | AtLeast() | Before():
            return _says(condition, fact(condition.fact))
        case Concludes():
            found = conclusion(condition.conclusion)
            return found if condition.equals == "yes" else negated(found)
        case AnyOf():
            return any_of([holds(c, fact, conclusion) for c in condition.any])
        case AllOf():
            return negated(any_of([negated(holds(c, fact, conclusion)) for c in condition.all]))
        case Not():
            return negated(holds(condition.negated, fact, conclusion))
        case _:
            assert_never(condition)


def _says(leaf: Equals | AtLeast | Before, value: FactValue) -> Known:
    if value is None or value == NOT_KNOWN:
        return None
    match leaf:
        case Equals():
            return leaf.equals in value if isinstance(value, tuple) else value == leaf.equals
        case AtLeast():
            return value >= leaf.at_least if isinstance(value, int | float) else None
        case Before():
            return value < leaf.before if isinstance(value, str) else None
        case _:
            assert_never(leaf)


def any_of(values: list[Known]) -> Known:
    """Tell whether one is true; None while none is and one is not known."""
    if any(v is True for v in values):
        return True
    return None if None in values else False


def both(one: Known, other: Known) -> Known:
    """Tell whether both are true; None while neither is false and one is not known."""
    return negated(any_of([negated(one), negated(other)]))


def negated(value: Known) -> Known:
    """Return the contrary; what is not known stays not known."""
    return None if value is None else not value


def facts(condition: Condition) -> tuple[FactId, ...]:
    """Return the facts that ``condition`` looks at, each once, in order."""
    return tuple(
        dict.fromkeys(leaf.fact for leaf in _leaves(condition) if not isinstance(leaf, Concludes))
    )


def conclusions(condition: Condition) -> tuple[str, ...]:
    """Return the conclusions that ``condition`` looks at, each once, in order."""
    return tuple(
        dict.fromkeys(leaf.conclusion for leaf in _leaves(condition) if isinstance(leaf, Concludes))
    )


def equalities(condition: Condition) -> tuple[Equals, ...]:
    """Return the comparisons with a fixed value inside ``condition``."""
    return tuple(leaf for leaf in _leaves(condition) if isinstance(leaf, Equals))


def _leaves(condition: Condition) -> Iterator[Equals | AtLeast | Before | Concludes]:
    match condition:
        case Equals() | AtLeast() | Before() | Concludes():
            yield condition
        case AnyOf():
            for part in condition.any:
                yield from _leaves(part)
        case AllOf():
            for part in condition.all:
                yield from _leaves(part)
        case Not():
            yield from _leaves(condition.negated)
        case _:
            assert_never(condition)
