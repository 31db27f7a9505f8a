"""Presumptions of the Code: points that, all met, let something be presumed fulfilled.

They are the Code's own and concern adherence to it; the AI Act attaches no presumption to the
Code. They never change a number. One is of a measure as a whole (Safety and Security chapter,
Measure 8.1, paragraph 3); another of a single requirement (Appendix 2.1, point (2)).
"""

from collections.abc import Callable, Iterator, Sequence

from jalon.assessment.changes import Subject
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.item_status import ItemStatus
from jalon.errors import N_
from jalon.forms.citations import places
from jalon.forms.model import ItemId, Requirement, Sheet
from jalon.language import Translator
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How many points of a presumption are answered, and how many are met.

    Attributes:
        only: what is presumed, where it is not the measure as a whole.
    """

    points: int
    answered: int
    met: int
    only: tuple[Requirement, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every point is recorded as implemented."""
        return self.met == self.points

    def said(self, tr: Translator) -> str:
        """Say how it stands; often there is nothing to say."""
        if self.only:
            return self._said_of_some(tr) if self.complete else ""
        if self.complete:
            return tr.text(
                N_(
                    "Every point under which the Code presumes this measure to be fulfilled is"
                    " recorded as implemented. This changes no figure."
                )
            )
        if self.answered:
            return tr.text(
                N_(
                    "Of the {points} points under which the Code presumes this measure to be"
                    " fulfilled, {met} are recorded as implemented. This changes no figure."
                ),
                points=self.points,
                met=self.met,
            )
        return ""

    def _said_of_some(self, tr: Translator) -> str:
        return tr.text(
            N_(
                "The condition under which the Code takes a requirement as met ({place}) is"
                " recorded as implemented. It takes nothing else of this measure as met, and this"
                " changes no figure."
            ),
            place=tr.listed(", ".join(places(one.place, tr)) for one in self.only),
        )


def standings(evaluation: Evaluation, sheet: Sheet, subject: Subject) -> tuple[Standing, ...]:
    """Return how the presumptions of a measure stand for a subject of whom they are asked."""
    return tuple(_standings(evaluation, sheet, subject))


def said(
    evaluation: Evaluation,
    sheet: Sheet,
    subjects: Sequence[Subject],
    tr: Translator,
    named: Callable[[Subject], str] | None = None,
) -> str:
    """Say how the presumptions of a measure stand, the same once.

    ``named`` gives the name that a model's is told with, where there are several models.
    """
    found: dict[str, None] = {}
    for subject in subjects:
        for one in _standings(evaluation, sheet, subject):
            words = one.said(tr)
            if words:
                if named and one.only:
                    words = tr.text(N_("{label}: {text}"), label=named(subject), text=words)
                found[words] = None
    return " ".join(found)


def _standings(evaluation: Evaluation, sheet: Sheet, subject: Subject) -> Iterator[Standing]:
    points: dict[tuple[ItemId, ...], list[ItemStatus]] = {}
    for item in sheet.requirement:
        if item.force == "presumption" and (status := _seen(evaluation, subject, item.id)):
            points.setdefault(item.presumes, []).append(status)
    for presumed, found in points.items():
        whole = all(r.id in presumed for r in sheet.requirement if r.force == "binding")
        yield Standing(
            len(found),
            sum(status.state is not None for status in found),
            sum(status.counted == "settled" for status in found),
            () if whole else tuple(one for one in sheet.requirement if one.id in presumed),
        )


def _seen(evaluation: Evaluation, subject: Subject, item: ItemId) -> ItemStatus | None:
    """Return how a point that is asked stands for a subject, by its own or the company's answer."""
    key = (subject, item)
    found = evaluation.items.get(key) or evaluation.inherited.get(key)
    return None if found is None or (found.applies == "no" and not found.voluntary) else found
