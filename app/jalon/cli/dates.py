"""``jalon dates``: what is due when, how it was counted, and the register of incidents."""

from collections.abc import Iterable, Iterator
from datetime import date

from jalon.assessment import model_words
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.assessment.snapshot import Snapshot
from jalon.cli import output
from jalon.language import Translator


def dates(snapshot: Snapshot, today: date | None, *, as_json: bool, tr: Translator) -> int:
    """Print every date that follows from the record, as it stands on ``today``."""
    reckoning = reckoned(snapshot, today)
    if as_json:
        output.show_json(
            {
                "format": "jalon-dates",
                "version": 1,
                "today": reckoning.today.isoformat(),
                "dates": described(reckoning, tr),
                "incidents": incidents(reckoning),
            }
        )
    else:
        output.say(*_lines(snapshot, reckoning, tr))
    return output.GOOD


def reckoned(snapshot: Snapshot, today: date | None = None) -> Reckoning:
    """Return what can be counted of a snapshot, on the day it was taken unless another is named."""
    day = today or snapshot.time.astimezone().date()
    return Reckoning(snapshot.form, snapshot.assessment, snapshot.evaluation, day)


def described(reckoning: Reckoning, tr: Translator) -> list[dict[str, object]]:
    """Return every date as JSON; days are ISO 8601, ``rule`` and ``source`` are words."""
    wording = Wording(reckoning.form, tr)
    return [_described(row, wording) for row in reckoning.deadlines]


def incidents(reckoning: Reckoning) -> list[dict[str, object]]:
    """Return the register as JSON, withdrawn incidents included."""
    return [_incident(one, reckoning) for one in reckoning.incidents]


def _described(row: Deadline, wording: Wording) -> dict[str, object]:
    return {
        "id": row.id,
        "rule": row.rule.id,
        "kind": row.rule.kind,
        "subject": row.subject,
        "source": row.source.subject if row.source else None,
        "title": wording.title(row),
        "status": row.status,
        "date": _iso(row.day),
        "time": row.time or None,
        "not_before": _iso(row.bound),
        "start": _iso(row.start),
        "started_by": row.started_by or None,
        "done": _iso(row.done),
        "late": row.late,
        "applies": row.standing.applies,
        "voluntary": row.standing.voluntary,
        "ordinary_date": _iso(row.ordinary),
        "extended_date": _iso(row.extended),
        "other_periods": [{"rule": name, "date": _iso(day)} for name, day in row.others],
        "missed": _iso(row.missed),
        "counting": wording.counting(row),
        "citation": wording.where(row),
        "force": wording.force(row),
        "cautions": list(wording.cautions(row)),
        "why_not": wording.why_not(row) or None,
        "would_settle": [
            {"kind": s.want, "name": s.name or None, "text": wording.settles(s)} for s in row.settle
        ],
    }


def _incident(incident: Incident, reckoning: Reckoning) -> dict[str, object]:
    rows = [row for row in reckoning.deadlines if row.source is incident]
    return {
        "id": incident.subject,
        "name": incident.name or None,
        "withdrawn": incident.withdrawn,
        "harms": list(incident.harms),
        "cause": incident.cause or None,
        "models": list(incident.models),
        "aware": _iso(incident.aware),
        "aware_time": incident.aware_time or None,
        "start": _iso(incident.start),
        "end": _iso(incident.end),
        "resolved": _iso(incident.resolved),
        "initial_sent": _iso(incident.initial_sent),
        "intermediate_sent": [day.isoformat() for day in incident.intermediate],
        "final_sent": _iso(incident.final_sent),
        "documented": _iso(incident.documented),
        "open_points": list(listing.open_points(incident)),
        "dates": [row.id for row in rows],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# -- in words ----------------------------------------------------------------------------------


def _lines(snapshot: Snapshot, reckoning: Reckoning, tr: Translator) -> Iterator[str]:
    wording = Wording(reckoning.form, tr)
    yield tr.text(
        "Dates on {day}. How days are counted is our reading.", day=tr.date(reckoning.today)
    )
    for part in listing.parts(reckoning.deadlines):
        yield ""
        yield tr.text(part.title)
        rows = part.rows
        if not rows:
            yield "  " + tr.text("nothing")
        for row in rows:
            yield from _row(snapshot, row, wording, tr)


def _row(snapshot: Snapshot, row: Deadline, wording: Wording, tr: Translator) -> Iterator[str]:
    whose = listing.whose(row, lambda subject: _name(snapshot, subject, tr))
    what = " · ".join((wording.title(row), *whose))
    yield "  " + tr.text("{name}: {text}", name=wording.stands(row), text=what)
    if row.status in {"not-started", "not-applicable"}:
        said: Iterable[str] = (wording.why_not(row) or wording.counting(row),)
    else:
        said = (wording.counting(row), wording.where(row), *wording.cautions(row))
    yield from (f"    {text}" for text in said if text)
    if row.settle:
        yield f"    {wording.settled_by(row)}"


def _name(snapshot: Snapshot, subject: Subject, tr: Translator) -> str:
    if subject == PROVIDER:
        return tr.text("The company")
    return model_words.called(snapshot.assessment, subject, tr)
