"""The worked example, made anew each time it is looked at."""

import tempfile
from pathlib import Path

from jalon import example
from jalon.session import Session


def fresh(language: str) -> Session:
    """Make the worked example in ``language`` in a folder of its own and return it open.

    Raises:
        UserError: it cannot be written.
    """
    folder = Path(tempfile.mkdtemp(prefix="jalon-"))
    return example.make(folder / f"example-{language}.jalon", language)
