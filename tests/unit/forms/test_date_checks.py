"""What is wrong in the dates of a form is found and named."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jalon.forms import date_checks, load
from jalon.forms.dates import DateRule, Dates, Extension, HolidayYear, Transition

FORM = load.form()


def spoilt(**parts: object) -> list[str]:
    """Return the faults of the shipped form with other dates."""
    form = replace(FORM, dates=replace(FORM.dates, **parts))  # type: ignore[arg-type]
    return list(date_checks.faults(form))


def changed(rule: str, **parts: object) -> list[str]:
    """Return the faults with one rule changed."""
    rules = tuple(replace(r, **parts) if r.id == rule else r for r in FORM.dates.rule)
    return spoilt(rule=rules)


def test_that_the_shipped_dates_have_no_fault() -> None:
    assert list(date_checks.faults(FORM)) == []


def test_that_a_form_without_dates_is_in_order() -> None:
    assert list(date_checks.faults(replace(FORM, dates=Dates()))) == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"events": ("party",)}, "no kind of event party"),
        ({"events": ("further-training.done",)}, "further-training.done has no such day"),
        ({"done": ("nothing-such",)}, "no kind of event nothing-such"),
        ({"instead": "party"}, "no kind of event party"),
        ({"fact": "company-name"}, "company-name is no date of the profile"),
        ({"fact": "nothing"}, "nothing is no date of the profile"),
        ({"item": "transparency-9.9"}, "no item transparency-9.9"),
        ({"period": "no-such"}, "has no period no-such"),
        ({"item": "", "period": ""}, "says nowhere where it is written"),
        ({"conclusion": "gpai-model", "otherwise": ""}, "a conclusion needs its reason"),
        ({"day": "2026-02-29"}, "2026-02-29 is no day"),
        ({"transition": (Transition("x", "2027-08-02", "s", "n"),)}, "x is no day"),
        ({"extension": Extension("nowhere", "p")}, "no item nowhere"),
    ],
)
def test_that_a_rule_that_refers_to_nothing_is_found(parts: dict[str, Any], told: str) -> None:
    found = changed("downstream-answer", **parts)

    assert any(f.startswith("rule downstream-answer: ") and told in f for f in found), found


@pytest.mark.parametrize("rule", [r for r in FORM.dates.rule if r.period], ids=lambda r: r.id)
def test_that_a_period_that_no_rule_counts_is_named(rule: DateRule) -> None:
    rest = tuple(r for r in FORM.dates.rule if (r.item, r.period) != (rule.item, rule.period))

    assert f"{rule.item}: no rule counts its period {rule.period}" in spoilt(rule=rest)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-08-15", "2026-08-15 is a Saturday or Sunday"),
        ("2025-12-24", "2025-12-24 is of another year"),
        ("2026-13-01", "2026-13-01 is no day"),
    ],
)
def test_that_a_holiday_that_is_none_is_found(day: str, told: str) -> None:
    (year,) = (y for y in FORM.dates.holiday if y.year == 2026)
    found = spoilt(holiday=(replace(year, days=(day, *year.days)),))

    assert f"holidays of 2026: {told}" in found


def test_that_holidays_out_of_order_are_found() -> None:
    (year,) = (y for y in FORM.dates.holiday if y.year == 2026)
    for days in (year.days[::-1], (*year.days, year.days[-1])):
        found = spoilt(holiday=(replace(year, days=days),))
        assert "holidays of 2026: days are not in order, or stand twice" in found


def test_that_names_used_twice_are_found() -> None:
    first = FORM.dates.event[0]
    assert f"{first.id}: used twice" in spoilt(event=(*FORM.dates.event, first))


@pytest.mark.parametrize("year", FORM.dates.holiday, ids=lambda y: str(y.year))
def test_that_every_list_of_holidays_names_its_source_and_how_it_was_checked(
    year: HolidayYear,
) -> None:
    assert "Official Journal" in year.source or "OJ" in year.source
    assert year.checked
    assert all(date.fromisoformat(day).weekday() < 5 for day in year.days)
