"""The shape of what ``jalon status --json`` prints, as published; needs pydantic."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from jalon.cli.status_dates import Dated, ReportedIncident
from jalon.cli.status_schema_registers import Action, Evidence, ProposedAction
from jalon.cli.status_schema_review import ItemReview, Opinion, Review
from jalon.cli.status_schema_signing import Contradictions, LastSigned, SigningStatement

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Count: TypeAlias = Annotated[int, Field(ge=0)]
Applies: TypeAlias = Literal["yes", "no", "not-known"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Figures(_Strict):
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
    reading: Literal["met", "not-met", "not-settled", "nothing-applies"]


class Results(_Strict):
    """Figures by part; obligations by article, subjects by id."""

    overall: Figures
    chapters: dict[str, Figures]
    measures: dict[str, Figures]
    obligations: dict[str, Figures]
    voluntary: dict[str, Figures]
    subjects: dict[str, Figures]
    inherited: dict[str, Figures]


class _Stated(_Strict):
    """Whether a requirement applies to a subject, and what was answered."""

    subject: str
    item: str
    applies: Applies
    voluntary: Applies | None
    missing_facts: list[str]
    state: (
        Literal[
            "implemented", "partial", "planned", "alternative", "not-implemented", "not-applicable"
        ]
        | None
    )
    counted: Literal["settled", "own-means", "weak", "unanswered", "declared-na", "accepted-na"]


class Item(_Stated):
    """One answer; a model's own in the place of the company's says so, with its reason."""

    force: Literal["binding", "encouraged", "presumption", "example", "optional"]
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


class InheritedFact(_Strict):
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


class Duty(_Strict):
    """A duty outside the Code; ``assessed`` is false for a mere pointer."""

    article: str
    assessed: bool
    applies: Applies
    missing_facts: list[str]
    results: Figures


class Duties(_Strict):
    """The duties outside the Code, counted apart from its measures."""

    results: Figures
    duties: dict[str, Duty]
    items: list[Item]


class Statement(_Strict):
    """A statement of law with its weight and source; texts by language code."""

    id: str
    weight: Literal["binding", "not-binding", "fact", "reading"]
    title: dict[str, str]
    text: dict[str, str]
    source: dict[str, str]


class StatementGroup(_Strict):
    """Statements under one heading."""

    id: str
    title: dict[str, str]
    statements: list[Statement]


class PartSignatory(_Strict):
    """Who signed some chapters only."""

    name: str
    chapters: list[str]


class Signatories(_Strict):
    """Who has signed the Code, as the Commission listed it on ``date`` (ISO 8601)."""

    date: str
    source: dict[str, str]
    address: str
    whole: list[str]
    partly: list[PartSignatory]
    absent: list[str]
    remark: dict[str, str]


class Position(_Strict):
    """The position on the Code as stated, and what is told of it."""

    value: str | None
    signed_chapters: list[str] | None
    groups: list[StatementGroup]
    signatories: Signatories | None


class Fine(_Strict):
    """The ceiling of a fine (AI Act, Art. 101(1)) in euros, null as far as it is not known.

    It is ``ceiling`` where that is known, else not below ``least`` nor above ``most``.
    """

    article: Literal["101(1)"]
    currency: Literal["EUR"]
    basis: Literal["figure", "band", "not-known"]
    ceiling: float | None
    least: float
    most: float | None
    turnover: float | None
    turnover_band: str | None
    figure_outside_band: bool
    groups: list[StatementGroup]


class Model(_Strict):
    """A model of the project, removed ones included."""

    id: str
    name: str | None
    removed: bool


class Reason(_Strict):
    """Why a conclusion is drawn; ``id`` is stable, ``text`` is in the language asked for.

    ``basis`` says how firm it is: a text of law or of the Code, an indicative criterion or view
    of the Commission, or Jalon's own reading. ``details`` holds the figures and days (ISO 8601)
    that stand in the text; amounts of compute are in FLOP.
    """

    id: str
    text: str
    basis: Literal["text", "indicative", "reading"]
    citations: list[str]
    details: dict[str, str | float]


class Conclusion(_Strict):
    """What appears from the facts; ``missing_facts`` are those still to be answered."""

    value: Applies
    title: str
    basis: Literal["text", "indicative", "reading"]
    reasons: list[Reason]
    citations: list[str]
    missing_facts: list[str]


class Progress(_Strict):
    """How far a document or a section has come; rows of the official form."""

    asked: Count
    stated: Count
    written: Count
    drafts: Count
    open: Count
    not_known: Count


class DocumentSection(Progress):
    """A section of a document; ``official`` says whether the official form has it."""

    id: str
    official: bool


class DocumentAnswer(_Strict):
    """Whether an answer is asked, and whether what stands there was written or drafted."""

    item: str
    part: str
    asked: Applies
    optional: bool
    origin: Literal["written", "draft", "none", "disputed"]
    drafted_from: list[str]
    recipients: list[str]
    check_official_form: bool


class DocumentCheck(_Strict):
    """One check of a training-content summary; ``message`` is in English."""

    id: str
    title: str
    finding: Literal["fault", "unknown", "clear", "not-asked"]
    basis: Literal["template", "usual-fault"]
    message: str
    details: dict[str, Any]
    place: str
    source: str


class DocumentMade(_Strict):
    """A PDF that was made of a document: for whom, and of which state of the record."""

    reader: str = Field(alias="for")
    file: str
    sha256: str
    digest: str
    language: str
    time: str


class Document(_Strict):
    """One document of one model."""

    document: str
    subject: str
    progress: Progress
    sections: list[DocumentSection]
    answers: list[DocumentAnswer]
    checks: list[DocumentCheck]
    made: list[DocumentMade]


class OfEdition(_Strict):
    """An answer under an item of an earlier edition."""

    subject: str
    item: str


class ToConfirm(OfEdition):
    """An answer that was carried over and counts as unanswered; ``from`` names the edition."""

    source: str = Field(alias="from")


class Editions(_Strict):
    """The later edition there is, if any; what was carried over; what is asked no longer."""

    later: str | None
    to_confirm: list[ToConfirm]
    confirmed: Count
    no_longer_asked: list[OfEdition]


class StatusFile(_Strict):
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
