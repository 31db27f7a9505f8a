"""Values in a file of answers: whether they answer a question, and how the record holds them."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypeGuard

from jalon.assessment.changes import Value
from jalon.errors import N_
from jalon.forms.model import Fact

Cell: TypeAlias = str | float | None
Told: TypeAlias = Cell | Sequence[str] | Sequence[Mapping[str, Cell]]
"""A value as a file tells it; a list of objects is a table."""

_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def misfit(kind: str, options: set[str], value: object) -> str:
    """Say why ``value`` does not answer a question (a source text); empty when it does."""
    if value is None:
        return ""
    message, fits = {
        "date": (N_("A date like 2026-11-23 is expected here."), _is_date),
        "month": (N_("A month like 2026-11 is expected here."), _is_month),
        "number": (N_("A number that is not negative is expected here."), _is_number),
        "choice": (
            N_("One of these is expected here: {options}."),
            lambda one: isinstance(one, str) and one in options,
        ),
        "choices": (
            N_("A list of these is expected here: {options}."),
            lambda all_: isinstance(all_, list) and all(one in options for one in all_),
        ),
    }.get(kind, (N_("A text is expected here."), lambda one: isinstance(one, str)))
    return "" if fits(value) else message


def fact_misfit(fact: Fact, value: object) -> str:
    """Say why ``value`` does not answer ``fact`` (a source text); empty when it does."""
    if fact.kind == "table":
        wanted = N_("A list of objects with these numbers is expected here: {columns}.")
        return "" if value is None or _is_table(fact, value) else wanted
    return misfit(fact.kind, {o.value for o in fact.options}, value)


def plain(value: Told) -> Value:
    """Return a value as the record holds it: a whole number is no fraction."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if value is None or isinstance(value, str | float | int):
        return value
    return [_row(part) if isinstance(part, Mapping) else part for part in value]


def _row(line: Mapping[str, Cell]) -> Value:
    return {name: plain(cell) for name, cell in line.items()}


def _is_table(fact: Fact, value: object) -> bool:
    most = {c.id: c.most for c in fact.columns}

    def fits(name: object, cell: object) -> bool:
        limit = most.get(str(name))
        return name in most and _is_number(cell) and (limit is None or cell <= limit)

    return isinstance(value, list) and all(
        isinstance(line, dict) and all(fits(name, cell) for name, cell in line.items())
        for line in value
    )


def _is_month(value: object) -> bool:
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None


def _is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether this is a finite number of zero or more."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
