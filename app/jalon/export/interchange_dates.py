"""Events and incidents as JSON, as :mod:`jalon.assessment.interchange_dates` reads them."""

from datetime import date

from jalon.assessment.changes import Subject, Value
from jalon.assessment.deadlines import events, incidents
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.state import Assessment

Json = dict[str, Value]


def happened(assessment: Assessment, models: tuple[Subject, ...]) -> list[Json]:
    """Return every recorded event, by day; parts that were not given are left out.

    Of models only the events of these are told.
    """
    return [
        _event(event)
        for event in events.recorded(assessment)
        if not event.whose.startswith("model-") or event.whose in models
    ]


def reported(assessment: Assessment, models: tuple[Subject, ...]) -> list[Json]:
    """Return the register of serious incidents, by id; of their models only these are named."""
    found = incidents.register(assessment, events.recorded(assessment))
    return [_incident(one, models) for one in sorted(found, key=lambda i: i.subject)]


def _event(event: Event) -> Json:
    return _given(
        {
            "id": event.subject,
            "type": event.kind,
            "subject": event.whose,
            "date": _day(event.day),
            "done": _day(event.done),
            "limit": _day(event.limit),
            "interim": _day(event.interim),
            "note": event.note,
            "withdrawn": event.withdrawn or None,
        }
    )


def _incident(incident: Incident, models: tuple[Subject, ...]) -> Json:
    days: Json = {
        name.replace("-", "_"): _day(getattr(incident, name.replace("-", "_")))
        for name in incidents.DAYS
    }
    texts: Json = {name.replace("-", "_"): text for name, text in incident.texts.items()}
    return _given(
        {
            "id": incident.subject,
            "name": texts.pop("name"),
            "harms": [*incident.harms],
            "cause": incident.cause,
            "models": [m for m in incident.models if m in models],
            **days,
            "aware_time": incident.aware_time,
            **texts,
            "withdrawn": incident.withdrawn or None,
        }
    )


def _given(parts: Json) -> Json:
    return {name: value for name, value in parts.items() if value not in (None, "", [])}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
