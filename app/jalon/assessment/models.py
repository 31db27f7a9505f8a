"""The models of a project: made, ordered, removed and brought back, without losing a word.

A model that was removed only leaves the living subjects; its answers stay in the record, and
come back with it. Functions return edits; whoever applies them makes one step of undo.
"""

from collections.abc import Iterable
from typing import Final

from jalon.assessment.changes import PROJECT, Key, Subject, Value, new_subject
from jalon.assessment.state import ORIGIN, Assessment, Edit
from jalon.errors import N_, UserError

KIND: Final = "model"
NAME: Final = "model-name"
"""The fact that names a model."""

LAST: Final = N_("The last model cannot be removed: a project has at least one.")

_ORDER: Final = Key(PROJECT, "models", "order")


def name(assessment: Assessment, model: Subject) -> str:
    """Return a model's name; empty until it was given."""
    return assessment.text(model, NAME, "value").strip()


def origins(assessment: Assessment, those: Iterable[Subject]) -> dict[str, str]:
    """Return what models were called in the project that they came from, of those that came."""
    found = ((model, assessment.value(model, *ORIGIN)) for model in those)
    return {model: name for model, name in found if isinstance(name, str)}


def alike(assessment: Assessment, model: Subject) -> bool:
    """Say whether another living model has the name of this one."""
    own = _folded(name(assessment, model))
    others = (other for other in assessment.subjects(KIND) if other != model)
    return any(own == _folded(name(assessment, other)) for other in others)


def added(assessment: Assessment, called: str) -> tuple[Subject, list[Edit]]:
    """Return a new model and what makes it.

    Raises:
        UserError: the name is empty, or another model has it.
    """
    called = _free(assessment, called)
    made = new_subject(KIND)
    edits: list[Edit] = [(Key(made, "subject", "kind"), KIND), (Key(made, NAME, "value"), called)]
    listed = assessment.value(*_ORDER)
    if isinstance(listed, list):
        edits.append((_ORDER, [*listed, made]))
    return made, edits


def renamed(assessment: Assessment, model: Subject, called: str) -> list[Edit]:
    """Return what gives a model another name.

    Raises:
        UserError: the name is empty, or another model has it.
    """
    return [(Key(model, NAME, "value"), _free(assessment, called, but=model))]


def removed(assessment: Assessment, model: Subject) -> list[Edit]:
    """Return what takes a model out of every page and figure; its answers stay.

    Raises:
        UserError: it is the last one.
    """
    if len(assessment.subjects(KIND)) < 2:  # noqa: PLR2004  the last one stays
        raise UserError(LAST)
    return [(Key(model, "subject", "removed"), True)]


def restored(model: Subject) -> list[Edit]:
    """Return what brings a removed model back, with all that was answered for it."""
    return [(Key(model, "subject", "removed"), None)]


def moved(assessment: Assessment, model: Subject, place: int) -> list[Edit]:
    """Return what puts a model at a place, from 0, among the living ones."""
    others = [m for m in assessment.subjects(KIND) if m != model]
    at = min(max(place, 0), len(others))
    return in_order([*others[:at], model, *others[at:]])


def in_order(models: list[Subject]) -> list[Edit]:
    """Return what puts models in this order."""
    return [(_ORDER, list[Value](models))]


def called(assessment: Assessment, said: str, *, removed: bool = False) -> Subject:
    """Return the model that an id, a place (from 1) or a name stands for.

    Args:
        assessment: the record.
        said: what the user wrote.
        removed: look among the removed models, which have no place.

    Raises:
        UserError: none is called so, or several are.
    """
    those = assessment.removed(KIND) if removed else assessment.subjects(KIND)
    found = [m for m in those if m == said]
    found = found or [m for m in those if _folded(name(assessment, m)) == _folded(said) != ""]
    if not found and not removed:
        found = [m for place, m in enumerate(those, start=1) if said == str(place)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(
            N_("Several models are called {name}: say which by its id: {ids}."),
            name=said,
            ids=", ".join(found),
        )
    if removed:
        raise UserError(N_("No removed model is called {name}."), name=said)
    raise UserError(N_("No model is called {name}."), name=said)


def _free(assessment: Assessment, wanted: str, but: Subject | None = None) -> str:
    clean = wanted.strip()
    if not clean:
        raise UserError(N_("Give the model a name."))
    for other in assessment.subjects(KIND):
        if other != but and _folded(name(assessment, other)) == _folded(clean):
            raise UserError(N_("Another model of this project has that name already."))
    return clean


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
