"""Which model of the project each model of an answers file is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from jalon.assessment import models
from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.assessment.state import Assessment, Edit

ONLY: Final = "model"
"""In a file, the name of the project's only model."""

_REMOVED: Final = ("subject", "removed")
_NAMING: Final = frozenset({"event", "incident"})
"""Items of other subjects that name models."""


def resolved(
    assessment: Assessment, named: Iterable[str], living: Sequence[str], removed: Sequence[str]
) -> tuple[dict[str, Subject], list[Edit]]:
    """Match a file's subjects: known ones as they are, others to untouched models or new ones.

    Args:
        assessment: the record before the file is taken over.
        named: every subject that the file names, in its order.
        living: the file's models, in its user's order.
        removed: those of the file that were removed.

    Returns:
        The subjects by the file's names, and the edits that make, remove, bring back and order
        models as the file has them.
    """
    here, gone = assessment.subjects(models.KIND), assessment.removed(models.KIND)
    known: dict[str, Subject] = {PROVIDER: PROVIDER, **{m: m for m in (*here, *gone)}}
    if len(here) == 1:
        known[ONLY] = here[0]
    free = [m for m in here if not _touched(assessment, m)]
    made: list[Subject] = []
    for name in dict.fromkeys(named):
        if name in known or not _is_model(name):
            continue
        if free and name not in removed:
            known[name] = free.pop(0)
        else:
            known[name] = new_subject(models.KIND)
            made.append(known[name])
    edits: list[Edit] = [(Key(m, "subject", "kind"), models.KIND) for m in made]
    there = [*dict.fromkeys(known[name] for name in living if name in known)]
    out = dict.fromkeys(known[name] for name in removed if name in known)
    edits += [(Key(m, *_REMOVED), True) for m in out if m not in gone]
    edits += [(Key(m, *_REMOVED), None) for m in there if m in gone and m not in out]
    return known, [*edits, *_ordered(here, made, there, known)]


def empties(assessment: Assessment, edits: Sequence[Edit]) -> bool:
    """Tell whether these edits would leave a project without any model."""
    living = {*assessment.subjects(models.KIND), *(k.subject for k, v in edits if v == models.KIND)}
    for key, value in edits:
        if key[1:] == _REMOVED:
            (living.discard if value else living.add)(key.subject)
    return not living


def _ordered(
    here: Sequence[Subject],
    made: Sequence[Subject],
    there: Sequence[Subject],
    known: Mapping[str, Subject],
) -> list[Edit]:
    """Return what puts models in the file's order, if it names them all."""
    before = [*here, *made]
    wanted = [*there] if set(here) <= set(there) else before
    if len(made) < 2 and wanted[: len(before)] == before:  # noqa: PLR2004  two have an order
        return []
    rest = (m for m in known.values() if m in made and m not in wanted)
    return models.in_order([*wanted, *dict.fromkeys(rest)])


def _touched(assessment: Assessment, model: Subject) -> bool:
    """Tell whether anything is recorded of a model, or names it: an event, an incident."""
    told = (c.value for k, cs in assessment.heads.items() if k.item in _NAMING for c in cs)
    named = any(v == model or (isinstance(v, list) and model in v) for v in told)
    return named or any(k.subject == model and k.item != "subject" for k in assessment.heads)


def _is_model(name: str) -> bool:
    return name == ONLY or name.startswith("model-")
