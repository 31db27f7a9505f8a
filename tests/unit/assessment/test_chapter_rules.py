"""A chapter that binds some only: shown with its reason, counted apart when taken on freely."""

from dataclasses import replace

import pytest
from unit_dates import profile
from unit_questionnaire import CRAWLS, form, requirement
from unit_state import MODEL, OTHER, state

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.assessment.presumption import said, standings
from jalon.assessment.scope import asked
from jalon.forms import load
from jalon.forms.model import Equals, FactId, Form, ItemId, Requirement
from jalon.language import translator

EN = translator("en")


def systemic(*requirements: Requirement) -> Form:
    made = form(*requirements)
    chapter = replace(
        made.chapter[0],
        applies_when=Equals(FactId("released"), "yes"),
        otherwise="No systemic risk.",
        voluntary_when=Equals(FactId("name"), "signed"),
    )
    return replace(made, chapter=(chapter,))


def evaluated(asked: Form, *values: tuple[Subject, str, str, Value]) -> Evaluation:
    return evaluate(asked, state((MODEL, "subject", "kind", "model"), *values))


def test_that_a_chapter_that_does_not_apply_says_why_and_counts_nothing() -> None:
    found = evaluated(
        systemic(requirement("r")),
        (MODEL, "released", "value", "no"),
        (PROVIDER, "r", "state", "implemented"),
    )
    status = found.items[PROVIDER, ItemId("r")]
    assert (status.applies, status.why_not) == ("no", ("c.otherwise", "No systemic risk."))
    assert found.overall.applicable == 0
    assert found.voluntary == {}
    assert status.state == "implemented"


def test_that_a_chapter_taken_on_freely_is_counted_apart_only() -> None:
    found = evaluated(
        systemic(requirement("r"), requirement("s", when=CRAWLS)),
        (MODEL, "released", "value", "no"),
        (MODEL, "crawling", "value", "none"),
        (PROVIDER, "name", "value", "signed"),
        (PROVIDER, "r", "state", "implemented"),
    )
    assert found.overall.applicable == 0
    assert (found.voluntary["c"].settled, found.voluntary["c"].applicable) == (1, 1)


@pytest.mark.parametrize("released", ["yes", "not-known"])
def test_that_a_chapter_that_binds_through_one_model_is_not_taken_on_for_another(
    released: str,
) -> None:
    found = evaluated(
        systemic(requirement("r"), requirement("m", scope="model")),
        (OTHER, "subject", "kind", "model"),
        (MODEL, "released", "value", released),
        (OTHER, "released", "value", "no"),
        (PROVIDER, "name", "value", "signed"),
        (OTHER, "m", "state", "implemented"),
    )
    other = found.items[OTHER, ItemId("m")]
    assert (other.applies, other.voluntary, other.state) == ("no", None, "implemented")
    assert found.voluntary == {}
    assert found.items[PROVIDER, ItemId("r")].applies == released
    assert found.overall.applicable == 2


def test_that_a_chapter_that_binds_through_no_model_is_taken_on_for_each() -> None:
    found = evaluated(
        systemic(requirement("r"), requirement("m", scope="model")),
        (OTHER, "subject", "kind", "model"),
        (MODEL, "released", "value", "no"),
        (OTHER, "released", "value", "no"),
        (PROVIDER, "name", "value", "signed"),
        (OTHER, "m", "state", "implemented"),
    )
    assert (found.voluntary["c"].settled, found.voluntary["c"].applicable) == (1, 3)
    assert found.overall.applicable == 0


def test_that_an_unknown_chapter_rule_leaves_all_its_points_open_and_names_the_fact() -> None:
    found = evaluated(systemic(requirement("r")))
    status = found.items[PROVIDER, ItemId("r")]
    assert (status.applies, status.missing) == ("not-known", ("released",))
    assert found.overall.doubtful.total == 1


@pytest.mark.parametrize(
    ("released", "crawling", "applies"),
    [
        (("yes", "no"), ("own", "none"), "yes"),
        (("yes", "no"), ("none", "own"), "no"),
        (("no", "no"), ("own", "own"), "no"),
        (("yes", "no"), ("not-known", "own"), "not-known"),
    ],
)
def test_that_rules_of_chapter_and_point_must_hold_for_the_same_model(
    released: tuple[str, str], crawling: tuple[str, str], applies: str
) -> None:
    found = evaluated(
        systemic(requirement("r", when=CRAWLS)),
        (OTHER, "subject", "kind", "model"),
        *((m, "released", "value", v) for m, v in zip((MODEL, OTHER), released, strict=True)),
        *((m, "crawling", "value", v) for m, v in zip((MODEL, OTHER), crawling, strict=True)),
    )
    assert found.items[PROVIDER, ItemId("r")].applies == applies


