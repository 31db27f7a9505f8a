"""How periods are counted. Our reading, and said so wherever a date is shown.

Calendar days, weeks, months and years end on the day that they reach, weekend or not: the
earliest date that any reading gives. A month that lacks the day ends on its last one. Business
days are Monday to Friday less the Commission's holidays; a year that the table does not hold
gives no end, only a day before which it cannot be.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, assert_never

from jalon.forms.dates import HolidayYear, Unit
from jalon.values import dataclass

_WEEK: Final = 7
_MONTHS: Final = 12
_SATURDAY: Final = 5
_MOST: Final = 10_000
"""Units; more than any calendar holds of the intervals that are repeated."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """The Commission's holidays of the years that are known."""

    days: frozenset[date]
    years: frozenset[int]

    @classmethod
    def of(cls, table: Iterable[HolidayYear]) -> "Holidays":
        """Read the table of a form."""
        rows = tuple(table)
        days = (date.fromisoformat(day) for row in rows for day in row.days)
        return cls(frozenset(days), frozenset(row.year for row in rows))

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last year of the table; None when it is empty."""
        return (min(self.years), max(self.years)) if self.years else None

    def open(self, day: date) -> bool:
        """Tell whether a day is a business day, as far as the table goes."""
        return day.weekday() < _SATURDAY and day not in self.days


@dataclass(frozen=True, slots=True)
class End:
    """Where a period ends.

    Attributes:
        day: None when it is not known.
        bound: the end is not before this day (not after it, counted backwards).
        beyond: years of the count that the table of holidays does not hold.
    """

    day: date | None
    bound: date
    beyond: tuple[int, ...] = ()


def end(start: date, value: int, unit: Unit, holidays: Holidays, *, before: bool = False) -> End:
    """Return the end of a period of ``value`` units after ``start``, which itself is not counted.

    Args:
        start: the day of the event.
        value: how many units, zero or more.
        unit: of what.
        holidays: for business days.
        before: count backwards from ``start``.
    """
    sign = -1 if before else 1
    try:
        match unit:
            case "days":
                day = start + timedelta(days=sign * value)
            case "weeks":
                day = start + timedelta(days=sign * value * _WEEK)
            case "months":
                day = _months(start, sign * value)
            case "years":
                day = _months(start, sign * value * _MONTHS)
            case "business-days":
                return _business_days(start, value, sign, holidays)
            case _:
                assert_never(unit)
    except (OverflowError, ValueError):  # beyond the calendar's own last day
        return End(None, start)
    return End(day, day)


def repeated(start: date, value: int, unit: Unit, until: date) -> int:
    """Return the multiple of ``value`` whose period ends first on ``until`` or later."""
    many, none = value, Holidays(frozenset(), frozenset())
    while end(start, many, unit, none).bound < until and many < _MOST:
        many += value
    return many


def _months(start: date, months: int) -> date:
    """Return the same day of a later month, or its last day where it has no such day."""
    at = start.year * _MONTHS + start.month - 1 + months
    year, month = at // _MONTHS, at % _MONTHS + 1
    last = 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day  # noqa: PLR2004
    return date(year, month, min(start.day, last))


def _business_days(start: date, value: int, sign: int, holidays: Holidays) -> End:
    day, left, beyond = start, value, set[int]()
    while left:
        day += timedelta(days=sign)
        if day.weekday() < _SATURDAY and day.year not in holidays.years:
            beyond.add(day.year)
        left -= holidays.open(day)
    return End(None if beyond else day, day, tuple(sorted(beyond)))
