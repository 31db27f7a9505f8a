"""A figure of the profile is written alike on screen, in the report and where it changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment import fact_words
from jalon.assessment.changes import PROVIDER, Value
from jalon.export import difference_words
from jalon.export.report_record import Record
from jalon.export.verify_model import Difference
from jalon.forms import load
from jalon.forms.model import Fact, FactId
from jalon.language import translator
from tools.report_records import MODEL, snapshot

FORM = load.form()
FIGURES = [fact for fact in FORM.fact.values() if fact.kind == "number"]


@pytest.mark.parametrize(
    ("name", "value", "en", "fr"),
    [
        ("turnover", 0, "0\u00a0EUR", "0\u00a0EUR"),
        ("turnover", 7_500_000.5, "7,500,000.5\u00a0EUR", "7\u202f500\u202f000,5\u00a0EUR"),
        ("training-compute", 3e25, "3\u00a0×\u00a010²⁵\u00a0FLOP", "3\u00a0×\u00a010²⁵\u00a0FLOP"),
        ("compute-tokens", 999_999_999_999_999, "999,999,999,999,999", None),
        ("compute-tokens", 1.5e15, "1.5\u00a0×\u00a010¹⁵", "1,5\u00a0×\u00a010¹⁵"),
    ],
)
def test_that_a_figure_has_its_unit_and_a_power_of_ten_when_large(
    name: str, value: float, en: str, fr: str | None
) -> None:
    fact = FORM.fact[FactId(name)]
    assert fact_words.figure(fact, value, translator("en")) == en
    if fr:
        assert fact_words.figure(fact, value, translator("fr")) == fr


@pytest.mark.parametrize("value", [None, True, False, "12", "", [], [1], {"a": 1}])
def test_that_what_is_no_figure_is_written_as_none(value: Value) -> None:
    assert fact_words.figure(FORM.fact[FactId("turnover")], value, translator("en")) == ""


@given(
    fact=st.sampled_from(FIGURES),
    value=st.one_of(
        st.integers(0, 2**53 - 1), st.floats(0, 1e30, allow_nan=False, allow_infinity=False)
    ),
    code=st.sampled_from(["en", "fr"]),
)
def test_that_report_and_difference_write_the_same_figure(
    fact: Fact, value: float, code: str
) -> None:
    tr = translator(code)
    subject = PROVIDER if FORM.fact_scope[fact.id] == "provider" else MODEL
    record = Record(snapshot(FORM, {(subject, fact.id, "value"): value}), tr, None)
    written = fact_words.figure(fact, value, tr)
    assert record.fact(subject, fact.id) == written
    told = difference_words.line(Difference(subject, fact.id, "value", None, value), tr)
    assert f"→ {written})" in told


def test_that_an_option_is_named_and_an_unknown_one_stays() -> None:
    fact = FORM.fact[FactId("company-size")]
    first = fact.options[0]
    assert fact_words.option(fact, first.value, translator("en")) == first.label
    assert fact_words.option(fact, first.value, translator("fr")) not in {first.label, first.value}
    assert fact_words.option(fact, "of-another-edition", translator("fr")) == "of-another-edition"
