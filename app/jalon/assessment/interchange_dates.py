"""Events and incidents in an answers file: their shapes, strictly read.

An entry whose ``id`` the project knows changes that one; another id is taken over as it is, so
that a file read twice changes nothing the second time. Without an id an entry that says what is
there already is not doubled. The order of the entries does not matter.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Final, Protocol, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator

from jalon.assessment.changes import PROVIDER, Key, Subject, Value, new_subject
from jalon.assessment.deadlines import events, incidents
from jalon.assessment.deadlines.incidents import Harm
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.forms.dates import EventKind
from jalon.forms.model import Form

Text: TypeAlias = Annotated[str, Field(max_length=200_000)]
Line: TypeAlias = Annotated[str, Field(max_length=1000)]
Day: TypeAlias = Annotated[datetime.date | None, Field(strict=False)]

_ID: Final = re.compile(r"(?:event|incident)-[0-9a-f]{8}")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, Field(max_length=40)] = ""
    withdrawn: bool | None = None


class EventEntry(_Entry):
    """One dated event. A part that is absent stays as it is; null takes it back.

    ``subject`` is ``provider``, a model, or for an intermediate report its incident.
    """

    type: str
    subject: str
    date: Day = None
    done: Day = None
    limit: Day = None
    interim: Day = None
    note: Text | None = None


class IncidentEntry(_Entry):
    """One serious incident: the parts of Measure 9.2 and the days of its reports."""

    name: Line | None = None
    harms: list[Harm] | None = None
    cause: str | None = None
    models: list[str] | None = None
    aware: Day = None
    aware_time: str | None = None
    start: Day = None
    end: Day = None
    dates_note: Text | None = None
    harm: Text | None = None
    affected: Text | None = None
    chain: Text | None = None
    model_note: Text | None = None
    material: Text | None = None
    response: Text | None = None
    recommendation: Text | None = None
    root_cause: Text | None = None
    outputs: Text | None = None
    factors: Text | None = None
    patterns: Text | None = None
    exceptional: Text | None = None
    initial_sent: Day = None
    resolved: Day = None
    final_sent: Day = None
    documented: Day = None
    withdrawn_reason: Text | None = None

    @field_validator("aware_time")
    @classmethod
    def _is_time(cls, value: str | None) -> str | None:
        if value and not incidents.is_time(value):
            raise ValueError(value)
        return value

    @field_validator("cause")
    @classmethod
    def _is_cause(cls, value: str | None) -> str | None:
        if value and value not in incidents.CAUSES:
            raise ValueError(value)
        return value


class Wrong(Protocol):
    """Notes a problem: its place, a source text, and what fills it."""

    def __call__(self, place: str, message: str, **details: object) -> None:
        """Note it."""


class Reading:
    """One reading of a file's events and incidents."""

    def __init__(
        self, form: Form, assessment: Assessment, subjects: Mapping[str, Subject], wrong: Wrong
    ) -> None:
        self._form, self._assessment, self._wrong = form, assessment, wrong
        self._subjects = dict(subjects)
        self._known = events.recorded(assessment)
        self._seen: set[str] = set()

    def edits(self, happened: list[EventEntry], reported: list[IncidentEntry]) -> list[Edit]:
        """Return what takes both lists over; incidents first, for events can belong to them."""
        found: list[Edit] = []
        for number, incident in enumerate(reported):
            found += self._incident(f"incidents[{number}]", incident)
        for number, event in enumerate(happened):
            found += self._event(f"events[{number}]", event)
        return found

    # -- incidents -------------------------------------------------------------------------

    def _incident(self, place: str, entry: IncidentEntry) -> Iterator[Edit]:
        subject = self._subject(place, entry, "incident", lambda: self._same_incident(entry))
        if subject is None:
            return
        self._subjects[entry.id or subject] = subject
        for name in entry.model_fields_set - {"id", "models"}:
            value = _plain(getattr(entry, name))
            yield Key(subject, incidents.ITEM, name.replace("_", "-")), value
        if "models" in entry.model_fields_set:
            yield Key(subject, incidents.ITEM, "models"), self._models(place, entry)

    def _models(self, place: str, entry: IncidentEntry) -> Value:
        found: list[Value] = []
        for name in entry.models or ():
            model = self._subjects.get(name)
            if model is None or not model.startswith("model-"):
                self._wrong(f"{place}.models", N_("There is no subject {name} here."), name=name)
            else:
                found.append(model)
        return found or None

    def _same_incident(self, entry: IncidentEntry) -> Subject | None:
        """Return an incident that says all this already."""
        for incident in incidents.register(self._assessment, self._known):
            said = self._assessment
            if all(
                _plain(getattr(entry, name))
                == said.value(incident.subject, incidents.ITEM, name.replace("_", "-"))
                for name in entry.model_fields_set - {"id", "models"}
            ):
                return incident.subject
        return None

    # -- events ----------------------------------------------------------------------------

    def _event(self, place: str, entry: EventEntry) -> Iterator[Edit]:
        kind = self._form.dates.kind(entry.type)
        whose = self._subjects.get(entry.subject)
        if kind is None:
            self._wrong(f"{place}.type", N_("There is no kind of event {name}."), name=entry.type)
        elif whose is None:
            self._wrong(
                f"{place}.subject", N_("There is no subject {name} here."), name=entry.subject
            )
        elif self._fits(place, entry, kind, whose):
            same = lambda: self._same_event(entry, whose)  # noqa: E731  looked at only where no id tells
            subject = self._subject(place, entry, "event", same)
            if subject is None:
                return
            yield (Key(subject, events.ITEM, "type"), kind.id)
            yield (Key(subject, events.ITEM, "whose"), whose)
            for name in entry.model_fields_set - {"id", "type", "subject"}:
                yield Key(subject, events.ITEM, name), _plain(getattr(entry, name))

    def _fits(self, place: str, entry: EventEntry, kind: EventKind, whose: Subject) -> bool:
        """Note what does not fit the kind of event."""
        fits = True
        if not _may_be(kind, whose):
            self._wrong(
                f"{place}.subject",
                N_("An event of this kind cannot be that of {name}."),
                name=entry.subject,
            )
            fits = False
        for name in ("done", "limit", "interim"):
            if getattr(entry, name) is not None and not getattr(kind, name):
                self._wrong(f"{place}.{name}", N_("An event of this kind has no such day."))
                fits = False
        return fits

    def _same_event(self, entry: EventEntry, whose: Subject) -> Subject | None:
        for event in self._known:
            days = all(
                getattr(entry, name) == getattr(event, "day" if name == "date" else name)
                for name in events.DAYS
            )
            alike = (event.kind, event.whose, event.note) == (entry.type, whose, entry.note or "")
            if days and alike and event.withdrawn == bool(entry.withdrawn):
                return event.subject
        return None

    # -- inside ----------------------------------------------------------------------------

    def _subject(
        self, place: str, entry: _Entry, kind: str, same: Callable[[], Subject | None]
    ) -> Subject | None:
        if not entry.id:
            return same() or new_subject(kind)
        if not _ID.fullmatch(entry.id) or not entry.id.startswith(f"{kind}-"):
            self._wrong(f"{place}.id", N_("This is no id of an entry: {name}."), name=entry.id)
        elif entry.id in self._seen:
            self._wrong(f"{place}.id", N_("This id stands twice: {name}."), name=entry.id)
        else:
            self._seen.add(entry.id)
            return Subject(entry.id)
        return None


def _may_be(kind: EventKind, whose: Subject) -> bool:
    if kind.id == incidents.INTERMEDIATE:
        return whose.startswith("incident-")
    if whose.startswith("model-"):
        return kind.scope != "provider"
    return whose == PROVIDER and kind.scope != "model"


def _plain(value: object) -> Value:
    """Return a value as the record holds it; nothing is None."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [str(part) for part in value] or None
    if value is True:
        return True
    return value if isinstance(value, str) and value else None
