"""The current state: for each field, the changes that no other change supersedes."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, TypeAlias, TypeGuard, TypeVar

from jalon.assessment.changes import (
    PROJECT,
    REGISTER,
    Change,
    ChangeId,
    Key,
    Subject,
    Value,
    ids,
    newest,
)
from jalon.hashing import sha256
from jalon.language import BETWEEN
from jalon.values import dataclass

if TYPE_CHECKING:
    from jalon.assessment.apart import Apart

Heads = Mapping[Key, tuple[Change, ...]]
"""The current changes of each field: one, or several that are in conflict."""

Edit: TypeAlias = tuple[Key, Value]
"""A field and the value it is to have."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Assessment:
    """A frozen picture of the project's current answers."""

    heads: Heads = MappingProxyType({})
    kept: "Kept | None" = None

    def value(self, subject: Subject, item: str, name: str) -> Value:
        """Return the current value; None when there is none or when it is in conflict."""
        current = self.heads.get((subject, item, name))  # type: ignore[call-overload]  # as a Key
        if not current:
            return None
        first: Value = current[0].value
        if len(current) > 1 and any(c.value != first for c in current[1:]):
            return None
        return first

    def text(self, subject: Subject, item: str, name: str) -> str:
        """Return the current value as a text; empty when there is none."""
        value = self.value(subject, item, name)
        return value if isinstance(value, str) else ""

    def said(self, subject: Subject, item: str, name: str, between: str = "\n\n") -> str:
        """Return the current value as a text; where copies disagree, what each of them says."""
        if value := self.text(subject, item, name):
            return value
        current = self.heads.get(Key(subject, item, name), ())
        if len(current) < 2:  # noqa: PLR2004  nobody disagrees
            return ""
        texts = (c.value for c in sorted(current, key=lambda c: c.time))
        return between.join(dict.fromkeys(t for t in texts if isinstance(t, str) and t))

    def days(self, subject: Subject, item: str, name: str) -> str:
        """Return the current ISO day; where copies disagree, the day of each, earliest first."""
        said = self.said(subject, item, name, BETWEEN)
        return BETWEEN.join(sorted(said.split(BETWEEN))) if BETWEEN in said else said

    def disputed(self, key: Key) -> tuple[Change, ...]:
        """Return what copies say of a field that disagree on it, oldest first; none otherwise."""
        current = self.heads.get(key, ())
        if len(current) < 2 or all(c.value == current[0].value for c in current):  # noqa: PLR2004
            return ()
        return tuple(sorted(current, key=lambda c: c.time))

    def latest(self, subject: Subject, item: str, name: str) -> Change | None:
        """Return the newest current change of a field."""
        return max(self.heads.get(Key(subject, item, name), ()), key=lambda c: c.time, default=None)

    @property
    def answers(self) -> Heads:
        """The fields to look through for what no register of evidence holds.

        At a start they are without it, which then need not be fetched; later it is among them.
        """
        heads = self.heads
        return heads.answers if is_apart(heads) else heads

    @property
    def newest(self) -> datetime | None:
        """When the newest of the current changes was made."""
        found = max(map(newest, self.answers.values()), default=None)
        if not is_apart(self.heads):
            return found
        return max(found, self.heads.newest) if found else self.heads.newest

    def called(self, name: str) -> Sequence[Key]:
        """Return the fields of one name outside the register of evidence, in the record's order.

        Of thousands of fields, those that say of something that it exists, waits or differs from
        the company are few; all of these are sorted out in one pass.
        """
        if name.startswith(REGISTER):
            return ()
        found = self.derived(_BY_NAME, _any, _by_name).get(name, ())
        return [key for key in found if not key.subject.startswith(REGISTER)]

    def conflicts(self) -> Iterator[Key]:
        """Yield the fields that hold different values at once."""
        several = self.derived(_SEVERAL, _never, _several)
        for key in _perhaps_several(self) if several else ():
            if key in several and self.disputed(key):
                yield key

    def subjects(self, kind: str) -> tuple[Subject, ...]:
        """Return the living subjects of a kind (``model``, ``action``), in the user's order.

        A subject lives when its item ``subject``, field ``kind`` says so, and it was not
        removed. Those that nobody put in order come last, oldest first.
        """

        def found(state: "Assessment") -> tuple[Subject, ...]:
            living = (s for s in state._made(kind) if not state._is_removed(s))  # noqa: SLF001
            listed = state.value(PROJECT, f"{kind}s", "order")
            places = {str(s): n for n, s in enumerate(listed if isinstance(listed, list) else ())}
            return tuple(sorted(living, key=lambda s: places.get(s, len(places))))

        return self.derived(f"subjects {kind}", _makes_subjects, found)

    def removed(self, kind: str) -> tuple[Subject, ...]:
        """Return the subjects of a kind that were removed, oldest first."""
        return tuple(s for s in self._made(kind) if self._is_removed(s))

    def derived(
        self, name: str, concerned: Callable[[Key], bool], make: Callable[["Assessment"], T]
    ) -> T:
        """Return what ``make`` works out from this state, worked out once.

        The next states keep it until a field changes that is ``concerned``: with thousands of
        pieces of evidence no answer has to go through all of them.
        """
        kept = self.kept
        if kept is None:
            kept = Kept()
            object.__setattr__(self, "kept", kept)
        if name not in kept:
            kept[name] = (concerned, make(self))
        return kept[name][1]  # type: ignore[return-value]  # what make returned

    def _made(self, kind: str) -> list[Subject]:
        found = [
            (current[0].time, key.subject)
            for key in self.called("kind")
            if key.item == "subject" and (current := self.heads[key])[0].value == kind
        ]
        return [subject for _, subject in sorted(found)]

    def _is_removed(self, subject: Subject) -> bool:
        return self.value(subject, "subject", "removed") is True

    def with_changes(self, changes: Iterable[Change]) -> "Assessment":
        """Return the state after these changes, oldest first."""
        new: dict[Key, tuple[Change, ...]] = {}
        for change in changes:
            current = new.get(change.key) or self.heads.get(change.key, ())
            stay = tuple(c for c in current if c.id not in change.supersedes)
            new[change.key] = (*stay, change)
        keys = set(new)
        kept = Kept(
            (name, (concerned, found.after(keys) if isinstance(found, Followed) else found))
            for name, (concerned, found) in (self.kept or Kept()).items()
            if not any(concerned(key) for key in keys)
        )
        if _SEVERAL in kept:
            before = self.derived(_SEVERAL, _never, _several)
            kept[_SEVERAL] = (_never, before - keys | {k for k in keys if len(new[k]) > 1})
        from jalon.assessment.layers import layered

        return Assessment(layered(self.heads).with_entries(new), kept)

    def digest(self) -> str:
        """Return the hash of the project's current ids; see :func:`digest`."""
        return digest(current_ids(self))


