"""The shape of what ``jalon status --json`` prints, as published; needs pydantic."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from jalon.assessment.conclusions.model import Basis
from jalon.assessment.entries import Count, Strict
from jalon.assessment.results import Applies, Counted, Reading
from jalon.cli.status_schema_dates import Dated, ReportedIncident
from jalon.cli.status_schema_documents import Document
from jalon.cli.status_schema_position import Fine, Position
from jalon.cli.status_schema_registers import Action, Evidence, ProposedAction
from jalon.cli.status_schema_review import ItemReview, Opinion, Review
from jalon.cli.status_schema_signing import Contradictions, LastSigned, SigningStatement
from jalon.forms.model import Force, State

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class Figures(Strict):
    """The figures of a set of requirements; shares are fractions of 1, null where none is."""

    applicable: Count
    not_known: Count
    answered: Count
    reviewed: Count | None
    settled: Count
    own_means: Count
    weak: Count
    unanswered: Count
    declared_not_applicable: Count
    accepted_not_applicable: Count
    low: Share | None
    high: Share | None
    reading: Reading


class Results(Strict):
    """Figures by part; obligations by article, subjects by id."""

    overall: Figures
    chapters: dict[str, Figures]
    measures: dict[str, Figures]
    obligations: dict[str, Figures]
    voluntary: dict[str, Figures]
    subjects: dict[str, Figures]
    inherited: dict[str, Figures]


class _Stated(Strict):
    """Whether a requirement applies to a subject, and what was answered."""

    subject: str
    item: str
    applies: Applies
    voluntary: Applies | None
    missing_facts: list[str]
    state: State | None
    counted: Counted


class Item(_Stated):
    """One answer; a model's own in the place of the company's says so, with its reason."""

    force: Force
    override: bool
    override_reason: str | None
    problems: list[str]
    review: ItemReview | None


class Inherited(_Stated):
    """An answer of the company as it holds for a model: by whom and when it was given."""

    source: str = Field(alias="from")
    author: str | None
    time: str | None


class Suspended(_Stated):
    """An answer that a model began to give in the company's place, without a reason."""

    problems: list[str]


class InheritedFact(Strict):
    """A fact of the company as it holds for a model; ``from`` says whose answer it is."""

    subject: str
    item: str
    source: str = Field(alias="from")
    value: str | float | list[str] | list[dict[str, float]] | None
    overridable: bool
    override: bool
    override_reason: str | None
    author: str | None
    time: str | None


class Duty(Strict):
    """A duty outside the Code; ``assessed`` is false for a mere pointer."""

    article: str
    assessed: bool
    applies: Applies
    missing_facts: list[str]
    results: Figures


class Duties(Strict):
    """The duties outside the Code, counted apart from its measures."""

    results: Figures
    duties: dict[str, Duty]
    items: list[Item]


class Model(Strict):
    """A model of the project, removed ones included."""

    id: str
    name: str | None
    removed: bool


class Reason(Strict):
    """Why a conclusion is drawn; ``id`` is stable, ``text`` is in the language asked for.

    ``basis`` says how firm it is: a text of law or of the Code, an indicative criterion or view
    of the Commission, or Jalon's own reading. ``details`` holds the figures and days (ISO 8601)
    that stand in the text; amounts of compute are in FLOP.
    """

    id: str
    text: str
    basis: Basis
    citations: list[str]
    details: dict[str, str | float]


class Conclusion(Strict):
    """What appears from the facts; ``missing_facts`` are those still to be answered."""

    value: Applies
    title: str
    basis: Basis
    reasons: list[Reason]
    citations: list[str]
    missing_facts: list[str]


class OfEdition(Strict):
    """An answer under an item of an earlier edition."""

    subject: str
    item: str


class ToConfirm(OfEdition):
    """An answer that was carried over and counts as unanswered; ``from`` names the edition."""

    source: str = Field(alias="from")


class Editions(Strict):
    """The later edition there is, if any; what was carried over; what is asked no longer."""

    later: str | None
    to_confirm: list[ToConfirm]
    confirmed: Count
    no_longer_asked: list[OfEdition]


class StatusFile(Strict):
    """Where a project stands.

    ``conclusions`` is by subject (``provider``, or a model's id), then by conclusion.
    """

    format: Literal["jalon-status"]
    version: Literal[1]
    form: str
    edition: str
    law_date: str
    digest: str
    changes: Count
    taken: str
    example: bool
    conclusions: dict[str, dict[str, Conclusion]]
    results: Results
    models: list[Model]
    inherited: list[Inherited]
    suspended: list[Suspended]
    inherited_facts: list[InheritedFact]
    items: list[Item]
    duties: Duties
    documents: list[Document]
    review: Review
    opinions: list[Opinion]
    dates: list[Dated]
    incidents: list[ReportedIncident]
    position: Position
    fine: Fine
    evidence: list[Evidence]
    actions: list[Action]
    proposed_actions: list[ProposedAction]
    contradictions: Contradictions
    attestations: list[SigningStatement]
    last_signed: LastSigned | None
    editions: Editions
    conflicts: list[list[str]]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12)."""
    document = StatusFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}
