"""What commands print, and how they end."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from jalon.errors import N_, UserError, system_reason
from jalon.language import Translator, available, translator

GOOD: Final = 0
NO: Final = 1
"""The answer is no: damaged, altered, unsigned, changed since."""
UNANSWERED: Final = 2
"""Wrong use, or the question could not be answered: missing, locked, wrong passphrase."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""All of Unicode's but tab and line feed, and those that turn the rest of a line round."""

_PLAIN: Final = {
    "\u00a0": " ",
    "\u202f": " ",
    "\N{EN DASH}": "-",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHTWARDS ARROW}": "->",
}
"""How our signs are written where there are only letters."""


def say(*lines: str) -> None:
    """Print lines of text.

    Raises:
        UserError: they cannot be written where they go.
    """
    with _printing():
        for line in lines:
            print(_sent(line, sys.stdout))


def show_json(document: object) -> None:
    """Print a document as JSON, readable in any terminal encoding or pipe.

    Raises:
        UserError: it cannot be written where it goes.
    """
    with _printing():
        print(json.dumps(document, ensure_ascii=not _speaks_utf8(), indent=2))


def finish() -> None:
    """Bring what was printed to where it goes, while there is still somebody to complain to.

    Raises:
        UserError: it cannot be written there.
    """
    with _printing():
        if sys.stdout is not None:
            sys.stdout.flush()


def texts(context: str, text: str) -> dict[str, str]:
    """Return a form text in every language, by its code."""
    return {code: translator(code).of(context, text) for code in available()}


def complain(*lines: str) -> None:
    """Print lines where errors go; where nobody can be told, the exit code says it alone."""
    if sys.stderr is None:  # print would take the standard output instead
        return
    with suppress(OSError):
        for line in lines:
            print(_sent(line, sys.stderr), file=sys.stderr)


def writable(text: str, encoding: str | None) -> str:
    """Return a text as a stream of this encoding can carry it.

    On Windows a pipe knows the signs of one alphabet only, and no arrow: a text with others would
    end the command.
    """
    code = encoding or "utf-8"
    if _carried(text, code):
        return text
    plain = "".join(sign if _carried(sign, code) else _PLAIN.get(sign, sign) for sign in text)
    return plain.encode(code, "replace").decode(code)


def message(error: UserError, tr: Translator) -> str:
    """Return an error's words in the language of ``tr``."""
    return tr.told(error)


def read(path: Path, most: int) -> bytes:
    """Return a file's bytes; it may be a pipe.

    Raises:
        UserError: it cannot be read, or has more than ``most`` bytes.
    """
    data = beginning(path, most)
    if len(data) > most:
        raise UserError(
            N_("{name} is larger than {limit} MB, as no such file is. Nothing was done with it."),
            name=path.name or str(path),
            limit=most // 1_000_000,
        )
    return data


def beginning(path: Path, most: int) -> bytes:
    """Return a file's bytes, of a larger one ``most`` and one more.

    Raises:
        UserError: it cannot be read.
    """
    from jalon.export import files

    try:
        return files.read(path, most)
    except OSError as error:
        raise UserError(
            N_("{name} cannot be read: {why}."),
            name=path.name or str(path),
            why=system_reason(error),
        ) from error


@contextmanager
def _printing() -> Iterator[None]:
    """Let printing fail without harm: the command goes on, and its exit code stays its own."""
    try:
        yield
    except BrokenPipeError:
        _hush()  # the reader has enough; the rest is for nobody
    except OSError as error:
        _hush()
        raise UserError(
            N_("What was asked for could not be printed: {why}."), why=system_reason(error)
        ) from error


def _hush() -> None:
    """Send all that is still to be printed nowhere, what waits in the buffer too."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sent(line: str, stream: TextIO | None) -> str:
    return writable(_harmless(line), stream.encoding if stream else None)


def _carried(text: str, code: str) -> bool:
    try:
        text.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def _harmless(line: str) -> str:
    """Replace control characters: what others wrote into a project must not command a terminal."""
    return _CONTROLS.sub("\ufffd", line)


def _speaks_utf8() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
