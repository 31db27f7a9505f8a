"""Presumptions of the Code: points that, all met, let a measure be presumed fulfilled.

They are the Code's own (Safety and Security chapter, Measure 8.1, paragraph 3) and concern
adherence to it; the AI Act attaches no presumption to the Code. They never change a number.
"""

from jalon.assessment.changes import Subject
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.item_status import ItemStatus
from jalon.errors import N_
from jalon.forms.model import ItemId, Sheet
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of a measure's points of presumption are answered, and how many are met."""

    points: int
    answered: int
    met: int

    @property
    def complete(self) -> bool:
        """Whether every point is recorded as implemented."""
        return self.met == self.points

    @property
    def message(self) -> str:
        """What to say of it, as a source text with ``{points}`` and ``{met}``; often nothing."""
        if self.complete:
            return N_(
                "Every point under which the Code presumes this measure to be fulfilled is"
                " recorded as implemented. This changes no figure."
            )
        if self.answered:
            return N_(
                "Of the {points} points under which the Code presumes this measure to be"
                " fulfilled, {met} are recorded as implemented. This changes no figure."
            )
        return ""


def standing(evaluation: Evaluation, measure: Sheet, subject: Subject) -> Standing | None:
    """Return how the presumption of a measure stands for a subject; None where it has none."""
    found = [
        status
        for item in measure.requirement
        if item.force == "presumption"
        and (status := _seen(evaluation, subject, item.id)) is not None
    ]
    if not found:
        return None
    answered = sum(status.state is not None for status in found)
    return Standing(len(found), answered, sum(s.counted == "settled" for s in found))


def _seen(evaluation: Evaluation, subject: Subject, item: ItemId) -> ItemStatus | None:
    """Return how a point stands for a subject, by its own answer or by the company's."""
    key = (subject, item)
    return evaluation.items.get(key) or evaluation.inherited.get(key)
