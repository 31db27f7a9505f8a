"""A large frozen table in which a few entries are others than in the one before it."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Final, TypeVar, overload

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Other = TypeVar("_Other")

_MOST: Final = 200
"""So many entries may be others before all are written into one table again."""


class Layers(Mapping[_Key, _Value]):
    """What a table holds, with some entries laid over it; as frozen as the table below.

    A project with thousands of pieces of evidence has tens of thousands of fields: copying all of
    them at each answer took longer than all that follows from it. The order is that of a dict:
    an entry keeps its place, new ones come last.

    Whoever goes through all entries has them written into one table. It says the same at every
    moment, so that any thread may do it: what lies over is read first, and emptied last.
    """

    __slots__ = ("_below", "_over")

    def __init__(self, below: dict[_Key, _Value], over: dict[_Key, _Value]) -> None:
        self._below, self._over = below, over

    def with_entries(self, entries: Mapping[_Key, _Value]) -> "Layers[_Key, _Value]":
        """Return the same table with these entries."""
        over = {**self._over, **entries}
        made = Layers(self._below, over)
        if len(over) > _MOST:
            made._one()
        return made

    def __getitem__(self, key: _Key) -> _Value:
        over = self._over
        return over[key] if key in over else self._below[key]

    @overload
    def get(self, key: _Key, /) -> _Value | None: ...
    @overload
    def get(self, key: _Key, /, default: _Value | _Other) -> _Value | _Other: ...
    def get(self, key: _Key, /, default: _Value | _Other | None = None) -> _Value | _Other | None:
        """Return an entry; without going through errors, since most fields are empty."""
        over = self._over
        return over[key] if key in over else self._below.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._over or key in self._below

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._one())

    def __len__(self) -> int:
        return len(self._one())

    def keys(self) -> KeysView[_Key]:
        """Return the keys."""
        return self._one().keys()

    def values(self) -> ValuesView[_Value]:
        """Return the values."""
        return self._one().values()

    def items(self) -> ItemsView[_Key, _Value]:
        """Return the entries."""
        return self._one().items()

    def _one(self) -> dict[_Key, _Value]:
        """Write all into one table."""
        if over := self._over:
            self._below = {**self._below, **over}
            self._over = {}
        return self._below


def layered(table: Mapping[_Key, _Value]) -> Layers[_Key, _Value]:
    """Return a table over which entries can be laid."""
    if isinstance(table, Layers):
        return table
    # What is behind a proxy is copied at once; dict() would look each of its keys up.
    copy = getattr(table, "copy", None)
    return Layers(copy() if copy else dict(table), {})
