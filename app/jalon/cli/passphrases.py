"""Passphrases on the command line: from a file, from a pipe, or typed; never an argument."""

import getpass
import sys
from pathlib import Path

from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.language import Translator


def asked(source: str | None, tr: Translator, *, again: bool = False) -> str:
    """Return the passphrase in ``source``: a file's first line, ``-`` or None to ask for it.

    Raises:
        UserError: there is none, or the two that were typed differ.
    """
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        return output.read(Path(source)).decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise UserError(
            N_("A passphrase is needed: give a file with --passphrase-file, or - to read it.")
        )
    secret = getpass.getpass(tr.text(N_("Passphrase: ")))
    if again and getpass.getpass(tr.text(N_("The same again: "))) != secret:
        raise UserError(N_("The two passphrases differ; nothing was written."))
    return secret
