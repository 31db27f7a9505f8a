"""The ceiling of a fine in words, one place for window, report and command line."""

from fractions import Fraction
from typing import Final

from jalon.assessment.fine import AMOUNT, SHARE, Ceiling
from jalon.errors import N_
from jalon.language import Translator

_LARGE: Final = 10**15
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM: Final = AMOUNT / SHARE
"""The turnover from which the share sets the ceiling, in euros."""


def amount(ceiling: Ceiling, tr: Translator) -> str:
    """Return the ceiling in a line: an amount, a bound, or that it is not known."""
    if ceiling.exact is not None:
        return money(ceiling.exact, tr)
    if ceiling.basis == "band":
        return tr.text(N_("More than {amount}"), amount=money(ceiling.least, tr))
    return tr.text(N_("Not known yet"))


def basis(ceiling: Ceiling, tr: Translator) -> str:
    """Return where the ceiling comes from, and what would settle it where it is not known."""
    details = {"amount": money(AMOUNT, tr), "turnover": money(_FROM, tr)}
    if ceiling.basis == "not-known":
        said = N_(
            "No turnover is stated. Up to a turnover of {turnover} the ceiling is {amount}; above"
            " that it is 3% of the turnover."
        )
    elif ceiling.exact is None:
        said = N_(
            "By the band stated, 3% of the turnover sets the ceiling. The band has no upper end:"
            " the turnover as a figure would give the amount."
        )
    elif ceiling.exact > AMOUNT:
        said = N_("3% of the turnover stated, which is more than {amount}.")
    elif ceiling.basis == "band":
        said = N_("By the band stated, 3% of the turnover is not more than {amount}.")
    else:
        said = N_("3% of the turnover stated is not more than {amount}.")
    parts = [tr.text(said, **details)]
    if ceiling.disagrees:
        parts.append(
            tr.text(
                N_(
                    "The figure stated lies outside the band stated. The ceiling follows the"
                    " figure; one of the two is wrong."
                )
            )
        )
    return " ".join(parts)


def money(value: Fraction, tr: Translator) -> str:
    """Write an amount in euros, to the cent where it has cents; very large ones as powers."""
    if value >= _LARGE:
        digits, _, power = f"{value.numerator // value.denominator:.5e}".partition("e+")
        number = f"{tr.number(float(digits))}\u00a0×\u00a010{str(int(power)).translate(_RAISED)}"
    else:
        cents = round(value * 100)
        number = tr.number(cents // 100 if cents % 100 == 0 else cents / 100)
    return tr.text(N_("EUR {amount}"), amount=number)
