"""The shape of documents in ``jalon status --json``; needs pydantic."""

from typing import Any

from pydantic import Field

from jalon.assessment.document_state import Origin
from jalon.assessment.entries import Count, Strict
from jalon.assessment.results import Applies
from jalon.assessment.summary_check import Basis, Finding


class Progress(Strict):
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


class DocumentAnswer(Strict):
    """Whether an answer is asked, and whether what stands there was written or drafted."""

    item: str
    part: str
    asked: Applies
    optional: bool
    origin: Origin
    drafted_from: list[str]
    recipients: list[str]
    check_official_form: bool


class DocumentCheck(Strict):
    """One check of a training-content summary; ``message`` is in English."""

    id: str
    title: str
    finding: Finding
    basis: Basis
    message: str
    details: dict[str, Any]
    place: str
    source: str


class DocumentMade(Strict):
    """A PDF that was made of a document: for whom, and of which state of the record."""

    reader: str = Field(alias="for")
    file: str
    sha256: str
    digest: str
    language: str
    time: str


class Document(Strict):
    """One document of one model."""

    document: str
    subject: str
    progress: Progress
    sections: list[DocumentSection]
    answers: list[DocumentAnswer]
    checks: list[DocumentCheck]
    made: list[DocumentMade]
