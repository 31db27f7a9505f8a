"""Enumerations made in a fraction of the time, for PySide makes two hundred at a start.

PySide has Python's ``enum`` make each of its enumerations from names and numbers, when the class
that holds it is first touched; touching ``Qt`` alone makes ninety-three. Python makes each as
though someone had written it down: it looks through the names for what they might mean beyond
themselves, puts something provisional for each member into the class, and takes it out again. What
PySide asks for needs none of that. What is made here equals what Python makes: tests compare the
two attribute by attribute. For all else, and in a Python that they were not compared in, Python's
own way is taken.
"""

import enum
import sys
from collections.abc import Callable
from typing import Any, Final

_KNOWN: Final = (3, 11)
"""The Python whose enumerations are known here to the last attribute."""

_genuine: Callable[..., Any] = enum.EnumMeta._create_  # type: ignore[attr-defined]


def install() -> None:
    """Make enumerations of names and numbers the short way from now on."""
    if sys.version_info[:2] == _KNOWN:
        enum.EnumMeta._create_ = _create  # type: ignore[attr-defined]


def _create(
    cls: Any,  # noqa: ANN401  an enumeration
    class_name: str,
    names: Any,  # noqa: ANN401  whatever the genuine one takes
    *,
    module: str | None = None,
    boundary: enum.FlagBoundary | None = None,
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Stand for ``EnumType._create_``."""
    if module is None:  # whoever calls the enumeration: two frames up, as for the genuine one
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    if _is_plain(cls, names) and more == _PLAIN:
        return _made(cls, class_name, names, module, boundary)
    return _genuine(cls, class_name, names, module=module, boundary=boundary, **more)


_PLAIN: Final = {"qualname": None, "type": None, "start": 1}


def _is_plain(cls: type, names: object) -> bool:
    """Tell whether these are pairs of a name that means nothing else, and a number."""
    taken = _taken(cls)
    if taken is None or type(names) is not list:
        return False
    try:
        numbers = dict(names)
        each = "\n".join(("", *numbers, "_"))
    except (TypeError, ValueError):
        return False
    return (
        [*numbers.items()] == names  # pairs, and no name twice
        and not {*map(type, numbers.values())} - {int}
        and taken.isdisjoint(numbers)
        and "\n\n" not in each
        and each.index("\n_") == len(each) - 2  # no name but what was put last begins so
    )


_names: dict[type, frozenset[str]] = {}


def _taken(cls: type) -> frozenset[str] | None:
    """Return the names that mean something in an enumeration of this kind already."""
    if cls not in _names and cls in {enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag}:
        _names[cls] = frozenset({"mro"}.union(*(vars(base) for base in cls.__mro__)))
    return _names.get(cls)


_shapes: dict[tuple[type, object], dict[str, Any]] = {}


def _shape(cls: Any, boundary: enum.FlagBoundary | None) -> dict[str, Any]:  # noqa: ANN401
    """Return what Python puts into an enumeration of this kind that has no member."""
    found = _shapes.get((cls, boundary))
    if found is None:
        empty = _genuine(cls, "Empty", [], module=__name__, boundary=boundary)
        found = dict(vars(empty))
        _shapes[cls, boundary] = found
    return found


def _made(
    cls: Any,  # noqa: ANN401
    class_name: str,
    names: list[tuple[str, int]],
    module: str | None,
    boundary: enum.FlagBoundary | None,
) -> Any:  # noqa: ANN401
    canonical: list[str] = []
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    shape = {
        **_shape(cls, boundary),
        "_member_names_": canonical,
        "_member_map_": by_name,
        "_value2member_map_": by_value,
        "_unhashable_values_": [],
        "__module__": module,
    }
    made = type.__new__(enum.EnumMeta, class_name, (cls,), shape)
    flags = issubclass(cls, enum.Flag)
    new, numbers = shape["_new_member_"], shape["_use_args_"]
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            by_value[value] = member = new(made, value) if numbers else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(canonical)
            if not flags or (value and not value & (value - 1)):
                canonical.append(name)
        by_name[name] = member
    put = type.__setattr__
    for name, member in by_name.items():  # last: Python looks a class over after each change
        put(made, name, member)
    if flags:
        _mask(made, by_value, canonical)
    return made


def _mask(made: Any, by_value: dict[int, Any], canonical: list[str]) -> None:  # noqa: ANN401
    """Note which bits there are, and whether the members' order is that of their numbers."""
    mask = singles = 0
    for value in by_value:
        mask |= value
        if value and not value & (value - 1):
            singles |= value
    put = type.__setattr__
    put(made, "_flag_mask_", mask)
    put(made, "_singles_mask_", singles)
    put(made, "_all_bits_", 2 ** mask.bit_length() - 1 if by_value else 0)
    order = [getattr(made, name)._value_ for name in canonical]
    if order != sorted(order):
        put(made, "_iter_member_", made._iter_member_by_def_)
