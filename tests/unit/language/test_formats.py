"""What is written without Babel reads as Babel writes it, to the letter."""

import json
import sys
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path

import pytest
from babel import Locale, localedata
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon import assets, formats, language
from jalon.formats import Formats, compile_formats
from jalon.language import Translator, translator

OURS = ("en_150", "fr")
STYLES = ("short", "medium", "long", "full")
EVERY = sorted(n for n in localedata.locale_identifiers() if n != "root")
LOCALES = st.sampled_from([*OURS, *EVERY])
DOCUMENTS: dict[str, Formats] = {}
BABEL_CAN = 10**24
"""Above it Babel's own rounding gives up, by decimal's 28 digits."""


def known(locale: str) -> Formats:
    if locale not in DOCUMENTS:
        DOCUMENTS[locale] = Formats(json.loads(compile_formats(locale)))
    return DOCUMENTS[locale]


@pytest.mark.parametrize("locale", OURS)
def test_that_our_own_locales_need_babel_for_nothing_usual(locale: str) -> None:
    ours = known(locale)
    assert all(ours.date(date(2026, 11, 3), style) for style in STYLES)
    assert ours.time(time(14, 5))
    assert ours.whole(15_000_000)
    assert ours.percent(50)


@settings(max_examples=400)
@given(LOCALES, st.dates(), st.sampled_from(STYLES))
def test_that_a_day_is_written_as_babel_writes_it(locale: str, day: date, style: str) -> None:
    written = known(locale).date(day, style)
    assert written in {None, format_date(day, style, locale=locale)}


@pytest.mark.parametrize("locale", OURS)
@pytest.mark.parametrize("style", STYLES)
def test_that_every_day_of_some_years_is_written_as_babel_writes_it(
    locale: str, style: str
) -> None:
    first = date(2024, 1, 1).toordinal()
    for day in map(date.fromordinal, range(first, first + 1500)):
        assert known(locale).date(day, style) == format_date(day, style, locale=locale)


@settings(max_examples=300)
@given(LOCALES, st.times())
def test_that_a_time_is_written_as_babel_writes_it(locale: str, moment: time) -> None:
    written = known(locale).time(moment)
    assert written in {None, format_time(moment, "short", locale=locale)}


@settings(max_examples=300)
@given(LOCALES, st.integers(min_value=-(10**18), max_value=10**18))
def test_that_a_number_is_written_as_babel_writes_it(locale: str, value: int) -> None:
    if abs(value) >= 1000:
        written = known(locale).whole(value)
        assert written in {None, format_decimal(value, locale=locale)}


@settings(max_examples=200)
@given(LOCALES, st.integers(min_value=0, max_value=100))
def test_that_a_percentage_is_written_as_babel_writes_it(locale: str, points: int) -> None:
    written = known(locale).percent(points)
    assert written in {None, format_percent(points / 100, locale=locale)}


@settings(max_examples=200)
@given(LOCALES, st.lists(st.text(max_size=8), max_size=5))
def test_that_a_list_is_joined_as_babel_joins_it(locale: str, items: list[str]) -> None:
    assert known(locale).listed(items) == format_list(items, locale=locale)


@given(
    st.sampled_from(language.available()),
    st.datetimes(),
    st.fractions(0, 1),
    st.integers(min_value=-BABEL_CAN, max_value=BABEL_CAN),
)
def test_that_a_translator_writes_as_babel_does(
    code: str, moment: datetime, share: Fraction, value: int
) -> None:
    tr = translator(code)
    locale = Locale.parse(language.locale_name(code))
    day = tr.date(moment.date(), "medium")
    plain = day.replace("1er\u00a0", "1 ").replace("\u00a0", " ")
    assert plain == format_date(moment, "medium", locale=locale)
    assert tr.time(moment) == format_time(moment.time(), "short", locale=locale)
    assert tr.number(value) == format_decimal(value, locale=locale)
    assert tr.percent(share)[:-1].strip("\u202f").isdigit()


@pytest.mark.parametrize("code", language.available())
@pytest.mark.parametrize("power", [25, 26, 30, 60])
def test_that_a_number_too_large_for_babel_is_written_all_the_same(code: str, power: int) -> None:
    written = translator(code).number(3 * 10**power)
    digits = "".join(c for c in written if c.isdigit())
    assert digits == str(3 * 10**power)
    assert len(written) == len(digits) + power // 3


@pytest.mark.parametrize("code", ["da", "de", "pl", "hi", "ar", "zh", "my"])
def test_that_another_language_is_written_with_babel_where_it_must(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path)
    tr = Translator(code, translator("en")._catalog)
    moment = datetime(2026, 2, 9, 7, 5)  # noqa: DTZ001  wall clock
    assert tr.date(moment.date(), "full") == format_date(moment, "full", locale=code)
    assert tr.time(moment) == format_time(moment.time(), "short", locale=code)
    assert tr.number(1234) == format_decimal(1234, locale=code)
    assert tr.number(1234.5) == format_decimal(1234.5, locale=code)
    assert [p.name.split("-")[1] for p in tmp_path.iterdir()] == [code]


def test_that_what_was_worked_out_is_kept_until_babel_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path)
    first = formats.formats("fr", "fr")
    made = []
    monkeypatch.setattr(formats, "compile_formats", lambda name: made.append(name) or b"{}")
    assert formats.formats("fr", "fr").date(date(2026, 5, 1), "long") == first.date(
        date(2026, 5, 1), "long"
    )
    assert made == []
    elsewhere = tmp_path / "babel"
    elsewhere.mkdir()
    (elsewhere / "__init__.py").write_text("")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "babel")
    with pytest.raises(KeyError):
        formats.formats("fr", "fr")
    assert made == ["fr"]
