"""Counting: three numbers that are never mixed, and a range that hides nothing unknown.

*Answered* is the share of applicable requirements with a state, *reviewed* the share with a
verdict, and the *result* a range: at its low end what is implemented, at its high end what
could still turn out to be met. Own means (``alternative``) lie inside the range as a band of
their own: they are for the Commission to assess (AI Act, Art. 53(4)).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from jalon.values import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

Applies: TypeAlias = Literal["yes", "no", "not-known"]
Counted: TypeAlias = Literal[
    "settled", "own-means", "weak", "unanswered", "declared-na", "accepted-na"
]
"""How one requirement enters the figures. ``declared-na`` has no reviewer's consent yet and
counts as unanswered; ``accepted-na`` has it and leaves them. Both have names of their own
because their share is always printed."""

Kind: TypeAlias = tuple[Applies, Counted, bool | None]
"""How requirements differ in the figures; the last part tells whether they have a verdict that
counts, None where no review was asked."""

Reading: TypeAlias = Literal["met", "not-met", "not-settled", "nothing-applies"]
"""Words: appears met, appears not met, not settled by this record, nothing applies."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of requirements by how they count."""

    settled: int = 0
    own_means: int = 0
    weak: int = 0
    unanswered: int = 0
    declared_na: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.settled + self.own_means + self.weak + self.unanswered + self.declared_na


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a set of requirements.

    Attributes:
        known: those that apply by rule.
        doubtful: those of which it is not known yet whether they apply.
        reviewed: how many have a verdict that counts; None where no review was asked.
        accepted_na: how many left the figures as not applicable with a reviewer's consent.
    """

    known: Counts = Counts()
    doubtful: Counts = Counts()
    reviewed: int | None = None
    accepted_na: int = 0

    @property
    def applicable(self) -> int:
        """How many apply by rule or may apply."""
        return self.known.total + self.doubtful.total

    @property
    def settled(self) -> int:
        """How many are implemented."""
        return self.known.settled + self.doubtful.settled

    @property
    def own_means(self) -> int:
        """How many are met by own means, not assessed."""
        return self.known.own_means + self.doubtful.own_means

    @property
    def weak(self) -> int:
        """How many are partial, planned or not implemented."""
        return self.known.weak + self.doubtful.weak

    @property
    def declared_na(self) -> int:
        """How many the author declares not applicable, without a reviewer's consent."""
        return self.known.declared_na + self.doubtful.declared_na

    @property
    def unanswered(self) -> int:
        """How many have no answer that counts, those declared not applicable included."""
        return self.known.unanswered + self.doubtful.unanswered + self.declared_na

    @property
    def answered(self) -> int:
        """How many have a state that counts."""
        return self.applicable - self.unanswered

    @property
    def low(self) -> "Fraction | None":
        """The least share that can be settled, whatever the unknown turns out to be.

        None when nothing applies. What is not known to apply is taken at its worst: settled
        ones drop out, all others stay.
        """
        return _share(self._low)

    @property
    def high(self) -> "Fraction | None":
        """The greatest share that can turn out to be met; None when nothing applies."""
        return _share(self._high)

    @property
    def span(self) -> tuple[float, float] | None:
        """``low`` and ``high`` as near as floats can be; None when nothing applies."""
        low, high = self._low, self._high
        return (low[0] / low[1], high[0] / high[1]) if low and high else None

    @property
    def _low(self) -> tuple[int, int] | None:
        """The two figures of the least share."""
        if not self.applicable:
            return None
        worst = self.doubtful.total - self.doubtful.settled
        below = self.known.total + worst
        return (self.known.settled, below) if below else (1, 1)

    @property
    def _high(self) -> tuple[int, int] | None:
        """The two figures of the greatest share."""
        if not self.applicable:
            return None
        best = self.doubtful.total - self.doubtful.weak
        below = self.known.total + best
        return (below - self.known.weak, below) if below else (0, 1)

    @property
    def reading(self) -> Reading:
        """The result in a word."""
        low = self._low
        if low is None:
            return "nothing-applies"
        if low[0] == low[1]:
            return "met"
        return "not-met" if self.known.weak else "not-settled"


def _share(figures: tuple[int, int] | None) -> "Fraction | None":
    from fractions import Fraction  # with decimal, numbers and more; no start needs it

    return Fraction(*figures) if figures else None


def tally(kinds: Mapping[Kind, int]) -> Tally:
    """Return the tally of so many requirements of each kind; what does not apply is left out."""
    known: dict[Counted, int] = {}
    doubtful: dict[Counted, int] = {}
    reviewed: int | None = None
    for (applies, counted, seen), number in kinds.items():
        if applies == "no":
            continue
        found = known if applies == "yes" else doubtful
        found[counted] = found.get(counted, 0) + number
        if seen is not None and number:
            reviewed = (reviewed or 0) + (number if seen and counted != "accepted-na" else 0)
    accepted = known.get("accepted-na", 0) + doubtful.get("accepted-na", 0)
    return Tally(_counts(known), _counts(doubtful), reviewed, accepted)


def _counts(found: Mapping[Counted, int]) -> Counts:
    if not found:
        return _NOTHING
    number = found.get
    return Counts(
        number("settled", 0),
        number("own-means", 0),
        number("weak", 0),
        number("unanswered", 0),
        number("declared-na", 0),
    )


_NOTHING: Final = Counts()
