"""The figures: counted by hand here, by the program there."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment import results
from jalon.assessment.results import Applies, Counted, Tally

COUNTED: tuple[Counted, ...] = (
    "settled",
    "own-means",
    "weak",
    "unanswered",
    "declared-na",
    "accepted-na",
)
ITEM = st.tuples(st.sampled_from(("yes", "no", "not-known")), st.sampled_from(COUNTED))


def tally(*items: tuple[Applies, Counted]) -> Tally:
    return results.tally(Counter((*item, None) for item in items))


def test_that_the_range_runs_from_what_is_implemented_to_what_may_still_be_met() -> None:
    found = tally(*[("yes", "settled")] * 5, *[("yes", "weak")] * 2, *[("yes", "unanswered")] * 3)
    assert (found.low, found.high) == (Fraction(5, 10), Fraction(8, 10))
    assert (found.answered, found.applicable) == (7, 10)


def test_that_own_means_lie_inside_the_range_and_are_never_settled() -> None:
    found = tally(("yes", "own-means"), ("yes", "settled"))
    assert (found.low, found.high) == (Fraction(1, 2), Fraction(1))
    assert (found.settled, found.own_means, found.answered) == (1, 1, 2)
    assert found.reading == "not-settled"


def test_that_what_is_declared_not_applicable_counts_as_unanswered() -> None:
    found = tally(("yes", "declared-na"), ("yes", "settled"))
    assert (found.unanswered, found.declared_na, found.applicable) == (1, 1, 2)
    assert (found.low, found.high) == (Fraction(1, 2), Fraction(1))


def test_that_unknown_scope_widens_both_ends() -> None:
    known = tally(("yes", "settled"), ("yes", "weak"))
    doubtful = tally(
        ("yes", "settled"), ("yes", "weak"), ("not-known", "weak"), ("not-known", "settled")
    )
    assert known.low is not None
    assert known.high is not None
    assert doubtful.low is not None
    assert doubtful.high is not None
    assert doubtful.low < known.low
    assert doubtful.high > known.high


@given(st.lists(ITEM))
def test_that_the_span_is_the_range_as_near_as_floats_can_be(
    items: list[tuple[Applies, Counted]],
) -> None:
    found = tally(*items)
    if found.low is None or found.high is None:
        assert found.span is None
    else:
        assert found.span == (float(found.low), float(found.high))


def test_that_nothing_applicable_gives_no_figure() -> None:
    found = tally(("no", "settled"), ("no", "weak"))
    assert (found.low, found.high, found.reading) == (None, None, "nothing-applies")


@pytest.mark.parametrize(
    ("items", "reading"),
    [
        ([("yes", "settled")], "met"),
        ([("yes", "settled"), ("yes", "weak")], "not-met"),
        ([("yes", "settled"), ("yes", "unanswered")], "not-settled"),
        ([("yes", "settled"), ("not-known", "weak")], "not-settled"),
        ([("yes", "declared-na")], "not-settled"),
    ],
)
def test_that_the_reading_claims_no_more_than_the_range(
    items: list[tuple[Applies, Counted]], reading: str
) -> None:
    assert tally(*items).reading == reading


@given(st.lists(ITEM, max_size=9))
def test_that_the_range_is_what_every_way_to_settle_the_unknown_gives(
    items: list[tuple[Applies, Counted]],
) -> None:
    """Try every answer to what is not known: whether items apply, how open ones turn out."""
    found = tally(*items)
    shares = set()
    for applies in product((True, False), repeat=sum(a == "not-known" for a, _ in items)):
        choice = iter(applies)
        inside = [c for a, c in items if a == "yes" or (a == "not-known" and next(choice))]
        inside = [c for c in inside if c != "accepted-na"]
        if inside:
            met = inside.count("settled")
            open_ones = len(inside) - met - inside.count("weak")
            shares |= {Fraction(met, len(inside)), Fraction(met + open_ones, len(inside))}
    assert (found.low, found.high) == ((min(shares), max(shares)) if shares else (None, None))


def test_that_what_a_reviewer_accepts_as_not_applicable_leaves_the_figures_but_is_told() -> None:
    found = tally(("yes", "accepted-na"), ("yes", "declared-na"), ("yes", "settled"))
    assert (found.applicable, found.unanswered, found.accepted_na) == (2, 1, 1)
    assert tally(("yes", "accepted-na")).reading == "nothing-applies"


@given(st.lists(st.tuples(ITEM, st.sampled_from((True, False, None))), max_size=9))
def test_that_reviewed_counts_verdicts_among_what_is_applicable_and_is_none_unasked(
    items: list[tuple[tuple[Applies, Counted], bool | None]],
) -> None:
    found = results.tally(Counter((*item, seen) for item, seen in items))
    asked = [(c, seen) for (a, c), seen in items if a != "no" and seen is not None]
    expected = sum(1 for c, seen in asked if seen and c != "accepted-na") if asked else None
    assert found.reviewed == expected
    assert found.reviewed is None or found.reviewed <= found.applicable
