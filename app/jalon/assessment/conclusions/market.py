"""Is the model placed on the Union market?

Source: AI Act, Art. 2(1)(a), 3(9), 3(10), 3(63), recital 97; Commission Guidelines, § 3.1.
"""

from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, contrary, every, no, some, unknown, yes
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_


def placed(view: View, systemic: Finding) -> Finding:
    """Find whether the model appears to be placed on the Union market, or about to be."""
    match view.choice("market-status"):
        case "placed":
            return yes(_PLACED)
        case "planned":
            return yes(_PLANNED)
        case "internal":
            return _internal(view, systemic)
        case "outside":
            return _outside(view)
        case "research":
            return no(_RESEARCH)
        case _:
            return unknown("market-status")


def _internal(view: View, systemic: Finding) -> Finding:
    essential = view.chose("internal-essential", {"yes"}, so=_ESSENTIAL, not_so=_NOT_ESSENTIAL)
    always = Finding(systemic.value, (_SYSTEMIC,) if systemic.value else (), systemic.missing)
    return some(essential, always)


def _outside(view: View) -> Finding:
    reaches = view.chose("reaches-union", {"yes"}, so=_REACHES, not_so=_STAYS_OUT)
    excluded = view.chose("union-excluded", {"yes"}, so=_EXCLUDED, not_so=_NOT_EXCLUDED)
    return every(reaches, contrary(excluded))


_PLACED: Final = Said(
    "made-available",
    N_(
        "It is made available on the Union market in the course of a commercial activity, paid or"
        " free. Every way counts: an interface, a download, a copy, a product built on it."
    ),
    (sources.ACT_3_MARKET, sources.GUIDELINES_3_1_2),
)
_PLANNED: Final = Said(
    "planned",
    N_(
        "It is to be placed on the Union market. The duties hold from that day on; what has to be"
        " ready by then is shown now."
    ),
    (sources.ACT_3_MARKET, sources.RECITAL_97),
)
_RESEARCH: Final = Said(
    "research-only",
    N_(
        "It serves research, development or prototyping only and is not placed on the market. This"
        " ends when it is."
    ),
    (sources.ACT_3_MODEL, sources.RECITAL_97),
)
_ESSENTIAL: Final = Said(
    "internal-essential",
    N_(
        "It is used inside the company for processes that are essential for a product or service"
        " offered to others, or that affect the rights of natural persons in the Union. Such use"
        " is treated as a placing on the market."
    ),
    (sources.GUIDELINES_3_1_2, sources.RECITAL_97),
    "indicative",
)
_NOT_ESSENTIAL: Final = Said(
    "internal-not-essential",
    N_(
        "It is used for purely internal processes that are not essential for a product or service"
        " offered to others and do not affect the rights of natural persons."
    ),
    (sources.RECITAL_97,),
)
_SYSTEMIC: Final = Said(
    "internal-systemic",
    N_(
        "A model with systemic risk should always be subject to its duties; we read this as"
        " holding for purely internal use too. No provision says so in as many words."
    ),
    (sources.RECITAL_97,),
    "reading",
)
_REACHES: Final = Said(
    "reaches-union",
    N_(
        "Others outside the Union receive it and build it into systems that come onto the Union"
        " market or into service there: the model is placed on the market with them."
    ),
    (sources.GUIDELINES_3_1_3,),
    "indicative",
)
_STAYS_OUT: Final = Said(
    "stays-outside",
    N_("It is made available outside the Union only, and reaches the Union in no system either."),
    (sources.ACT_2, sources.GUIDELINES_3_1_3),
)
_EXCLUDED: Final = Said(
    "union-excluded",
    N_(
        "The company has excluded its distribution and use on the Union market clearly and"
        " unequivocally, integration into systems included. Whoever integrates it all the same is"
        " then the provider of the model."
    ),
    (sources.GUIDELINES_3_1_3,),
    "indicative",
)
_NOT_EXCLUDED: Final = Said(
    "union-not-excluded",
    N_("The company has not clearly and unequivocally excluded the Union market."),
    (sources.GUIDELINES_3_1_3,),
    "indicative",
)
