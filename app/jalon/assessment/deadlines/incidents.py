"""The register of serious incidents: what Measure 9.2 wants known, each in its own place.

``incident-<8 hex>``, item ``incident``. What is not known stays open: no field has a value from
the start. Withdrawn incidents stay on record. Intermediate reports are events of the incident.

Source: Code, Safety and Security chapter, Measures 9.2 to 9.4.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import Subject
from jalon.assessment.deadlines.events import Event, iso_day
from jalon.assessment.state import Assessment
from jalon.values import dataclass

ITEM: Final = "incident"
INTERMEDIATE: Final = "incident-intermediate"
"""The kind of event that an intermediate report is."""

Harm: TypeAlias = Literal["critical-infrastructure", "cybersecurity", "death", "other-harm"]
HARMS: Final[tuple[Harm, ...]] = ("critical-infrastructure", "cybersecurity", "death", "other-harm")
"""In the order of Measure 9.3, which is that of their periods; the rule ``incident-<harm>``."""

CAUSES: Final = ("established", "suspected")
"""How sure the company is that its model led to it."""

DAYS: Final = ("start", "end", "aware", "initial-sent", "resolved", "final-sent", "documented")
TEXTS: Final = (
    "name",
    "dates-note",
    "harm",
    "affected",
    "chain",
    "model-note",
    "material",
    "response",
    "recommendation",
    "root-cause",
    "outputs",
    "factors",
    "patterns",
    "exceptional",
    "withdrawn-reason",
)
_TIME: Final = r"([01][0-9]|2[0-3]):[0-5][0-9]"


@dataclass(frozen=True, slots=True)
class Incident:
    """One serious incident, as far as it is known.

    Attributes:
        name: how the company calls it.
        harms: the groups of Measure 9.3 that it falls under.
        cause: ``established`` or ``suspected``; empty while not said.
        models: the models involved.
        aware_time: of the day ``aware``, ``HH:MM`` by the company's clock; empty when not given.
        intermediate: the days of the intermediate reports sent, in order.
        texts: the other fields, by name; see ``TEXTS``.
    """

    subject: Subject
    harms: tuple[Harm, ...]
    cause: str
    models: tuple[Subject, ...]
    start: date | None
    end: date | None
    aware: date | None
    initial_sent: date | None
    resolved: date | None
    final_sent: date | None
    documented: date | None
    aware_time: str
    intermediate: tuple[date, ...]
    texts: Mapping[str, str]
    withdrawn: bool

    @property
    def name(self) -> str:
        """How the company calls it; may be empty."""
        return self.texts["name"].strip()


def register(assessment: Assessment, events: tuple[Event, ...]) -> tuple[Incident, ...]:
    """Return every incident, the latest awareness first, withdrawn ones included.

    ``events``: those recorded; the intermediate reports are among them.
    """
    found = [one(assessment, s, events) for s in _recorded(assessment, events)]
    return tuple(sorted(found, key=lambda i: (-(i.aware or date.max).toordinal(), i.subject)))


def is_time(text: str) -> bool:
    """Tell whether a text is a time of day, ``HH:MM``."""
    return re.fullmatch(_TIME, text) is not None


def _recorded(assessment: Assessment, events: tuple[Event, ...]) -> set[Subject]:
    """Return the incidents of which anything is recorded; an empty form is none."""
    found = {e.whose for e in events if e.kind == INTERMEDIATE and not e.withdrawn and e.day}
    for key, current in assessment.heads.items():
        if key.item == ITEM and any(c.value not in (None, "", []) for c in current):
            found.add(key.subject)
    return found


def one(assessment: Assessment, subject: Subject, events: tuple[Event, ...]) -> Incident:
    """Return what is recorded of an incident; of one that is still to be begun, nothing."""

    def told(field: str) -> str:
        return assessment.text(subject, ITEM, field)

    chosen, models = (assessment.value(subject, ITEM, f) for f in ("harms", "models"))
    time = told("aware-time")
    return Incident(
        subject,
        harms=tuple(h for h in HARMS if isinstance(chosen, list) and h in chosen),
        cause=told("cause") if told("cause") in CAUSES else "",
        models=tuple(Subject(str(m)) for m in models) if isinstance(models, list) else (),
        start=iso_day(told("start")),
        end=iso_day(told("end")),
        aware=iso_day(told("aware")),
        initial_sent=iso_day(told("initial-sent")),
        resolved=iso_day(told("resolved")),
        final_sent=iso_day(told("final-sent")),
        documented=iso_day(told("documented")),
        aware_time=time if is_time(time) else "",
        intermediate=tuple(sorted(reports(subject, events))),
        texts={name: told(name) for name in TEXTS},
        withdrawn=assessment.value(subject, ITEM, "withdrawn") is True,
    )


def reports(subject: Subject, events: tuple[Event, ...]) -> Iterator[date]:
    """Yield the days of an incident's intermediate reports."""
    for event in events:
        if event.whose == subject and event.kind == INTERMEDIATE and not event.withdrawn:
            yield from (event.day,) if event.day else ()
