"""Frozen dataclasses that cost nothing to define.

``dataclasses.dataclass`` writes six functions as source and compiles them, for each class and
at each start: fifty classes took a quarter of the time in which a bare window can be shown.
This one gives the same frozen values, and makes a constructor when the first one is made; those
of equally many slots share what is compiled.
"""

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, ClassVar, Final, NoReturn, TypeVar, dataclass_transform

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
    real = _of_slots(kind, (*names, *_IN_PART), {})

    def made(*given: object) -> _One:
        one = kind.__new__(kind)
        real(one, *given)
        return one

    return made


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


def _now(one: object, name: str) -> object:
    """Return the value of a field that was not there yet; Python asks only where one is missing."""
    if name in type(one).__match_args__:  # type: ignore[attr-defined]  # of every class made here
        rest = object.__getattribute__(one, "_rest")
        for told, value in rest(object.__getattribute__(one, "_where"), name).items():
            object.__setattr__(one, told, value)
    return object.__getattribute__(one, name)


def _of_class(hint: object) -> bool:
    return hint is ClassVar or getattr(hint, "__origin__", None) is ClassVar


def _check(plain: type, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
    if plain.__bases__ != (object,) or "__post_init__" in plain.__dict__:
        raise TypeError(f"{plain.__name__} needs dataclasses.dataclass")
    if defaults and names[-len(defaults) :] != tuple(defaults):
        raise TypeError(f"{plain.__name__}: a field without a default follows one with")
    if any(type(value).__name__ in {"Field", "list", "dict", "set"} for value in defaults.values()):
        raise TypeError(f"{plain.__name__}: a default that can change")


def _construct(self: object, *given: object, **told: object) -> None:
    """Make the real constructor, when the first value is, and go on with it.

    Of classes with more fields than a constructor is at hand for there are few values: each is
    made without, for to compile one costs as much as to make a hundred.
    """
    whose: Any = type(self)
    if len(whose.__match_args__) > len(_PATTERNS) and _set(self, whose, given, told):
        return
    made = _of_slots if "__slots__" in whose.__dict__ else _of_dict
    real = made(whose, whose.__match_args__, whose._defaults)  # noqa: SLF001  ours
    real.__qualname__ = f"{whose.__qualname__}.__init__"
    type.__setattr__(whose, "__init__", real)
    real(self, *given, **told)


def _set(
    self: object,
    whose: Any,  # noqa: ANN401  a class made here
    given: tuple[object, ...],
    told: dict[str, object],
) -> bool:
    """Set the fields one by one; False where that is for the real constructor to complain of."""
    names: tuple[str, ...] = whose.__match_args__
    values = {**whose._defaults, **dict(zip(names, given, strict=False)), **told}  # noqa: SLF001
    if (
        len(given) > len(names)
        or values.keys() != set(names)
        or not told.keys().isdisjoint(names[: len(given)])
    ):
        return False
    for name in names:
        object.__setattr__(self, name, values[name])
    return True


def _of_slots(whose: type, names: tuple[str, ...], defaults: dict[str, Any]) -> FunctionType:
    """Return a constructor of values with slots.

    All that have as many are alike but for the names, so one is compiled for each number of them.
    """
    known = {f"s{n}": getattr(whose, name).__set__ for n, name in enumerate(names)}
    code = _pattern(len(names)).replace(co_name="__init__", co_varnames=("self", *names))
    usual = tuple(defaults[name] for name in names if name in defaults)
    return FunctionType(code, known, "__init__", usual or None)


@cache
def _pattern(count: int) -> CodeType:
    """Return the code that sets so many values; compiled here only where it is not at hand."""
    if 0 < count <= len(_PATTERNS):
        return _PATTERNS[count - 1].__code__
    takes = ", ".join(["self", *(f"value_{n}" for n in range(count))])
    body = "\n  ".join(f"s{n}(self, value_{n})" for n in range(count)) or "pass"
    made: dict[str, Any] = {}
    exec(f"def __init__({takes}):\n  {body}", made)  # noqa: S102  nothing of anyone's is in it
    code: CodeType = made["__init__"].__code__
    return code


def _of_dict(_whose: type, names: tuple[str, ...], defaults: dict[str, Any]) -> FunctionType:
    """Return a constructor of values that have a dictionary, ``cached_property`` for one."""
    where: dict[str, Any] = {f"default_{name}": value for name, value in defaults.items()}
    takes = (f"{name}=default_{name}" if name in defaults else name for name in names)
    body = "\n  ".join(f"self.__dict__[{name!r}] = {name}" for name in names) or "pass"
    source = f"def __init__({', '.join(['self', *takes])}):\n  {body}"
    exec(source, where)  # noqa: S102  names of a class of ours; dataclasses does the same
    real: FunctionType = where["__init__"]
    return real


class _Values:
    """Reads the values of all fields, as a tuple; how, is made out when they are first read."""

    def __get__(self, _one: object, whose: Any) -> Callable[[Any], tuple[object, ...]]:  # noqa: ANN401
        names = whose.__match_args__
        read = attrgetter(*names) if len(names) > 1 else _Few(names)
        type.__setattr__(whose, "_values", read)
        return read


class _Few:
    """Reads the value of one field, or of none, as a tuple."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names: Final = names

    def __call__(self, one: object) -> tuple[object, ...]:
        return tuple(getattr(one, name) for name in self._names)


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


_IN_PART: Final = ("_rest", "_where")
"""What tells the fields that are not there yet, and what it is given."""

_SHARED: Final[dict[str, Any]] = {
    **{name: made for name, made in vars(_Value).items() if callable(made)},
    "__init__": _construct,
    "_values": _Values(),
    "_defaults": {},
    "__dataclass_fields__": _Fields(),
}
"""What is alike in all these classes, or seems so until it is first used."""


def _refuse(name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r}")


def _unset(_one: object, _value: object) -> object:
    """Stand for what sets the value of one slot; each class has its own under these names."""


s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = s8 = s9 = s10 = s11 = _unset

# To compile one at the start takes as long as two hundred constructions. Setting returns None.
# fmt: off
_PATTERNS: Final = (
    lambda self, a: s0(self, a),  # noqa: PLW0108  with the names that it is to find
    lambda self, a, b: s0(self, a) or s1(self, b),
    lambda self, a, b, c: s0(self, a) or s1(self, b) or s2(self, c),
    lambda self, a, b, c, d: s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d),
    lambda self, a, b, c, d, e: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e)
    ),
    lambda self, a, b, c, d, e, f: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
    ),
    lambda self, a, b, c, d, e, f, g: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g)
    ),
    lambda self, a, b, c, d, e, f, g, h: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g) or s7(self, h)
    ),
    lambda self, a, b, c, d, e, f, g, h, j: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g) or s7(self, h) or s8(self, j)
    ),
    lambda self, a, b, c, d, e, f, g, h, j, k: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g) or s7(self, h) or s8(self, j) or s9(self, k)
    ),
    lambda self, a, b, c, d, e, f, g, h, j, k, m: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g) or s7(self, h) or s8(self, j) or s9(self, k) or s10(self, m)
    ),
    lambda self, a, b, c, d, e, f, g, h, j, k, m, n: (
        s0(self, a) or s1(self, b) or s2(self, c) or s3(self, d) or s4(self, e) or s5(self, f)
        or s6(self, g) or s7(self, h) or s8(self, j) or s9(self, k) or s10(self, m) or s11(self, n)
    ),
)
# fmt: on
