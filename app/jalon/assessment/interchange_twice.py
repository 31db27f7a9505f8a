"""What an answers file says twice: of two values one would be lost, so neither is taken over."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from jalon.assessment.changes import Subject
from jalon.assessment.entries import Strict
from jalon.assessment.interchange_file import AnswersFile
from jalon.assessment.interchange_problems import Problem
from jalon.errors import N_

Wrong: TypeAlias = Callable[..., None]
"""Takes the place in the file, a source text and its details."""

_NAMED: Final = ("subject", "item", "part", "id")
_ADDED: Final = frozenset({"evidence", "evidence_ids", "action_ids"})
"""What an entry adds to what is there: several may."""


class _Object(dict[str, object]):
    """A JSON object that knows which of its names were written more than once."""

    twice: tuple[str, ...] = ()


def names(text: str | bytes) -> Iterator[Problem]:
    """Yield each name that one object of a valid JSON text has twice, with its place."""
    whole = text if isinstance(text, str) else text.decode("utf-8")
    # Numbers are left as text: their size does not matter here.
    found = json.loads(whole, object_pairs_hook=_object, parse_int=str, parse_float=str)
    for place in _places(found, ""):
        yield Problem(place, N_("This name stands twice in its object."), {})


def _object(pairs: Sequence[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        written = Counter(name for name, _ in pairs)
        made.twice = tuple(name for name in made if written[name] > 1)
    return made


def _places(value: object, place: str) -> Iterator[str]:
    if isinstance(value, _Object):
        yield from (_below(place, name) for name in value.twice)
        for name, part in value.items():
            yield from _places(part, _below(place, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _places(part, f"{place}[{number}]")


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def entries(document: AnswersFile, subjects: Mapping[str, Subject], wrong: Wrong) -> None:
    """Note each part of an entry that an earlier entry of the same list says otherwise."""
    lists: dict[str, Sequence[Strict]] = {
        "facts": document.facts,
        "answers": document.answers,
        "documents": document.documents,
        "evidence": document.evidence,
        "actions": document.actions,
    }
    for title, said in lists.items():
        _contradicted(title, said, subjects, wrong)


def _contradicted(
    title: str, said: Sequence[Strict], subjects: Mapping[str, Subject], wrong: Wrong
) -> None:
    first: dict[tuple[object, ...], tuple[str, object]] = {}
    for number, entry in enumerate(said):
        named = [getattr(entry, name, "") for name in _NAMED]
        named[0] = subjects.get(named[0], named[0])
        for part in sorted(entry.model_fields_set - {*_NAMED, *_ADDED}):
            value = getattr(entry, part)
            place = f"{title}[{number}]"
            earlier, before = first.setdefault((*named, part), (place, value))
            if before != value:
                message = N_("This is said otherwise at {first}.")
                wrong(f"{place}.{part}", message, first=f"{earlier}.{part}")