def current_ids(assessment: Assessment) -> tuple[ChangeId, ...]:
    """Return the ids that the digest of this state is over, sorted."""
    return tuple(
        sorted(
            one
            for key, current in assessment.heads.items()
            if not key.subject.startswith(BOOKKEEPING)
            for one in ids(current)
        )
    )


class Followed(ABC):
    """What is worked out from a state, and from the next only as far as that one differs."""

    __slots__ = ()

    @abstractmethod
    def after(self, keys: set[Key]) -> Self:
        """Return what the next state keeps of it, in which these fields changed."""


class Kept(dict[str, tuple[Callable[[Key], bool], object]]):
    """What was worked out from a state, by name, and which fields it follows from.

    It follows from the state, so it makes no difference between two of them.
    """

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Kept)

    __hash__ = None


_SEVERAL = "several"
"""What is kept under this name follows from all fields, so that it is carried from state to
state: nobody looks through thousands of them after each answer."""


def _several(assessment: Assessment) -> frozenset[Key]:
    """Return the fields with more than one current change."""
    looked_at = _perhaps_several(assessment)
    return frozenset(key for key, current in looked_at.items() if len(current) > 1)


def _perhaps_several(assessment: Assessment) -> Heads:
    """Return the fields of which some may have more than one current change."""
    heads = assessment.heads
    return heads.answers if is_apart(heads) and not heads.several else heads


def is_apart(heads: Heads) -> "TypeGuard[Apart]":
    """Tell whether a register waits to be fetched; without the module of that, if none does."""
    return hasattr(heads, "several")


_BY_NAME = "by name"


def _by_name(assessment: Assessment) -> Mapping[str, Sequence[Key]]:
    """Return the fields by their names."""
    found: dict[str, list[Key]] = {}
    for key in assessment.answers:
        if (name := key.field) in found:
            found[name].append(key)
        else:
            found[name] = [key]
    return found


def _any(_key: Key) -> bool:
    return True


def _never(_key: Key) -> bool:
    return False


def _makes_subjects(key: Key) -> bool:
    return key.item == "subject" or (key.subject == PROJECT and key.field == "order")


ORIGIN = ("subject", "origin")
"""What a model was called in the answers file of another project that it was taken over from;
who recorded a piece of evidence, and when, whose file was recorded anew since."""

BOOKKEEPING = ("report-", "version-")
"""Subjects whose changes tell of exports made from the record and of names given to its states;
they do not enter its digest, or else making a report would already make it stale."""


def digest(found: Iterable[ChangeId]) -> str:
    """Return the SHA-256 (hex) over the sorted ids, each followed by a line feed."""
    return sha256("".join(f"{i}\n" for i in sorted(found)).encode("ascii")).hexdigest()
