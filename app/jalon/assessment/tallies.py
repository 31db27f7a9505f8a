"""The figures of an evaluation: every part of the form with what counts in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypedDict, TypeVar

from jalon.assessment import results
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.results import Kind, Tally
from jalon.forms.model import Form, Requirement

Statuses: TypeAlias = Mapping[ItemKey, ItemStatus]

_Kinds = Counter[Kind]


class Tallies(TypedDict):
    """The tallies of an evaluation, by its attributes."""

    overall: Tally
    by_chapter: dict[str, Tally]
    by_measure: dict[str, Tally]
    by_obligation: dict[str, Tally]
    by_subject: dict[Subject, Tally]
    voluntary: dict[str, Tally]
    inherited_by: dict[Subject, Tally]
    duties: Tally
    by_duty: dict[str, Tally]


def tallies(
    form: Form, items: Statuses, inherited: Statuses, models: tuple[Subject, ...]
) -> Tallies:
    """Count in one pass; every part of the form is there, even where nothing counts."""
    overall: _Kinds = Counter()
    outside: _Kinds = Counter()
    chapters = {c.id: _Kinds() for c in form.chapter}
    sheets = {sheet.id: _Kinds() for sheet in form.sheets}
    obligations = {o.id: _Kinds() for o in form.obligation}
    voluntary: dict[str, _Kinds] = {}
    subjects = {s: _Kinds() for s in (PROVIDER, *models)}
    for (subject, item), status in items.items():
        requirement, frame = form.items[item], form.frame[item]
        if requirement.force != "binding":
            continue
        if status.voluntary:
            voluntary.setdefault(frame.id, _Kinds())[status.kind(status.voluntary)] += 1
        inside = item in form.home
        parts = [overall, chapters[frame.id], subjects[subject]] if inside else [outside]
        parts += [sheets[form.sheet[item].id], *(obligations[o] for o in requirement.obligations)]
        kind = status.kind(status.applies)
        for part in parts:
            part[kind] += 1
    taken_over = _taken_over(form, inherited, models)
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


def count(items: Iterable[tuple[Requirement, ItemStatus]]) -> Tally:
    """Count some requirements, as they stand; only binding ones enter."""
    return results.tally(Counter(s.kind(s.applies) for r, s in items if r.force == "binding"))


_Part = TypeVar("_Part", bound=str)


def _each(kinds: Mapping[_Part, _Kinds]) -> dict[_Part, Tally]:
    return {key: results.tally(found) for key, found in kinds.items()}


def _taken_over(
    form: Form, inherited: Statuses, models: tuple[Subject, ...]
) -> dict[Subject, _Kinds]:
    """Count the company's answers as they hold for each model; these enter no other tally."""
    kinds = {model: _Kinds() for model in models}
    for (model, item), status in inherited.items():
        if form.items[item].force == "binding" and item in form.home:
            kinds[model][status.kind(status.applies)] += 1
    return kinds
