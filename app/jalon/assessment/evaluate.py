"""What follows from the answers: what applies, what is wrong, how it counts.

Pure and cheap; called after every change.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, TypedDict, assert_never

from jalon.assessment import results
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.results import Applies, Counted, Tally
from jalon.assessment.scope import Scope, Scopes
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import STATES, FactId, Form, ItemId, Requirement, State

ItemKey = tuple[Subject, ItemId]


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One requirement for one subject.

    Attributes:
        applies: by the rules over the scope facts.
        missing: the facts that would settle whether it applies, when that is not known.
        why_not: context and source text of why it does not apply, when it does not.
        voluntary: see :class:`jalon.assessment.scope.Scope`.
        state: what the author said; None is no answer.
        counted: how it enters the figures, were it applicable and binding.
        problems: what is wrong with the answer, as source texts marked with ``N_``.
    """

    applies: Applies
    missing: tuple[FactId, ...]
    state: State | None
    counted: Counted
    problems: tuple[str, ...]
    why_not: tuple[str, str] | None = None
    voluntary: Applies | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Consequences of an assessment.

    ``items`` holds every requirement for each subject of its scope, in reading order; the
    tallies count binding requirements only. ``by_subject`` has the company and each model
    alone; ``voluntary`` has the chapters taken on voluntarily, which enter no other tally.
    """

    items: Mapping[ItemKey, ItemStatus]
    overall: Tally
    by_chapter: Mapping[str, Tally]
    by_measure: Mapping[str, Tally]
    by_obligation: Mapping[str, Tally]
    by_subject: Mapping[Subject, Tally]
    voluntary: Mapping[str, Tally]


def evaluate(form: Form, assessment: Assessment) -> Evaluation:
    """Evaluate ``assessment`` against ``form``."""
    models = assessment.subjects("model")
    disputed = {key[:2] for key in assessment.conflicts()}
    scopes = Scopes(form, assessment, models)
    items: dict[ItemKey, ItemStatus] = {}
    for requirement in form.items.values():
        for subject in (PROVIDER,) if requirement.scope == "provider" else models:
            found = scopes.of(requirement, subject)
            status = _status(requirement, subject, assessment, found)
            if (subject, requirement.id) in disputed:
                status = replace(status, problems=(_DISPUTED, *status.problems))
            items[subject, requirement.id] = status
    return Evaluation(MappingProxyType(items), **_tallies(form, items, models))


_DISPUTED: Final = N_("Two copies of this project answer differently here. Choose one.")


class _Tallies(TypedDict):
    overall: Tally
    by_chapter: dict[str, Tally]
    by_measure: dict[str, Tally]
    by_obligation: dict[str, Tally]
    by_subject: dict[Subject, Tally]
    voluntary: dict[str, Tally]


def _tallies(
    form: Form, items: Mapping[ItemKey, ItemStatus], models: tuple[Subject, ...]
) -> _Tallies:
    """Count in one pass; every part of the form is there, even where nothing counts."""
    overall: _Kinds = Counter()
    chapters = {c.id: _Kinds() for c in form.chapter}
    measures = {m.id: _Kinds() for c in form.chapter for m in c.measures()}
    obligations = {o.id: _Kinds() for o in form.obligation}
    voluntary: dict[str, _Kinds] = {}
    subjects = {s: _Kinds() for s in (PROVIDER, *models)}
    for (subject, item), status in items.items():
        requirement = form.items[item]
        if requirement.force != "binding":
            continue
        chapter, _, measure = form.home[item]
        if status.voluntary:
            voluntary.setdefault(chapter.id, _Kinds())[status.voluntary, status.counted] += 1
        kind = (status.applies, status.counted)
        for part in (overall, chapters[chapter.id], measures[measure.id], subjects[subject]):
            part[kind] += 1
        for obligation in requirement.obligations:
            obligations[obligation][kind] += 1
    return {
        "overall": results.tally(overall),
        "by_chapter": {k: results.tally(kinds) for k, kinds in chapters.items()},
        "by_measure": {k: results.tally(kinds) for k, kinds in measures.items()},
        "by_obligation": {k: results.tally(kinds) for k, kinds in obligations.items()},
        "by_subject": {k: results.tally(kinds) for k, kinds in subjects.items()},
        "voluntary": {k: results.tally(kinds) for k, kinds in voluntary.items()},
    }


_Kinds = Counter[tuple[Applies, Counted]]


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
