"""Training compute: as stated or estimated, against 10^23 and 10^25 FLOP.

At 10^23 FLOP counts what directly contributes to updating the parameters; at 10^25 the
cumulative compute counts. An estimate may err by 30 % either way; where that margin reaches
across a threshold, the finding says so and stays on the side of the figure.

Source: AI Act, Art. 51(2); Commission Guidelines, § 2.1 and Annex A.
"""

import math
from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import Finding, no, unknown, yes
from jalon.assessment.conclusions.model import Flop, Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_
from jalon.values import dataclass

INDICATIVE: Final = 1e23
"""More indicates a general-purpose AI model; in FLOP. Source: Guidelines, § 2.1."""

PRESUMED: Final = 1e25
"""More raises the presumption of high-impact capabilities; in FLOP. Source: Art. 51(2)."""

MARGIN: Final = 0.3
"""How far an estimate may be off. Source: Guidelines, Annex A.2."""

_PER_TOKEN: Final = 6
"""Operations for each parameter and token of a dense transformer. Source: Annex A.2.2."""

_SECONDS: Final = 3600
_TERA: Final = 1e12
_MOST: Final = 1e60
"""More than anybody will ever compute; what a slip of the keyboard comes to is cut here."""

_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of compute in FLOP.

    Attributes:
        exact: the figure; None while it is not known.
        least: what it is at least, however the missing facts turn out.
        missing: the facts still missing.
        how: reasons that tell how the figure came about.
        without: reasons that tell what it leaves out, because nobody knows it.
    """

    exact: float | None
    least: float = 0.0
    missing: tuple[str, ...] = ()
    how: tuple[Said, ...] = ()
    without: tuple[Said, ...] = ()


def training(view: View) -> Amount:
    """Return the compute that updated the parameters; of a modified model, the modification's."""
    match view.choice("compute-basis"):
        case "stated":
            return _stated(view, "training-compute")
        case "architecture":
            return _architecture(view)
        case "hardware":
            return _hardware(view)
        case _:
            return Amount(None, missing=("compute-basis",))


def original(view: View) -> Amount:
    """Return the training compute of the model that was modified."""
    match view.choice("original-compute-known"):
        case "known":
            return _stated(view, "original-compute")
        case "unknown":
            return _left_out(view)
        case _:
            return Amount(None, missing=("original-compute-known",))


def _left_out(view: View) -> Amount:
    """Return what an original of unknown compute adds; with systemic risk nobody can tell."""
    match view.choice("original-class"):
        case "gpai-systemic":
            return Amount(None)
        case None:
            return Amount(None, missing=("original-class",))
        case _:
            return Amount(0.0, without=(_ORIGINAL_LEFT_OUT,))


def cumulative(view: View) -> Amount:
    """Return all compute that adds to the model's capabilities.

    That of a modified model takes in its original's, where it is known or can be estimated.
    """
    parts = [training(view)]
    match view.choice("model-origin"):
        case "modified":
            parts.append(original(view))
        case None:
            parts.append(Amount(None, missing=("model-origin",)))
        case _:
            pass
    base = _sum(parts)
    match view.choice("further-compute"):
        case "none":
            return base
        case "some":
            return _larger(base, _stated(view, "cumulative-compute"))
        case _:
            return Amount(None, base.least, (*base.missing, "further-compute"), base.how)


def indicative(view: View) -> Finding:
    """Find whether the training compute is more than 10^23 FLOP."""
    return over(training(view), INDICATIVE)


def presumed(view: View) -> Finding:
    """Find whether the cumulative training compute is more than 10^25 FLOP."""
    return over(cumulative(view), PRESUMED)


def explained(view: View, amount: Amount, threshold: float) -> Finding:
    """Compare an amount with a threshold, and say how it came about and what was counted."""
    found = over(amount, threshold)
    if found.value is None:
        return found
    recorded = _RECORDED if view.words("compute-assumptions") else _NOT_RECORDED
    band = () if amount.exact is None else _band(amount.exact, threshold)
    return Finding(found.value, (*found.reasons, *amount.how, *band, _COUNTED[threshold], recorded))


def over(amount: Amount, threshold: float) -> Finding:
    """Find whether an amount is more than a threshold, and whether it lies near it."""
    if amount.exact is None and amount.least <= threshold:
        return unknown(*amount.missing)
    value = amount.least if amount.exact is None else amount.exact
    above = value > threshold
    said = Said(
        f"compute-{'' if above else 'not-'}above-{threshold:.0e}".replace("+", ""),
        N_("The training compute of {compute} FLOP is more than {threshold} FLOP.")
        if above
        else N_("The training compute of {compute} FLOP is not more than {threshold} FLOP."),
        (_RULE[threshold],),
        "text" if threshold == PRESUMED else "indicative",
        {"compute": Flop(value), "threshold": Flop(threshold)},
    )
    reasons = (said, *(_band(value, threshold) if near(value, threshold) else ()))
    return yes(*reasons) if above else no(*reasons, *amount.without)


def near(amount: float, threshold: float) -> bool:
    """Tell whether the margin of an estimate reaches across a threshold."""
    return amount * (1 - MARGIN) <= threshold < amount * (1 + MARGIN)


