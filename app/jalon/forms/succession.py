"""Two editions of the questionnaire beside each other: what became of each item."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from jalon.forms import document_messages, messages
from jalon.forms.documents import DocumentField
from jalon.forms.model import Fact, Form, Requirement, Scope
from jalon.values import dataclass

Asker: TypeAlias = Requirement | Fact | DocumentField
"""What has an id under which answers are kept."""

Kind: TypeAlias = Literal["same", "reworded", "renamed", "split", "merged", "dropped", "new"]


@dataclass(frozen=True, slots=True)
class Succession:
    """One item of the later edition with what it comes from, or a dropped one of the earlier.

    Attributes:
        new: its id in the later edition; empty where it was dropped.
        old: the ids in the earlier edition that it comes from; none where it is new.
        kind: the most telling of what happened; ``same`` is the only one that leaves answers
            as they are.
    """

    new: str
    old: tuple[str, ...]
    kind: Kind


def askers(form: Form) -> dict[str, Asker]:
    """Return everything that answers are kept under, by id, in reading order."""
    return form.askers


def scope(form: Form, name: str) -> Scope:
    """Return whose an item is: the company's or each model's.

    Raises:
        KeyError: the form has no such item.
    """
    asker = askers(form)[name]
    if isinstance(asker, Requirement):
        return asker.scope
    return form.fact_scope[asker.id] if isinstance(asker, Fact) else "model"


def texts(form: Form, name: str) -> dict[str, str]:
    """Return every text of an item by the end of its context: ``demand``, ``yes.label``.

    The context of a text is ``ID.END``; citations have none of their own and are left out.
    """
    asker = askers(form)[name]
    match asker:
        case Requirement():
            found = messages.requirement_messages(asker)
        case Fact():
            found = messages.fact_messages(asker)
        case DocumentField():
            found = document_messages.field_messages(asker)
    start = f"{name}."
    return {
        context.removeprefix(start): text
        for context, text in found
        if text and context.startswith(start)
    }


def differs(old: Form, before: str, new: Form, after: str) -> bool:
    """Tell whether an item asks, or says, something else than the one that it comes from."""
    first, second = askers(old)[before], askers(new)[after]
    return (
        texts(old, before) != texts(new, after)
        or scope(old, before) != scope(new, after)
        or _shape(first) != _shape(second)
        or options(old, before) != options(new, after)
    )


def options(form: Form, name: str) -> dict[str, dict[str, str]]:
    """Return what can be chosen: by part of the answer the options and their labels.

    The only part of a fact is ``value``; a part without options is left out.
    """
    asker = askers(form)[name]
    if isinstance(asker, Fact):
        return {"value": {o.value: o.label for o in asker.options}} if asker.options else {}
    if not isinstance(asker, DocumentField):
        return {}
    document = form.answers[form.first_answers[name]][0]
    sets = {c.id: {o.value: o.label for o in c.options} for c in document.choices}
    return {a.id: sets[a.choice] for a in asker.answer if a.choice in sets}


def came_from(way: Sequence[Form]) -> dict[str, tuple[str, ...]]:
    """Return for each item of the last form of ``way`` the items of the first it comes from."""
    found: dict[str, tuple[str, ...]] = {name: (name,) for name in askers(way[0])}
    for old, new in pairwise(way):
        step = _step(old, new)
        found = {
            name: tuple(dict.fromkeys(first for o in olds for first in found.get(o, ())))
            for name, olds in step.items()
        }
    return found


def successions(way: Sequence[Form]) -> tuple[Succession, ...]:
    """Return what became of every item between the first and the last form of ``way``.

    The items of the later edition in its reading order, then what was dropped.
    """
    if not way:
        return ()
    old, new = way[0], way[-1]
    came = came_from(way)
    often: dict[str, int] = {}
    for olds in came.values():
        for name in olds:
            often[name] = often.get(name, 0) + 1
    found = [
        Succession(name, olds, _kind(old, new, name, olds, often)) for name, olds in came.items()
    ]
    dropped = [Succession("", (name,), "dropped") for name in askers(old) if name not in often]
    return (*found, *dropped)


def faults(old: Form, new: Form) -> list[str]:
    """Return what is wrong with the map of ``new`` from ``old``, one line each."""
    if new.earlier is None:
        return [f"{new.id}: no map from an earlier edition"]
    known, later = askers(old), askers(new)
    moved = {move.old for move in new.earlier.move}
    found = [f"{name}: {old.id} has no such item" for name in sorted(moved - known.keys())]
    named = {target for move in new.earlier.move for target in move.new}
    found += [f"{name}: {new.id} has no such item" for name in sorted(named - later.keys())]
    found += [
        f"{name}: gone from {new.id}, and no move says where its answers go"
        for name in known
        if name not in later and name not in moved
    ]
    for name, olds in _step(old, new).items():
        found += [
            f"{before}: its answers cannot become those of {name}, of another kind"
            for before in olds
            if type(known[before]) is not type(later[name])
        ]
    kinds = {kind.id for kind in new.dates.event}
    found += [
        f"{kind.id}: an event of this kind may be on record; keep the kind"
        for kind in old.dates.event
        if kind.id not in kinds
    ]
    return found


def _step(old: Form, new: Form) -> dict[str, tuple[str, ...]]:
    """Return for each item of ``new`` the items of ``old``, the edition before, it comes from."""
    moves = {move.old: move.new for move in new.earlier.move} if new.earlier else {}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(askers(new), ())
    for name in askers(old):
        for target in moves.get(name, (name,)):
            if target in found:
                found[target] = (*found[target], name)
    return found


def _kind(old: Form, new: Form, name: str, olds: tuple[str, ...], often: Mapping[str, int]) -> Kind:
    if not olds:
        return "new"
    if len(olds) > 1:
        return "merged"
    before = olds[0]
    if often[before] > 1:
        return "split"
    if before != name:
        return "renamed"
    return "reworded" if differs(old, before, new, name) else "same"


def _shape(asker: Asker) -> object:
    """Return what of an item decides how it is answered, besides its texts."""
    match asker:
        case Requirement():
            periods = tuple((p.id, p.value, p.unit, p.kind) for p in asker.periods)
            return (asker.force, periods)
        case Fact():
            options = tuple(o.value for o in asker.options)
            return (asker.kind, options, tuple(c.id for c in asker.columns), asker.retired)
        case DocumentField():
            return tuple((a.id, a.kind, a.choice) for a in asker.answer)
