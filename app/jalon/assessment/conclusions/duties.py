"""What a provider of a general-purpose AI model on the Union market appears to owe.

Source: AI Act, Art. 53 to 55; Commission Guidelines, §§ 3.2.1 and 4.1.
"""

from collections.abc import Sequence
from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, contrary, every, told
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_
from jalon.values import replace


def owed(general: Finding, market: Finding, provided: Finding) -> Finding:
    """Find whether the company appears to owe the duties of a provider for the model."""
    return _briefly(every(market, provided, general), so=(_OWED,))


def documentation(due: Finding, exempted: Finding, limited: Finding, said: Said) -> Finding:
    """Find whether a documentation duty appears to hold: open source lifts it."""
    return _briefly(every(due, contrary(exempted)), so=(said, *_limits(limited)))


def always(due: Finding, limited: Finding, said: Said) -> Finding:
    """Find whether a duty appears to hold that no licence lifts."""
    return told(due, so=(said, *_limits(limited)))


def representative(view: View, due: Finding, exempted: Finding) -> Finding:
    """Find whether an authorised representative appears to be due."""
    third = view.chose("company-established", {"third-country"}, so=_THIRD, not_so=_UNION)
    found = every(third, due, contrary(exempted))
    return _briefly(found, so=(_THIRD, _MANDATE))


def safety(due: Finding, systemic: Finding) -> Finding:
    """Find whether the duties for models with systemic risk appear to hold."""
    return _briefly(every(systemic, due), so=(_SAFETY,))


def _briefly(found: Finding, *, so: Sequence[Said]) -> Finding:
    """Give a duty its own reasons; while it is open, those of its parts stand with them."""
    return told(found, so=so) if found.value is not None else replace(found, reasons=())


def _limits(limited: Finding) -> tuple[Said, ...]:
    return limited.reasons if limited.value else ()


_OWED: Final = Said(
    "provider-on-market",
    N_("The company is the provider of a general-purpose AI model on the Union market."),
    (sources.ACT_2, sources.ACT_3_PROVIDER),
)
TECHNICAL: Final = Said(
    "technical-documentation",
    N_(
        "Technical documentation of the model is drawn up and kept up to date, for the AI Office"
        " and national authorities upon request."
    ),
    (sources.ACT_53_1A,),
)
DOWNSTREAM: Final = Said(
    "downstream-documentation",
    N_(
        "Information and documentation are drawn up, kept up to date and made available to those"
        " who build AI systems on the model."
    ),
    (sources.ACT_53_1B,),
)
COPYRIGHT: Final = Said(
    "copyright-policy",
    N_(
        "A policy to comply with Union law on copyright and related rights is put in place. No"
        " licence lifts this; one policy may serve all models."
    ),
    (sources.ACT_53_1C, sources.GUIDELINES_4_1, sources.GUIDELINES_2_2),
)
SUMMARY: Final = Said(
    "training-summary",
    N_(
        "A summary of the training content is made public on the template of the AI Office, for"
        " each model. No licence lifts this."
    ),
    (sources.ACT_53_1D, sources.GUIDELINES_4_1, sources.GUIDELINES_2_2),
)
_SAFETY: Final = Said(
    "systemic-duties",
    N_(
        "Evaluation, assessment and mitigation of systemic risks, serious incidents and"
        " cybersecurity come on top of the other duties."
    ),
    (sources.ACT_55_1, sources.CODE_SAFETY_B),
)
_THIRD: Final = Said(
    "third-country",
    N_("The company is established in a third country."),
    (sources.ACT_54_1,),
)
_UNION: Final = Said(
    "established-in-union",
    N_("The company is established in the Union and needs none."),
    (sources.ACT_54_1,),
)
_MANDATE: Final = Said(
    "written-mandate",
    N_(
        "A representative established in the Union is appointed by written mandate before the model"
        " is placed on the market."
    ),
    (sources.ACT_54_1,),
)
