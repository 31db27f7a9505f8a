"""Texts, dates and figures as each language writes them."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.catalogues import Compiled
from jalon.errors import UserError
from jalon.language import (
    Translator,
    alphabetical,
    available,
    capital,
    compile_catalogue,
    language_name,
    one_line,
    translator,
)

DAY = date(2026, 11, 3)


def test_that_languages_are_shipped_the_source_first_the_rest_in_order() -> None:
    first, *others = available()
    assert first == "en"
    assert others == sorted(others)
    assert "fr" in others


@pytest.mark.parametrize(
    ("text", "said"),
    [("eIDAS, Art. 3", "EIDAS, Art. 3"), ("élan", "Élan"), ("ß", "SS"), ("", ""), ("1 a", "1 a")],
)
def test_that_a_capital_touches_the_first_letter_alone(text: str, said: str) -> None:
    assert capital(text) == said


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("fr", "Français"),
        ("de", "Deutsch"),
        ("pl", "Polski"),
        ("el", "Ελληνικά"),
    ],
)
def test_that_a_language_calls_itself_by_its_own_name(code: str, name: str) -> None:
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("code", "day", "time"),
    [("en", "3 November 2026", "14:05"), ("fr", "3\u00a0novembre 2026", "14:05")],
)
def test_that_dates_and_times_are_european(code: str, day: str, time: str) -> None:
    assert translator(code).date(DAY) == day
    assert translator(code).time(datetime(2026, 11, 3, 14, 5)) == time  # noqa: DTZ001  wall clock


@pytest.mark.parametrize(
    ("day", "style", "written"),
    [
        (date(2026, 3, 1), "long", "1er\u00a0mars 2026"),
        (date(2026, 3, 1), "medium", "1er\u00a0mars 2026"),
        (date(2026, 3, 1), "full", "dimanche 1er\u00a0mars 2026"),
        (date(2026, 3, 1), "short", "01/03/2026"),
        (date(2026, 3, 11), "long", "11\u00a0mars 2026"),
        (date(2026, 1, 21), "medium", "21\u00a0janv. 2026"),
    ],
)
def test_that_french_prints_the_first_of_a_month_as_an_ordinal_and_breaks_no_date(
    day: date, style: str, written: str
) -> None:
    assert translator("fr").date(day, style) == written


def test_that_french_figures_are_set_with_their_own_spaces() -> None:
    assert translator("fr").number(15_000_000) == "15\u202f000\u202f000"
    assert translator("fr").percent(0.5) == "50\u202f%"
    assert translator("en").number(15_000_000) == "15,000,000"


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(999, 1000), "99%"),
        (Fraction(1), "100%"),
        (Fraction(1, 1000), "1%"),
        (Fraction(0), "0%"),
    ],
)
def test_that_a_percentage_never_claims_all_or_nothing_falsely(
    share: Fraction, written: str
) -> None:
    assert translator("en").percent(share) == written


@given(st.integers(0, 400), st.integers(1, 400))
def test_that_a_share_is_written_alike_whatever_kind_of_number_it_is(part: int, more: int) -> None:
    whole = part + more
    tr = translator("en")
    assert tr.percent(part / whole) == tr.percent(Fraction(part, whole))


def test_that_a_range_has_one_sign_and_equal_ends_are_one_figure() -> None:
    low, high = Fraction(16, 31), Fraction(21, 31)
    assert translator("en").percentages(low, high) == "52 to 68%"
    assert translator("fr").percentages(low, high) == "52 à 68\u202f%"
    assert translator("fr").percentages(low, low) == "52\u202f%"


def test_that_a_placeholder_holds_text_and_never_a_format() -> None:
    assert (
        translator("en").text("Signed by {name}", name="{0.__class__}") == "Signed by {0.__class__}"
    )


def test_that_the_same_words_can_differ_by_place() -> None:
    source = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgctxt "a.title"\nmsgid "Policy"\nmsgstr "Politique"\n\n'
        'msgctxt "b.title"\nmsgid "Policy"\nmsgstr "Police"\n'
    )
    compiled = Compiled(compile_catalogue("fr", source.encode()))
    tr = Translator("fr", compiled)
    assert (tr.of("a.title", "Policy"), tr.of("b.title", "Policy")) == ("Politique", "Police")
    assert tr.of("c.title", "Policy") == "Policy"
    assert tr.knows("a.title", "Policy")
    assert not tr.knows("c.title", "Policy")


NO_BREAK = "\u00a0\u202f\u2007"


@given(st.text(st.sampled_from(f"aé:;\n\t {NO_BREAK}\u2003\u2028"), max_size=30))
def test_that_a_text_on_one_line_keeps_the_spaces_where_no_line_ends(text: str) -> None:
    letters = str.maketrans(dict(zip(NO_BREAK, "XYZ", strict=True)))
    assert one_line(text).translate(letters) == " ".join(text.translate(letters).split())


ORDERED = ["à part", "Annexe", "Écart", "ecart 2", "E\u0301carte", "œuvre", "Ouvrage", "Zone"]


@given(st.permutations(ORDERED))
def test_that_accents_do_not_put_a_word_after_z(mixed: list[str]) -> None:
    assert sorted(mixed, key=alphabetical) == ORDERED
    assert alphabetical("Łódź, Ægir, Šibenik") == "lodz, aegir, sibenik"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Since 25 November 2026, "), ("fr", "Since 25\u00a0novembre 2026, ")]
)
def test_that_an_error_writes_days_and_moments_as_the_language_does(code: str, said: str) -> None:
    moment = datetime(2026, 11, 25, 14, 5).astimezone()
    error = UserError(
        "Since {since}, until {day}: {name}", since=moment, day=date(2027, 1, 1), name=7
    )
    told = translator(code).told(error)
    assert told.startswith(said)
    assert "14:05" in told
    assert "2027-01-01" not in told
    assert told.endswith("2027: 7")
