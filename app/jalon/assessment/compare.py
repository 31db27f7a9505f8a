"""What differs between two states of a project, field by field."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import Change, Key
from jalon.assessment.state import BOOKKEEPING, ORIGIN, Assessment
from jalon.values import dataclass

Side: TypeAlias = Literal["same", "out", "in"]

_WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST: Final = 16_000
"""In characters: longer texts are compared line by line, since finding the words that differ
takes the square of their number."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same.

    ``before`` and ``after`` are its current changes: none where it was never answered, two or
    more where copies disagree.
    """

    key: Key
    before: tuple[Change, ...]
    after: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: in both, only before (``out``) or only after (``in``)."""

    side: Side
    text: str


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Return the fields whose values differ, in the order of their keys.

    A field that was taken back is as one that was never answered. What tells of exports, of
    named versions, and from where a model was taken over, does not count.
    """
    return tuple(
        Difference(key, before.heads.get(key, ()), after.heads.get(key, ()))
        for key in sorted({*before.heads, *after.heads})
        if _counts(key) and _values(before, key) != _values(after, key)
    )


def knowing(first: Assessment, second: Assessment) -> Assessment:
    """Return a state in which the subjects of both are called as they are there.

    What one copy alone has, such as a model that was added to it, has a name in that one only.
    Where both have a word, the first's goes before.
    """
    return Assessment(MappingProxyType({**second.heads, **first.heads}))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts in one: what stayed, went and came, by words; joined, each is whole."""
    split = _lines if max(len(before), len(after)) > _LONGEST else _words
    return tuple(_pieces(split(before), split(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Piece("out", "".join(old[i:j]))
        if m < n:
            yield Piece("in", "".join(new[m:n]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _counts(key: Key) -> bool:
    return not key.subject.startswith(BOOKKEEPING) and key[1:] != ORIGIN


def _values(state: Assessment, key: Key) -> list[str]:
    """Return the values of a field, comparable whatever their type and order."""
    current = state.heads.get(key, ())
    return sorted({repr(c.value) for c in current if c.value is not None})
