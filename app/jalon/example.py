"""The worked example: a fictional company, complete in each language that it was written in."""

from pathlib import Path
from typing import Final

from jalon import assets
from jalon.language import SOURCE_LANGUAGE
from jalon.session import Session

AUTHOR: Final = "Camille Exemple"
ORGANISATION: Final = "Exemple IA SAS"


def make(path: Path, language: str) -> Session:
    """Make the example's project at ``path`` and return it open; it is marked as an example.

    Nothing of it can be undone: whoever looks at it did not write it. In a language in which
    nobody has written it yet, it is the one of the source language.

    Raises:
        ProjectError: something is there already, or the place cannot be written.
    """
    from jalon.assessment import interchange

    folder = assets.folder("resources") / "example"
    source = folder / f"{language}.json"
    if not source.is_file():
        source = folder / f"{SOURCE_LANGUAGE}.json"
    session = Session.create(path, author=AUTHOR, example=True, language=language)
    try:
        session.apply(interchange.read(source.read_bytes(), session.form, session.assessment))
    finally:
        session.close()
    return Session.open(path, author=AUTHOR)  # a sitting of its own, with nothing to take back
