"""Which model of the project each model of an answers file is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from jalon.assessment import models
from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.assessment.state import ORIGIN, Assessment, Edit

ONLY: Final = "model"
"""In a file, the name of the project's only model."""

_REMOVED: Final = ("subject", "removed")
_NAMING: Final = frozenset({"event", "incident"})
"""Items of other subjects that name models."""


def resolved(
    assessment: Assessment,
    named: Iterable[str],
    living: Sequence[str],
    removed: Sequence[str],
    origins: Mapping[str, str],
) -> tuple[dict[str, Subject], list[Edit]]:
    """Match a file's subjects: known ones as they are, others to untouched models or new ones.

    A model that came from the file's project before is known by that, as is one that comes back.

    Args:
        assessment: the record before the file is taken over.
        named: every subject that the file names, in its order.
        living: the file's models, in its user's order.
        removed: those of the file that were removed.
        origins: what the file's models were called in the project that they came from.

    Returns:
        The subjects by the file's names, and the edits that make, remove, bring back and order
        models as the file has them.
    """
    here, gone = assessment.subjects(models.KIND), assessment.removed(models.KIND)
    known: dict[str, Subject] = {PROVIDER: PROVIDER, **{m: m for m in (*here, *gone)}}
    if len(here) == 1:
        known[ONLY] = here[0]
    told = [*dict.fromkeys(name for name in named if name in known or _is_model(name))]
    names = [name for name in told if name not in known]
    taken = {known[name] for name in told if name in known}
    known |= _come_back(assessment, [m for m in (*here, *gone) if m not in taken], names, origins)
    taken |= {known[name] for name in names if name in known}
    free = [m for m in here if m not in taken and not _touched(assessment, m)]
    made: list[Subject] = []
    came: list[Edit] = []
    for name in (one for one in names if one not in known):
        if free and name not in removed:
            known[name] = free.pop(0)
        else:
            known[name] = new_subject(models.KIND)
            made.append(known[name])
        if name != ONLY:
            came.append((Key(known[name], *ORIGIN), name))
    edits: list[Edit] = [(Key(m, "subject", "kind"), models.KIND) for m in made] + came
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


def _come_back(
    assessment: Assessment,
    here: Sequence[Subject],
    names: Iterable[str],
    told: Mapping[str, str],
) -> dict[str, Subject]:
    """Return which models of the file are here: taken over before, or come back; each once."""
    left = [*here]
    came = models.origins(assessment, here)
    found: dict[str, Subject] = {}
    for name in names:
        wanted = {name, told.get(name, name)}
        model = next((m for m in left if m in wanted or came.get(m) in wanted), None)
        if model:
            left.remove(model)
            found[name] = model
    return found


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
