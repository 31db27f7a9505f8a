"""The review as JSON: roles, steps, comments and opinions, each with its id.

Parts that say nothing are left out; :mod:`jalon.assessment.review.exchange` reads them.
"""

from datetime import datetime

from jalon.assessment.attestations import ITEM, attested
from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.review.model import Comment, Opinion, Step, Target, Withdrawal
from jalon.assessment.review.reading import moment_text
from jalon.assessment.snapshot import Snapshot
from jalon.language import BETWEEN

Json = dict[str, Value]


def parts(snapshot: Snapshot, models: tuple[Subject, ...]) -> Json:
    """Return the parts of an answers file that hold the review; none where there is none.

    What was said of another model than ``models`` is left out, as its answers are.
    """
    found, whose = snapshot.evaluation.review, {PROVIDER, *models}
    whole: Json = {
        "people": {role: names for role, names in found.people.items() if names},
        "reviews": [_step(step) for step in found.steps if step.about.subject in whose],
        "comments": [_comment(one) for one in found.comments if one.about.subject in whose],
        "opinions": [_opinion(opinion) for opinion in found.opinions],
    }
    return {name: part for name, part in whole.items() if part}


def attestations(snapshot: Snapshot) -> Json:
    """Return what was attested, what was taken back included; no part where nothing was."""
    found = [
        {
            "id": one.subject,
            "statement": one.statement,
            "by": one.by,
            "at": moment_text(one.at),
            "words": one.words,
            "seen": snapshot.assessment.text(one.subject, ITEM, "seen"),
            **_gone(one.withdrawn),
        }
        for one in attested(snapshot.assessment).every
    ]
    return {"attestations": list[Value](found)} if found else {}


def _gone(withdrawn: tuple[str, datetime] | None) -> Json:
    if withdrawn is None:
        return {}
    by, at = withdrawn
    return {"withdrawn": moment_text(at), "withdrawn_by": by or None}


def _step(step: Step) -> Json:
    return _whole(
        step.id,
        step.about,
        {
            "step": step.act,
            "by": step.by,
            "at": moment_text(step.at),
            "to": step.to,
            "verdict": None if step.others else step.verdict,
            "comment": step.comment,
            "corrective_action": step.corrective_action,
            "corrective_owner": step.corrective_owner,
            "corrective_due": _one(step.corrective_due),
            "seen": step.seen,
            "applied": step.applied,
            "rest": step.rest,
        },
        step.withdrawn,
    )


def _comment(comment: Comment) -> Json:
    return _whole(
        comment.id,
        comment.about,
        {
            "text": comment.text,
            "by": comment.by,
            "at": moment_text(comment.at),
            "answers": comment.answers,
            "edited": _moment(comment.edited),
        },
        comment.withdrawn,
    )


def _opinion(opinion: Opinion) -> Json:
    return _whole(
        opinion.id,
        opinion.about,
        {
            "name": opinion.name,
            "capacity": opinion.capacity,
            "capacity_text": opinion.capacity_text,
            "direction": opinion.direction,
            "reasons": opinion.reasons,
            "date": _one(opinion.day),
            "at": moment_text(opinion.at),
            "seen": opinion.seen,
        },
        opinion.withdrawn,
    )


def _whole(subject: str, about: Target, values: Json, withdrawn: Withdrawal | None) -> Json:
    place: Json = {"scope": about.scope}
    if about.item:
        place["item"] = about.item
    if about.scope == "requirement":
        place["subject"] = about.subject
    if withdrawn:
        values |= {"withdrawn": moment_text(withdrawn.at), "withdrawn_by": withdrawn.by}
    return {"id": subject, "about": place, **{name: v for name, v in values.items() if v}}


def _one(days: str) -> str:
    """Return a day; none where copies disagree on it, so that none is chosen unseen."""
    return "" if BETWEEN in days else days


def _moment(at: datetime | None) -> str | None:
    return moment_text(at) if at else None
