"""What ``jalon status`` says of models: which there are, and what they take over."""

from jalon.assessment import inheritance, models
from jalon.assessment.changes import PROVIDER, Change, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.snapshot import Snapshot
from jalon.forms.model import FactId

Json = dict[str, object]


def described(snapshot: Snapshot) -> Json:
    """Return the models, and what holds for each of them by the company's answers and facts.

    ``inherited`` has the answers that the company gave and that hold for a model; ``suspended``
    those that a model began to give in their place, without a reason.
    """
    assessment, evaluation = snapshot.assessment, snapshot.evaluation
    return {
        "models": [
            {"id": m, "name": models.name(assessment, m) or None, "removed": removed}
            for removed, those in (
                (False, assessment.subjects(models.KIND)),
                (True, assessment.removed(models.KIND)),
            )
            for m in those
        ],
        "inherited": [
            {
                "subject": subject,
                "item": item,
                "from": PROVIDER,
                **stated(one),
                **_given(inheritance.source(assessment, item)),
            }
            for (subject, item), one in evaluation.inherited.items()
        ],
        "suspended": [
            {"subject": subject, "item": item, **stated(one), "problems": list(one.problems)}
            for (subject, item), one in evaluation.suspended.items()
        ],
        "inherited_facts": [
            _fact(snapshot, model, fact)
            for model in assessment.subjects(models.KIND)
            for fact, scope in snapshot.form.fact_scope.items()
            if scope == "provider"
        ],
    }


def stated(one: ItemStatus) -> Json:
    """Return whether a requirement applies, and what was answered."""
    return {
        "applies": one.applies,
        "voluntary": one.voluntary,
        "missing_facts": list(one.missing),
        "state": one.state,
        "counted": one.counted,
    }


def apart(snapshot: Snapshot, subject: Subject, item: str) -> Json:
    """Return whether an answer stands in the place of the company's, and why."""
    stands = subject != PROVIDER and inheritance.holds(snapshot.assessment, subject, item)
    reason = inheritance.reason(snapshot.assessment, subject, item) if stands else None
    return {"override": stands, "override_reason": reason}


def _fact(snapshot: Snapshot, model: Subject, fact: str) -> Json:
    assessment, known = snapshot.assessment, snapshot.form.fact[FactId(fact)]
    whose = inheritance.whose(snapshot.form, known.id, model, assessment)
    return {
        "subject": model,
        "item": fact,
        "from": whose,
        "value": assessment.value(whose, fact, "value"),
        "overridable": known.overridable,
        **apart(snapshot, whose, fact),
        **_given(inheritance.source(assessment, fact, whose)),
    }


def _given(change: Change | None) -> Json:
    return {
        "author": change.author if change else None,
        "time": change.time.isoformat() if change else None,
    }
