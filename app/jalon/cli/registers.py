"""Evidence and actions as JSON: what ``jalon status`` and ``jalon evidence list`` print."""

from datetime import date

from jalon.assessment import actions, evidence
from jalon.assessment import proposals as asked
from jalon.assessment.actions import Action
from jalon.assessment.changes import Subject
from jalon.assessment.disputes import Disputed
from jalon.assessment.evidence import Evidence, Found
from jalon.assessment.proposals import Proposal
from jalon.assessment.snapshot import Snapshot


def pieces(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return every piece of evidence, what was removed included."""
    found, today = dict(snapshot.found), snapshot.time.date()
    register = evidence.register(snapshot.assessment)
    return [piece(entry, today, found.get(entry.subject)) for entry in register.entries.values()]


def piece(entry: Evidence, today: date, found: Found | None) -> dict[str, object]:
    """Return one piece; ``found`` is null where its file was not looked at."""
    anew = entry.renewed
    return {
        "id": entry.subject,
        "title": entry.title,
        "kind": entry.kind,
        "name": entry.name,
        "target": entry.target,
        "note": entry.note,
        "date": _day(entry.date, entry.disputed, "date"),
        "expires": _day(entry.expires, entry.disputed, "expires"),
        "file": entry.file.value() if entry.file else None,
        "condition": entry.condition(today, found),
        "found": found,
        "removed": entry.removed or None,
        "links": _places(entry.links),
        "disputed": _disputed(entry.disputed),
        "added": {"author": entry.added[0], "time": entry.added[1]},
        "renewed": {"author": anew[0], "time": anew[1]} if anew[1] else None,
    }


def tasks(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return every action, unfinished ones first, by date."""
    today = snapshot.time.date()
    plan = actions.plan(snapshot.assessment)
    return [_task(snapshot, action, today) for action in plan.in_order()]


def proposals(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return what asks for an action and has none yet."""
    found = asked.every(snapshot.assessment, snapshot.evaluation)
    return [_proposal(one) for one in found]


def _task(snapshot: Snapshot, action: Action, today: date) -> dict[str, object]:
    proofs = evidence.linked(snapshot.assessment, action.subject, actions.ITEM)
    return {
        "id": action.subject,
        "what": action.what,
        "owner": action.owner or None,
        "due": _day(action.due, action.disputed, "due"),
        "overdue": action.overdue(today),
        "priority": action.priority,
        "cost": action.cost or None,
        "state": action.state,
        "counted": action.counted,
        "reason": action.reason or None,
        "problems": list(action.remarks),
        "disputed": _disputed(action.disputed),
        "links": _places(action.links),
        "evidence": [entry.subject for entry in proofs],
        "origin": action.origin.value() if action.origin else None,
        "added": {"author": action.added[0], "time": action.added[1]},
    }


def _day(text: str, disputed: Disputed, field: str) -> str | None:
    """Return a day as it is recorded; null where copies disagree on it."""
    return None if field in dict(disputed) else text or None


def _disputed(disputed: Disputed) -> dict[str, list[str]]:
    return {field: list(said) for field, said in disputed}


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
