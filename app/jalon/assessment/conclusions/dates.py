"""Since when: placed on the market before or after 2 August 2025.

All versions that come from one large pre-training run of the same provider are one model.

Source: AI Act, Art. 111(3) and 113(b); Commission Guidelines, §§ 2.2 and 5.3.
"""

from datetime import date
from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, no, unknown
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_

APPLIES: Final = date(2025, 8, 2)
"""From this day Chapter V applies; models placed before have until 2 August 2027."""


def older(view: View) -> Finding:
    """Find whether the model counts as placed on the market before 2 August 2025."""
    if view.choice("market-status") in {"planned", "research"}:
        return no(_TO_COME)
    placed = view.day("placed-on-market")
    if view.choice("market-status") is None:
        return unknown("market-status")
    if placed is None:
        return unknown("placed-on-market")
    if placed >= APPLIES:
        return no(
            Said(
                "placed-after",
                N_(
                    "Placed on the market on {day}, on or after 2 August 2025: the duties hold from"
                    " that day on."
                ),
                (sources.ACT_113, sources.GUIDELINES_5_3),
                "text",
                {"day": placed},
            )
        )
    found = view.chose("same-run", {"yes"}, so=_SAME_RUN, not_so=_OTHER_RUN)
    if found.value is False:
        return no(*found.reasons, _before(placed))
    reasons = (_before(placed), *found.reasons, *((_UNTIL, _NO_RETRAINING) if found.value else ()))
    return Finding(found.value, reasons, found.missing)


def _before(day: date) -> Said:
    return Said(
        "placed-before",
        N_("First placed on the market on {day}, before 2 August 2025."),
        (sources.ACT_111_3,),
        "text",
        {"day": day},
    )


_TO_COME: Final = Said(
    "not-placed-yet",
    N_("It is not on the market yet: the duties hold from the day on which it is placed there."),
    (sources.ACT_113, sources.RECITAL_97),
)
_SAME_RUN: Final = Said(
    "same-model",
    N_(
        "All versions covered come from the same large pre-training run, so they are the same"
        " model, newer versions too: the day of the first one counts."
    ),
    (sources.GUIDELINES_2_2,),
    "indicative",
)
_OTHER_RUN: Final = Said(
    "another-model",
    N_(
        "Versions covered come from another large pre-training run: those are another model, with"
        " a day of its own. Describe it as a model of its own."
    ),
    (sources.GUIDELINES_2_2,),
    "indicative",
)
_UNTIL: Final = Said(
    "until-2027",
    N_("Its provider has until 2 August 2027 to meet the duties."),
    (sources.ACT_111_3, sources.GUIDELINES_5_3),
)
_NO_RETRAINING: Final = Said(
    "no-retraining",
    N_(
        "Retraining or unlearning is not asked for where it is impossible for what is past, where"
        " information on the training data is not available, or where retrieving it would be a"
        " disproportionate burden; the copyright policy and the summary must disclose and justify"
        " it."
    ),
    (sources.GUIDELINES_5_3,),
    "indicative",
)
