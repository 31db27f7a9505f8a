"""Which dates are told together, and in which order: for window, command line and report."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.deadlines.shapes import Deadline, Status
from jalon.errors import N_
from jalon.language import one_line
from jalon.values import dataclass

Group: TypeAlias = Literal["due", "kept", "named", "unknown", "done", "waiting", "not-applicable"]

_OF: Final[dict[Status, Group]] = {
    "overdue": "due",
    "due": "due",
    "next": "due",
    "from": "named",
    "fixed": "named",
    "kept-until": "kept",
    "not-known": "unknown",
    "done": "done",
    "not-started": "waiting",
    "not-applicable": "not-applicable",
}
TITLES: Final[dict[Group, str]] = {
    "due": N_("To be done, by day"),
    "kept": N_("Kept until"),
    "named": N_("From this day on"),
    "unknown": N_("Not known yet, and what would settle it"),
    "done": N_("Already done"),
    "waiting": N_("Counted once something is recorded"),
    "not-applicable": N_("Does not apply"),
}
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Part:
    """Dates told together."""

    group: Group
    title: str
    rows: tuple[Deadline, ...]


def parts(rows: Iterable[Deadline]) -> tuple[Part, ...]:
    """Return the dates in their groups, by day; empty groups stay, so that nothing is hidden.

    What waits for an event is told once for each rule, whoever it could be about.
    """
    found: dict[Group, list[Deadline]] = {group: [] for group in TITLES}
    for row in rows:
        group = _OF[row.status]
        once = group == "waiting" and any(r.rule is row.rule for r in found[group])
        if not once:
            found[group].append(row)
    for group in ("done",):
        found[group].sort(key=_lately)
    return tuple(Part(group, TITLES[group], tuple(kept)) for group, kept in found.items())


def coming(rows: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return what still has to be done, overdue first, then by day."""
    return next(part.rows for part in parts(rows) if part.group == "due")


def concerning(rows: Iterable[Deadline], subject: str) -> tuple[Deadline, ...]:
    """Return the dates of one subject: the company, a model, or an incident."""
    return tuple(
        row
        for row in rows
        if row.subject == subject or (row.source is not None and row.source.subject == subject)
    )


def whose(row: Deadline, name: Callable[[Subject], str]) -> tuple[str, ...]:
    """Return whom or what a date is about: the incident, and a model or the company."""
    parts: list[str] = []
    if isinstance(row.source, Incident):
        parts.append(_short(row.source.name))
    elif row.source is not None and row.source.note:
        parts.append(_short(row.source.note))
    if row.status != "not-started" and (row.subject != PROVIDER or not parts):
        parts.append(name(row.subject))
    return tuple(part for part in parts if part)


def open_points(incident: Incident) -> tuple[int, ...]:
    """Return the numbers of the points of Measure 9.2 on which nothing is recorded yet."""
    texts = incident.texts
    said = {
        1: incident.start or incident.end or texts["dates-note"],
        2: texts["harm"] or texts["affected"],
        3: texts["chain"],
        4: incident.models or texts["model-note"],
        5: texts["material"],
        6: texts["response"],
        7: texts["recommendation"],
        8: texts["root-cause"] or texts["outputs"] or texts["factors"],
        9: texts["patterns"],
    }
    return tuple(number for number, given in said.items() if not given)


_NOTE: Final = 80


def _short(text: str) -> str:
    """Return a text on one line, cut at a space where it is long."""
    line = one_line(text)
    if len(line) <= _NOTE:
        return line
    return line[: _NOTE - 1].rsplit(" ", 1)[0].rstrip(" \u00a0\u202f.,;:") + "…"


def _lately(row: Deadline) -> tuple[date, str]:
    return row.done or date.max, row.id
