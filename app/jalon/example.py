"""The worked example: a fictional company, complete in each language."""

from pathlib import Path
from typing import Final

from jalon import assets
from jalon.session import Session

AUTHOR: Final = "Camille Exemple"
ORGANISATION: Final = "Exemple IA SAS"


def make(path: Path, language: str) -> Session:
    """Make the example's project at ``path`` and return it open; it is marked as an example.

    Raises:
        ProjectError: something is there already, or the place cannot be written.
    """
    from jalon.assessment import interchange

    source = assets.folder("resources") / "example" / f"{language}.json"
    session = Session.create(path, author=AUTHOR, example=True, language=language)
    session.apply(interchange.read(source.read_bytes(), session.form, session.assessment))
    return session
