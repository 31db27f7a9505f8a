"""What follows from each answer, kept by requirement from one state to the next."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from jalon.assessment import carried, inheritance, item_status
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.scope import Scopes
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import Form, ItemId, Requirement
from jalon.values import replace

_DISPUTED: Final = N_("Two copies of this project answer differently here. Choose one.")


class Statuses(NamedTuple):
    """The status of every answer, in reading order.

    Attributes:
        items: of those that are given for someone.
        inherited: of the company's, as they hold for each model that has no other.
        suspended: of those that models began to give in the company's place, without a reason.
    """

    items: dict[ItemKey, ItemStatus]
    inherited: dict[ItemKey, ItemStatus]
    suspended: dict[ItemKey, ItemStatus]


class Finder:
    """Finds what follows from the answers of one state, where it is known what applies."""

    def __init__(
        self, form: Form, assessment: Assessment, scopes: Scopes, waiting: frozenset[carried.Place]
    ) -> None:
        self._form, self._assessment, self._scopes = form, assessment, scopes
        self._models, self._waiting = assessment.subjects("model"), waiting
        self._disputed = {key[:2] for key in assessment.conflicts()}
        self._begun = inheritance.all_begun(assessment, self._models)

    def all(self) -> Statuses:
        """Find what follows from every answer."""
        found = Statuses({}, {}, {})
        for requirement in self._form.items.values():
            self._find(requirement, found)
        return found

    def again(
        self, before: Statuses, answered: Iterable[ItemId]
    ) -> tuple[Statuses, tuple[ItemKey, ...]] | None:
        """Find anew what follows from the answers to a few requirements; and of which answers.

        What follows from an answer to one requirement is nothing but its own fields and what
        applies. None where other answers stand than before: then they have other places, too.
        """
        found = Statuses(before.items.copy(), before.inherited.copy(), before.suspended.copy())
        keys: dict[ItemKey, None] = {}  # one may be suspended and inherited at once
        for item in answered:
            new = Statuses({}, {}, {})
            self._find(self._form.items[item], new)
            for every, its in zip(found, new, strict=True):
                if its.keys() != {key for key in self._possible(item) if key in every}:
                    return None
                every.update(its)
                keys |= dict.fromkeys(its)
        return found, tuple(keys)

    # -- inside ----------------------------------------------------------------------------

    def _possible(self, item: ItemId) -> Iterator[ItemKey]:
        return ((subject, item) for subject in (PROVIDER, *self._models))

    def _find(self, requirement: Requirement, found: Statuses) -> None:
        """Find what follows from the answers to one requirement."""
        item = requirement.id
        if requirement.scope == "model":
            for model in self._models:
                found.items[model, item] = self._status(requirement, model)
            return
        begun, own, heirs = self._begun.get(item, ()), set[Subject](), self._models
        if begun:
            own = {m for m in begun if inheritance.reason(self._assessment, m, item)}
            heirs = tuple(m for m in heirs if m not in own)
        company = self._status(requirement, PROVIDER, heirs)
        found.items[PROVIDER, item] = company
        for model in begun:
            status = self._status(requirement, model)
            if model in own:
                found.items[model, item] = status
            else:
                problems = (inheritance.NO_REASON, *status.problems)
                found.suspended[model, item] = replace(status, problems=problems)
        shared = len(heirs) == 1 or self._scopes.unconditional(requirement)
        for model in heirs:
            status = company if shared else self._inherited(requirement, company, model)
            found.inherited[model, item] = status

    def _inherited(
        self, requirement: Requirement, company: ItemStatus, model: Subject
    ) -> ItemStatus:
        """Return how the company's answer holds for a model that has no other."""
        scope = self._scopes.of(requirement, model)
        return replace(
            company,
            applies=scope.applies,
            missing=scope.missing,
            why_not=scope.why_not,
            voluntary=scope.voluntary,
            conclusion=scope.conclusion,
        )

    def _status(
        self, requirement: Requirement, subject: Subject, heirs: tuple[Subject, ...] | None = None
    ) -> ItemStatus:
        scope = self._scopes.of(requirement, subject, heirs)
        status = item_status.of_answer(requirement, subject, self._assessment, scope)
        if (subject, requirement.id) in self._disputed:
            status = replace(status, problems=(_DISPUTED, *status.problems))
        if (subject, requirement.id) in self._waiting:
            status = replace(status, problems=(carried.TO_CONFIRM, *status.problems))
        return status
