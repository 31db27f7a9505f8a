"""Where a text stands once more in the record: whoever removes it wants it gone everywhere."""

from typing import Final

from jalon.assessment import free_text
from jalon.assessment.changes import PROJECT, RECORDS, Change, Value
from jalon.forms.model import Form

_WITHIN: Final = 6
"""In characters: a shorter text is looked for as the whole of what was written, since it stands
within too much that has nothing to do with it."""


def text(form: Form, change: Change) -> str:
    """Return what was written in a change; empty where it was chosen, or is no text."""
    if isinstance(change.value, str) and free_text.takes(form, change.key):
        return change.value.strip()
    return ""


def is_in(change: Change, searched: str) -> bool:
    """Tell whether a change holds a text, in whatever part of its value.

    What tells of a removal cannot be removed itself and does not count.
    """
    removal = (change.key.subject, change.key.item) == (PROJECT, RECORDS)
    return bool(searched) and not removal and _holds(change.value, searched)


def _holds(value: Value, searched: str) -> bool:
    match value:
        case str():
            return searched in value if len(searched) >= _WITHIN else searched == value.strip()
        case list():
            return any(_holds(part, searched) for part in value)
        case dict():
            return any(_holds(part, searched) for part in value.values())
        case _:
            return False
