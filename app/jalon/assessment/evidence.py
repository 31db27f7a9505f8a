"""Evidence: named references, recorded once and linked to requirements."""

from typing import TypeAlias

from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment
from jalon.values import dataclass

Edit: TypeAlias = tuple[Key, Value]
"""A field and the value it is to have."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A named reference: ``target`` is a link or a path, ``date`` ISO or empty."""

    subject: Subject
    name: str
    target: str
    note: str
    date: str


def linked(assessment: Assessment, subject: Subject, item: str) -> tuple[Evidence, ...]:
    """Return the evidence linked to one requirement of one subject, oldest link first."""
    links = sorted(
        (current[-1].time, Subject(key.field))
        for key, current in assessment.heads.items()
        if key.subject == subject
        and key.item == item
        and key.field.startswith("evidence-")
        and current[-1].value is True
    )
    return tuple(_entry(assessment, found) for _, found in links)


def edits(subject: Subject, *, name: str, target: str, note: str, date: str) -> list[Edit]:
    """Return what to set so that a reference reads like this."""
    values = {"name": name, "target": target, "note": note, "date": date}
    return [(Key(subject, "evidence", field), value) for field, value in values.items()]


def _entry(assessment: Assessment, subject: Subject) -> Evidence:
    def part(name: str) -> str:
        return assessment.text(subject, "evidence", name)

    return Evidence(subject, part("name"), part("target"), part("note"), part("date"))
