"""Which points of the Safety and Security chapter a fact takes away, and which it brings."""

import pytest
from unit_dates import profile
from unit_state import MODEL, OTHER, state

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.evaluate import evaluate
from jalon.forms import load
from jalon.forms.model import ItemId

FORM = load.form()
CHAPTER = "safety-security-"
USUAL: dict[str, Value] = {
    "safe-reference": "no",
    "security-exempt": "no",
    "most-capable": "yes",
    "distribution": ["api", "product"],
}

SIMILARLY_SAFE = {
    *(f"3.5-access-{to}" for to in ("most-capable", "chains-of-thought", "fewest-mitigations")),
    "3.5-selection-criteria",
    *(f"3.2-a3.5-{what}" for what in ("external", "absence", "skills", "security-protocols")),
    *(f"3.2-a3.5-{what}" for what in ("confidentiality", "resources")),
    "7.6-six-months",
    *(f"10.2-{what}" for what in ("framework", "model-report", "report-contents")),
}
"""Measure 3.5, paragraph 4; Appendix 3.5; Measures 7.6 and 10.2."""

CRITERIA = {
    *(f"3.5-a2.1-{what}" for what in ("assessed", "visibility", "visibility-assumed")),
    "3.5-a2.1-no-other-grounds",
    *(f"3.5-a2.2-{what}" for what in ("scenarios", "scores", "benchmarks-run", "no-difference")),
    *(f"3.5-a2.2-{what}" for what in ("no-other-grounds", "margin", "status-lost")),
    "7.3-similarly-safe",
}
"""Appendices 2.1 and 2.2; Measure 7.3, paragraph 1, point (1)(h)."""

SECURITY = {
    item.removeprefix(CHAPTER)
    for item in FORM.items
    if item.startswith(tuple(CHAPTER + number for number in ("c6-", "6.1-", "6.2-")))
} | {f"7.3-security-{what}" for what in ("goal", "mitigations", "fulfilment", "deviations")}
"""Commitment 6, paragraph 2, and what the Model Report would say of its mitigations."""


def asked(*models: dict[str, Value], subject: Subject | None = None) -> set[str]:
    """Return what applies, to a subject or to any, when models are as told."""
    rows = [(m, "subject", "kind", "model") for m in (MODEL, OTHER)[: len(models)]]
    for model, facts in zip((MODEL, OTHER), models, strict=False):
        every = profile({"systemic-risk": "yes"}) | USUAL | facts
        rows += [(model, fact, "value", value) for fact, value in every.items()]
    found = evaluate(FORM, state(*rows)).items
    return {
        item.removeprefix(CHAPTER)
        for (whose, item), status in found.items()
        if item.startswith(CHAPTER) and status.applies == "yes"
        if subject in (None, whose)
    }


@pytest.mark.parametrize(
    ("facts", "taken", "brought"),
    [
        ({"safe-reference": "yes"}, SIMILARLY_SAFE, CRITERIA),
        ({"security-exempt": "yes"}, SECURITY, set()),
        ({"most-capable": "no"}, {"7.6-six-months"}, set()),
        ({"distribution": ["api", "download"]}, {"3.5-own-systems"}, set()),
        ({"distribution": ["internal"]}, set(), set()),
    ],
)
def test_that_a_fact_takes_and_brings_these_points_and_no_others(
    facts: dict[str, Value], taken: set[str], brought: set[str]
) -> None:
    before, after = asked({}), asked(facts)
    assert before - after == taken
    assert after - before == brought


@pytest.mark.parametrize("fact", ["safe-reference", "security-exempt", "most-capable"])
def test_that_what_is_not_known_settles_none_of_them(fact: str) -> None:
    lost = asked({}) - asked({fact: "not-known"})
    assert (
        lost
        == {
            "safe-reference": SIMILARLY_SAFE,
            "security-exempt": SECURITY,
            "most-capable": {"7.6-six-months"},
        }[fact]
    )


@pytest.mark.parametrize(
    ("fact", "spared"), [("safe-reference", SIMILARLY_SAFE), ("security-exempt", SECURITY)]
)
def test_that_the_company_is_spared_only_if_each_of_its_models_is(
    fact: str, spared: set[str]
) -> None:
    of_company = {i for i in spared if FORM.items[ItemId(CHAPTER + i)].scope == "provider"}
    assert of_company
    one, both = asked({fact: "yes"}, {}), asked({fact: "yes"}, {fact: "yes"})
    assert of_company <= one
    assert not of_company & both
    assert not (spared - of_company) & asked({fact: "yes"}, {}, subject=MODEL)
    assert spared - of_company <= asked({fact: "yes"}, {}, subject=OTHER)
    assert of_company <= asked({fact: "yes"}, {}, subject=PROVIDER)