def _band(amount: float, threshold: float) -> tuple[Said, ...]:
    band = {"low": Flop(amount * (1 - MARGIN)), "high": Flop(amount * (1 + MARGIN))}
    if near(amount, threshold):
        said = N_(
            "With the margin of 30% that the Guidelines allow an estimate it lies between {low}"
            " and {high} FLOP: a closer estimate could come out on the other side of {threshold}"
            " FLOP."
        )
        details = {**band, "threshold": Flop(threshold)}
        name = "margin-spans-threshold"
    else:
        said = N_(
            "With the margin of 30% that the Guidelines allow an estimate it lies between {low}"
            " and {high} FLOP, on the same side of the threshold."
        )
        details, name = band, "margin"
    return (Said(name, said, (sources.GUIDELINES_A_2,), "indicative", details),)


def _stated(view: View, fact: str) -> Amount:
    value = view.number(fact)
    if value is None:
        return Amount(None, missing=(fact,))
    return Amount(_bounded(value), _bounded(value))


def _bounded(value: float) -> float:
    return rounded(min(value, _MOST)) if math.isfinite(value) else _MOST


def rounded(value: float) -> float:
    """Return a figure without the dust of binary fractions, which could cross a threshold."""
    return float(f"{value:.12g}")


def _architecture(view: View) -> Amount:
    names = ("compute-parameters", "compute-tokens")
    parameters, tokens = (view.number(name) for name in names)
    if parameters is None or tokens is None:
        return Amount(None, missing=tuple(n for n in names if view.number(n) is None))
    how = Said(
        "estimated-architecture",
        N_(
            "Estimated as 6 × parameters × training tokens, {parameters} and {tokens}: the usual"
            " approximation for dense transformers."
        ),
        (sources.GUIDELINES_A_2,),
        "indicative",
        {"parameters": Flop(parameters), "tokens": Flop(tokens)},
    )
    value = _bounded(_PER_TOKEN * parameters * tokens)
    return Amount(value, value, how=(how,))


def _hardware(view: View) -> Amount:
    periods = view.rows("compute-hardware")
    cells = ("units", "hours", "peak", "utilisation")
    if not periods or any(cell not in period for period in periods for cell in cells):
        return Amount(None, missing=("compute-hardware",))
    value = _bounded(
        sum(
            p["units"] * p["hours"] * _SECONDS * p["peak"] * _TERA * p["utilisation"] / _PERCENT
            for p in periods
        )
    )
    how = Said(
        "estimated-hardware",
        N_(
            "Estimated from the hardware: units × seconds × peak operations per second × average"
            " utilisation, added up over the periods entered ({count})."
        ),
        (sources.GUIDELINES_A_2,),
        "indicative",
        {"count": len(periods)},
    )
    return Amount(value, value, how=(how,))


def _sum(parts: list[Amount]) -> Amount:
    known = [p.exact for p in parts if p.exact is not None]
    return Amount(
        rounded(sum(known)) if len(known) == len(parts) else None,
        rounded(sum(p.least for p in parts)),
        tuple(m for p in parts for m in p.missing),
        tuple(s for p in parts for s in p.how),
        tuple(s for p in parts for s in p.without),
    )


def _larger(one: Amount, other: Amount) -> Amount:
    both = one.exact is not None and other.exact is not None
    least = max(one.least, other.least)
    return Amount(least if both else None, least, (*one.missing, *other.missing), one.how)


_RULE: Final = {INDICATIVE: sources.GUIDELINES_2_1, PRESUMED: sources.ACT_51_2}

_COUNTED_23: Final = Said(
    "counted-parameter-updates",
    N_("Counted here: the compute that directly contributes to updating the parameters."),
    (sources.GUIDELINES_A_1,),
    "indicative",
)
_COUNTED_25: Final = Said(
    "counted-cumulative",
    N_(
        "Counted here, cumulatively: all compute that adds to the model’s capabilities, such as"
        " fine-tuning, non-public synthetic data with what was discarded of it, and merged or"
        " initial weights; but not evaluations, failed experiments, public synthetic data,"
        " parent models in distillation or auxiliary models."
    ),
    (sources.GUIDELINES_A_1,),
    "indicative",
)
_COUNTED: Final = {INDICATIVE: _COUNTED_23, PRESUMED: _COUNTED_25}
_ORIGINAL_LEFT_OUT: Final = Said(
    "original-left-out",
    N_(
        "The compute of the original belongs to the cumulative compute. As it is neither known nor"
        " can it be estimated, it is left out of this figure; together they could be more."
    ),
    (sources.GUIDELINES_A_1,),
    "reading",
)
_RECORDED: Final = Said(
    "assumptions-recorded",
    N_("The assumptions behind the figure are recorded with it."),
    (sources.GUIDELINES_A_2,),
    "indicative",
)
_NOT_RECORDED: Final = Said(
    "assumptions-not-recorded",
    N_(
        "The Guidelines ask for the assumptions, the method and the uncertainties behind the figure"
        " to be documented; none are recorded here yet."
    ),
    (sources.GUIDELINES_A_2,),
    "indicative",
)
