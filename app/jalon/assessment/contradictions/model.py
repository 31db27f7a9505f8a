"""The shapes of contradictions: their kinds, in the order in which they are told."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.evidence import Found
from jalon.assessment.review.model import Target
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import Form
from jalon.values import dataclass

Kind: TypeAlias = Literal[
    "dissent",
    "conflict",
    "own-means",
    "status",
    "no-evidence",
    "evidence",
    "action",
    "not-applicable",
    "stale-review",
    "scope",
    "unanswered",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Dissent first; what is merely not done yet last."""

TITLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "dissent": N_("Unfavourable opinions and refusals"),
        "conflict": N_("Two copies that disagree"),
        "own-means": N_("Own means where the Code was signed"),
        "status": N_("Similarly safe or safer, with a criterion not met"),
        "no-evidence": N_("Implemented, without evidence"),
        "evidence": N_("Evidence expired, changed or not found"),
        "action": N_("Actions late, or lacking an owner or proof"),
        "not-applicable": N_("Declared not applicable, without a reviewer"),
        "stale-review": N_("Reviews older than what they are about"),
        "scope": N_("Scope that is not known"),
        "unanswered": N_("Requirements without an answer that counts"),
    }
)

Thing: TypeAlias = Literal[
    "requirement", "fact", "opinion", "review", "action", "evidence", "record"
]
"""What a contradiction is found at; ``record`` is any other field."""


class Term(NamedTuple):
    """A word of ours in a sentence: a source text."""

    source: str


Detail: TypeAlias = str | date | Term


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One point that does not go together with the rest.

    Attributes:
        thing: what it is found at.
        subject: whose answer, or which opinion, action or piece of evidence.
        item: the requirement or fact; empty where ``thing`` is something else.
        message: what is the matter, as a source text with ``details``.
        count: how many counted requirements depend on it, where that is told.
        about: what a review or an opinion is about.
        field: of a ``record``: the name of the field.
    """

    kind: Kind
    thing: Thing
    subject: Subject
    item: str
    message: str
    details: tuple[tuple[str, Detail], ...] = ()
    count: int = 0
    about: Target | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What the rules look at.

    ``looked`` is what the last look at linked files has found, as a snapshot holds it.
    """

    form: Form
    assessment: Assessment
    evaluation: Evaluation
    today: date
    looked: tuple[tuple[Subject, Found], ...] = ()


def at_requirement(
    kind: Kind, subject: Subject, item: str, message: str, **details: Detail
) -> Contradiction:
    """Return a contradiction at a requirement."""
    return Contradiction(kind, "requirement", subject, item, message, tuple(details.items()))


def at_fact(fact: str, message: str, count: int = 0, subject: Subject = PROVIDER) -> Contradiction:
    """Return that a question on scope is open."""
    return Contradiction("scope", "fact", subject, fact, message, (), count)


def counts(points: Iterable[Contradiction]) -> dict[Kind, int]:
    """Return how many there are of each kind, in the order in which they are told."""
    numbers = dict.fromkeys(KINDS, 0)
    for point in points:
        numbers[point.kind] += 1
    return numbers
