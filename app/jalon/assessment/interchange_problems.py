"""What is wrong with a file of answers, and where."""

import re
from collections.abc import Mapping
from typing import Any, Final

from jalon.errors import N_
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of a file; ``message`` is a source text with ``details``."""

    place: str
    message: str
    details: Mapping[str, object]


class Refused(Exception):  # noqa: N818  reads as what happened
    """A file that is not taken over; nothing was changed.

    Attributes:
        problems: every one found, in the order of the file.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


_WORDS: Final = {
    "missing": N_("This part is missing."),
    "extra_forbidden": N_("This part is not known."),
    "literal_error": N_("One of these is expected here: {expected}."),
    "string_type": N_("A text is expected here."),
    "string_too_long": N_("This text is too long; at most {max_length} characters."),
    "string_pattern_mismatch": N_("This is not written as it has to be: {pattern}."),
    "string_too_short": N_("This text is empty."),
    "list_type": N_("A list is expected here."),
    "model_type": N_("An object is expected here."),
    "json_invalid": N_("This is not JSON: {error}."),
    "date_from_datetime_parsing": N_("A date like 2026-11-23 is expected here."),
    "date_parsing": N_("A date like 2026-11-23 is expected here."),
    "value_error": N_("This does not fit here."),
    "date_type": N_("A date like 2026-11-23 is expected here."),
}
_SPOT: Final = re.compile(r"at line (?P<line>\d+) column (?P<column>\d+)")
"""Where the reader of JSON, which speaks English only, found the trouble."""


def problem(error: Mapping[str, Any]) -> Problem:
    """Return what pydantic says of one place in our words."""
    place = ""
    for part in error["loc"]:
        if isinstance(part, int):
            place += f"[{part}]"
        elif part.isidentifier():
            place += f".{part}" if place else part
    message = _WORDS.get(error["type"], N_("This does not fit here."))
    details = dict(error.get("ctx") or {})
    if error["type"] == "literal_error":
        details["expected"] = str(details["expected"]).replace("' or '", "', '")
    elif error["type"] == "json_invalid" and (found := _SPOT.search(str(details["error"]))):
        message, details = N_("This is not JSON: line {line}, column {column}."), found.groupdict()
    return Problem(place or "$", message, details)
