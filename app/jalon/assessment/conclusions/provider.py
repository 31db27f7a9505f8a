"""Who is the provider: the developer, a modifier above one third, or somebody else?

Source: AI Act, Art. 3(3), recital 109; Commission Guidelines, §§ 3.1 and 3.2.
"""

from typing import Final

from jalon.assessment.conclusions import compute, sources
from jalon.assessment.conclusions.finding import Finding, contrary, every, no, unknown, yes
from jalon.assessment.conclusions.model import Flop, Said, Share
from jalon.assessment.conclusions.view import View
from jalon.errors import N_

_THIRD: Final = 1 / 3


def provider(view: View) -> Finding:
    """Find whether the company appears to be the provider of the model."""
    match view.choice("model-origin"):
        case "own":
            return view.chose("own-name", {"yes"}, so=_OWN, not_so=_OTHERS_NAME)
        case "modified":
            return _modifier(view)
        case "integrated":
            return view.chose("upstream-excluded", {"yes"}, so=_UPSTREAM, not_so=_INTEGRATOR)
        case _:
            return unknown("model-origin")


def modification_only(view: View, provided: Finding, systemic: Finding) -> Finding:
    """Find whether the duties appear to be limited to the modification."""
    modified = view.chose("model-origin", {"modified"}, so=_MODIFIED, not_so=_NOT_MODIFIED)
    full = Finding(systemic.value, (_FULL,) if systemic.value else (_LIMITED,), systemic.missing)
    return every(modified, provided, contrary(full))


def _modifier(view: View) -> Finding:
    """Compare the modification with a third of the original, or of what stands for it."""
    amount = compute.training(view)
    match view.choice("original-compute-known"):
        case "known":
            whole = compute.original(view)
            rule = _OF_ORIGINAL
        case "unknown" if view.choice("original-class") is None:
            return _either(amount)
        case "unknown":
            whole, rule = _stand_in(view)
        case _:
            return unknown("original-compute-known", *amount.missing)
    if amount.exact is None or whole.exact is None:
        return unknown(*amount.missing, *whole.missing)
    return _third(amount.exact, whole.exact, rule)


def _stand_in(view: View) -> tuple[compute.Amount, str]:
    """Return what stands for an original whose compute is neither known nor estimable."""
    match view.choice("original-class"):
        case "gpai-systemic":
            return compute.Amount(compute.PRESUMED), _OF_SYSTEMIC
        case _:
            return compute.Amount(compute.INDICATIVE), _OF_INDICATIVE


def _either(amount: compute.Amount) -> Finding:
    """Find what holds whichever amount stands for the original, its class not being known."""
    if amount.exact is None:
        return unknown("original-class", *amount.missing)
    low, high = (
        _third(amount.exact, whole, _OF_EITHER) for whole in (compute.INDICATIVE, compute.PRESUMED)
    )
    if low.value is not high.value:
        return unknown("original-class")
    return high if high.value else low


def _third(amount: float, whole: float, rule: str) -> Finding:
    above = compute.rounded(amount * 3) > whole
    details = {"compute": Flop(amount), "whole": Flop(whole)}
    share = Said(
        "modification-above-third" if above else "modification-not-above-third",
        N_("The modification took {compute} FLOP, more than a third of {whole} FLOP.")
        if above
        else N_("The modification took {compute} FLOP, not more than a third of {whole} FLOP."),
        (sources.GUIDELINES_3_2,),
        "indicative",
        {**details, "share": Share(amount / whole)} if whole else details,
    )
    reasons = [share, Said(_RULE_IDS[rule], rule, (sources.GUIDELINES_3_2,), "indicative")]
    if compute.near(amount, whole * _THIRD):
        reasons.insert(1, _NEAR)
    reasons.append(_INDICATIVE)
    return yes(*reasons) if above else no(*reasons)


_OF_ORIGINAL: Final = N_("It is measured against the training compute of the original.")
_OF_SYSTEMIC: Final = N_(
    "The compute of the original is neither known nor can it be estimated. As the original presents"
    " systemic risk, 10²⁵ FLOP stand for it."
)
_OF_INDICATIVE: Final = N_(
    "The compute of the original is neither known nor can it be estimated. As the original presents"
    " no systemic risk, 10²³ FLOP stand for it."
)
_OF_EITHER: Final = N_(
    "The compute of the original is neither known nor can it be estimated. Whether 10²³ or, with"
    " systemic risk, 10²⁵ FLOP stand for it hangs on what the original is; here both lead to the"
    " same."
)
_RULE_IDS: Final = {
    _OF_EITHER: "third-of-either",
    _OF_ORIGINAL: "third-of-original",
    _OF_SYSTEMIC: "third-of-1e25",
    _OF_INDICATIVE: "third-of-1e23",
}
_NEAR: Final = Said(
    "margin-spans-third",
    N_(
        "With the margin of 30% that the Guidelines allow an estimate, the modification could lie"
        " on the other side of a third."
    ),
    (sources.GUIDELINES_A_2,),
    "indicative",
)
_INDICATIVE: Final = Said(
    "third-indicative",
    N_(
        "The third is an indication. What counts in the end is whether the modification changes"
        " the model’s generality, capabilities or systemic risk significantly."
    ),
    (sources.GUIDELINES_3_2, sources.RECITAL_109),
    "indicative",
)
_OWN: Final = Said(
    "own-name",
    N_(
        "The company developed it, or had it developed, and places it on the market under its own"
        " name or trademark."
    ),
    (sources.ACT_3_PROVIDER, sources.GUIDELINES_3_1_1),
)
_OTHERS_NAME: Final = Said(
    "other-name",
    N_(
        "Another actor places it on the market under its own name or trademark; that actor is the"
        " provider."
    ),
    (sources.ACT_3_PROVIDER, sources.GUIDELINES_3_1_1),
)
_UPSTREAM: Final = Said(
    "upstream-excluded",
    N_(
        "The company integrates a model whose maker has excluded the Union market clearly and"
        " unequivocally. Whoever integrates it into a system for the Union market is then the"
        " provider of the model."
    ),
    (sources.GUIDELINES_3_1_3,),
    "indicative",
)
_INTEGRATOR: Final = Said(
    "integrator",
    N_(
        "The company uses or integrates the model of another provider unchanged. It may be the"
        " provider of an AI system, not of the model."
    ),
    (sources.GUIDELINES_3_1_3, sources.RECITAL_97),
    "indicative",
)
_MODIFIED: Final = Said(
    "modified",
    N_("The model is another provider’s, modified by the company."),
    (sources.RECITAL_109,),
)
_NOT_MODIFIED: Final = Said(
    "not-modified",
    N_("The model is not another provider’s, modified by the company."),
    (sources.RECITAL_109,),
)
_LIMITED: Final = Said(
    "limited-to-modification",
    N_(
        "Without systemic risk, documentation, copyright policy and summary are limited to the"
        " modification and to the data used for it."
    ),
    (sources.RECITAL_109, sources.GUIDELINES_3_2_1, sources.CODE_TRANSPARENCY_B),
)
_FULL: Final = Said(
    "all-duties-systemic",
    N_("With systemic risk all duties hold, those of Art. 55 and the notification included."),
    (sources.GUIDELINES_3_2_2,),
    "indicative",
)
