"""Names that stay as they are in every language of the window."""

from pathlib import Path
from typing import Final

SUFFIX: Final = ".jalon"
"""Of project files."""

_LANGUAGES: Final = {"en": "English", "fr": "Français"}


def language_name(code: str) -> str:
    """Return a language's name in that language itself."""
    return _LANGUAGES.get(code, code)


def suffixed(path: Path) -> Path:
    """Return ``path`` with the suffix of projects."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
