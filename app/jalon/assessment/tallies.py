"""The figures of an evaluation: every part of the form with what counts in it.

They are counted once; after an answer, what it moved is taken away in one place and added in
another, and all other parts keep their figures.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from jalon.assessment import results
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.results import Kind, Tally
from jalon.forms.model import Form, Requirement
from jalon.values import dataclass

Statuses: TypeAlias = Mapping[ItemKey, ItemStatus]

Group: TypeAlias = Literal[
    "overall",
    "by_chapter",
    "by_measure",
    "by_obligation",
    "by_subject",
    "voluntary",
    "inherited_by",
    "duties",
    "by_duty",
]
"""Parts of one sort, by the attribute of an evaluation that has their tallies."""

ONE: Final = ""
"""The name of the part of a group that has one only: ``overall`` and ``duties``."""

_Place: TypeAlias = tuple[Group, str]
_Kinds: TypeAlias = dict[Kind, int]
_Count: TypeAlias = tuple[_Place, Kind]


@dataclass(frozen=True, slots=True)
class Counted:
    """Statuses, and what counts of them.

    Attributes:
        items: those given for someone; ``inherited`` those that models take over.
        kinds: of each part, how many requirements of each kind it has.
        tallies: the same as figures.
    """

    items: Statuses
    inherited: Statuses
    kinds: Mapping[Group, dict[str, _Kinds]]
    tallies: Mapping[Group, dict[Any, Tally]]


def counted(
    form: Form, items: Statuses, inherited: Statuses, models: tuple[Subject, ...]
) -> Counted:
    """Count everything; every part of the form is there, even where nothing counts."""
    kinds = _nothing(form, models)
    for places, statuses in ((_own, items), (_taken_over, inherited)):
        for (key, status), number in _alike(form, statuses):
            for (group, part), kind in places(form, key, status):
                found = kinds[group].setdefault(part, {})
                found[kind] = found.get(kind, 0) + number
    figures = {
        group: {part: results.tally(found) for part, found in parts.items()}
        for group, parts in kinds.items()
    }
    return Counted(items, inherited, kinds, figures)


def recounted(
    form: Form, before: Counted, items: Statuses, inherited: Statuses, changed: Iterable[ItemKey]
) -> Counted:
    """Count again after a change that leaves all but the statuses of ``changed`` as they are.

    There must be the same ones as before, and none taken on voluntarily or no longer so.
    """
    moved: dict[_Place, Counter[Kind]] = {}
    for key in changed:
        for counts, old, new in (
            (_own, before.items.get(key), items.get(key)),
            (_taken_over, before.inherited.get(key), inherited.get(key)),
        ):
            if old is None or new is None or _counts_alike(old, new):
                continue
            for place, kind in counts(form, key, old):
                moved.setdefault(place, Counter())[kind] -= 1
            for place, kind in counts(form, key, new):
                moved.setdefault(place, Counter())[kind] += 1
    kinds, figures = {**before.kinds}, {**before.tallies}
    for (group, part), by in moved.items():
        has = before.kinds[group].get(part, {})
        left = {kind: has.get(kind, 0) + by[kind] for kind in (*has, *(by.keys() - has.keys()))}
        left = {kind: number for kind, number in left.items() if number}
        kinds[group] = {**kinds[group], part: left}
        figures[group] = {**figures[group], part: results.tally(left)}
    return Counted(items, inherited, kinds, figures)


def count(items: Iterable[tuple[Requirement, ItemStatus]]) -> Tally:
    """Count some requirements, as they stand; only binding ones enter."""
    return results.tally(Counter(s.kind(s.applies) for r, s in items if r.force == "binding"))


def count_apart(items: Iterable[tuple[Requirement, ItemStatus]]) -> Tally:
    """Count those of a chapter taken on voluntarily, which enter no other figure."""
    apart = (s.kind(s.voluntary) for r, s in items if s.voluntary and r.force == "binding")
    return results.tally(Counter(apart))


def _nothing(form: Form, models: tuple[Subject, ...]) -> dict[Group, dict[str, _Kinds]]:
    """Return every part, with nothing in it; what is taken on voluntarily is a part then only."""
    parts: dict[Group, Iterable[str]] = {
        "overall": (ONE,),
        "by_chapter": (chapter.id for chapter in form.chapter),
        "by_measure": (one.id for chapter in form.chapter for one in chapter.measures()),
        "by_obligation": (obligation.id for obligation in form.obligation),
        "by_subject": (PROVIDER, *models),
        "voluntary": (),
        "inherited_by": models,
        "duties": (ONE,),
        "by_duty": (duty.id for duty in form.duties),
    }
    return {group: {part: {} for part in names} for group, names in parts.items()}


def _alike(form: Form, statuses: Statuses) -> Iterator[tuple[tuple[ItemKey, ItemStatus], int]]:
    """Yield one of those answers that count alike in the same places, and how many they are."""
    found: dict[tuple[object, ...], int] = {}
    one: dict[tuple[object, ...], tuple[ItemKey, ItemStatus]] = {}
    sheets, items = form.sheet, form.items
    for key, status in statuses.items():
        subject, item = key
        requirement = items[item]
        if requirement.force == "binding":
            review = status.review and status.review.reviewed
            how = (status.applies, status.counted, status.voluntary, review)
            alike = (subject, sheets[item].id, requirement.obligations, how)
            found[alike] = found.get(alike, 0) + 1
            one.setdefault(alike, (key, status))
    return ((one[alike], number) for alike, number in found.items())


def _own(form: Form, key: ItemKey, status: ItemStatus) -> Iterator[_Count]:
    """Yield where an answer counts, and as what."""
    subject, item = key
    requirement = form.items[item]
    if requirement.force != "binding":
        return
    frame, sheet = form.frame[item].id, form.sheet[item].id
    if status.voluntary:
        yield ("voluntary", frame), status.kind(status.voluntary)
    kind = status.kind(status.applies)
    if item in form.home:
        yield ("overall", ONE), kind
        yield ("by_chapter", frame), kind
        yield ("by_measure", sheet), kind
        yield ("by_subject", subject), kind
    else:
        yield ("duties", ONE), kind
        yield ("by_duty", sheet), kind
    for obligation in requirement.obligations:
        yield ("by_obligation", obligation), kind


def _taken_over(form: Form, key: ItemKey, status: ItemStatus) -> Iterator[_Count]:
    """Yield where the company's answer counts as it holds for a model: in no other figure."""
    model, item = key
    if form.items[item].force == "binding" and item in form.home:
        kind = status.kind(status.applies)
        yield ("inherited_by", model), kind
        yield ("by_subject", model), kind


def _counts_alike(one: ItemStatus, other: ItemStatus) -> bool:
    if one is other:
        return True
    return (one.kind(one.applies), one.voluntary) == (other.kind(other.applies), other.voluntary)
