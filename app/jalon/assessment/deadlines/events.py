"""Dated events that users enter: each its own subject, so that what recurs keeps its history.

``event-<8 hex>``, item ``event``: ``type``, ``whose``, ``date``, ``done``, ``limit``, ``interim``,
``note``, ``withdrawn``. Nothing is deleted: a withdrawn event counts no more and stays on record.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.state import Assessment, Edit
from jalon.values import dataclass

ITEM: Final = "event"
DAYS: Final = ("date", "done", "limit", "interim")
"""The fields that are days."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event.

    Attributes:
        kind: id of its :class:`jalon.forms.dates.EventKind`.
        whose: the company, a model, or the incident that it belongs to.
        day: when it happened; None while that is not given.
        done, limit, interim: see the kind.
    """

    subject: Subject
    kind: str
    whose: Subject
    day: date | None = None
    done: date | None = None
    limit: date | None = None
    interim: date | None = None
    note: str = ""
    withdrawn: bool = False


def recorded(assessment: Assessment) -> tuple[Event, ...]:
    """Return every event, by day, withdrawn ones included; those without a day come last."""
    told = dict.fromkeys(
        key.subject
        for key, current in assessment.heads.items()
        if key.item == ITEM and key.field == "type" and any(c.value for c in current)
    )
    found = [_event(assessment, subject) for subject in told]
    return tuple(sorted(found, key=lambda e: (e.day is None, e.day or date.max, e.subject)))


def living(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return those that were not withdrawn."""
    return tuple(event for event in events if not event.withdrawn)


def edits(subject: Subject, kind: str, whose: Subject) -> list[Edit]:
    """Return what to set for a new event, still without a day."""
    return [
        (Key(subject, ITEM, "type"), kind),
        (Key(subject, ITEM, "whose"), whose),
    ]


def withdrawal(subject: Subject, *, withdrawn: bool) -> Edit:
    """Return what to set to withdraw an event, or to take that back."""
    return (Key(subject, ITEM, "withdrawn"), True if withdrawn else None)


def iso_day(text: str) -> date | None:
    """Read an ISO day; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _event(assessment: Assessment, subject: Subject) -> Event:
    def told(field: str) -> str:
        return assessment.text(subject, ITEM, field)

    return Event(
        subject,
        told("type"),
        Subject(told("whose")) if told("whose") else PROVIDER,
        iso_day(told("date")),
        iso_day(told("done")),
        iso_day(told("limit")),
        iso_day(told("interim")),
        told("note"),
        assessment.value(subject, ITEM, "withdrawn") is True,
    )
