"""What follows from the answers: what applies, what is wrong, how it counts.

Pure and cheap; called after every change.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar, assert_never

from jalon.assessment import carried, inheritance, results
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, Conclusions, conclude
from jalon.assessment.results import Applies, Counted, Kind, Tally
from jalon.assessment.scope import Scope, Scopes
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import STATES, FactId, Form, ItemId, Requirement, Sheet, State
from jalon.values import dataclass, replace

if TYPE_CHECKING:
    from jalon.assessment.review.standing import ItemReview, Reviews

ItemKey = tuple[Subject, ItemId]


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One requirement for one subject.

    Attributes:
        applies: by the rules over the scope facts.
        missing: the facts that would settle whether it applies, when that is not known.
        why_not: context and source text of why it does not apply, when it does not.
        voluntary: see :class:`jalon.assessment.scope.Scope`; likewise ``conclusion``.
        state: what the author said; None is no answer.
        counted: how it enters the figures, were it applicable and binding.
        problems: what is wrong with the answer, as source texts marked with ``N_``.
        review: what the review says of it; None where no review was asked.
    """

    applies: Applies
    missing: tuple[FactId, ...]
    state: State | None
    counted: Counted
    problems: tuple[str, ...]
    why_not: tuple[str, str] | None = None
    voluntary: Applies | None = None
    conclusion: Conclusion | None = None
    review: "ItemReview | None" = None


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
    concluded = conclude(form, assessment, models)
    found = _Found(form, assessment, models, concluded, waiting)
    for requirement in form.items.values():
        found.add(requirement)
    return Evaluation(
        MappingProxyType(found.items),
        inherited=MappingProxyType(found.inherited),
        suspended=MappingProxyType(found.suspended),
        duty_scope={duty.id: found.scopes.of_duty(duty) for duty in form.duties},
        review=found.reviewed(form),
        **_tallies(form, found, models),
        conclusions=MappingProxyType(dict(concluded)),
    )


class _Found:
    """The statuses of one evaluation, as they are found."""

    def __init__(
        self,
        form: Form,
        assessment: Assessment,
        models: tuple[Subject, ...],
        conclusions: Conclusions,
        waiting: frozenset[carried.Place],
    ) -> None:
        self.items: dict[ItemKey, ItemStatus] = {}
        self.inherited: dict[ItemKey, ItemStatus] = {}
        self.suspended: dict[ItemKey, ItemStatus] = {}
        self._assessment, self._models = assessment, models
        self.scopes = Scopes(form, assessment, models, conclusions)
        self._waiting = waiting
        self._disputed = {key[:2] for key in assessment.conflicts()}
        self._begun = inheritance.all_begun(assessment, models)

    def add(self, requirement: Requirement) -> None:
        """Find what follows from each answer to a requirement."""
        item = requirement.id
        if requirement.scope == "model":
            for model in self._models:
                self.items[model, item] = self._status(requirement, model)
            return
        begun = self._begun.get(item, ())
        own = {m for m in begun if inheritance.reason(self._assessment, m, item)}
        heirs = tuple(m for m in self._models if m not in own)
        company = self._status(requirement, PROVIDER, heirs)
        self.items[PROVIDER, item] = company
        for model in begun:
            status = self._status(requirement, model)
            if model in own:
                self.items[model, item] = status
            else:
                problems = (inheritance.NO_REASON, *status.problems)
                self.suspended[model, item] = replace(status, problems=problems)
        self._inherit(requirement, company, heirs)

    def reviewed(self, form: Form) -> "Reviews":
        """Say of each answer what the review says of it, before it is counted.

        The company's answer is reviewed once; so it holds for the models that take it over.
        """
        from jalon.assessment.review.standing import Reviews

        applies = {key: status.applies for key, status in self.items.items()}
        reviews = Reviews(form, self._assessment, applies)
        for key, status in self.items.items() if reviews.standings else ():
            self.items[key] = _with_review(status, reviews.item(*key))
        for key, status in self.inherited.items() if reviews.standings else ():
            self.inherited[key] = _with_review(status, reviews.item(PROVIDER, key[1]))
        return reviews

    def _inherit(
        self, requirement: Requirement, company: ItemStatus, heirs: tuple[Subject, ...]
    ) -> None:
        """Find how the company's answer holds for each model that has no other."""
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
            self.inherited[model, requirement.id] = status

    def _status(
        self, requirement: Requirement, subject: Subject, heirs: tuple[Subject, ...] | None = None
    ) -> ItemStatus:
        scope = self.scopes.of(requirement, subject, heirs)
        status = _status(requirement, subject, self._assessment, scope)
        if (subject, requirement.id) in self._disputed:
            status = replace(status, problems=(_DISPUTED, *status.problems))
        if (subject, requirement.id) in self._waiting:
            status = replace(status, problems=(carried.TO_CONFIRM, *status.problems))
        return status


