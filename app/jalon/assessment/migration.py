"""Carrying the answers of an older edition over to a later one: what becomes of each.

Nothing is dropped. What stands under an id of the older edition stays there; what is carried
over is a change under the new id, marked as waiting to be confirmed (:mod:`.carried`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from jalon.assessment import carried, inheritance
from jalon.assessment.carried import FIELD, Carried, Place, Source
from jalon.assessment.changes import PROJECT, PROVIDER, Key, Subject, Value
from jalon.assessment.state import Assessment, Edit
from jalon.forms import succession
from jalon.forms.model import Fact, Form, Requirement
from jalon.forms.succession import Succession
from jalon.values import dataclass

ITEM: Final = "edition"
"""Item of the project whose field ``value`` tells which edition is answered since when."""

Held = Mapping[Place, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Left:
    """An answer that stands under an id that the edition answered now does not have."""

    subject: Subject
    item: str
    fields: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What carrying over to a later edition would do.

    Attributes:
        way: the editions from the one that is answered to the later one.
        successions: what became of every item.
        carried: how many answers would wait to be confirmed.
        edits: what would be recorded.
    """

    way: tuple[Form, ...]
    successions: tuple[Succession, ...]
    carried: int
    edits: tuple[Edit, ...]


def plan(way: Sequence[Form], assessment: Assessment) -> Plan:
    """Return what carrying over along ``way`` does; see :func:`jalon.forms.load.way`."""
    found = succession.successions(way)
    held = _held(assessment)
    edits: list[Edit] = [(Key(PROJECT, ITEM, "value"), way[-1].id)]
    for one in found:
        if one.new and one.old and one.kind != "same":
            edits += _Item(way[0], way[-1], one, assessment, held).edits()
    count = sum(key.field == FIELD for key, _ in edits)
    return Plan(tuple(way), found, count, tuple(edits))


def left(form: Form, assessment: Assessment, earlier: Iterable[Form]) -> tuple[Left, ...]:
    """Return every answer that stands where ``form`` asks nothing: nothing of it is dropped.

    ``earlier`` are the editions whose items are meant.
    """
    now = succession.askers(form)
    known = dict.fromkeys(name for old in earlier for name in succession.askers(old))
    found = [
        Left(subject, item, tuple(sorted(fields.items())))
        for (subject, item), fields in _held(assessment).items()
        if item in known and (item not in now or not _asked(form, subject, item, assessment))
    ]
    order = {name: place for place, name in enumerate(known)}
    return tuple(sorted(found, key=lambda one: (order[one.item], one.subject)))


def in_order(form: Form, assessment: Assessment) -> tuple[Carried, ...]:
    """Return every answer that was carried over, in the order of the questionnaire."""
    order = {name: place for place, name in enumerate(succession.askers(form))}
    whose = {s: n for n, s in enumerate((PROVIDER, *assessment.subjects("model")))}
    return tuple(
        sorted(
            carried.every(assessment),
            key=lambda c: (
                order.get(c.item, len(order)),
                whose.get(c.subject, len(whose)),
                c.subject,
            ),
        )
    )


def _asked(form: Form, subject: Subject, item: str, assessment: Assessment) -> bool:
    """Tell whether an answer of a subject has a place: the company's among a model's has none."""
    if succession.scope(form, item) == "model":
        return subject != PROVIDER
    return subject == PROVIDER or any(
        key in assessment.heads
        for name in (inheritance.OVERRIDE, inheritance.REASON)
        for key in (Key(subject, item, name),)
    )


def _held(assessment: Assessment) -> Held:
    """Return what is answered now, by place and field."""
    found: dict[Place, dict[str, Value]] = {}
    for key in assessment.heads:
        if key.field != FIELD and (value := assessment.value(*key)) is not None:
            found.setdefault((key.subject, key.item), {})[key.field] = value
    return found


