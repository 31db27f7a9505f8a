"""The answers as JSON: attached to the report, written by ``jalon export``, read by ``import``.

Current answers only, without history. Keys that have no answer are left out.
"""

import json
from typing import Final

from jalon.assessment import evidence
from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.forms.model import ItemId

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


def answers(snapshot: Snapshot) -> Json:
    """Return the answers as JSON values.

    ``facts`` and ``answers`` are in the order of the questionnaire; ``subject`` is
    ``provider`` or one of ``models``.
    """
    models = snapshot.assessment.subjects("model")
    return {
        "format": FORMAT,
        "version": VERSION,
        "form": snapshot.form.id,
        "digest": snapshot.digest,
        "taken": snapshot.time.isoformat(timespec="seconds"),
        "example": snapshot.example,
        "models": list[Value](models),
        "facts": list[Value](_facts(snapshot, models)),
        "answers": list[Value](_answers(snapshot)),
    }


def dump(snapshot: Snapshot) -> bytes:
    """Return the answers as UTF-8 JSON, the same bytes for the same snapshot."""
    text = json.dumps(answers(snapshot), ensure_ascii=False, indent=1)
    # A lone surrogate cannot be written as UTF-8; JSON has an escape for it.
    return (text + "\n").encode("utf-8", "backslashreplace")


def _facts(snapshot: Snapshot, models: tuple[Subject, ...]) -> list[Json]:
    found: list[Json] = []
    for fact, scope in snapshot.form.fact_scope.items():
        for subject in (PROVIDER,) if scope == "provider" else models:
            value = snapshot.assessment.value(subject, fact, "value")
            if value is not None:
                found.append({"subject": subject, "item": fact, "value": value})
    return found


def _answers(snapshot: Snapshot) -> list[Json]:
    found: list[Json] = []
    for subject, item in snapshot.evaluation.items:
        answer: Json = {"subject": subject, "item": item}
        for name, field in _FIELDS:
            value = snapshot.assessment.value(subject, item, field)
            if value is not None:
                answer[name] = value
        links = _evidence(snapshot, subject, item)
        if links:
            answer["evidence"] = links
        if len(answer) > 2:
            found.append(answer)
    return found


def _evidence(snapshot: Snapshot, subject: Subject, item: ItemId) -> list[Value]:
    return [
        {"name": e.name, "target": e.target, "note": e.note, "date": e.date or None}
        for e in evidence.linked(snapshot.assessment, subject, item)
    ]
