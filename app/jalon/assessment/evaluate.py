"""What follows from the answers: what applies, what is wrong, how it counts.

Pure and cheap; called after every change.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from jalon.assessment import carried, item_status
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.conclusions import Conclusions
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.scope import Scope, Scopes, scopes
from jalon.assessment.state import Assessment, Followed
from jalon.assessment.statuses import Finder, Statuses
from jalon.assessment.tallies import ONE, Counted, counted, recounted
from jalon.forms.model import Form, ItemId, Sheet
from jalon.values import dataclass

if TYPE_CHECKING:
    from jalon.assessment.review.standing import Reviews


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Consequences of an assessment.

    ``items`` holds every answer that is given for someone, in reading order: the company's,
    each model's, and those of models that stand in the place of the company's. The tallies
    count binding requirements only, each answer once; ``voluntary`` has the chapters taken on
    voluntarily, which enter no other tally. But ``by_subject`` says what holds for the company
    and for each model, the answers that it takes over included: not to be added up.
    The duties outside the Code enter ``duties``, ``by_duty`` and ``by_obligation`` only.

    Attributes:
        inherited: the company's answers as they hold for each model, which has no other there.
        suspended: answers that models began to give in the company's place, without a reason.
        conclusions: what appears from the facts, for the company and for each model.
        inherited_by: of each model's tally, the part that it takes over from the company.
        duty_scope: of each duty as a whole, whether it applies.
        review: where the review of each thing stands.
    """

    items: Mapping[ItemKey, ItemStatus]
    overall: Tally
    by_chapter: Mapping[str, Tally]
    by_measure: Mapping[str, Tally]
    by_obligation: Mapping[str, Tally]
    by_subject: Mapping[Subject, Tally]
    voluntary: Mapping[str, Tally]
    inherited: Mapping[ItemKey, ItemStatus]
    suspended: Mapping[ItemKey, ItemStatus]
    inherited_by: Mapping[Subject, Tally]
    duties: Tally
    by_duty: Mapping[str, Tally]
    duty_scope: Mapping[str, Scope]
    conclusions: Conclusions
    review: "Reviews"

    def status(self, subject: Subject, item: ItemId) -> ItemStatus:
        """Return what follows from a subject's own answer, or from the one that it takes over.

        Raises:
            KeyError: the requirement is none of this subject's.
        """
        key = (subject, item)
        return self.items.get(key) or self.suspended.get(key) or self.inherited[key]

    def of_sheet(self, sheet: Sheet) -> Tally:
        """Return the tally of a measure, or of a duty outside the Code."""
        if sheet.id in self.by_duty:
            return self.by_duty[sheet.id]
        return self.by_measure[sheet.id]


def evaluate(form: Form, assessment: Assessment) -> Evaluation:
    """Evaluate ``assessment`` against ``form``.

    Answers that were carried over from an earlier edition do not count until they are confirmed.
    """
    waiting = carried.waiting(assessment)
    assessment = carried.standing(assessment, waiting)
    last = assessment.derived(f"evaluation {id(form)}", lambda _: False, lambda _: _Last())
    known, since = last.known
    if known and not since:
        return known.evaluation
    applied = scopes(form, assessment)
    finder = Finder(form, assessment, applied, waiting)
    found = None
    if known and known.scopes is applied:
        answered = [ItemId(item) for item in since if item in form.items]
        found = finder.again(known.statuses, answered)
    if known and found:
        new = _followed(form, assessment, known, *found)
    else:
        new = _begun(form, assessment, applied, finder.all())
    last.known = new, frozenset()
    return new.evaluation


@dataclass(frozen=True, slots=True)
class _Known:
    """What follows from one state, as far as it helps to find what follows from the next."""

    scopes: Scopes
    statuses: Statuses
    counted: Counted
    evaluation: Evaluation


class _Last(Followed):
    """The last evaluation, and the items of which something changed since."""

    __slots__ = ("known",)

    def __init__(self, known: _Known | None = None, since: frozenset[str] = frozenset()) -> None:
        self.known = known, since

    def after(self, keys: set[Key]) -> Self:
        """Keep it, and note what changed."""
        known, since = self.known
        return type(self)(known, since | {key.item for key in keys})


def _begun(form: Form, assessment: Assessment, applied: Scopes, statuses: Statuses) -> _Known:
    """Evaluate all of it."""
    review, items, inherited = _reviewed(form, assessment, statuses)
    figures = counted(form, items, inherited, assessment.subjects("model"))
    evaluation = _evaluation(
        figures,
        statuses,
        {duty.id: applied.of_duty(duty) for duty in form.duties},
        MappingProxyType(dict(applied.conclusions)),
        review,
    )
    return _Known(applied, statuses, figures, evaluation)


def _followed(
    form: Form,
    assessment: Assessment,
    before: _Known,
    statuses: Statuses,
    changed: Iterable[ItemKey],
) -> _Known:
    """Evaluate what has another status than before; under review each may say something else."""
    review, items, inherited = _reviewed(form, assessment, statuses)
    old = before.evaluation
    if review.standings or old.review.standings:
        changed = (*items, *inherited)
    figures = recounted(form, before.counted, items, inherited, changed)
    evaluation = _evaluation(figures, statuses, old.duty_scope, old.conclusions, review)
    return _Known(before.scopes, statuses, figures, evaluation)


def _reviewed(
    form: Form, assessment: Assessment, statuses: Statuses
) -> tuple["Reviews", Mapping[ItemKey, ItemStatus], Mapping[ItemKey, ItemStatus]]:
    """Say of each answer what the review says of it, before it is counted.

    The company's answer is reviewed once; so it holds for the models that take it over.
    """
    from jalon.assessment.review.standing import Reviews

    reviews = Reviews(form, assessment, lambda: {k: s.applies for k, s in statuses.items.items()})
    if not reviews.standings:
        return reviews, statuses.items, statuses.inherited
    items = {
        key: item_status.with_review(status, reviews.item(*key))
        for key, status in statuses.items.items()
    }
    inherited = {
        key: item_status.with_review(status, reviews.item(PROVIDER, key[1]))
        for key, status in statuses.inherited.items()
    }
    return reviews, items, inherited


def _evaluation(
    figures: Counted,
    statuses: Statuses,
    duty_scope: Mapping[str, Scope],
    conclusions: Conclusions,
    review: "Reviews",
) -> Evaluation:
    found = figures.tallies
    return Evaluation(
        MappingProxyType(figures.items),
        overall=found["overall"][ONE],
        by_chapter=found["by_chapter"],
        by_measure=found["by_measure"],
        by_obligation=found["by_obligation"],
        by_subject=found["by_subject"],
        voluntary=found["voluntary"],
        inherited=MappingProxyType(figures.inherited),
        suspended=MappingProxyType(statuses.suspended),
        inherited_by=found["inherited_by"],
        duties=found["duties"][ONE],
        by_duty=found["by_duty"],
        duty_scope=duty_scope,
        conclusions=conclusions,
        review=review,
    )
