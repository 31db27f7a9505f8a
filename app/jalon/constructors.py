"""How the constructors of frozen values are made: late, and compiled as rarely as can be.

To compile a constructor takes half a million instructions, as much as to make two hundred values,
and a start meets forty classes (decision 011). So it is made when the first value of its class is,
and on the way to the first page nothing is compiled:

- constructors of classes with equally many slots are alike but for the names, and share one code.
  That for up to twelve is written down below: 6 of the 650 million instructions of a start;
- of classes with more fields a start makes few values, set field by field: 3 million.

Private to :mod:`jalon.values`: of a class that is made there, ``__match_args__`` are the fields and
``_defaults`` are what they are without a value.
"""

from functools import cache
from types import CodeType, FunctionType
from typing import Any, Final


def construct(self: object, *given: object, **told: object) -> None:
    """Stand for the constructor of any class: put its own in place with the first value."""
    whose: Any = type(self)
    names, defaults = whose.__match_args__, whose._defaults  # noqa: SLF001  see above
    if len(names) > len(_PATTERNS) and _set_each(self, names, defaults, given, told):
        return
    if "__slots__" in whose.__dict__:
        real = of_slots(whose, names, defaults)
    else:
        real = _of_dict(names, defaults)
    real.__qualname__ = f"{whose.__qualname__}.__init__"
    type.__setattr__(whose, "__init__", real)
    real(self, *given, **told)


def of_slots(whose: type, names: tuple[str, ...], defaults: dict[str, Any]) -> FunctionType:
    """Return a constructor that sets the slots ``names``: shared code, and whose slots it sets."""
    known = {f"s{n}": getattr(whose, name).__set__ for n, name in enumerate(names)}
    code = _pattern(len(names)).replace(co_name="__init__", co_varnames=("self", *names))
    usual = tuple(defaults[name] for name in names if name in defaults)
    return FunctionType(code, known, "__init__", usual or None)


def _of_dict(names: tuple[str, ...], defaults: dict[str, Any]) -> FunctionType:
    """Return a constructor of values that have a dictionary, ``cached_property`` for one."""
    where: dict[str, Any] = {f"default_{name}": value for name, value in defaults.items()}
    takes = (f"{name}=default_{name}" if name in defaults else name for name in names)
    body = "\n  ".join(f"self.__dict__[{name!r}] = {name}" for name in names) or "pass"
    return _compiled(["self", *takes], body, where)


def _set_each(
    self: object,
    names: tuple[str, ...],
    defaults: dict[str, Any],
    given: tuple[object, ...],
    told: dict[str, object],
) -> bool:
    """Set the fields one by one; False where that is for the real constructor to complain of."""
    values = {**defaults, **dict(zip(names, given, strict=False)), **told}
    if (
        len(given) > len(names)
        or values.keys() != set(names)
        or not told.keys().isdisjoint(names[: len(given)])
    ):
        return False
    for name in names:
        object.__setattr__(self, name, values[name])
    return True


@cache
def _pattern(count: int) -> CodeType:
    """Return the code that sets so many slots; compiled only where it is not written down."""
    if 0 < count <= len(_PATTERNS):
        return _PATTERNS[count - 1].__code__
    takes = ["self", *(f"value_{n}" for n in range(count))]
    body = "\n  ".join(f"s{n}(self, value_{n})" for n in range(count)) or "pass"
    return _compiled(takes, body, {}).__code__


def _compiled(takes: list[str], body: str, where: dict[str, Any]) -> FunctionType:
    source = f"def __init__({', '.join(takes)}):\n  {body}"
    exec(source, where)  # noqa: S102  names of a class of ours; dataclasses does the same
    made: FunctionType = where["__init__"]
    return made


def _unset(_one: object, _value: object) -> object:
    """Stand for what sets the value of one slot; each class has its own under these names."""


s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = s8 = s9 = s10 = s11 = _unset

# What sets a slot returns None, so "or" goes on to the next.
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
