"""What a field may hold."""

from typing import Final

from jalon.assessment.changes import Value

_TAKEN_BACK: Final[tuple[Value, ...]] = ("", [])


def storable(value: Value) -> Value:
    """Return ``value`` as it is stored: an empty text or list is no answer."""
    if value in _TAKEN_BACK:
        return None
    return _whole(value)


def _whole(value: Value) -> Value:
    match value:
        case str():
            return whole(value)
        case list():
            return [_whole(part) for part in value]
        case dict():
            return {whole(name): _whole(part) for name, part in value.items()}
        case _:
            return value


def whole(text: str) -> str:
    """Replace half characters, which a paste can bring and no file can hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
