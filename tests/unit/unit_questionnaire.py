"""A small questionnaire for tests that must not depend on the shipped one's wording."""

from jalon.forms.model import (
    AnyOf,
    Chapter,
    Commitment,
    Condition,
    Equals,
    Fact,
    FactGroup,
    FactId,
    Force,
    Form,
    ItemId,
    Measure,
    Obligation,
    Place,
    Requirement,
    Scope,
)
from jalon.forms.options import Option

CRAWLS: Condition = AnyOf(
    (Equals(FactId("crawling"), "own"), Equals(FactId("crawling"), "on-behalf"))
)


def requirement(
    name: str,
    *,
    force: Force = "binding",
    scope: Scope = "provider",
    when: Condition | None = None,
    obligations: tuple[str, ...] = ("53-1-c",),
) -> Requirement:
    return Requirement(
        ItemId(name),
        force,
        scope,
        Place(paragraph=1, point="a"),
        obligations,
        demand=f"Demand of {name}",
        explain="Explanation",
        concerns="Whom",
        applies_when=when,
        otherwise="Not asked, because nobody crawls." if when else "",
    )


def form(*requirements: Requirement) -> Form:
    measure = Measure("c-1.1", "1.1", "Draw up", "Policy", "Summary.", requirements)
    options = tuple(Option(v, v.title()) for v in ("own", "on-behalf", "none", "not-known"))
    told = tuple(Option(v, v.title()) for v in ("yes", "no"))
    return Form(
        "test-form",
        "2025-07-10",
        "2026-11-23",
        "Questionnaire",
        (Chapter("c", "Copyright", "All", (Commitment(1, "Policy", (measure,)),)),),
        (
            FactGroup(
                "company",
                "provider",
                "Company",
                "",
                (
                    Fact(FactId("name"), "text", "Name"),
                    Fact(FactId("contact"), "choice", "Contact", options=told, overridable=True),
                ),
            ),
            FactGroup(
                "model",
                "model",
                "Model",
                "",
                (
                    Fact(FactId("crawling"), "choice", "Crawling", options=options),
                    Fact(FactId("compute"), "number", "Compute"),
                    Fact(FactId("released"), "date", "Released"),
                ),
            ),
        ),
        (Obligation("53-1-c", "53(1)(c)", "Copyright policy"),),
        (),
    )
