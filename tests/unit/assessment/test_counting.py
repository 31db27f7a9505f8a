"""How periods are counted, for any day and length."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment.deadlines.counting import Holidays, end
from jalon.forms import load
from jalon.forms.dates import Unit

HOLIDAYS = Holidays.of(load.form().dates.holiday)
FIRST, LAST = HOLIDAYS.span or (0, 0)
UNITS: tuple[Unit, ...] = ("days", "business-days", "weeks", "months", "years")

any_day = st.dates(date(1900, 1, 1), date(2200, 12, 31))
day_in_table = st.dates(date(FIRST, 1, 1), date(LAST, 9, 30))


@given(any_day, st.integers(0, 30), st.integers(0, 400), st.sampled_from(UNITS))
def test_that_what_begins_later_never_ends_earlier(
    start: date, value: int, later: int, unit: Unit
) -> None:
    one = end(start, value, unit, HOLIDAYS)
    other = end(start + timedelta(days=later), value, unit, HOLIDAYS)

    assert one.bound <= other.bound


@given(any_day, st.integers(0, 30), st.sampled_from(UNITS))
def test_that_a_longer_period_never_ends_earlier(start: date, value: int, unit: Unit) -> None:
    shorter, longer = (end(start, v, unit, HOLIDAYS) for v in (value, value + 1))

    assert start <= shorter.bound < longer.bound


@given(day_in_table, st.integers(1, 30))
def test_that_the_business_days_up_to_the_end_are_as_many_as_asked(start: date, value: int) -> None:
    found = end(start, value, "business-days", HOLIDAYS)
    after = (start + timedelta(days=n) for n in range(1, (found.bound - start).days + 1))
    counted = [d for d in after if d.weekday() < 5 and d not in HOLIDAYS.days]

    assert found.day == found.bound == counted[-1]
    assert len(counted) == value


@given(day_in_table, st.integers(1, 30))
def test_that_counting_back_from_an_end_comes_to_the_start(start: date, value: int) -> None:
    there = end(start, value, "business-days", HOLIDAYS)
    assert there.day
    back = end(there.day, value, "business-days", HOLIDAYS, before=True)
    between = (start + timedelta(days=n) for n in range(1, (there.day - start).days))

    if back.day:  # a start that is closed itself is reached at the business day before it
        assert back.day <= start
        assert not [d for d in between if d <= back.day]
    else:
        assert start < date(FIRST, 2, 28)


@given(st.integers(1, 30), st.integers(0, 360))
def test_that_nothing_is_known_beyond_the_table(value: int, later: int) -> None:
    start = date(LAST + 1, 1, 1) + timedelta(days=later)
    found = end(start, value, "business-days", HOLIDAYS)
    weekdays, counted = start, 0
    while counted < value:
        weekdays += timedelta(days=1)
        counted += weekdays.weekday() < 5

    assert found.day is None
    assert found.bound == weekdays  # the day that holidays could only put off
    assert set(found.beyond) <= {LAST + 1, LAST + 2}


@given(any_day, st.integers(0, 120))
def test_that_months_end_on_the_same_day_or_the_last(start: date, value: int) -> None:
    found = end(start, value, "months", HOLIDAYS).day
    assert found
    assert (found.year - start.year) * 12 + found.month - start.month == value
    assert found.day == start.day or (found + timedelta(days=1)).month != found.month


@given(any_day, st.integers(0, 60), st.sampled_from(["days", "weeks", "months", "years"]))
def test_that_weekends_and_holidays_move_no_calendar_period(
    start: date, value: int, unit: Unit
) -> None:
    nobody = Holidays(frozenset(), frozenset())
    assert end(start, value, unit, HOLIDAYS) == end(start, value, unit, nobody)


@pytest.mark.parametrize("unit", UNITS)
def test_that_the_end_of_the_calendar_is_no_error(unit: Unit) -> None:
    found = end(date.max, 10, unit, HOLIDAYS)

    assert found.day is None
    assert found.bound == date.max


@pytest.mark.parametrize(
    ("easter", "closed"),
    [
        ("2025-04-20", ["2025-04-17", "2025-04-18", "2025-04-21", "2025-05-29", "2025-06-09"]),
        ("2026-04-05", ["2026-04-02", "2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25"]),
        ("2027-03-28", ["2027-03-25", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17"]),
    ],
)
def test_that_the_days_round_easter_are_closed(easter: str, closed: list[str]) -> None:
    sunday = date.fromisoformat(easter)
    reckoned = [sunday + timedelta(days=n) for n in (-3, -2, 1, 39, 50)]

    assert [d.isoformat() for d in reckoned] == closed
    assert all(not HOLIDAYS.open(d) for d in [*reckoned, sunday + timedelta(days=40)])


def test_that_each_year_of_the_table_has_its_source_and_says_how_it_was_checked() -> None:
    table = load.form().dates.holiday

    assert [year.year for year in table] == list(range(FIRST, LAST + 1))
    assert all(year.source.count("OJ C") == 1 and year.checked for year in table)
