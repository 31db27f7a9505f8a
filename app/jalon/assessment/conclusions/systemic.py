"""Does the model present systemic risk, and is the Commission to be notified?

Source: AI Act, Art. 51 and 52; Commission Guidelines, §§ 2.3 and 3.2.2.
"""

from datetime import date, timedelta
from typing import Final

from jalon.assessment.conclusions import compute, sources
from jalon.assessment.conclusions.finding import (
    Finding,
    contrary,
    every,
    no,
    some,
    told,
    unknown,
    yes,
)
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_

_TWO_WEEKS: Final = timedelta(days=14)
_APPLIES: Final = date(2025, 8, 2)
"""From this day Chapter V applies. Source: AI Act, Art. 113(b)."""
_OLDER_UNTIL: Final = date(2027, 8, 2)
"""Until then models placed before have time. Source: AI Act, Art. 111(3)."""


def risk(view: View) -> Finding:
    """Find whether the model appears to be one with systemic risk."""
    return view.by_maker(_ours(view), _original(view))


def _ours(view: View) -> Finding:
    decided = view.chose("commission-decision", {"designated", "rejected"}, so=_decided(view))
    accepted = view.chose("commission-decision", {"accepted"}, so=_ACCEPTED)
    return some(decided, every(_our_impact(view), told(contrary(accepted), so=_presented(view))))


def high_impact(view: View) -> Finding:
    """Find whether the condition of Art. 51(1)(a) appears to be met."""
    return view.by_maker(_our_impact(view), _original(view))


def _our_impact(view: View) -> Finding:
    other = view.chose("high-impact", {"yes"}, so=_HIGH, not_so=_NOT_HIGH)
    match view.choice("model-origin"):
        case "own":
            return some(compute.presumed(view), other)
        case "modified":
            return some(compute.presumed(view), other, _original(view))
        case "integrated":
            return some(_original(view), other)
        case _:
            return some(compute.presumed(view), other, unknown("model-origin"))


def notification(view: View, high: Finding) -> Finding:
    """Give a duty to notify its date and what is stated of it."""
    if not high.value:
        return high
    return yes(*high.reasons, _due(view), *_made(view))


def _original(view: View) -> Finding:
    match view.choice("original-class"):
        case "gpai-systemic":
            return yes(_ORIGINAL)
        case "gpai" | "not-gpai":
            return no(_ORIGINAL_NONE)
        case _:
            return unknown("original-class")


def _decided(view: View) -> Said | None:
    match view.choice("commission-decision"):
        case "designated":
            return _DESIGNATED
        case "rejected":
            return _REJECTED
        case _:
            return None


def _presented(view: View) -> tuple[Said, ...]:
    return (_PRESENTED,) if view.choice("arguments-presented") == "yes" else ()


def _due(view: View) -> Said:
    met = view.day("threshold-date")
    if met is None:
        return _TWO_WEEKS_SAID
    placed, by = view.day("placed-on-market"), max(met, _APPLIES) + _TWO_WEEKS
    if placed is not None and placed < _APPLIES and by < _OLDER_UNTIL:
        return _OLDER if view.choice("same-run") == "yes" else _TWO_WEEKS_SAID
    return Said(
        "notification-by",
        N_(
            "It is due without delay, and by {day} at the latest: 14 calendar days after {start},"
            " not moved by weekends or holidays. Counting so is our reading."
        ),
        (sources.ACT_52_1, sources.GUIDELINES_2_3_2),
        "reading",
        {"day": by, "start": max(met, _APPLIES)},
    )


def _made(view: View) -> tuple[Said, ...]:
    made = view.day("notification-date")
    if made is None:
        return ()
    return (
        Said(
            "notification-made",
            N_("You state that the Commission was notified on {day}."),
            (sources.ACT_52_1,),
            "text",
            {"day": made},
        ),
    )


_HIGH: Final = Said(
    "high-impact-otherwise",
    N_(
        "You state high-impact capabilities on other grounds than compute: capabilities that match"
        " or exceed those of the most advanced models."
    ),
    (sources.ACT_51_1A, sources.GUIDELINES_2_3_1),
)
_NOT_HIGH: Final = Said(
    "no-other-high-impact",
    N_("You state no high-impact capabilities on other grounds than compute."),
    (sources.ACT_51_1A,),
)
_ORIGINAL: Final = Said(
    "original-systemic",
    N_(
        "The original presents systemic risk, as you state; a modified version is presumed to have"
        " high-impact capabilities too."
    ),
    (sources.GUIDELINES_3_2_2,),
    "indicative",
)
_ORIGINAL_NONE: Final = Said(
    "original-not-systemic",
    N_("The original presents no systemic risk, as you state."),
    (sources.GUIDELINES_3_2_2,),
    "indicative",
)
_DESIGNATED: Final = Said(
    "designated",
    N_(
        "The Commission has designated it. Reassessment can be asked for at the earliest six months"
        " after the decision, for objective, detailed and new reasons."
    ),
    (sources.ACT_51_1B, sources.GUIDELINES_2_3_4),
)
_REJECTED: Final = Said(
    "rebuttal-rejected",
    N_("The Commission has rejected the arguments against the classification."),
    (sources.ACT_52_2,),
)
_ACCEPTED: Final = Said(
    "rebuttal-accepted",
    N_(
        "The Commission has accepted the arguments against the classification, with effect from"
        " the moment the provider was told. If the facts change substantially, it is to be notified"
        " anew; it can still designate the model."
    ),
    (sources.ACT_52_2, sources.GUIDELINES_2_3_3),
)
_PRESENTED: Final = Said(
    "rebuttal-presented",
    N_("Arguments have been presented. They suspend no duty until the Commission accepts them."),
    (sources.ACT_52_2, sources.GUIDELINES_2_3_3),
    "indicative",
)
_TWO_WEEKS_SAID: Final = Said(
    "notification-two-weeks",
    N_(
        "It is due without delay, and at the latest two weeks after the condition is met or it"
        " becomes known that it will be met, which can be before training ends."
    ),
    (sources.ACT_52_1, sources.GUIDELINES_2_3_2),
)
_OLDER: Final = Said(
    "notification-older-model",
    N_(
        "The model was placed on the market before 2 August 2025. In our reading the notification"
        " is among the duties to be met by 2 August 2027; making it earlier is safer."
    ),
    (sources.ACT_111_3, sources.GUIDELINES_5_3),
    "reading",
)
