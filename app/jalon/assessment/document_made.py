"""Editions of documents that were made: what the record keeps of each."""

from collections.abc import Mapping
from datetime import datetime

from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.state import Assessment, Edit
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """One edition that was written to a file; ``reader`` is a recipient, or ``company``.

    ``digest`` is the record's when it was made, ``sha256`` that of the file.
    """

    reader: str
    file: str
    sha256: str
    digest: str
    language: str
    time: datetime


def edits(about: Mapping[str, Value]) -> list[Edit]:
    """Return what to record of an edition that was made.

    ``about`` has ``document``, ``model``, and what :class:`Made` tells but its time.
    """
    subject = new_subject("report")
    return [(Key(subject, "document", name), value) for name, value in about.items()]


def made(assessment: Assessment, document: str, model: Subject) -> tuple[Made, ...]:
    """Return the editions made of a document of a model, the oldest first."""
    found: list[Made] = []
    for key, current in assessment.heads.items():
        if key.item != "document" or key.field != "document" or current[-1].value != document:
            continue
        subject = key.subject
        if assessment.text(subject, "document", "model") != model:
            continue
        found.append(
            Made(
                assessment.text(subject, "document", "reader"),
                assessment.text(subject, "document", "file"),
                assessment.text(subject, "document", "sha256"),
                assessment.text(subject, "document", "digest"),
                assessment.text(subject, "document", "language"),
                current[-1].time,
            )
        )
    return tuple(sorted(found, key=lambda one: one.time))
