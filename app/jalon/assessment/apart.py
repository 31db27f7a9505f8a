"""The record in two parts: the answers, and the register of evidence, fetched when asked for.

A project can have thousands of pieces of evidence, and the first page of a start needs none of
them. What it does need to know of all fields, whether copies disagree on one and when the newest
was recorded, is told of the register beforehand.
"""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from datetime import datetime
from typing import TypeAlias, TypeVar, overload

from jalon.assessment.changes import Change, Key, registered

_Current: TypeAlias = tuple[Change, ...]
_Other = TypeVar("_Other")


class Apart(Mapping[Key, _Current]):
    """The current changes of each field, as frozen as a table that has all of them.

    Whoever asks for a field of the register, or goes through all fields, has it fetched; that may
    fail as reading the project may. Any thread may do it, and the order is that of one table.

    Attributes:
        answers: the fields outside the register.
        newest: when the newest change of the register was made.
        several: whether a field of the register has more than one.
    """

    __slots__ = ("_all", "_fetch", "answers", "newest", "several")

    def __init__(
        self,
        answers: dict[Key, _Current],
        fetch: Callable[[], dict[Key, _Current]],
        *,
        newest: datetime,
        several: bool,
    ) -> None:
        self.answers, self.newest, self.several = answers, newest, several
        self._fetch = fetch
        self._all: dict[Key, _Current] | None = None

    def where(self, keeps: Callable[[Key], bool]) -> "Apart":
        """Return the fields that are kept; what may be of the register stays told as it is."""
        return Apart(
            {key: found for key, found in self.answers.items() if keeps(key)},
            lambda: {k: v for k, v in self.items() if registered(k[0], k[2]) and keeps(k)},
            newest=self.newest,
            several=self.several,
        )

    def copy(self) -> dict[Key, _Current]:
        """Return all fields in a table of one's own."""
        return self._one().copy()

    def __getitem__(self, key: Key) -> _Current:
        answers = self.answers
        return (
            answers[key] if key in answers or not registered(key[0], key[2]) else self._one()[key]
        )

    @overload
    def get(self, key: Key, /) -> _Current | None: ...
    @overload
    def get(self, key: Key, /, default: _Current | _Other) -> _Current | _Other: ...
    def get(
        self, key: Key, /, default: _Current | _Other | None = None
    ) -> _Current | _Other | None:
        """Return a field; without going through errors, since most are empty."""
        found = self.answers.get(key)
        if found is None and registered(key[0], key[2]):
            return self._one().get(key, default)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return key in self.answers or key in self._one()

    def __iter__(self) -> Iterator[Key]:
        return iter(self._one())

    def __len__(self) -> int:
        return len(self._one())

    def items(self) -> ItemsView[Key, _Current]:
        """Return the entries."""
        return self._one().items()

    def values(self) -> ValuesView[_Current]:
        """Return the values."""
        return self._one().values()

    def _one(self) -> dict[Key, _Current]:
        """Write all into one table."""
        whole = self._all
        if whole is None:
            whole = self._all = {**self.answers, **self._fetch()}
        return whole
