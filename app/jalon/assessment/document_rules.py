"""How drafts are made of numbers, and what fits an answer."""

from typing import Final

from jalon.assessment.changes import Value
from jalon.forms.conditions import FactValue
from jalon.forms.documents import AnswerKind, Rule

_PARAMETERS: Final = (
    (500e6, "1-500m"),
    (5e9, "500m-5b"),
    (15e9, "5b-15b"),
    (50e9, "15b-50b"),
    (100e9, "50b-100b"),
    (500e9, "100b-500b"),
    (1e12, "500b-1t"),
)
"""Upper ends of the ranges of the Model Documentation Form, and their options.

An end itself lies in two ranges of the Form; nothing is drafted for it.
"""

_MONTHS: Final = ((28, "under-1"), (89, "1-3"), (181, "3-6"))
_MONTHS_FROM: Final = (31, 92, 184)
"""In days: below the first of a pair a time surely lies in the range, from the next number on
surely in a later one; between them it depends on the months."""


def ruled(rule: Rule, value: FactValue) -> FactValue:
    """Return what a rule makes of a value; None when nothing sure follows."""
    if not isinstance(value, int | float) or value <= 0:
        return None
    match rule:
        case "parameter-range":
            return _parameter_range(value)
        case "month-range":
            return _month_range(value)
        case "magnitude":
            return float(f"1e{_log10(value)}")
        case "as-is":
            return value


def _parameter_range(value: float) -> str | None:
    if any(value == end for end, _ in _PARAMETERS) or value < 1:
        return None
    return next((name for end, name in _PARAMETERS if value < end), "over-1t")


def _month_range(days: float) -> str | None:
    least = 0
    for (below, name), following in zip(_MONTHS, _MONTHS_FROM, strict=True):
        if least < days < below:
            return name
        least = following
    return "over-6" if days > least else None


def _log10(value: float) -> int:
    """Return the power of ten of a value as people write it: the nearest float to 10²³ is less."""
    from decimal import Decimal

    return Decimal(repr(value)).adjusted()


def fitting(kind: AnswerKind, value: FactValue, options: set[str]) -> Value:
    """Return a value as an answer of this kind holds it; None when it does not fit."""
    match kind:
        case "choice":
            return value if isinstance(value, str) and value in options else None
        case "choices":
            chosen = [v for v in value if v in options] if isinstance(value, tuple) else []
            return [*chosen] or None
        case "number":
            return value if isinstance(value, int | float) else None
        case "text" | "long-text" | "lines" | "date" | "month":
            return value if isinstance(value, str) else None
        case "table":
            return None
