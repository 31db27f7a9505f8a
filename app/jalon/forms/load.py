"""The door to the shipped questionnaires."""

from functools import cache

from jalon import assets
from jalon.forms import cache as compiled
from jalon.forms.model import Form


@cache
def current() -> str:
    """Return the edition that new projects answer: the latest; ids end with its date."""
    return shipped()[-1]


def form(form_id: str = "") -> Form:
    """Return the shipped form ``form_id``, or the current one.

    Raises:
        KeyError: no such form is shipped (a project of another, perhaps newer, Jalon).
    """
    return _form(form_id or current())


@cache
def shipped() -> tuple[str, ...]:
    """Return the ids of the shipped forms, sorted."""
    return tuple(sorted(p.name for p in assets.folder("forms").iterdir() if p.is_dir()))


def way(start: str, goal: str = "") -> tuple[Form, ...]:
    """Return the editions from ``start`` to ``goal`` (or the current one), both included.

    Empty where no map leads from the one to the other: nothing can be carried over then.
    """
    goal = goal or current()
    if goal not in shipped():
        return ()
    found = [form(goal), *before(goal)]
    ids = [one.id for one in found]
    return tuple(reversed(found[: ids.index(start) + 1])) if start in ids else ()


def before(form_id: str) -> tuple[Form, ...]:
    """Return the editions that lead to ``form_id``, the nearest first; it is none of them."""
    if form_id not in shipped():
        return ()
    found, seen = [form(form_id)], {form_id}
    while (earlier := found[-1].earlier) and earlier.edition in shipped():
        if earlier.edition in seen:
            break
        seen.add(earlier.edition)
        found.append(form(earlier.edition))
    return tuple(found[1:])


@cache
def _form(form_id: str) -> Form:
    if form_id not in shipped():
        raise KeyError(form_id)
    return compiled.load(assets.folder("forms") / form_id)
