"""Passphrases on the command line: from a file, from a pipe, or typed; never an argument."""

import getpass
import sys
from pathlib import Path
from typing import Final

from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.language import Translator

_LONGEST: Final = 1_000_000
"""In bytes: of the file with a passphrase, whose first line alone is wanted."""


def asked(source: str | None, tr: Translator, *, again: bool = False) -> str:
    """Return the passphrase in ``source``: a file's first line, ``-`` or None to ask for it.

    Raises:
        UserError: there is none, its file is not UTF-8 or no such file, or the two that were typed
            differ.
    """
    if source == "-" and sys.stdin is not None:
        return _text(sys.stdin.buffer.readline(), "-")
    if source is not None and source != "-":
        return _first_line(Path(source))
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError(
            N_("A passphrase is needed: give a file with --passphrase-file, or - to read it.")
        )
    secret = getpass.getpass(tr.text(N_("Passphrase: ")))
    if again and getpass.getpass(tr.text(N_("The same again: "))) != secret:
        raise UserError(N_("The two passphrases differ; nothing was written."))
    return secret


def _first_line(file: Path) -> str:
    line = output.beginning(file, _LONGEST).split(b"\n", 1)[0]
    if len(line) > _LONGEST:  # not all of it was read
        raise UserError(
            N_("The first line of {name} is longer than any passphrase. Nothing was done with it."),
            name=file.name,
        )
    return _text(line, file.name)


def _text(line: bytes, name: str) -> str:
    try:
        return line.rstrip(b"\r\n").decode("utf-8-sig")  # some editors put a mark before the text
    except UnicodeDecodeError:
        # Anything put in place of a byte would seal a file with what nobody can type.
        # "from None": the cause holds the passphrase.
        raise UserError(
            N_("The passphrase in {name} is not written in UTF-8. Save the file as UTF-8."),
            name=name,
        ) from None
