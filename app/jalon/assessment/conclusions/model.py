"""Shapes of conclusions: what appears to apply, why, and where it is written."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import Subject
from jalon.forms.model import FactId
from jalon.values import dataclass

Value: TypeAlias = Literal["yes", "no", "not-known"]

Basis: TypeAlias = Literal["text", "indicative", "reading"]
"""How firm a reason is: a text of law or of the Code; a criterion or view of the Commission's
Guidelines, which do not bind; our own reading, where no text says it in so many words."""

BASES: Final[tuple[Basis, ...]] = ("text", "indicative", "reading")
"""From the firmest to the least firm."""


@dataclass(frozen=True, slots=True)
class Flop:
    """An amount of computation, in floating-point operations."""

    amount: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share; 1 is the whole."""

    part: float


Detail: TypeAlias = str | float | date | Flop | Share


@dataclass(frozen=True, slots=True)
class Said:
    """One reason.

    Attributes:
        id: a stable name, for tests and other programs.
        message: source text with ``{placeholders}``, marked with ``N_``.
        sources: where it is written, as marked texts.
        details: values of the placeholders; :mod:`.words` writes them.
    """

    id: str
    message: str
    sources: tuple[str, ...] = ()
    basis: Basis = "text"
    details: Mapping[str, Detail] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What appears from the facts for one subject.

    Attributes:
        title: the conclusion in a sentence, as a marked text; doubt is in the sentence.
        reasons: why, the decisive ones first.
        citations: where it is written, as marked texts, those of the rule itself first.
        missing: the questions still to be answered, fewest first; empty when it is settled.
        basis: that of the least firm of its reasons.
    """

    id: str
    subject: Subject
    value: Value
    title: str
    reasons: tuple[Said, ...]
    citations: tuple[str, ...]
    missing: tuple[FactId, ...]
    basis: Basis
