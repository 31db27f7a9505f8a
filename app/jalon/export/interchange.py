"""The answers as JSON: attached to the report, written by ``jalon export``, read by ``import``.

Current answers only, without history. Keys that have no answer are left out. What a report
carries is what holds or is shown; a file of its own is whole: it holds removed models too, and
answers that models gave in the company's place and took back.
"""

import json
from collections.abc import Iterator
from typing import Final

from jalon.assessment import actions, document_tables, evidence, inheritance
from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.evidence import Evidence
from jalon.assessment.models import origins
from jalon.assessment.snapshot import Snapshot
from jalon.export import interchange_dates, interchange_editions, interchange_review
from jalon.forms.model import Scope

FORMAT: Final = "jalon-answers"
VERSION: Final = 1

_FIELDS: Final = (
    ("state", "state"),
    ("how", "how"),
    ("reason", "reason"),
    ("gap", "gap"),
    ("next_step", "next-step"),
    ("owner", "owner"),
    ("due", "due"),
)
"""Names in the JSON, and of the fields they come from."""

Json = dict[str, Value]


def answers(snapshot: Snapshot, *, whole: bool = False) -> Json:
    """Return the answers as JSON values.

    ``facts`` and ``answers`` are in the order of the questionnaire; ``subject`` is
    ``provider`` or one of ``models``, which are in the user's order. A ``whole`` document has
    the models that were removed too, and names them. ``evidence`` and ``actions`` have what
    answers name by id, and what no answer names; the bytes of files are not in it.
    """
    models = snapshot.assessment.subjects("model")
    removed = snapshot.assessment.removed("model") if whole else ()
    document: Json = {
        "format": FORMAT,
        "version": VERSION,
        "form": snapshot.form.id,
        "digest": snapshot.digest,
        "taken": snapshot.time.isoformat(timespec="seconds"),
        "example": snapshot.example,
        "models": list[Value](models),
        "evidence": list[Value](_register(snapshot)),
        "actions": list[Value](_actions(snapshot)),
    }
    if removed:
        document["removed_models"] = list[Value](removed)
    every = (*models, *removed)
    if whole and (came := origins(snapshot.assessment, every)):
        document["model_origins"] = {**came}
    document["facts"] = list[Value](_facts(snapshot, every, whole=whole))
    document["answers"] = list[Value](_answers(snapshot, every, whole=whole))
    document["documents"] = list[Value](_documents(snapshot, every))
    document["events"] = list[Value](interchange_dates.happened(snapshot.assessment, every))
    document["incidents"] = list[Value](interchange_dates.reported(snapshot.assessment, every))
    document |= interchange_editions.parts(snapshot, every)
    said = interchange_review.parts(snapshot, every)
    return {**document, **said, **interchange_review.attestations(snapshot)}


def _documents(snapshot: Snapshot, models: tuple[Subject, ...]) -> list[Json]:
    """Return what was written into documents; drafts follow from the rest."""
    return [
        {"subject": model, "item": field.id, "part": answer.id, "value": value}
        for model in models
        for field, answer, value in document_tables.written(
            snapshot.form, snapshot.assessment, model
        )
    ]


def dump(snapshot: Snapshot) -> bytes:
    """Return the answers as UTF-8 JSON, the same bytes for the same snapshot."""
    text = json.dumps(answers(snapshot), ensure_ascii=False, indent=1)
    # A lone surrogate cannot be written as UTF-8; JSON has an escape for it.
    return (text + "\n").encode("utf-8", "backslashreplace")


def _facts(snapshot: Snapshot, models: tuple[Subject, ...], *, whole: bool) -> list[Json]:
    found: list[Json] = []
    said = _subjects(snapshot)
    for fact, scope in snapshot.form.fact_scope.items():
        able = models if snapshot.form.fact[fact].overridable or scope == "model" else ()
        for subject in _whose(said.get(fact, set()), scope, able):
            entry = _apart(snapshot, subject, fact, scope)
            value = snapshot.assessment.value(subject, fact, "value")
            if _told(entry, anything=value is not None, whole=whole):
                found.append({"subject": subject, "item": fact, "value": value, **entry})
    return found


