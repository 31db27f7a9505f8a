"""States of a record with events and incidents, made from the rows of a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st
from unit_state import MODEL, state

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.deadlines import events as entered
from jalon.assessment.state import Assessment
from jalon.forms import load

INCIDENT = Subject("incident-00000001")

ON_THE_MARKET: dict[str, Value] = {
    "model-origin": "own",
    "own-name": "yes",
    "modalities": ["text"],
    "generality": "ordinary",
    "compute-basis": "stated",
    "training-compute": 3e23,
    "further-compute": "none",
    "high-impact": "no",
    "commission-decision": "none",
    "market-status": "placed",
    "same-run": "yes",
    "weights-public": "no",
    "distribution": ["api"],
}
"""A provider's own closed model without systemic risk."""
FREE: dict[str, Value] = {
    "weights-public": "yes",
    "licence-rights": "yes",
    "licence-use-terms": "none",
    "architecture-public": "yes",
    "usage-public": "yes",
    **dict.fromkeys(
        (
            *("licence-non-commercial", "licence-no-distribution", "licence-user-scale"),
            *("licence-separate", "paid-access", "dual-licensing", "paid-support"),
            *("paid-hosting", "advertising", "personal-data"),
        ),
        "no",
    ),
}
"""What makes a licence free and open source."""
SHORT: dict[tuple[str, Any], dict[str, Value]] = {
    ("systemic-risk", "yes"): {"high-impact": "yes"},
    ("systemic-risk", "no"): {},
    ("systemic-risk", "not-known"): {"high-impact": "not-known"},
    ("licence", "proprietary"): {},
    ("licence", "not-known"): {"weights-public": "not-known"},
    ("licence", "free-open-source"): FREE,
}
"""What the tables say shortly, in facts of the profile."""

Row = tuple[Subject, str, str, Value]


def event(number: int, fields: Mapping[str, Any], whose: Subject = MODEL) -> list[Row]:
    """Return what is recorded of one event; ``whose`` unless the fields say ``company``."""
    subject = Subject(f"event-{number:08x}")
    parts = dict(fields)
    owner = {"company": PROVIDER, "model": MODEL}.get(parts.pop("whose", ""), whose)
    rows: list[Row] = [(subject, "event", "whose", owner)]
    return [*rows, *((subject, "event", name, value) for name, value in parts.items())]


def profile(model: Mapping[str, Any]) -> dict[str, Value]:
    """Return the facts of a model on the market, changed by these; some are shorthands."""
    found = dict(ON_THE_MARKET)
    for fact, value in model.items():
        found |= SHORT.get((fact, str(value)), {fact: value})
    return found


def _facts(model: Mapping[str, Any] | None) -> dict[str, Value]:
    return {} if model is None else profile(model)


def record(
    *,
    model: Mapping[str, Any] | None = None,
    company: Mapping[str, Any] | None = None,
    events: Sequence[Mapping[str, Any]] = (),
    incident: Mapping[str, Any] | None = None,
) -> Assessment:
    """Return a record of one model with these facts, events and at most one incident.

    ``model`` None leaves the profile empty: nothing is known.
    """
    rows: list[Row] = [(MODEL, "subject", "kind", "model")]
    rows += [(MODEL, fact, "value", value) for fact, value in _facts(model).items()]
    rows += [(PROVIDER, fact, "value", value) for fact, value in (company or {}).items()]
    for number, fields in enumerate(events, start=1):
        rows += event(number, fields)
    if incident is not None:
        rows += _incident(incident)
    return state(*rows)


def _incident(fields: Mapping[str, Any]) -> list[Row]:
    parts = dict(fields)
    sent = parts.pop("intermediate", [])
    rows: list[Row] = [(INCIDENT, "incident", name, value) for name, value in parts.items()]
    for number, day in enumerate(sent, start=900):
        rows += event(number, {"type": "incident-intermediate", "date": day}, INCIDENT)
    return rows


# -- anything that can be entered ----------------------------------------------------------------

KINDS = {kind.id: kind for kind in load.form().dates.event}
days = st.dates(date(2024, 1, 1), date(2029, 12, 31)).map(date.isoformat)


@st.composite
def happened(draw: st.DrawFn) -> dict[str, Any]:
    """Any event that the form knows, with any of its days."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS.keys() - {"incident-intermediate"})))]
    owners = {"provider": ["company"], "model": ["model"], "any": ["company", "model"]}
    fields: dict[str, Any] = {"type": kind.id, "whose": draw(st.sampled_from(owners[kind.scope]))}
    for name in entered.DAYS:
        if getattr(kind, name) and draw(st.booleans()):
            fields[name] = draw(days)
    return fields


@st.composite
def incident(draw: st.DrawFn) -> dict[str, Any]:
    """Any incident, with any of its days."""
    harms = st.lists(st.sampled_from(("critical-infrastructure", "cybersecurity", "death")))
    fields: dict[str, Any] = {"harms": draw(harms)}
    for name in ("start", "end", "aware", "initial-sent", "resolved", "final-sent", "documented"):
        if draw(st.booleans()):
            fields[name] = draw(days)
    fields["intermediate"] = draw(st.lists(days, max_size=3))
    return fields


facts = st.fixed_dictionaries(
    {},
    optional={
        "placed-on-market": days,
        "systemic-risk": st.sampled_from(("yes", "no", "not-known")),
        "licence": st.sampled_from(("proprietary", "free-open-source", "not-known")),
    },
)
