"""What a field may hold."""

import math
from typing import Final

from jalon.assessment.changes import Value
from jalon.errors import N_, UserError
from jalon.store.rows import DEEPEST

_TAKEN_BACK: Final[tuple[Value, ...]] = ("", [])
_EXACT: Final = 2**53 - 1
"""Up to here every program reads a whole number alike (RFC 8785)."""


def storable(value: Value) -> Value:
    """Return ``value`` as it is stored: an empty text or list is no answer.

    Raises:
        UserError: no file can hold it: a number beyond all that programs read alike, lists within
            lists without end.
    """
    if value in _TAKEN_BACK:
        return None
    return _whole(value, DEEPEST)


def _whole(value: Value, levels: int) -> Value:
    if not levels and isinstance(value, list | dict):
        raise UserError(N_("This is nested too deep to be kept as an answer; it was not saved."))
    match value:
        case str():
            return whole(value)
        case list():
            return [_whole(part, levels - 1) for part in value]
        case dict():
            return {whole(name): _whole(part, levels - 1) for name, part in value.items()}
        case bool():
            return value
        case int() if abs(value) > _EXACT:
            raise UserError(
                N_(
                    "A whole number beyond {most} cannot be kept exactly, so it was not saved."
                    " Write it as a text, or with a power of ten."
                ),
                most=_EXACT,
            )
        case float() if not math.isfinite(value):
            raise UserError(N_("This is no number; it was not saved."))
        case _:
            return value


def whole(text: str) -> str:
    """Replace half characters, which a paste can bring and no file can hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
