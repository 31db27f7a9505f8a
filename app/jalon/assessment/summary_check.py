"""What a check of the public training-content summary says, and where its rules stand.

The checks look for what the template asks, and for the faults that the AI Accountability Lab
of Trinity College Dublin found in summaries that are published. What the record does not say
is never a fault and never in order: it is unknown.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment.document_state import Stated
from jalon.assessment.documents import Papers
from jalon.errors import N_
from jalon.language import Translator
from jalon.values import dataclass

Finding: TypeAlias = Literal["fault", "unknown", "clear", "not-asked"]
"""``clear``: nothing was found; ``not-asked``: the check has no object here, or not yet."""

Basis: TypeAlias = Literal["template", "usual-fault"]
"""Whether the template and its notice say so, or it is only a fault that is often seen."""

FAULTS: Final = N_(
    "AI Accountability Lab (Trinity College Dublin), 7 August 2026, on published summaries; not a"
    " rule of law"
)
OLDER: Final = date(2025, 8, 2)
OLDER_DUE: Final = date(2027, 8, 2)
"""Source: AI Act, Art. 111(3) and 113(b); Explanatory Notice, point 33."""

_NOT_PLACED: Final = N_("It is not stated yet when the model was placed on the Union market.")
_RUN_OPEN: Final = N_(
    "Whether all versions come from one large pre-training run is not stated yet, and so not by"
    " when the summary is due."
)
_RUNS: Final = N_(
    "The versions covered come from several large pre-training runs: they are several models, each"
    " with a day of its own. Describe each as a model of its own; its summary is due by its day."
)


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check.

    Attributes:
        id: one of :data:`TITLES`; a check may have several outcomes, one for each place.
        message: a source text, with ``details`` for its placeholders: numbers, days, texts.
        place: where it is mended: ``FIELD.part``, or a fact.
        source: a source text: where the rule stands.
    """

    id: str
    finding: Finding
    message: str
    place: str
    basis: Basis
    source: str
    details: Mapping[str, object] = MappingProxyType({})


TITLES: Final = {
    "address": N_("Where it is published"),
    "channels": N_("On every public channel"),
    "models": N_("Models and versions"),
    "dependencies": N_("Modified models"),
    "representative": N_("Authorised representative"),
    "corpus": N_("Snapshot of a crawl corpus"),
    "datasets": N_("Access to each data set"),
    "large": N_("Large data sets"),
    "crawlers": N_("Names of the crawlers"),
    "domains": N_("List of domain names"),
    "share": N_("How many domain names"),
    "forms": N_("Form of the domain names"),
    "vague": N_("Vague wording"),
    "gaps": N_("Gaps of older models"),
    "update": N_("Update after further training"),
}
"""Names of the checks, in the order in which they are shown."""


class Subject:
    """What the checks look at: one model's summary, on one day."""

    def __init__(self, papers: Papers, today: date) -> None:
        self.papers, self.today = papers, today

    def written(self, place: str) -> str:
        """Return the text of an answer, drafts included; empty when nothing stands there."""
        stated = self.papers.stated(place)
        return stated.text or "\n".join(piece.text for piece in stated.pieces)

    def choice(self, place: str) -> str | None:
        """Return the option that stands in an answer; None when none does."""
        value = self.papers.stated(place).value
        return value if isinstance(value, str) else None

    def day(self, place: str) -> date | None:
        """Return the day that stands in an answer, if it can be read."""
        return read_day(self.choice(place))

    def number(self, place: str) -> float | None:
        """Return the number that stands in an answer."""
        return self.papers.stated(place).number

    def summary(self) -> tuple[Stated, ...]:
        """Return every answer of the summary, in reading order."""
        return self.papers.of("training-summary").answers

    @property
    def placed(self) -> date | None:
        """The day on which the model was placed on the Union market, if it is known."""
        return self.day("tcs-placed.value")

    @property
    def due(self) -> date | None:
        """The last day by which the summary has to be public; None when it is not known."""
        placed = self.placed
        if placed is None:
            return None
        return OLDER_DUE if placed < OLDER else placed

    @property
    def due_open(self) -> str:
        """What is still to be stated before it is known whether the summary is due."""
        if self.placed is None:
            return _NOT_PLACED
        return _RUNS if self.papers.fact("same-run") == "no" else _RUN_OPEN

    @property
    def late(self) -> bool | None:
        """Whether the summary has to be public by now; None when it is not known.

        That includes an older model while nobody has said that all its versions are that model.
        """
        placed, due = self.placed, self.due
        if placed is None or due is None:
            return None
        if placed < OLDER and self.today <= OLDER_DUE and self.papers.fact("same-run") != "yes":
            return None
        return self.today > due if placed < OLDER else self.today >= due


def read_day(text: object) -> date | None:
    """Return an ISO day; None when it is none."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


FINDINGS: Final[Mapping[Finding, str]] = {
    "fault": N_("Fault"),
    "unknown": N_("Not known yet"),
    "clear": N_("Nothing found"),
    "not-asked": N_("Not asked"),
}
"""Words for the outcomes, the gravest first."""

BASES: Final[Mapping[Basis, str]] = {
    "template": N_("Text of the template"),
    "usual-fault": N_("Usual fault"),
}


def words(check: Check, tr: Translator) -> str:
    """Return what a check says in the reader's language."""
    return tr.text(check.message, **{name: _said(v, tr) for name, v in check.details.items()})


def _said(value: object, tr: Translator) -> object:
    if isinstance(value, date):
        return tr.date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return tr.number(value)
    if isinstance(value, tuple):
        return tr.listed(str(v) for v in value)
    return value
