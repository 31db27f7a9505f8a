"""Names that stay as they are in every language of the window."""

from typing import Final

_LANGUAGES: Final = {"en": "English", "fr": "Français"}


def language_name(code: str) -> str:
    """Return a language's name in that language itself."""
    return _LANGUAGES.get(code, code)
