"""The words of ``jalon contradictions`` and ``jalon attest``."""

from pathlib import Path

from jalon.assessment.attestations import STATEMENTS
from jalon.cli.parsing import Commands, Parser
from jalon.errors import N_
from jalon.language import Translator


def add_signing(commands: Commands, tr: Translator) -> None:
    """Add what is done before signing."""
    points = commands.add("contradictions", tr.text(N_("what to look at before signing")))
    attest = commands.add("attest", tr.text(N_("attest statements, or list who attested what")))
    for command in (points, attest):
        _common(command, tr)
    attest.arguments.add_argument(
        "statements", nargs="*", metavar="STATEMENT", help=", ".join(STATEMENTS)
    )
    attest.choices.add_argument(
        "--withdraw", action="store_true", help=tr.text(N_("take back what you attested"))
    )
    attest.choices.add_argument(
        "--author", default="", help=tr.text(N_("your name, recorded as self-declared"))
    )


def _common(command: Parser, tr: Translator) -> None:
    command.arguments.add_argument(
        "file", type=Path, metavar="FILE", help=tr.text(N_("project file"))
    )
    command.choices.add_argument("--json", action="store_true", help=tr.text(N_("print JSON")))
