"""Which backups may go: they grow fewer with time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

ALL_FOR: Final = timedelta(days=1)
_KEPT: Final = {"day": 8, "week": 6, "month": 13}
"""So many of each have one that stays: what a week, five weeks and a year touch."""

_ALWAYS: Final = 5
"""How many of the newest stay, whatever the clock says."""


def expendable(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of these backups may go.

    All of the last day stay, then the newest of each day for a week, of each week for five
    weeks, of each month for a year. These are counted by the days that have backups, not by their
    age: a clock that is years ahead for a day drops none that would have stayed without it.
    """
    newest_first = sorted(times, reverse=True)
    kept: set[datetime] = set(newest_first[:_ALWAYS])
    kept.update(time for time in newest_first if now - time <= ALL_FOR)
    for kind, most in _KEPT.items():
        seen: set[date] = set()
        for time in newest_first:
            first = _first(kind, time.date())
            if first not in seen and len(seen) < most:
                seen.add(first)
                kept.add(time)
    return set(newest_first) - kept


def _first(kind: str, day: date) -> date:
    """Return the first day of the day, week or month that a day is in."""
    if kind == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if kind == "week" else day
