"""The answer to a question of the profile, in words; for screen and print alike."""

from typing import Final

from jalon.assessment.changes import Value
from jalon.forms.model import Fact
from jalon.language import Translator

LARGE: Final = 1e15
"""From here on a number is written with a power of ten: nobody counts that many digits."""

_FIXED: Final = "\u00a0"
"""Keeps a unit on the line of its figure."""


def figure(fact: Fact, value: Value, tr: Translator) -> str:
    """Return a figure with its unit; empty for what is no figure."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    written = tr.number(value) if abs(value) < LARGE else tr.scientific(value)
    return with_unit(written, tr.of(f"{fact.id}.unit", fact.unit))


def with_unit(written: str, unit: str) -> str:
    """Put the unit behind a figure; nothing follows a figure that has none."""
    return f"{written}{_FIXED}{unit}" if unit else written


def option(fact: Fact, value: str, tr: Translator) -> str:
    """Return an option's label; what is none of the options stays as it is."""
    for one in fact.options:
        if one.value == value:
            return tr.of(f"{fact.id}.{value}.label", one.label)
    return value
