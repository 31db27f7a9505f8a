"""The review and the opinions in ``jalon status --json``."""

from jalon.assessment.item_status import ItemStatus
from jalon.assessment.review.model import Comment, Opinion, Step, Target, Withdrawal
from jalon.assessment.review.standing import Reviews, Standing
from jalon.assessment.review.verdicts import Given
from jalon.assessment.snapshot import Snapshot

Json = dict[str, object]


def item(one: ItemStatus) -> Json | None:
    """Return what the review says of a requirement; None where no review was asked."""
    if one.review is None:
        return None
    given = one.review.verdict
    return {
        "verdict": given.step.verdict if given else None,
        "by": given.step.by if given else None,
        "own": one.review.own,
        "counts": one.review.reviewed,
    }


def review(snapshot: Snapshot) -> Json:
    """Return roles, where the review of each thing stands, and every comment."""
    found = snapshot.evaluation.review
    refusal = found.refusal
    return {
        "people": {role: names or None for role, names in found.people.items()},
        "targets": [_standing(standing) for standing in found.standings.values()],
        "refused": None if refusal is None else {"by": refusal.by, "reason": refusal.comment},
        "comments": [_comment(comment) for comment in found.comments],
    }


def opinions(snapshot: Snapshot) -> list[Json]:
    """Return every opinion, unfavourable ones first, withdrawn ones last."""
    found = snapshot.evaluation.review
    return [_opinion(found, opinion) for opinion in found.opinions]


def _standing(standing: Standing) -> Json:
    return {
        "about": _about(standing.about),
        "state": standing.state,
        "changed_since": standing.changed,
        "problems": list(standing.problems),
        "verdicts": [_given(given) for given in standing.verdicts],
        "steps": [
            {
                "id": step.id,
                "step": step.act,
                "by": step.by or None,
                "typed_by": step.typed_by or None,
                "at": step.at.isoformat(),
                "to": step.to or None,
                "verdict": step.verdict,
                "comment": step.comment or None,
                **_corrective(step),
                "withdrawn": _withdrawn(step.withdrawn),
            }
            for step in standing.steps
        ],
    }


def _given(given: Given) -> Json:
    step = given.step
    return {
        "id": step.id,
        "by": step.by or None,
        "verdict": step.verdict,
        "comment": step.comment or None,
        **_corrective(step),
        "current": given.current,
        "counts": given.counts,
        "problems": list(given.problems),
        "remarks": list(given.remarks),
    }


def _corrective(step: Step) -> Json:
    return {
        "corrective_action": step.corrective_action or None,
        "corrective_owner": step.corrective_owner or None,
        "corrective_due": step.corrective_due or None,
    }


def _comment(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "about": _about(comment.about),
        "text": comment.text,
        "by": comment.by or None,
        "typed_by": comment.typed_by or None,
        "at": comment.at.isoformat(),
        "answers": comment.answers,
        "edited": comment.edited.isoformat() if comment.edited else None,
        "withdrawn": _withdrawn(comment.withdrawn),
    }


def _opinion(found: Reviews, opinion: Opinion) -> Json:
    return {
        "id": opinion.id,
        "about": _about(opinion.about),
        "name": opinion.name or None,
        "capacity": opinion.capacity,
        "capacity_text": opinion.capacity_text or None,
        "direction": opinion.direction,
        "reasons": opinion.reasons or None,
        "date": opinion.day or None,
        "changed_since": found.outdated(opinion),
        "problems": list(opinion.problems),
        "withdrawn": _withdrawn(opinion.withdrawn),
    }


def _about(about: Target) -> Json:
    subject = about.subject if about.scope == "requirement" else None
    return {"scope": about.scope, "item": about.item or None, "subject": subject}


def _withdrawn(withdrawn: Withdrawal | None) -> Json | None:
    if withdrawn is None:
        return None
    return {"by": withdrawn.by or None, "at": withdrawn.at.isoformat()}
