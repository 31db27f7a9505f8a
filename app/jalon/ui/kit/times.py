"""A field for a time of day, typed as people write it."""

import re

from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui.kit.lines import CheckedLine

_TIME = re.compile(r"(\d{1,2})\s*(?:[:.hH]|\s)\s*(\d{2})?|(\d{2})(\d{2})|(\d{1,2})")


def read(words: str) -> str | None:
    """Return a time of day as ``HH:MM``, or None: ``9:05``, ``9h05``, ``0905``, ``9 h``."""
    found = _TIME.fullmatch(words.strip())
    if found is None:
        return None
    hour = found[1] or found[3] or found[5]
    minute = found[2] or found[4] or "00"
    if int(hour) > 23 or int(minute) > 59:
        return None
    return f"{int(hour):02}:{int(minute):02}"


class TimeField(CheckedLine):
    """A time of day, as ``HH:MM``; empty is allowed."""

    def read(self, words: str) -> Value:
        """Read a time of day."""
        return read(words)

    def written(self, value: Value) -> str:
        """Write it as it is kept."""
        return value if isinstance(value, str) else ""

    def complaint(self, tr: Translator) -> str:
        """Say what a time of day looks like."""
        return tr.text("Write a time of day, for example 14:30.")
