"""What asks for an action: next steps and gaps, and what reviewers want corrected."""

from collections.abc import Iterator
from typing import Final

from jalon.assessment import actions
from jalon.assessment.actions import Origin
from jalon.assessment.changes import Subject
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.state import Assessment
from jalon.language import BETWEEN
from jalon.values import dataclass

_NO_STEP: Final = ("implemented", "not-applicable")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text of the record that asks for an action and has none yet.

    Attributes:
        places: the requirements that the action would serve.
    """

    origin: Origin
    what: str
    owner: str
    due: str
    places: tuple[tuple[Subject, str], ...]


def every(assessment: Assessment, evaluation: Evaluation) -> tuple[Proposal, ...]:
    """Return what asks for an action: next steps and gaps, and what reviewers want corrected."""
    known = actions.plan(assessment).origins
    found = [*_steps(assessment, evaluation), *_corrections(evaluation)]
    return tuple(one for one in found if one.origin not in known)


def _steps(assessment: Assessment, evaluation: Evaluation) -> Iterator[Proposal]:
    for (subject, item), status in evaluation.items.items():
        step = step_of(assessment, subject, item)
        if step is None or status.applies == "no":
            continue
        if status.state in _NO_STEP and step.origin.field != "next-step":
            continue
        yield step


def step_of(assessment: Assessment, subject: Subject, item: str) -> Proposal | None:
    """Return what a requirement's next step, or else its gap, would be as an action."""
    for field in ("next-step", "gap"):
        what = assessment.said(subject, item, field).strip()
        if what:
            owner = assessment.said(subject, item, "owner", BETWEEN).strip()
            due = assessment.text(subject, item, "due")
            origin = Origin(subject, item, field)
            return Proposal(origin, what, owner, due, ((subject, item),))
    return None


def _corrections(evaluation: Evaluation) -> Iterator[Proposal]:
    """Read what the verdicts that stand want corrected: each serves all that it is about."""
    review = evaluation.review
    for about, standing in review.standings.items():
        for given in standing.verdicts if review.present(about) else ():
            step = given.step
            field, what = "corrective-action", step.corrective_action.strip()
            if not what and step.verdict == "to-correct":
                field, what = "comment", step.comment.strip()
            if what and about.scope != "whole":
                origin = Origin(step.id, "review", field)
                owner, due = step.corrective_owner.strip(), step.corrective_due
                due = "" if BETWEEN in due else due  # copies disagree: one has to be chosen
                yield Proposal(origin, what, owner, due, review.pairs(about))
