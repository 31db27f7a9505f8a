"""The exemption for free and open-source models, each disqualifier by itself.

Source: AI Act, Art. 53(2), 54(6), recitals 102 to 104; Commission Guidelines, § 4.
"""

from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, contrary, every, no, some
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_

_MET: Final = "yes"


def licence(view: View) -> Finding:
    """Find whether the licence appears to be free and open-source, the model being released."""
    return view.by_maker(_ours(view), no(_OTHERS))


def _ours(view: View) -> Finding:
    return every(
        view.chose("weights-public", {_MET}, so=_PUBLIC, not_so=_NOT_PUBLIC),
        view.chose("licence-rights", {_MET}, so=_RIGHTS, not_so=_NO_RIGHTS),
        *(_disqualified(view, fact, said) for fact, said in _LICENCE.items()),
        view.chose("licence-use-terms", {"none", "safety"}, so=_terms(view), not_so=_USE_TERMS),
    )


def exempt(view: View, licensed: Finding, systemic: Finding) -> Finding:
    """Find whether the exemption of Art. 53(2) appears to hold."""
    return every(
        licensed,
        view.chose("architecture-public", {_MET}, not_so=_ARCHITECTURE),
        view.chose("usage-public", {_MET}, not_so=_USAGE),
        _not_monetised(view),
        contrary(Finding(systemic.value, (_SYSTEMIC,) if systemic.value else (), systemic.missing)),
    )


def _not_monetised(view: View) -> Finding:
    """Find that nothing monetises the model, or only dealings between microenterprises do."""
    free = every(*(_disqualified(view, fact, said) for fact, said in _MONETISED.items()))
    micro = every(
        view.chose("micro-only", {_MET}, so=_MICRO),
        view.chose("company-size", {"micro"}, not_so=_NOT_MICRO),
    )
    found = some(free, micro)
    if found.value is not None:
        return found if found.value else Finding(found.value, _reasons(view, free, micro))
    return found


def _reasons(view: View, free: Finding, micro: Finding) -> tuple[Said, ...]:
    """Leave out the microenterprises where nobody claims that they deal with each other."""
    claimed = view.choice("micro-only") == _MET
    return (*free.reasons, *(micro.reasons if claimed else ()))


def _disqualified(view: View, fact: str, said: Said) -> Finding:
    return contrary(view.chose(fact, {_MET}, so=said))


def _terms(view: View) -> Said | None:
    return _SAFETY_TERMS if view.choice("licence-use-terms") == "safety" else None


def _licence_rule(name: str, message: str) -> Said:
    return Said(name, message, (sources.ACT_53_2, sources.GUIDELINES_4_2_1), "indicative")


def _monetised(name: str, message: str) -> Said:
    return Said(name, message, (sources.RECITAL_103, sources.GUIDELINES_4_2_2), "indicative")


_OTHERS: Final = Said(
    "released-by-another",
    N_("The model is released by its own provider; its licence is not the company’s to choose."),
    (sources.ACT_53_2,),
)
_PUBLIC: Final = Said(
    "weights-public",
    N_("Its parameters, the weights included, are public."),
    (sources.ACT_53_2,),
)
_NOT_PUBLIC: Final = Said(
    "weights-not-public",
    N_("Its parameters, the weights included, are not public."),
    (sources.ACT_53_2, sources.GUIDELINES_4_2_3),
)
_RIGHTS: Final = Said(
    "licence-rights",
    N_("The licence lets anybody access, use, modify and distribute it."),
    (sources.ACT_53_2, sources.RECITAL_102),
)
_NO_RIGHTS: Final = Said(
    "licence-right-missing",
    N_("The licence does not give all four rights: access, use, modification, distribution."),
    (sources.ACT_53_2, sources.GUIDELINES_4_2_1),
)
_USE_TERMS: Final = _licence_rule(
    "licence-use-restricted",
    N_(
        "The licence restricts use by other terms than proportionate, objective and"
        " non-discriminatory ones against a significant risk to public safety, security or"
        " fundamental rights."
    ),
)
_SAFETY_TERMS: Final = _licence_rule(
    "licence-safety-terms",
    N_(
        "Its safety terms do not disqualify it, as long as they are specific, proportionate,"
        " objective and non-discriminatory."
    ),
)
_LICENCE: Final = {
    "licence-non-commercial": _licence_rule(
        "licence-non-commercial",
        N_("The licence allows non-commercial use or research only."),
    ),
    "licence-no-distribution": _licence_rule(
        "licence-no-distribution",
        N_("The licence forbids distributing the model or parts of it."),
    ),
    "licence-user-scale": _licence_rule(
        "licence-user-scale",
        N_("The licence restricts use from a number of users on."),
    ),
    "licence-separate": _licence_rule(
        "licence-separate",
        N_("Some uses need a separate commercial licence."),
    ),
}
_MONETISED: Final = {
    "paid-access": _monetised(
        "paid-access",
        N_("Access, use, modification or distribution is paid for."),
    ),
    "dual-licensing": _monetised(
        "dual-licensing",
        N_(
            "It is licensed twice: free for some, such as academia, and against payment for others."
        ),
    ),
    "paid-support": _monetised(
        "paid-support",
        N_(
            "It cannot be accessed or does not work without paid support or services, or these have"
            " to be bought along with it."
        ),
    ),
    "paid-hosting": _monetised(
        "paid-hosting",
        N_("It is hosted only where access is paid for."),
    ),
    "advertising": _monetised(
        "advertising",
        N_("It is hosted only where access comes with paid advertisements."),
    ),
    "personal-data": _monetised(
        "personal-data",
        N_(
            "Personal data are collected or otherwise processed as a condition of access or use,"
            " and not strictly for the security of the model and without gain."
        ),
    ),
}
_ARCHITECTURE: Final = Said(
    "architecture-not-public",
    N_("The information on its architecture is not public, or not clear enough to work with."),
    (sources.ACT_53_2, sources.GUIDELINES_4_2_3),
)
_USAGE: Final = Said(
    "usage-not-public",
    N_(
        "The information on its use is not public, or lacks modalities, capabilities, limitations"
        " or the technical means for integration."
    ),
    (sources.ACT_53_2, sources.GUIDELINES_4_2_3),
)
_SYSTEMIC: Final = Said(
    "no-exemption-systemic",
    N_("The exemption is not open to models with systemic risk."),
    (sources.ACT_53_2, sources.ACT_54_6),
)
_MICRO: Final = Said(
    "micro-only",
    N_("What is paid is paid between microenterprises only, which counts as no monetisation."),
    (sources.RECITAL_103, sources.GUIDELINES_4_2_2),
)
_NOT_MICRO: Final = Said(
    "company-not-micro",
    N_("The company is no microenterprise, as you state."),
    (sources.RECITAL_103,),
)
