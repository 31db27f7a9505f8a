"""Reading dates as people type them, in any of the languages whose month names are given."""

import re
from collections.abc import Mapping
from datetime import date

# patterns are compiled by what uses them first: nobody types a date at a start
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})$"
_COMPACT = r"(\d{4})(\d{2})(\d{2})$"
_FIGURES = r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$"
_YEAR_MONTH = r"(\d{4})[\s./-]+(\d{1,2})$"
_MONTH_YEAR = r"(\d{1,2})[\s./-]+(\d{4})$"
_WORD_AND_NUMBERS = r"[^\W\d_]+\.?|\d+"
_NOISE = frozenset({"er", "st", "nd", "rd", "th", "of", "de", "the", "le"})
_CENTURY = 2000
_SHORT_YEAR = 100
_MONTHS = 12
_DAYS = 31


def read(words: str, months: Mapping[str, int]) -> date | None:
    """Return the date that is written, or None.

    ``months``: month numbers by name, in lower case without a full stop. Figures alone are
    day, month, year, as everywhere in the Union, unless only the other order can be meant.
    """
    text = words.strip()
    for pattern in (_ISO, _COMPACT):
        if found := re.match(pattern, text):
            return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(_FIGURES, text):
        day, month = int(found[1]), int(found[2])
        if month > _MONTHS >= day:
            day, month = month, day
        return _date(_year(found[3]), month, day)
    return _in_words(text, months)


def read_month(words: str, months: Mapping[str, int]) -> str | None:
    """Return the month that is written, as ``2026-11``, or None.

    ``months`` as for :func:`read`. A whole date is its month.
    """
    text = words.strip()
    if found := re.match(_YEAR_MONTH, text):
        first = _date(int(found[1]), int(found[2]), 1)
    elif found := re.match(_MONTH_YEAR, text):
        first = _date(int(found[2]), int(found[1]), 1)
    else:
        first = read(text, months) or _in_words(f"1 {text}", months)
    return f"{first:%Y-%m}" if first else None


def _in_words(text: str, months: Mapping[str, int]) -> date | None:
    parts = [p.rstrip(".") for p in re.findall(_WORD_AND_NUMBERS, text.casefold())]
    named = [p for p in parts if not p.isdecimal() and p not in _NOISE]
    figures = [p for p in parts if p.isdecimal()]
    chosen = [n for n in named if n in months]
    others = [n for n in named if n not in months]
    if len(chosen) != 1 or len(figures) != 2 or len(others) > 1:
        return None
    if others and not others[0].isalpha():
        return None
    day, year = figures
    if int(day) > _DAYS:
        day, year = year, day
    return _date(_year(year), months[chosen[0]], int(day))


def _year(figures: str) -> int:
    return int(figures) + _CENTURY if int(figures) < _SHORT_YEAR else int(figures)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
