"""The shape of a file of answers; needs pydantic, as :mod:`jalon.assessment.interchange` does."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from jalon.assessment.entries import Line, Strict, Text
from jalon.assessment.interchange_attestations import AttestationEntry
from jalon.assessment.interchange_dates import EventEntry, IncidentEntry
from jalon.assessment.interchange_documents import DocumentEntry
from jalon.assessment.interchange_editions import CarriedEntry, EarlierEntry
from jalon.assessment.interchange_registers import (
    ActionId,
    ActionRecord,
    EvidenceId,
    EvidenceRecord,
)
from jalon.assessment.review.exchange import CommentEntry, OpinionEntry, People, ReviewEntry
from jalon.forms.model import State


class EvidenceEntry(Strict):
    """A named reference for one requirement; ``target`` is a link or a path.

    ``date`` is ISO 8601 or null. What serves several requirements, and files, are told once in
    the document's own ``evidence``, and answers name their ids.
    """

    name: Annotated[str, Field(min_length=1, max_length=1000)]
    target: Text = ""
    note: Text = ""
    date: Annotated[datetime.date | None, Field(strict=False)] = None


class Apart(Strict):
    """An entry; a model's own in the place of the company's says so, and why.

    ``override`` true lets it stand there, false leaves it on record. Without a reason it does
    not hold: the company's does.
    """

    subject: str
    item: str
    override: bool | None = None
    override_reason: Text | None = None

    @property
    def apart(self) -> bool:
        """Whether it is for the place of the company's."""
        return bool({"override", "override_reason"} & self.model_fields_set)


class FactEntry(Apart):
    """One fact of the profile; null takes it back. A table is a list of objects of numbers."""

    value: Text | float | list[str] | list[dict[str, float]] | None


class AnswerEntry(Apart):
    """What is said of one requirement. A part that is absent stays as it is; null takes it back.

    ``evidence`` and the two lists of ids are added to what is there; what is there already is
    not doubled.
    """

    state: State | None = None
    how: Text | None = None
    reason: Text | None = None
    gap: Text | None = None
    next_step: Text | None = None
    owner: Line | None = None
    due: Annotated[datetime.date | None, Field(strict=False)] = None
    evidence: list[EvidenceEntry] = Field(default_factory=list)
    evidence_ids: list[EvidenceId] = Field(default_factory=list)
    action_ids: list[ActionId] = Field(default_factory=list)


class AnswersFile(Strict):
    """Answers to one edition of the questionnaire.

    ``subject`` is ``provider``, ``model`` (the project's only model) or a model's id.
    ``digest``, ``taken``, ``example`` and ``models`` describe an export; reading ignores them
    but for the order of ``models``. ``removed_models`` are on record, but not in the project.
    ``model_origins`` tells what models were called in the project that they came from.
    """

    format: Literal["jalon-answers"]
    version: Literal[1]
    form: str
    digest: str | None = None
    taken: str | None = None
    example: bool = False
    models: list[str] = Field(default_factory=list)
    removed_models: list[str] = Field(default_factory=list)
    model_origins: dict[str, str] = Field(default_factory=dict)
    facts: list[FactEntry] = Field(default_factory=list)
    answers: list[AnswerEntry] = Field(default_factory=list)
    documents: list[DocumentEntry] = Field(default_factory=list)
    events: list[EventEntry] = Field(default_factory=list)
    incidents: list[IncidentEntry] = Field(default_factory=list)
    carried: list[CarriedEntry] = Field(default_factory=list)
    earlier: list[EarlierEntry] = Field(default_factory=list)
    people: People | None = None
    reviews: list[ReviewEntry] = Field(default_factory=list)
    comments: list[CommentEntry] = Field(default_factory=list)
    opinions: list[OpinionEntry] = Field(default_factory=list)
    evidence: list[EvidenceRecord] = Field(default_factory=list)
    actions: list[ActionRecord] = Field(default_factory=list)
    attestations: list[AttestationEntry] = Field(default_factory=list)

    def said(self) -> tuple[ReviewEntry | CommentEntry | OpinionEntry, ...]:
        """Return what was said in the review, in the order of the file."""
        return (*self.reviews, *self.comments, *self.opinions)