def _with_review(status: ItemStatus, review: "ItemReview | None") -> ItemStatus:
    """Note a review; what is declared not applicable leaves the figures with consent only."""
    if review is None:
        return status
    declared = status.counted == "declared-na" and not status.problems
    counted: Counted = "accepted-na" if declared and review.accepted else status.counted
    return replace(status, review=review, counted=counted)


def count(items: Iterable[tuple[Requirement, ItemStatus]]) -> Tally:
    """Count some requirements, as they stand; only binding ones enter."""
    return results.tally(Counter(_kind(s, s.applies) for r, s in items if r.force == "binding"))


_DISPUTED: Final = N_("Two copies of this project answer differently here. Choose one.")


class _Tallies(TypedDict):
    overall: Tally
    by_chapter: dict[str, Tally]
    by_measure: dict[str, Tally]
    by_obligation: dict[str, Tally]
    by_subject: dict[Subject, Tally]
    voluntary: dict[str, Tally]
    inherited_by: dict[Subject, Tally]
    duties: Tally
    by_duty: dict[str, Tally]


def _tallies(form: Form, found: "_Found", models: tuple[Subject, ...]) -> _Tallies:
    """Count in one pass; every part of the form is there, even where nothing counts."""
    overall: _Kinds = Counter()
    outside: _Kinds = Counter()
    chapters = {c.id: _Kinds() for c in form.chapter}
    sheets = {sheet.id: _Kinds() for sheet in form.sheets}
    obligations = {o.id: _Kinds() for o in form.obligation}
    voluntary: dict[str, _Kinds] = {}
    subjects = {s: _Kinds() for s in (PROVIDER, *models)}
    for (subject, item), status in found.items.items():
        requirement, frame = form.items[item], form.frame[item]
        if requirement.force != "binding":
            continue
        if status.voluntary:
            voluntary.setdefault(frame.id, _Kinds())[_kind(status, status.voluntary)] += 1
        inside = item in form.home
        parts = [overall, chapters[frame.id], subjects[subject]] if inside else [outside]
        parts += [sheets[form.sheet[item].id], *(obligations[o] for o in requirement.obligations)]
        kind = _kind(status, status.applies)
        for part in parts:
            part[kind] += 1
    taken_over = _taken_over(form, found, models)
    for model, kinds in taken_over.items():
        subjects[model].update(kinds)
    duties = {d.id for d in form.duties}
    by_sheet = _each(sheets)
    return {
        "overall": results.tally(overall),
        "by_chapter": _each(chapters),
        "by_measure": {k: one for k, one in by_sheet.items() if k not in duties},
        "by_obligation": _each(obligations),
        "by_subject": _each(subjects),
        "voluntary": _each(voluntary),
        "inherited_by": _each(taken_over),
        "duties": results.tally(outside),
        "by_duty": {k: one for k, one in by_sheet.items() if k in duties},
    }


_Part = TypeVar("_Part", bound=str)


def _each(kinds: Mapping[_Part, "_Kinds"]) -> dict[_Part, Tally]:
    return {key: results.tally(found) for key, found in kinds.items()}


def _taken_over(
    form: Form, found: "_Found", models: tuple[Subject, ...]
) -> "dict[Subject, _Kinds]":
    """Count the company's answers as they hold for each model; these enter no other tally."""
    kinds = {model: _Kinds() for model in models}
    for (model, item), status in found.inherited.items():
        if form.items[item].force == "binding" and item in form.home:
            kinds[model][_kind(status, status.applies)] += 1
    return kinds


_Kinds = Counter[Kind]


def _kind(status: ItemStatus, applies: Applies) -> Kind:
    reviewed = None if status.review is None else status.review.reviewed
    return applies, status.counted, reviewed


def _status(
    requirement: Requirement, subject: Subject, assessment: Assessment, found: Scope
) -> ItemStatus:
    state = _state(assessment.value(subject, requirement.id, "state"))
    problems = _problems(requirement, subject, assessment, state)
    return ItemStatus(
        found.applies,
        found.missing,
        state,
        _counted(state, problems),
        problems,
        found.why_not,
        found.voluntary,
        found.conclusion,
    )


def _state(value: object) -> State | None:
    return next((s for s in STATES if s == value), None)


def _problems(
    requirement: Requirement, subject: Subject, assessment: Assessment, state: State | None
) -> tuple[str, ...]:
    if state == "not-applicable" and not assessment.text(subject, requirement.id, "reason").strip():
        return (N_("Say why this does not apply. Without a reason it counts as unanswered."),)
    if state == "alternative" and not assessment.text(subject, requirement.id, "how").strip():
        return (N_("Describe your own means. Without a description it counts as unanswered."),)
    return ()


def _counted(state: State | None, problems: tuple[str, ...]) -> Counted:
    match state:
        case None:
            return "unanswered"
        case "implemented":
            return "settled"
        case "alternative":
            return "unanswered" if problems else "own-means"
        case "partial" | "planned" | "not-implemented":
            return "weak"
        case "not-applicable":
            return "declared-na"
        case _:
            assert_never(state)
