"""Evidence and actions as JSON: what ``jalon status`` and ``jalon evidence list`` print."""

from datetime import date

from jalon.assessment import actions, evidence
from jalon.assessment.actions import Action, Proposal
from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Evidence, Found
from jalon.assessment.snapshot import Snapshot


def pieces(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return every piece of evidence, what was removed included."""
    found, today = dict(snapshot.found), snapshot.time.date()
    register = evidence.register(snapshot.assessment)
    return [piece(entry, today, found.get(entry.subject)) for entry in register.entries.values()]


def piece(entry: Evidence, today: date, found: Found | None) -> dict[str, object]:
    """Return one piece; ``found`` is null where its file was not looked at."""
    return {
        "id": entry.subject,
        "title": entry.title,
        "kind": entry.kind,
        "name": entry.name,
        "target": entry.target,
        "note": entry.note,
        "date": entry.date or None,
        "expires": entry.expires or None,
        "file": entry.file.value() if entry.file else None,
        "condition": entry.condition(today, found),
        "found": found,
        "removed": entry.removed or None,
        "links": _places(entry.links),
        "added": {"author": entry.added[0], "time": entry.added[1]},
    }


def tasks(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return every action, unfinished ones first, by date."""
    today = snapshot.time.date()
    plan = actions.plan(snapshot.assessment)
    return [_task(snapshot, action, today) for action in plan.in_order()]


def proposals(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return what asks for an action and has none yet."""
    found = actions.proposals(snapshot.assessment, snapshot.evaluation)
    return [_proposal(one) for one in found]


def _task(snapshot: Snapshot, action: Action, today: date) -> dict[str, object]:
    proofs = evidence.linked(snapshot.assessment, action.subject, actions.ITEM)
    return {
        "id": action.subject,
        "what": action.what,
        "owner": action.owner or None,
        "due": action.due or None,
        "overdue": action.overdue(today),
        "priority": action.priority,
        "cost": action.cost or None,
        "state": action.state,
        "counted": action.counted,
        "reason": action.reason or None,
        "problems": list(action.problems),
        "links": _places(action.links),
        "evidence": [entry.subject for entry in proofs],
        "origin": action.origin.value() if action.origin else None,
        "added": {"author": action.added[0], "time": action.added[1]},
    }


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "origin": one.origin.value(),
        "what": one.what,
        "owner": one.owner or None,
        "due": one.due or None,
        "links": _places(one.places),
    }


def _places(places: tuple[tuple[Subject, str], ...]) -> list[dict[str, str]]:
    return [{"subject": subject, "item": item} for subject, item in places]
