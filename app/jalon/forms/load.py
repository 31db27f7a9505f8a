"""The door to the shipped questionnaires."""

from functools import cache

from jalon import assets
from jalon.forms import cache as compiled
from jalon.forms.model import Form

CURRENT = "code-2025-07-10"
"""The edition that new projects answer: the Code of 10 July 2025."""


@cache
def form(form_id: str = CURRENT) -> Form:
    """Return the shipped form ``form_id``.

    Raises:
        KeyError: no such form is shipped (a project of another, perhaps newer, Jalon).
    """
    if form_id not in shipped():
        raise KeyError(form_id)
    return compiled.load(assets.folder("forms") / form_id)


@cache
def shipped() -> tuple[str, ...]:
    """Return the ids of the shipped forms, sorted."""
    return tuple(sorted(p.name for p in assets.folder("forms").iterdir() if p.is_dir()))
