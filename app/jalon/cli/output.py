"""What commands print, and how they end."""

import json
import re
import sys
from pathlib import Path
from typing import Final

from jalon.errors import N_, UserError
from jalon.language import Translator, available, translator

GOOD: Final = 0
NO: Final = 1
"""The answer is no: damaged, altered, unsigned, changed since."""
UNANSWERED: Final = 2
"""Wrong use, or the question could not be answered: missing, locked, wrong passphrase."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""All of Unicode's but tab and line feed."""


def say(*lines: str) -> None:
    """Print lines of text."""
    for line in lines:
        print(_harmless(line))


def show_json(document: object) -> None:
    """Print a document as JSON, readable in any terminal encoding or pipe."""
    print(json.dumps(document, ensure_ascii=not _speaks_utf8(), indent=2))


def texts(context: str, text: str) -> dict[str, str]:
    """Return a form text in every language, by its code."""
    return {code: translator(code).of(context, text) for code in available()}


def complain(*lines: str) -> None:
    """Print lines where errors go."""
    for line in lines:
        print(_harmless(line), file=sys.stderr)


def message(error: UserError, tr: Translator) -> str:
    """Return an error's words in the language of ``tr``."""
    return tr.text(error.message, **error.details)


def read(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        UserError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            N_("{name} cannot be read: {why}."), name=path.name, why=error.strerror
        ) from error


def _harmless(line: str) -> str:
    """Replace control characters: what others wrote into a project must not command a terminal."""
    return _CONTROLS.sub("\ufffd", line)


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
