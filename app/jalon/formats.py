"""How a language writes the usual dates, times and figures, worked out once by Babel.

Babel and its locale data cost a start more than the page that shows a date. What a page needs
of them fits into a kilobyte: patterns, the names of months and days, a few signs. It is made
with Babel once, when the program is built or at the first use in a checkout, and read from then
on. What is not in it, or would not come out exactly as Babel writes it, is left to Babel.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from jalon import assets

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

_SHAPE: Final = 1
"""Raised when the shape of the cached document changes."""

_Width = Literal["abbreviated", "wide"]
_MONTHS: Final[Mapping[str, _Width]] = {"MMM": "abbreviated", "MMMM": "wide"}
_DAYS: Final[Mapping[str, _Width]] = {
    "E": "abbreviated",
    "EE": "abbreviated",
    "EEE": "abbreviated",
    "EEEE": "wide",
}
_DATE_PARTS: Final = {"d", "dd", "M", "MM", "y", "yy", "yyyy", *_MONTHS, *_DAYS}
_TIME_PARTS: Final = {"H", "HH", "m", "mm"}
_PROBED: Final = (1000, 9999, 10_000, 123_456, 1_234_567, 12_345_678_901, -1234, -7_654_321)
_PROBED_PERCENT: Final = 42


class Formats:
    """Writes as one locale does; None means that Babel is to be asked."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._dates: Mapping[str, str] = document["dates"]
        self._time: str | None = document["time"]
        self._names: Mapping[str, Sequence[str]] = document["names"]
        self._percent: Sequence[str] | None = document["percent"]
        self._group: str | None = document["group"]
        self._list: Mapping[str, str] = document["list"]

    def date(self, day: date, style: str) -> str | None:
        """Write a day; ``style`` is Babel's."""
        if style not in self._dates:
            return None
        parts = {
            "d": day.day,
            "dd": f"{day.day:02}",
            "M": day.month,
            "MM": f"{day.month:02}",
            "y": day.year,
            "yy": f"{day.year % 100:02}",
            "yyyy": f"{day.year:04}",
            **{part: self._names[part][day.month - 1] for part in _MONTHS},
            **{part: self._names[part][day.weekday()] for part in _DAYS},
        }
        return self._dates[style] % parts

    def time(self, moment: time) -> str | None:
        """Write the time of day."""
        if self._time is None:
            return None
        hour, minute = moment.hour, moment.minute
        return self._time % {"H": hour, "HH": f"{hour:02}", "m": minute, "mm": f"{minute:02}"}

    def whole(self, value: int) -> str | None:
        """Write a whole number."""
        return None if self._group is None else f"{value:,}".replace(",", self._group)

    def percent(self, points: int) -> str | None:
        """Write so many per cent, from 0 to 100."""
        if self._percent is None:
            return None
        before, after = self._percent
        return f"{before}{points}{after}"

    def listed(self, items: Sequence[str]) -> str:
        """Join items."""
        if len(items) < 2:  # noqa: PLR2004  nothing to join
            return "".join(items)
        if len(items) == 2 and "2" in self._list:  # noqa: PLR2004  a pair
            return self._list["2"].format(*items)
        joined = self._list["start"].format(*items[:2])
        for item in items[2:-1]:
            joined = self._list["middle"].format(joined, item)
        return self._list["end"].format(joined, items[-1])


def formats(code: str, locale: str) -> Formats:
    """Return how ``locale`` writes, which stands for the language ``code``."""
    shipped = assets.folder("i18n") / name(code)
    if shipped.is_file():
        return Formats(json.loads(shipped.read_bytes()))
    kept = assets.cache_folder() / f"formats-{locale}-{_SHAPE}-{_babel()}.json"
    try:
        return Formats(json.loads(kept.read_bytes()))
    except (OSError, ValueError):  # not there, another's or damaged: it is only a cache
        made = compile_formats(locale)
    assets.write_cache(kept, made)
    return Formats(json.loads(made))


def name(code: str) -> str:
    """Return the name of a language's file in a build."""
    return f"formats-{code}.json"


def compile_formats(locale: str) -> bytes:
    """Return what :class:`Formats` reads, as Babel knows it."""
    from babel import Locale
    from babel.dates import get_day_names, get_month_names

    known = Locale.parse(locale)
    months = {part: get_month_names(width, "format", known) for part, width in _MONTHS.items()}
    days = {part: get_day_names(width, "format", known) for part, width in _DAYS.items()}
    dates = {s: known.date_formats[s] for s in ("short", "medium", "long", "full")}
    clock = known.time_formats["short"]
    document = {
        "dates": {s: str(one.format) for s, one in dates.items() if _of(one, _DATE_PARTS)},
        "time": str(clock.format) if _of(clock, _TIME_PARTS) else None,
        "names": {
            **{part: [names[n] for n in range(1, 13)] for part, names in months.items()},
            **{part: [names[n] for n in range(7)] for part, names in days.items()},
        },
        "percent": _percent(known),
        "group": _group(known),
        "list": dict(known.list_patterns["standard"].items()),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _of(pattern: "DateTimePattern", parts: set[str]) -> bool:
    """Tell whether a pattern is made of these parts alone."""
    return set(re.findall(r"%\((\w+)\)s", str(pattern.format))) <= parts


def _percent(locale: "Locale") -> list[str] | None:
    """Return what stands before and after so many per cent, if that is all there is to it."""
    from babel.numbers import format_percent

    before, _, after = format_percent(_PROBED_PERCENT / 100, locale=locale).partition(
        str(_PROBED_PERCENT)
    )
    plain = all(
        format_percent(points / 100, locale=locale) == f"{before}{points}{after}"
        for points in range(101)
    )
    return [before, after] if plain else None


def _group(locale: "Locale") -> str | None:
    """Return the sign between groups of three digits, if whole numbers are written so."""
    from babel.numbers import format_decimal, get_group_symbol

    sign = get_group_symbol(locale)
    plain = all(
        format_decimal(number, locale=locale) == f"{number:,}".replace(",", sign)
        for number in _PROBED
    )
    return sign if plain else None


def _babel() -> str:
    """Tell which Babel is installed, without importing it."""
    found = find_spec("babel")
    if found is None or found.origin is None:
        return "none"
    try:
        status = Path(found.origin).stat()
    except OSError:
        return "packed"
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"