class _Item:
    """One item of the later edition while its answers are carried over."""

    def __init__(
        self, old: Form, new: Form, one: Succession, assessment: Assessment, held: Held
    ) -> None:
        self._old, self._new, self._one = old, new, one
        self._assessment, self._held = assessment, held
        self._scope = succession.scope(new, one.new)
        self._models = (*assessment.subjects("model"), *assessment.removed("model"))
        self._stays = set(succession.askers(new))

    def edits(self) -> list[Edit]:
        """Return what is recorded: the values in their new place, and the marks."""
        found: list[Edit] = []
        for subject in (PROVIDER, *self._models):
            if self._scope == "provider" or subject != PROVIDER:
                found += self._carry(subject)
        return found

    def _carry(self, subject: Subject) -> list[Edit]:
        places = [place for name in self._one.old for place in self._sources(subject, name)]
        answered = [place for place in places if self._held.get(place)]
        if not answered:
            return []
        target, there = self._one.new, self._held.get((subject, self._one.new), {})
        values = self._agreed(places)
        edits: list[Edit] = [
            (Key(subject, target, name), values.get(name))
            for name in sorted({*there, *values})
            if values.get(name) != there.get(name)
        ]
        told = [self._told(place) for place in answered]
        return [*edits, (Key(subject, target, FIELD), carried.mark(self._old.id, told))]

    def _sources(self, subject: Subject, name: str) -> list[Place]:
        """Return whose answers to an item of the older edition become this subject's."""
        before = succession.scope(self._old, name)
        if before == self._scope:
            return [(subject, name)]
        if before == "provider":
            own = inheritance.holds(self._assessment, subject, name)
            return [(subject if own else PROVIDER, name)]
        living = self._assessment.subjects("model")
        return [(model, name) for model in living] if subject == PROVIDER else []

    def _agreed(self, places: list[Place]) -> dict[str, Value]:
        """Return what all sources say alike; what they say differently is not chosen for them.

        An item that was answered in one of them only is not answered in what both became.
        """
        found: dict[str, Value] = {}
        for name in sorted({field for place in places for field in self._held.get(place, {})}):
            said = [
                value
                for place in places
                if (value := self._held.get(place, {}).get(name)) is not None
            ]
            whole = name not in carried.ANSWERING or len(said) == len(places)
            alike = whole and all(_same(value, said[0]) for value in said)
            if alike and self._takes(places, name, said[0]):
                found[name] = said[0]
        return found

    def _takes(self, places: list[Place], name: str, value: Value) -> bool:
        """Tell whether the later edition has a place for a value."""
        fits = all(self._fits(place[1], name) for place in places)
        return fits and self._kept(name) and self._choosable(name, value)

    def _kept(self, name: str) -> bool:
        """Tell whether a field has a place; what makes a model differ has none of its own."""
        apart = name in {inheritance.OVERRIDE, inheritance.REASON}
        return not apart or self._scope == "provider"

    def _fits(self, before: str, name: str) -> bool:
        """Tell whether a value has the same kind in both editions."""
        old, new = succession.askers(self._old)[before], succession.askers(self._new)[self._one.new]
        if isinstance(old, Requirement) or isinstance(new, Requirement):
            return isinstance(old, Requirement) and isinstance(new, Requirement)
        if isinstance(old, Fact) or isinstance(new, Fact):
            both = isinstance(old, Fact) and isinstance(new, Fact)
            return both and (name != "value" or _kind(old) == _kind(new))
        part = name.partition(".")[0]
        kinds = [{a.id: a.kind for a in asker.answer} for asker in (old, new)]
        return part not in kinds[0] or kinds[0][part] == kinds[1].get(part)

    def _choosable(self, name: str, value: Value) -> bool:
        """Tell whether what was chosen can still be chosen."""
        choices = succession.options(self._new, self._one.new).get(name)
        chosen = value if isinstance(value, list) else [value]
        return choices is None or all(str(one) in choices for one in chosen)

    def _told(self, place: Place) -> Source:
        """Name a source, with what it held where that id goes on to be answered."""
        held = self._held[place] if place[1] in self._stays else {}
        return Source(*place, tuple(sorted(held.items())))


def _kind(asker: object) -> tuple[object, ...]:
    return (asker.kind, tuple(c.id for c in asker.columns)) if isinstance(asker, Fact) else ()


def _same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other
