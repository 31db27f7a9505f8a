"""The words of ``jalon contradictions`` and ``jalon attest``."""

from jalon.assessment.attestations import STATEMENTS
from jalon.cli.parsing import Commands, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_signing(commands: Commands, tr: Translator) -> None:
    """Add what is done before signing."""
    points = commands.add("contradictions", N_("what to look at before signing"))
    attest = commands.add("attest", N_("attest statements, or list who attested what"))
    for command in (points, attest):
        add_file(command)
        add_json(command)
    attest.arguments.add_argument(
        "statements", nargs="*", metavar=tr.text(N_("STATEMENT")), help=", ".join(STATEMENTS)
    )
    attest.flag("--withdraw", N_("take back what you attested"))
    add_author(attest)
