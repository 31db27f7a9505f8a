"""``jalon model``: list, add, name, order, remove and bring back the models of a project."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jalon.assessment import model_words, models
from jalon.assessment.changes import Subject
from jalon.assessment.state import Assessment, Edit
from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.session import Session, opened


def listed(path: Path, *, as_json: bool, tr: Translator) -> int:
    """Print the models in their order, then those that were removed."""
    with opened(path) as session:
        described = [_described(session, m) for m in session.models]
        described += [_described(session, m) for m in session.assessment.removed(models.KIND)]
    if as_json:
        output.show_json(described)
        return output.GOOD
    for one in described:
        place = one["place"] or "–"
        removed = "" if one["place"] else tr.text(N_(" (removed)"))
        output.say(f"{place}  {one['id']}  {one['name'] or tr.text(N_('not named yet'))}{removed}")
    return output.GOOD


def add(path: Path, name: str, *, author: str, tr: Translator) -> int:
    """Add a model; its id is printed."""

    def made(assessment: Assessment) -> tuple[Subject, Sequence[Edit]]:
        return models.added(assessment, name)

    return _done(path, made, N_("{name} was added: {id}."), author=author, tr=tr)


def rename(path: Path, which: str, name: str, *, author: str, tr: Translator) -> int:
    """Give a model another name."""

    def made(assessment: Assessment) -> tuple[Subject, Sequence[Edit]]:
        model = models.called(assessment, which)
        return model, models.renamed(assessment, model, name)

    return _done(path, made, N_("The model {id} is called {name} now."), author=author, tr=tr)


def move(path: Path, which: str, place: int, *, author: str, tr: Translator) -> int:
    """Put a model at a place, from 1; beyond the last is the last."""

    def made(assessment: Assessment) -> tuple[Subject, Sequence[Edit]]:
        model = models.called(assessment, which)
        return model, models.moved(assessment, model, place - 1)

    return _done(path, made, N_("{name} has its new place: {id}."), author=author, tr=tr)


def remove(path: Path, which: str, *, author: str, tr: Translator) -> int:
    """Take a model out of the project."""

    def made(assessment: Assessment) -> tuple[Subject, Sequence[Edit]]:
        model = models.called(assessment, which)
        return model, models.removed(assessment, model)

    said = N_("{name} was removed ({id}). What was written for it stays on record.")
    return _done(path, made, said, author=author, tr=tr)


def restore(path: Path, which: str, *, author: str, tr: Translator) -> int:
    """Bring a removed model back."""

    def made(assessment: Assessment) -> tuple[Subject, Sequence[Edit]]:
        model = models.called(assessment, which, removed=True)
        return model, models.restored(model)

    return _done(path, made, N_("{name} is back, with its answers: {id}."), author=author, tr=tr)


def _done(
    path: Path,
    made: Callable[[Assessment], tuple[Subject, Sequence[Edit]]],
    said: str,
    *,
    author: str,
    tr: Translator,
) -> int:
    """Do one act on the project and say what was done."""
    with opened(path, author=author) as session:
        if session.read_only:
            raise session.unmigrated or UserError(
                N_("{name} is read-only; nothing was changed."), name=path.name
            )
        model, edits = made(session.assessment)
        session.apply(edits)
        name = model_words.called(session.assessment, model, tr)
    output.say(tr.text(said, name=name, id=model))
    return output.GOOD


def _described(session: Session, model: Subject) -> dict[str, object]:
    living = session.models
    return {
        "id": model,
        "name": models.name(session.assessment, model) or None,
        "place": living.index(model) + 1 if model in living else None,
        "removed": model not in living,
    }