def _answers(snapshot: Snapshot, models: tuple[Subject, ...], *, whole: bool) -> list[Json]:
    found: list[Json] = []
    said = _subjects(snapshot)
    for item, requirement in snapshot.form.items.items():
        for subject in _whose(said.get(item, set()), requirement.scope, models):
            entry = _apart(snapshot, subject, item, requirement.scope)
            answer: Json = {}
            for name, field in _FIELDS:
                value = snapshot.assessment.value(subject, item, field)
                if value is not None:
                    answer[name] = value
            links = _links(snapshot, subject, item)
            if links:
                answer["evidence_ids"] = links
            tasks = actions.plan(snapshot.assessment).at(subject, item)
            if tasks:
                answer["action_ids"] = [str(one.subject) for one in tasks]
            if _told(entry, anything=bool(answer), whole=whole):
                found.append({"subject": subject, "item": item, **entry, **answer})
    return found


def _subjects(snapshot: Snapshot) -> dict[str, set[Subject]]:
    """Return who has anything on record under each item."""
    found: dict[str, set[Subject]] = {}
    for key in snapshot.assessment.heads:
        found.setdefault(key.item, set()).add(key.subject)
    return found


def _whose(said: set[Subject], scope: Scope, models: tuple[Subject, ...]) -> Iterator[Subject]:
    """Yield whose answers there can be: each model's, or the company's and those in its place.

    ``said`` are those who have anything on record there.
    """
    if scope == "provider":
        yield PROVIDER
    yield from (m for m in models if scope == "model" or m in said)


def _apart(snapshot: Snapshot, subject: Subject, item: str, scope: Scope) -> Json:
    """Return what says that a model's answer stands, or stood, in the company's place."""
    if scope == "model" or subject == PROVIDER:
        return {}
    said: Json = {"override": inheritance.begun(snapshot.assessment, subject, item)}
    if reason := snapshot.assessment.text(subject, item, inheritance.REASON):
        said["override_reason"] = reason
    return said


def _told(apart: Json, *, anything: bool, whole: bool) -> bool:
    """Tell whether an entry says something that this document is to hold."""
    if not apart:
        return anything
    return apart["override"] is True or (whole and (anything or "override_reason" in apart))


def _links(snapshot: Snapshot, subject: Subject, item: str) -> list[Value]:
    register = evidence.register(snapshot.assessment)
    return [str(found) for found in register.by_place.get((subject, item), ())]


def _register(snapshot: Snapshot) -> list[Json]:
    register = evidence.register(snapshot.assessment)
    return [_piece(entry) for entry in register.entries.values()]


_ONE: Final = ("target", "date", "expires")
"""What there is one of: where copies disagree the file has none, so that none is chosen unseen."""


def _piece(entry: Evidence) -> Json:
    told: Json = {"id": entry.subject}
    for name in ("name", "target", "note", "date", "expires", "removed"):
        if (text := getattr(entry, name)) and not (name in _ONE and name in dict(entry.disputed)):
            told[name] = text
    if entry.file and "file" not in dict(entry.disputed):
        told["file"] = entry.file.value()
    return told


def _actions(snapshot: Snapshot) -> list[Json]:
    found: list[Json] = []
    for entry in actions.plan(snapshot.assessment).entries.values():
        told: Json = {"id": entry.subject}
        for name in actions.FIELDS:
            if text := snapshot.assessment.text(entry.subject, actions.ITEM, name):
                told[name] = text
        if entry.origin:
            told["origin"] = entry.origin.value()
        proofs = _links(snapshot, entry.subject, actions.ITEM)
        if proofs:
            told["evidence"] = proofs
        found.append(told)
    return found
