"""Beside the model: an AI system of the company's own, and web crawling.

Source: AI Act, Art. 4, 50, 75(1)(a), 111(4); Code, Copyright chapter, Measures 1.2 and 1.3.
"""

from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, no, unknown, yes
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_


def own_system(view: View, due: Finding) -> Finding:
    """Find whether the company appears to offer an AI system built on the model."""
    status = view.choice("market-status")
    if status == "research":
        return no(_RESEARCH)
    ways = view.chosen("distribution")
    if ways is None:
        return unknown("distribution")
    if "product" not in ways:
        return no(_NO_SYSTEM)
    if status is None:
        return unknown("market-status")
    office = (_SAME_PROVIDER,) if due.value else ()
    outside = (_OUTSIDE,) if status == "outside" else ()
    return yes(_SYSTEM, *outside, _MARKING, _LITERACY, *office)


def crawling(view: View) -> Finding:
    """Find whether the measures on crawling concern the model."""
    match view.choice("crawling"):
        case "own":
            return yes(_OWN)
        case "on-behalf":
            return yes(_ON_BEHALF)
        case "third-party-only":
            return no(_THIRD_PARTIES)
        case "none":
            return no(_NO_CRAWLING)
        case _:
            return unknown("crawling")


_SYSTEM: Final = Said(
    "offers-system",
    N_(
        "The company offers the model in a product or service: it also provides an AI system, with"
        " duties of its own that the Code does not cover."
    ),
    (sources.RECITAL_97,),
)
_OUTSIDE: Final = Said(
    "system-outside",
    N_(
        "As you state, the model is made available outside the Union only. These duties concern a"
        " system that is placed on the Union market or put into service there; whether the Act"
        " reaches it otherwise, for instance because its output is used in the Union, is not asked"
        " here."
    ),
    (sources.ACT_2,),
    "reading",
)
_NO_SYSTEM: Final = Said(
    "no-system",
    N_("Among the ways in which the model is made available you name no product or service."),
    (sources.RECITAL_97,),
)
_RESEARCH: Final = Said(
    "no-system-in-research",
    N_("The model serves research, development or prototyping only."),
    (sources.RECITAL_97,),
)
_MARKING: Final = Said(
    "transparency-of-systems",
    N_(
        "People are told that they deal with an AI system, and synthetic content is marked: since"
        " 2 August 2026; marking in systems placed on the market before that day by"
        " 2 December 2026."
    ),
    (sources.ACT_50, sources.ACT_111_4),
)
_LITERACY: Final = Said(
    "ai-literacy",
    N_("Measures support the AI literacy of the company’s staff."),
    (sources.ACT_4,),
)
_SAME_PROVIDER: Final = Said(
    "same-provider",
    N_(
        "Model and system come from the same provider: the AI Office alone supervises the system"
        " too, with the exceptions named there."
    ),
    (sources.ACT_75,),
)
_OWN: Final = Said(
    "crawls-itself",
    N_("The company crawls the web for training data by itself."),
    (sources.CODE_CRAWLING,),
)
_ON_BEHALF: Final = Said(
    "crawled-on-behalf",
    N_("Others crawl the web for training data on the company’s behalf."),
    (sources.CODE_CRAWLING,),
)
_THIRD_PARTIES: Final = Said(
    "third-party-data-sets",
    N_(
        "Third parties crawled, not for the company. Copyright law stays applicable to what they"
        " collected, rights reservations above all."
    ),
    (sources.CODE_THIRD_PARTIES,),
)
_NO_CRAWLING: Final = Said(
    "no-crawling",
    N_("No training data come from web crawling."),
    (sources.CODE_CRAWLING,),
)
