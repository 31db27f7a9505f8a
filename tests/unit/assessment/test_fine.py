"""The ceiling of a fine: the higher of two amounts, and never more certain than the turnover."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_state import state

from jalon.assessment import fine, fine_words
from jalon.assessment.changes import PROVIDER, Value
from jalon.assessment.fine import BAND, TURNOVER, Ceiling, ceiling
from jalon.forms import load
from jalon.language import translator

FORM = load.form()
BANDS = [o.value for o in FORM.fact[BAND].options]
FIFTEEN = Fraction(15_000_000)
TURNOVERS = st.one_of(
    st.integers(0, 10**15), st.floats(0, 1e300, allow_nan=False, allow_infinity=False)
)


@pytest.mark.parametrize(
    ("turnover", "euros"),
    [
        (0, "15000000"),
        (1, "15000000"),
        (499_999_999, "15000000"),
        (500_000_000, "15000000"),
        (500_000_000.0, "15000000"),
        (500_000_001, "15000000.03"),
        (500_000_100, "15000003"),
        (600_000_000, "18000000"),
        (1_234_567_890, "37037036.7"),
        (1e12, "30000000000"),
        (3e20, "9000000000000000000"),
    ],
)
def test_that_the_ceiling_is_the_higher_of_share_and_amount(turnover: float, euros: str) -> None:
    found = ceiling(turnover, None)
    assert found.exact == Fraction(euros)
    assert (found.basis, found.least, found.most) == ("figure", found.exact, found.exact)


@pytest.mark.parametrize("wrong", [-1, -0.01, math.nan, math.inf, -math.inf])
def test_that_no_ceiling_is_given_for_what_is_no_turnover(wrong: float) -> None:
    with pytest.raises(ValueError, match="no turnover"):
        ceiling(wrong, None)


@given(TURNOVERS)
def test_that_it_is_never_below_either_amount_and_is_one_of_them(turnover: float) -> None:
    found = ceiling(turnover, None).exact
    assert found is not None
    share = Fraction(3 * Fraction(str(turnover)), 100)
    assert found >= FIFTEEN
    assert found >= share
    assert found in {FIFTEEN, share}


@given(TURNOVERS, TURNOVERS)
def test_that_more_turnover_never_lowers_it(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert ceiling(less, None).least <= ceiling(more, None).least


@pytest.mark.parametrize("band", ["up-to-2m", "up-to-10m", "up-to-50m", "up-to-500m"])
def test_that_each_band_up_to_500_million_settles_it(band: str) -> None:
    assert ceiling(None, band) == Ceiling("band", FIFTEEN, FIFTEEN)


def test_that_above_500_million_a_band_gives_a_bound_only() -> None:
    found = ceiling(None, "over-500m")
    assert (found.basis, found.exact, found.least, found.most) == ("band", None, FIFTEEN, None)


@pytest.mark.parametrize("band", [None, "", "not-known"])
def test_that_what_is_not_known_stays_not_known(band: str | None) -> None:
    found = ceiling(None, band)
    assert (found.basis, found.exact, found.most) == ("not-known", None, None)
    assert fine_words.amount(found, translator("en")) == "Not known yet"


def test_that_every_band_of_the_profile_is_understood() -> None:
    known = {band: ceiling(None, band).basis for band in BANDS}
    assert {b for b, basis in known.items() if basis == "not-known"} == {"not-known"}
    assert len(known) == 6


@pytest.mark.parametrize(
    ("turnover", "band", "disagrees"),
    [
        (0, "up-to-2m", False),
        (2_000_000, "up-to-2m", False),
        (2_000_001, "up-to-2m", True),
        (2_000_000, "up-to-10m", True),
        (500_000_000, "up-to-500m", False),
        (500_000_000, "over-500m", True),
        (500_000_001, "over-500m", False),
        (500_000_001, "not-known", False),
    ],
)
def test_that_the_figure_counts_and_a_band_that_contradicts_it_is_named(
    turnover: int, band: str, *, disagrees: bool
) -> None:
    found = ceiling(turnover, band)
    assert found.disagrees == disagrees
    assert found.basis == "figure"
    said = fine_words.basis(found, translator("en"))
    assert ("outside the band" in said) == disagrees


@pytest.mark.parametrize(
    ("value", "basis"),
    [(None, "band"), (True, "band"), ("600", "band"), (-5, "band"), ([], "band"), (7, "figure")],
)
def test_that_only_a_number_not_below_zero_is_read_as_a_figure(value: Value, basis: str) -> None:
    record = state((PROVIDER, TURNOVER, "value", value), (PROVIDER, BAND, "value", "up-to-10m"))
    assert fine.of(record).basis == basis


def test_that_the_size_of_the_company_changes_nothing() -> None:
    for size in ("micro", "small", "medium", "small-mid-cap", "larger"):
        record = state(
            (PROVIDER, "company-size", "value", size), (PROVIDER, TURNOVER, "value", 10**9)
        )
        assert fine.of(record).exact == 30_000_000


@pytest.mark.parametrize(
    ("turnover", "en", "fr"),
    [
        (0, "EUR 15,000,000", "15 000 000 EUR"),
        (500_000_001, "EUR 15,000,000.03", "15 000 000,03 EUR"),
        (3e20, "EUR 9 × 10¹⁸", "9 × 10¹⁸ EUR"),
    ],
)
def test_that_amounts_are_written_as_each_language_does(turnover: float, en: str, fr: str) -> None:
    found = ceiling(turnover, None)
    for code, expected in (("en", en), ("fr", fr)):
        said = fine_words.amount(found, translator(code))
        assert said.replace("\u00a0", " ").replace("\u202f", " ") == expected
