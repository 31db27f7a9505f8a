"""Undo and redo of the record: what the next one would do, and that it was done, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from jalon.assessment.changes import PROJECT, PROVIDER, Key
from jalon.assessment.state import Assessment
from jalon.export import difference_registers, difference_words, recorded_words, review_words
from jalon.forms.model import Form
from jalon.language import Translator, one_line
from jalon.ui.desk import Desk
from jalon.values import dataclass

if TYPE_CHECKING:
    from jalon.ui.workspace import Workspace

_MOST: Final = 64
"""Of what is named in a menu; in characters."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step changes: ``answer`` is set where it is one answer."""

    what: str
    answer: bool = False


def undo(workspace: "Workspace", tr: Translator) -> None:
    """Take the last step of the record back and say which; what is typed is settled first."""
    desk = workspace.desk
    if desk.writing.leave() and (step := of(desk, desk.session.undoable, tr)):
        desk.undo()
        workspace.header.say(tr.text("Undone: {what}", what=step.what))


def redo(workspace: "Workspace", tr: Translator) -> None:
    """Do the step taken back last again and say which."""
    desk = workspace.desk
    if desk.writing.leave() and (step := of(desk, desk.session.redoable, tr)):
        desk.redo()
        workspace.header.say(tr.text("Redone: {what}", what=step.what))


def undo_words(desk: Desk, tr: Translator) -> str:
    """Say in the menu what Undo would take back; its plain word where there is nothing."""
    unsettled = [*desk.session.drafts, *(key for key, _ in desk.writing.pending())]
    step = of(desk, unsettled[-1:] or desk.session.undoable, tr)
    if step is None:
        return tr.text("&Undo")
    what = step.what.replace("&", "&&")
    if step.answer:
        return tr.text("&Undo answer: {what}", what=what)
    return tr.text("&Undo: {what}", what=what)


def redo_words(desk: Desk, tr: Translator) -> str:
    """Say in the menu what Redo would do again; its plain word where there is nothing."""
    step = of(desk, desk.session.redoable, tr)
    if step is None:
        return tr.text("&Redo")
    what = step.what.replace("&", "&&")
    if step.answer:
        return tr.text("&Redo answer: {what}", what=what)
    return tr.text("&Redo: {what}", what=what)


def of(desk: Desk, keys: Sequence[Key], tr: Translator) -> Step | None:
    """Name what a step changes, as short as a menu can show it."""
    form, state = desk.session.form, desk.session.assessment
    spoken = [key for key in keys if recorded_words.is_spoken(key)]
    if not spoken:
        return None
    entries = [key for key in spoken if _is_entry(key)]
    if len({key.subject for key in entries}) == 1:  # with the requirements that it is linked to
        alone = len(entries) == 1
        return Step(
            _short((recorded_words.place if alone else _entry)(form, state, entries[0], tr))
        )
    places = {(key.subject, key.item) for key in spoken}
    if len(places) > 1:
        return Step(tr.plural("{count} change", "{count} changes", len(places)))
    first = next((key for key in spoken if key.field in {"state", "value"}), spoken[0])
    if first.field == "state" and first.item in form.items:
        named = difference_words.item(form, first.item, tr)
        return Step(_short(recorded_words.whose(state, first.subject, named, tr)), answer=True)
    named = recorded_words.place(form, state, first, tr)
    return Step(_short(named), answer=first.item in form.fact)


def _is_entry(key: Key) -> bool:
    """Tell whether a field belongs to something made or removed as a whole: evidence, a model."""
    kept = key.subject in {PROVIDER, PROJECT} or key.subject.startswith("model-")
    return key.item == "subject" or not kept


def _entry(form: Form, state: Assessment, key: Key, tr: Translator) -> str:
    """Name what a field belongs to; without its name, where that is not in the record now."""
    if register := difference_registers.of(key):
        called = difference_registers.called(state, key.subject)
        return difference_registers.place(register, called.replace(key.subject, ""), tr)
    whole = Key(key.subject, "subject", "kind")
    if review_words.is_of_review(key) or key.subject.startswith("model-"):
        return recorded_words.place(form, state, whole, tr)
    return difference_words.item(form, key.subject.partition("-")[0], tr)


def _short(named: str) -> str:
    named = one_line(named)
    return named if len(named) <= _MOST else f"{named[: _MOST - 1].rstrip()}…"
