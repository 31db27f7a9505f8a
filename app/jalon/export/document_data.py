"""One reader's edition of a document as JSON: attached to its PDF, printed by ``--json``.

An edition holds what its reader gets, and nothing else: no answer, no label and no remark of
an item that is for somebody else.
"""

import json
from typing import Final

from jalon.assessment import document_words
from jalon.assessment.changes import Subject, Value
from jalon.assessment.document_state import Paper, Progress, Stated
from jalon.assessment.documents import Papers
from jalon.assessment.snapshot import Snapshot
from jalon.forms.documents import DocumentId, DocumentSection, Recipient
from jalon.language import Translator

FORMAT: Final = "jalon-document"
VERSION: Final = 1
COMPANY: Final = "company"
"""The name of the company's own edition, which holds everything."""

Json = dict[str, Value]


def paper(snapshot: Snapshot, document: DocumentId, model: Subject) -> Paper:
    """Return a document as the record has it."""
    return Papers(snapshot.form, model, snapshot.assessment).of(document)


def edition(
    snapshot: Snapshot,
    document: DocumentId,
    model: Subject,
    reader: Recipient | None,
    tr: Translator,
) -> Json:
    """Return one reader's edition; None is the company's own.

    ``text`` is what is printed, in the language of ``tr``; ``value`` what the record holds.
    """
    state = paper(snapshot, document, model)
    mine = state.edition(reader)
    about = state.document
    return {
        "format": FORMAT,
        "version": VERSION,
        "document": document,
        "title": tr.of(f"document.{about.id}.title", about.title),
        "official": False,
        "for": reader or COMPANY,
        "language": tr.code,
        "form": snapshot.form.id,
        "taken": snapshot.time.isoformat(timespec="seconds"),
        "digest": snapshot.digest,
        "example": snapshot.example,
        "company": snapshot.assessment.text(Subject("provider"), "company-name", "value"),
        "model": snapshot.assessment.text(model, "model-name", "value"),
        "progress": progress(state.progress(mine)),
        "sections": [
            _section(state, section, answers, reader, tr)
            for section in about.section
            if (answers := [s for s in state.inside(section) if s in mine])
        ],
    }


def dump(document: Json) -> bytes:
    """Return an edition as UTF-8 JSON, the same bytes for the same edition."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def progress(counted: Progress) -> Json:
    """Return how far a document or a section has come; rows of the official form."""
    return {
        "asked": counted.asked,
        "stated": counted.stated,
        "written": counted.written,
        "drafts": counted.drafts,
        "open": counted.open,
        "not_known": counted.doubtful,
    }


def _section(
    state: Paper,
    section: DocumentSection,
    answers: list[Stated],
    reader: Recipient | None,
    tr: Translator,
) -> Json:
    return {
        "id": section.id,
        "number": section.number,
        "title": tr.of(f"{section.id}.title", section.title),
        "official": section.official,
        "answers": [_answer(state, stated, reader, tr) for stated in answers],
    }


def _answer(state: Paper, stated: Stated, reader: Recipient | None, tr: Translator) -> Json:
    answer = stated.answer
    own: Json = {"drafted_from": [*stated.sources], "for": [*answer.recipients]}
    return {
        "item": stated.field.id,
        "part": answer.id,
        "label": document_words.label(stated, tr),
        "status": status(stated),
        "asked": stated.asked,
        "optional": answer.optional,
        "value": value(stated, tr),
        "text": document_words.shown(state.document, stated, tr),
        "check_official_form": answer.doubtful,
        **(own if reader is None else {}),
    }


def status(stated: Stated) -> str:
    """Return ``written``, ``draft``, ``disputed``, ``not-asked`` or ``not-stated``."""
    if stated.asked == "no":
        return "not-asked"
    return "not-stated" if stated.origin == "none" else stated.origin


def value(stated: Stated, tr: Translator) -> Value:
    """Return what stands in an answer as JSON: tables as objects, lists as lists."""
    if stated.answer.kind == "table":
        return [dict(row.cells) for row in stated.rows] or None
    if stated.pieces:
        return "\n".join(tr.of(p.context, p.text) if p.context else p.text for p in stated.pieces)
    if stated.answer.kind == "lines":
        return [line.strip() for line in stated.text.split("\n") if line.strip()] or None
    return stated.value
