"""Which backups may go: they grow fewer with time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

ALL_FOR: Final = timedelta(days=1)
_DAYS, _WEEKS, _MONTHS = 7, 5, 12
_ALWAYS: Final = 5
"""How many of the newest stay, whatever the clock says."""


def expendable(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of these backups may go.

    All of the last day stay, then the newest of each day for a week, of each week for five
    weeks, of each month for a year. The newest always stay, however old they are: a clock that is
    years ahead for a day must not drop all but one.
    """
    newest_first = sorted(times, reverse=True)
    kept: set[datetime] = set(newest_first[:_ALWAYS])
    seen: set[tuple[str, date]] = set()
    for time in newest_first:
        age = now - time
        if age <= ALL_FOR:
            kept.add(time)
        for kind, first, limit in (
            ("day", time.date(), timedelta(days=_DAYS)),
            ("week", time.date() - timedelta(days=time.weekday()), timedelta(weeks=_WEEKS)),
            ("month", time.date().replace(day=1), timedelta(days=31 * _MONTHS)),
        ):
            if age <= limit and (kind, first) not in seen:
                seen.add((kind, first))
                kept.add(time)
    return set(newest_first) - kept
