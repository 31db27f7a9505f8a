"""What follows from the answers: what applies, what is wrong, how it counts.

Pure and cheap; called after every change.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from jalon.assessment import carried, inheritance, item_status
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusions
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.scope import Scope, Scopes, scopes
from jalon.assessment.state import Assessment, ByItem
from jalon.assessment.tallies import tallies
from jalon.errors import N_
from jalon.forms.model import Form, ItemId, Requirement, Sheet
from jalon.values import dataclass, replace

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
    models = assessment.subjects("model")
    found = _Found(assessment, models, scopes(form, assessment), waiting)
    kept = assessment.by_item(f"statuses {id(form)}")
    for requirement in form.items.values():
        found.add(requirement, kept)
    review = found.reviewed(form)  # before the figures: they count what a reviewer accepted
    return Evaluation(
        MappingProxyType(found.items),
        inherited=MappingProxyType(found.inherited),
        suspended=MappingProxyType(found.suspended),
        duty_scope={duty.id: found.scopes.of_duty(duty) for duty in form.duties},
        review=review,
        **tallies(form, found.items, found.inherited, models),
        conclusions=MappingProxyType(dict(found.scopes.conclusions)),
    )


_DISPUTED: Final = N_("Two copies of this project answer differently here. Choose one.")


class _Statuses(NamedTuple):
    """What follows from the answers to one requirement, by what applied at the time."""

    scopes: Scopes
    items: dict[ItemKey, ItemStatus]
    inherited: dict[ItemKey, ItemStatus]
    suspended: dict[ItemKey, ItemStatus]


class _Found:
    """The statuses of one evaluation, as they are found."""

    def __init__(
        self,
        assessment: Assessment,
        models: tuple[Subject, ...],
        scopes: Scopes,
        waiting: frozenset[carried.Place],
    ) -> None:
        self.items: dict[ItemKey, ItemStatus] = {}
        self.inherited: dict[ItemKey, ItemStatus] = {}
        self.suspended: dict[ItemKey, ItemStatus] = {}
        self._assessment, self._models = assessment, models
        self.scopes = scopes
        self._waiting = waiting
        self._disputed = {key[:2] for key in assessment.conflicts()}
        self._begun = inheritance.all_begun(assessment, models)

    def add(self, requirement: Requirement, kept: ByItem) -> None:
        """Find what follows from each answer to a requirement, or take it from the last state.

        It follows from the answers to this requirement and from what applies, and nothing else.
        """
        known = kept.get(requirement.id)
        if not isinstance(known, _Statuses) or known.scopes is not self.scopes:
            known = kept[requirement.id] = self._found(requirement)
        self.items.update(known.items)
        self.inherited.update(known.inherited)
        self.suspended.update(known.suspended)

    def _found(self, requirement: Requirement) -> "_Statuses":
        found, item = _Statuses(self.scopes, {}, {}, {}), requirement.id
        if requirement.scope == "model":
            for model in self._models:
                found.items[model, item] = self._status(requirement, model)
            return found
        begun = self._begun.get(item, ())
        own = {m for m in begun if inheritance.reason(self._assessment, m, item)}
        heirs = tuple(m for m in self._models if m not in own)
        company = self._status(requirement, PROVIDER, heirs)
        found.items[PROVIDER, item] = company
        for model in begun:
            status = self._status(requirement, model)
            if model in own:
                found.items[model, item] = status
            else:
                problems = (inheritance.NO_REASON, *status.problems)
                found.suspended[model, item] = replace(status, problems=problems)
        found.inherited.update(self._inherit(requirement, company, heirs))
        return found

    def reviewed(self, form: Form) -> "Reviews":
        """Say of each answer what the review says of it, before it is counted.

        The company's answer is reviewed once; so it holds for the models that take it over.
        """
        from jalon.assessment.review.standing import Reviews

        applies = {key: status.applies for key, status in self.items.items()}
        reviews = Reviews(form, self._assessment, applies)
        for key, status in self.items.items() if reviews.standings else ():
            self.items[key] = item_status.with_review(status, reviews.item(*key))
        for key, status in self.inherited.items() if reviews.standings else ():
            self.inherited[key] = item_status.with_review(status, reviews.item(PROVIDER, key[1]))
        return reviews

    def _inherit(
        self, requirement: Requirement, company: ItemStatus, heirs: tuple[Subject, ...]
    ) -> Iterator[tuple[ItemKey, ItemStatus]]:
        """Yield how the company's answer holds for each model that has no other."""
        shared = len(heirs) == 1 or self.scopes.unconditional(requirement)
        for model in heirs:
            status = company
            if not shared:
                scope = self.scopes.of(requirement, model)
                status = replace(
                    company,
                    applies=scope.applies,
                    missing=scope.missing,
                    why_not=scope.why_not,
                    voluntary=scope.voluntary,
                    conclusion=scope.conclusion,
                )
            yield (model, requirement.id), status

    def _status(
        self, requirement: Requirement, subject: Subject, heirs: tuple[Subject, ...] | None = None
    ) -> ItemStatus:
        scope = self.scopes.of(requirement, subject, heirs)
        status = item_status.of_answer(requirement, subject, self._assessment, scope)
        if (subject, requirement.id) in self._disputed:
            status = replace(status, problems=(_DISPUTED, *status.problems))
        if (subject, requirement.id) in self._waiting:
            status = replace(status, problems=(carried.TO_CONFIRM, *status.problems))
        return status
