"""Names of project files."""

from pathlib import Path
from typing import Final

from jalon.language import Translator

SUFFIX: Final = ".jalon"
"""Of project files."""


def suffixed(path: Path) -> Path:
    """Return ``path`` with the suffix of projects."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def project_files(tr: Translator) -> str:
    """Return the filter of file dialogs that shows projects only."""
    return tr.text("Jalon projects ({pattern})", pattern=f"*{SUFFIX}")