def test_that_a_presumption_says_how_it_stands_and_moves_no_figure() -> None:
    shipped = load.form()
    measure = next(
        m
        for c in shipped.chapter
        for m in c.measures()
        if any(r.force == "presumption" for r in m.requirement) and m.number == "8.1"
    )
    points = [r.id for r in measure.requirement if r.force == "presumption"]
    bare = evaluated(shipped, (MODEL, "systemic-risk", "value", "yes"))
    told = evaluated(
        shipped,
        (MODEL, "systemic-risk", "value", "yes"),
        *((PROVIDER, point, "state", "implemented") for point in points),
    )
    (none,), (whole,) = standings(bare, measure, PROVIDER), standings(told, measure, PROVIDER)
    assert (none.said(EN), none.complete) == ("", False)
    assert whole.complete
    assert "this measure to be fulfilled" in whole.said(EN)
    assert told.overall == bare.overall


def test_that_an_assumption_of_one_requirement_is_not_said_of_its_measure() -> None:
    shipped = load.form()
    point = "safety-security-3.5-a2.1-visibility-assumed"
    sheet = shipped.sheet[ItemId(point)]
    facts = [(m, "systemic-risk", "value", "yes") for m in (MODEL, OTHER)]
    facts += [(MODEL, "safe-reference", "value", "yes"), (OTHER, "safe-reference", "value", "no")]
    facts += [(OTHER, "subject", "kind", "model")]
    bare = evaluated(shipped, *facts)
    told = evaluated(shipped, *facts, *((m, point, "state", "implemented") for m in (MODEL, OTHER)))
    whose = (PROVIDER, MODEL, OTHER)
    assert said(bare, sheet, whose, EN) == ""
    words = said(told, sheet, whose, EN, lambda model: f"<{model}>")
    assert words.startswith(f"<{MODEL}>: The condition under which the Code takes a requirement")
    assert "(Appendix 2.1, point (2))" in words
    assert "this measure to be fulfilled" not in words
    assert f"<{OTHER}>" not in words
    assert told.overall == bare.overall


@pytest.mark.parametrize(
    ("first", "asked_of"), [("yes", {MODEL}), ("no", {MODEL, OTHER})], ids=["bound", "free"]
)
def test_that_the_facts_of_the_chapter_are_asked_of_the_models_it_is_counted_for(
    first: str, asked_of: set[Subject]
) -> None:
    shipped = load.form()
    rows: list[tuple[Subject, str, str, Value]] = [
        (m, "subject", "kind", "model") for m in (MODEL, OTHER)
    ]
    rows += [(MODEL, f, "value", v) for f, v in profile({"systemic-risk": first}).items()]
    rows += [(OTHER, f, "value", v) for f, v in profile({"systemic-risk": "no"}).items()]
    rows += [(PROVIDER, "code-position", "value", "signed-whole")]
    rows += [(PROVIDER, "full-code", "value", "yes")]
    record = state(*rows)
    conclusions = evaluate(shipped, record).conclusions
    for fact in ("safe-reference", "security-exempt", "most-capable"):
        found = {m for m in (MODEL, OTHER) if asked(shipped, FactId(fact), m, record, conclusions)}
        assert found == asked_of


@pytest.mark.parametrize(
    ("most_capable", "similarly_safe", "applies"),
    [
        ("yes", "no", "yes"),
        ("yes", "yes", "no"),
        ("no", "no", "no"),
        ("no", None, "no"),
        (None, "yes", "no"),
        ("yes", None, "not-known"),
        ("yes", "not-known", "not-known"),
        ("not-known", "no", "not-known"),
    ],
)
def test_that_the_six_monthly_update_is_owed_by_the_most_capable_unless_similarly_safe(
    most_capable: str | None, similarly_safe: str | None, applies: str
) -> None:
    shipped = load.form()
    facts = profile({"systemic-risk": "yes"})
    facts |= {"most-capable": most_capable, "safe-reference": similarly_safe}
    found = evaluated(shipped, *((MODEL, f, "value", v) for f, v in facts.items() if v))
    status = found.items[MODEL, ItemId("safety-security-7.6-six-months")]
    assert status.applies == applies
    update = found.items[MODEL, ItemId("safety-security-7.6-update")]
    assert update.applies == "yes"
    if applies == "no":
        assert status.why_not is not None
        assert "similarly safe or safer" in status.why_not[1]


@pytest.mark.parametrize("fact", ["safe-reference", "security-exempt"])
def test_that_a_reason_speaks_of_the_models_that_the_chapter_concerns_only(fact: str) -> None:
    """Beside a model that has no systemic risk, and of which nothing of the kind was stated."""
    shipped = load.form()
    facts = profile({"systemic-risk": "yes"}) | {fact: "yes"}
    rows = [(MODEL, f, "value", v) for f, v in facts.items()]
    rows += [(OTHER, f, "value", v) for f, v in profile({"systemic-risk": "no"}).items()]
    rows += [(m, "subject", "kind", "model") for m in (MODEL, OTHER)]
    found = evaluated(shipped, *rows)
    reasons = {
        status.why_not[1]
        for (subject, _), status in found.items.items()
        if subject == PROVIDER and status.why_not and "You have stated" in status.why_not[1]
    }
    assert reasons
    said = ("that this chapter concerns", "the models concerned")
    assert [reason for reason in reasons if not any(words in reason for words in said)] == []
