"""Frozen dataclasses that cost nothing to define.

``dataclasses.dataclass`` writes six functions as source and compiles them, for each class and
at each start: fifty classes took a quarter of the time in which a bare window can be shown.
This one gives the same frozen values. Here is what a class of them is made of, and what a value is:
its equality, hash and words, that nothing of it changes, that it may be made in part. How its
constructor is made, with the first value, is in :mod:`jalon.constructors`.
"""

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar, Final, NoReturn, TypeVar, dataclass_transform

from jalon.constructors import construct, of_slots

_Class = TypeVar("_Class", bound=type)
_One = TypeVar("_One")


@dataclass_transform(frozen_default=True)
def dataclass(
    *, frozen: bool, slots: bool = False, in_part: bool = False
) -> Callable[[_Class], _Class]:
    """Make a class of frozen values, with or without slots.

    Stands for the decorator of the same name in all that these values need: equality, hash,
    repr, ``fields``, ``replace``, ``asdict``, matching, copying, pickling, pydantic. Defaults
    are values, shared by all: what cannot change. A class may write its own ``__repr__``, which
    keeps a secret out of logs. ``field`` and ``__post_init__`` are not known. Of a class that is
    made ``in_part`` there can be values of :func:`partly`.

    Raises:
        TypeError: something else is asked for.
    """
    if not frozen:
        raise TypeError("only frozen values are made here")

    return partial(_made, slots=slots, in_part=in_part)


def named(one: object) -> dict[str, Any]:
    """Return the values of a frozen value by name; what is in them stays as it is."""
    return {name: getattr(one, name) for name in getattr(type(one), "__match_args__", ())}


def replace(one: _One, **values: object) -> _One:
    """Return a frozen value with some of its values replaced."""
    return type(one)(**{**named(one), **values})


def partly(kind: type[_One], names: tuple[str, ...]) -> Callable[..., _One]:
    """Return what makes values of a class that have some fields now, and the others when asked for.

    It takes the values of ``names``, then a function and anything that this is to be given with the
    name of a field: it tells the value of that field, and of as many others as it likes. Nobody can
    tell the result from a value that was made whole. The class is made ``in_part``.
    """
    real = of_slots(kind, (*names, *_IN_PART), {})

    def made(*given: object) -> _One:
        one = kind.__new__(kind)
        real(one, *given)
        return one

    return made


# -- how a class is made ----------------------------------------------------------------


def _made(plain: _Class, *, slots: bool, in_part: bool) -> _Class:
    own = plain.__dict__
    hints = plain.__annotations__
    names = tuple([name for name, hint in hints.items() if not _of_class(hint)])
    defaults = {name: own[name] for name in names if name in own}
    _check(plain, names, defaults)
    parts = {**own, **_SHARED, "__qualname__": plain.__qualname__, "__match_args__": names}
    if "__repr__" in own:
        parts["__repr__"] = own["__repr__"]
    del parts["__dict__"], parts["__weakref__"]
    if defaults:
        parts["_defaults"] = defaults
    if in_part:
        parts["__getattr__"] = _now
    if slots or in_part:
        more = _IN_PART if slots else (*_IN_PART, "__dict__", "__weakref__")
        parts["__slots__"] = (*names, *more) if in_part else names
        for name in defaults:
            del parts[name]
    finished: _Class = type(plain)(plain.__name__, plain.__bases__, parts)
    return finished


def _of_class(hint: object) -> bool:
    return hint is ClassVar or getattr(hint, "__origin__", None) is ClassVar


def _check(plain: type, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
    if plain.__bases__ != (object,) or "__post_init__" in plain.__dict__:
        raise TypeError(f"{plain.__name__} needs dataclasses.dataclass")
    if defaults and names[-len(defaults) :] != tuple(defaults):
        raise TypeError(f"{plain.__name__}: a field without a default follows one with")
    if any(type(value).__name__ in {"Field", "list", "dict", "set"} for value in defaults.values()):
        raise TypeError(f"{plain.__name__}: a default that can change")


# -- what a value is ---------------------------------------------------------------------


class _Values:
    """Reads the values of all fields, as a tuple; how, is made out when they are first read."""

    def __get__(self, _one: object, whose: Any) -> Callable[[Any], tuple[object, ...]]:  # noqa: ANN401
        read = _reader(whose.__match_args__)
        type.__setattr__(whose, "_values", staticmethod(read))
        return read


def _reader(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])


class _Fields:
    """What :mod:`dataclasses` knows of a class: made by it when something asks."""

    def __get__(self, _one: object, whose: Any) -> object:  # noqa: ANN401  a class made here
        import dataclasses

        known = {"__annotations__": whose.__annotations__, "__module__": whose.__module__}
        twin: Any = dataclasses.dataclass(frozen=True)(
            type(whose.__name__, (), {**known, **whose._defaults})  # noqa: SLF001  ours
        )
        type.__setattr__(whose, "__dataclass_fields__", twin.__dataclass_fields__)
        return twin.__dataclass_fields__


class _Value:
    """What each class takes over."""

    __match_args__: ClassVar[tuple[str, ...]]
    _values: ClassVar[_Values]

    def __repr__(self) -> str:
        said = (f"{n}={v!r}" for n, v in zip(self.__match_args__, self._values(self), strict=True))
        return f"{type(self).__qualname__}({', '.join(said)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values(self) == self._values(other)

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), self._values(self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        _refuse(name)

    def __delattr__(self, name: str) -> NoReturn:
        _refuse(name)


_SHARED: Final[dict[str, Any]] = {
    **{name: made for name, made in vars(_Value).items() if callable(made)},
    "__init__": construct,
    "_values": _Values(),
    "_defaults": {},
    "__dataclass_fields__": _Fields(),
}
"""What is alike in all these classes, or seems so until it is first used."""


def _refuse(name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r}")


# -- a value made in part ----------------------------------------------------------------

_IN_PART: Final = ("_rest", "_where")
"""What tells the fields that are not there yet, and what it is given."""


def _now(one: object, name: str) -> object:
    """Return the value of a field that was not there yet; Python asks only where one is missing."""
    if name in type(one).__match_args__:  # type: ignore[attr-defined]  # of every class made here
        rest = object.__getattribute__(one, "_rest")
        for told, value in rest(object.__getattribute__(one, "_where"), name).items():
            object.__setattr__(one, told, value)
    return object.__getattribute__(one, name)
