"""The ceiling of a fine for a provider of general-purpose AI models.

The higher of 3 % of the total worldwide turnover of the preceding financial year and
EUR 15 million, SMEs included. It is a ceiling; the statements of the form (``fine``) say what
else has to be known beside it.

Source: Regulation (EU) 2024/1689, Art. 101(1), applicable since 2 August 2026 (Art. 113).
"""

import math
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from jalon.assessment import carried
from jalon.assessment.changes import PROVIDER, Value
from jalon.assessment.state import Assessment
from jalon.forms.model import FactId
from jalon.values import dataclass

SHARE: Final = Fraction(3, 100)
AMOUNT: Final = Fraction(15_000_000)
"""In euros."""

TURNOVER: Final = FactId("turnover")
BAND: Final = FactId("turnover-band")

_BANDS: Final[dict[str, tuple[int, int | None]]] = {
    "up-to-2m": (0, 2_000_000),
    "up-to-10m": (2_000_000, 10_000_000),
    "up-to-50m": (10_000_000, 50_000_000),
    "up-to-500m": (50_000_000, 500_000_000),
    "over-500m": (500_000_000, None),
}
"""The bands of the profile in euros: more than the first, up to and including the second."""

Basis: TypeAlias = Literal["figure", "band", "not-known"]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the ceiling is, as far as the turnover is known; in euros.

    Attributes:
        basis: whether a figure, only a band, or nothing was given.
        least: the ceiling is not below this.
        most: the ceiling is not above this; None where nothing known limits it.
        disagrees: figure and band are both given, and the figure lies outside the band.
    """

    basis: Basis
    least: Fraction
    most: Fraction | None
    disagrees: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The ceiling, where it is known."""
        return self.least if self.least == self.most else None


def ceiling(turnover: float | None, band: str | None) -> Ceiling:
    """Return the ceiling for a turnover (in euros), or for its band where no figure is given.

    Raises:
        ValueError: the turnover is negative or no number.
    """
    limits = _BANDS.get(band or "")
    if turnover is not None:
        if not math.isfinite(turnover) or turnover < 0:
            raise ValueError(f"no turnover: {turnover!r}")
        exact = Fraction(str(turnover))
        outside = limits is not None and not _inside(exact, *limits)
        return Ceiling("figure", _of(exact), _of(exact), outside)
    if limits is None:
        return Ceiling("not-known", AMOUNT, None)
    above, up_to = limits
    return Ceiling("band", _of(Fraction(above)), None if up_to is None else _of(Fraction(up_to)))


def of(assessment: Assessment) -> Ceiling:
    """Return the ceiling for what the company states; nothing stated is not known."""
    assessment = carried.counting(assessment)
    stated = assessment.value(PROVIDER, TURNOVER, "value")
    return ceiling(_number(stated), assessment.text(PROVIDER, BAND, "value"))


def _of(turnover: Fraction) -> Fraction:
    return max(SHARE * turnover, AMOUNT)


def _inside(turnover: Fraction, above: int, up_to: int | None) -> bool:
    return (above == 0 or turnover > above) and (up_to is None or turnover <= up_to)


def _number(value: Value) -> float | None:
    """Return a turnover as it was stated; what is none, or below zero, states nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) and value >= 0 else None
