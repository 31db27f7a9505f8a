"""Shapes of the review: what it is about, its steps, comments and opinions."""

from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from jalon.assessment.changes import PROVIDER, Subject
from jalon.errors import N_
from jalon.values import dataclass

Scope: TypeAlias = Literal["whole", "chapter", "measure", "requirement"]
SCOPES: Final[tuple[Scope, ...]] = ("whole", "chapter", "measure", "requirement")

Verdict: TypeAlias = Literal["to-correct", "improvable", "acceptable"]
VERDICTS: Final[tuple[Verdict, ...]] = ("to-correct", "improvable", "acceptable")
"""From the least favourable."""

Act: TypeAlias = Literal[
    "request", "cancel", "verdict", "send-back", "resume", "validate", "refuse"
]
ACTS: Final[tuple[Act, ...]] = (
    "request", "cancel", "verdict", "send-back", "resume", "validate", "refuse",
)  # fmt: skip

State: TypeAlias = Literal["none", "asked", "given", "sent-back", "validated", "refused"]
"""Where the review of something stands; every act is possible in every state."""

Direction: TypeAlias = Literal["favourable", "unfavourable"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("unfavourable", "favourable")
"""The order in which opinions are shown."""

Capacity: TypeAlias = Literal["dpo", "counsel", "other"]
CAPACITIES: Final[tuple[Capacity, ...]] = ("dpo", "counsel", "other")

Role: TypeAlias = Literal["author", "reviewer", "validator"]
ROLES: Final[tuple[Role, ...]] = ("author", "reviewer", "validator")

VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "to-correct": N_("To correct"),
    "improvable": N_("Can be improved"),
    "acceptable": N_("Acceptable"),
}
STATE_WORDS: Final[dict[State, str]] = {
    "none": N_("No review asked"),
    "asked": N_("Review asked"),
    "given": N_("Reviewed"),
    "sent-back": N_("Sent back"),
    "validated": N_("Validated"),
    "refused": N_("Validation refused"),
}
WHOLE_WORDS: Final[dict[State, str]] = {
    **STATE_WORDS,
    "none": N_("No validation asked"),
    "asked": N_("Validation asked"),
}
"""Where the review of the whole stands, which ends with a validation."""
VERDICT_SAID: Final[dict[Verdict, str]] = {
    "to-correct": N_("to correct"),
    "improvable": N_("can be improved"),
    "acceptable": N_("acceptable"),
}
STATE_SAID: Final[dict[State, str]] = {
    "none": N_("not asked for"),
    "asked": N_("asked for"),
    "given": N_("given"),
    "sent-back": N_("sent back"),
    "validated": N_("validated"),
    "refused": N_("refused"),
}
"""The words within a sentence, after "Review:"."""
DIRECTION_WORDS: Final[dict[Direction, str]] = {
    "unfavourable": N_("Unfavourable"),
    "favourable": N_("Favourable"),
}
CAPACITY_WORDS: Final[dict[Capacity, str]] = {
    "dpo": N_("Data protection officer"),
    "counsel": N_("Counsel"),
    "other": N_("Other adviser"),
}
CAPACITY_SAID: Final[dict[Capacity, str]] = {
    "dpo": N_("data protection officer"),
    "counsel": N_("counsel"),
    "other": N_("other adviser"),
}
"""The words after a name."""
ROLE_WORDS: Final[dict[Role, str]] = {
    "author": N_("Author"),
    "reviewer": N_("Reviewer"),
    "validator": N_("Validator"),
}


class Target(NamedTuple):
    """What a step, a comment or an opinion is about.

    ``item`` is the id of a chapter, a measure (or a duty outside the Code) or a requirement,
    empty for the whole; ``subject`` tells whose answer a requirement is.
    """

    scope: Scope
    item: str = ""
    subject: Subject = PROVIDER


WHOLE: Final = Target("whole")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That something was withdrawn: it stays on record."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a review.

    Attributes:
        id: its subject, ``review-<8 hex>``.
        by: who took it, as declared by themselves; ``typed_by`` is who recorded it.
        at: when it was taken (aware).
        to: of a request, whom it is put to; may be empty.
        verdict: of a verdict; None until one is chosen. Where two copies differ, the least
            favourable; ``others`` are the rest.
        whose: which of several models said what of ``seen``; empty where that is not noted.
        comment: what is said with it; of a refusal and of sending back, the reason.
        seen: digest of the answers it was given on; empty where it has none.
        applied: digest of what applied then; empty where it has none.
        rest: digest of what else the record said, documents and incidents among it; of a step on
            the whole only, else empty.
        torn: two copies of the project say different things of it.
    """

    id: Subject
    about: Target
    act: Act
    by: str
    typed_by: str
    at: datetime
    to: str = ""
    verdict: Verdict | None = None
    comment: str = ""
    corrective_action: str = ""
    corrective_owner: str = ""
    corrective_due: str = ""
    seen: str = ""
    withdrawn: Withdrawal | None = None
    torn: bool = False
    applied: str = ""
    rest: str = ""
    others: tuple[Verdict, ...] = ()
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody remarks; ``answers`` names the comment that it answers, if any."""

    id: Subject
    about: Target
    text: str
    by: str
    typed_by: str
    at: datetime
    answers: Subject | None = None
    edited: datetime | None = None
    withdrawn: Withdrawal | None = None
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an adviser thinks of the whole, a chapter or a measure.

    Attributes:
        capacity_text: in what capacity, where ``capacity`` is "other"; as typed.
        direction: None until it is said; unfavourable as soon as one of two copies says so.
        day: ISO date of the opinion, or empty; where two copies differ, both.
        seen: digest of the answers it was given on; ``whose`` as in a step.
        others: the direction that another copy gives.
        capacities: the capacities, where two copies differ; ``capacity`` is None then.
    """

    id: Subject
    about: Target
    name: str
    capacity: Capacity | None
    capacity_text: str
    direction: Direction | None
    reasons: str
    day: str
    at: datetime
    typed_by: str
    seen: str = ""
    withdrawn: Withdrawal | None = None
    torn: bool = False
    others: tuple[Direction, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    whose: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is missing, as source texts."""
        if self.torn:
            return (TORN,)
        wanted = (
            (self.direction, N_("Say whether the opinion is favourable or unfavourable.")),
            (self.name.strip(), N_("Say who gives the opinion.")),
            (self.reasons.strip(), N_("Give the reasons of the opinion.")),
        )
        return tuple(words for there, words in wanted if not there)


TORN: Final = N_("Two copies of this project say different things here.")


def named(text: str) -> frozenset[str]:
    """Return the names in a text where commas, semicolons or lines part them, for comparing."""
    for sign in (";", "\n"):
        text = text.replace(sign, ",")
    return frozenset(same for part in text.split(",") if (same := alike(part)))


def alike(name: str) -> str:
    """Return a name such that two ways to write it compare equal; names are self-declared."""
    return " ".join(name.casefold().split())
