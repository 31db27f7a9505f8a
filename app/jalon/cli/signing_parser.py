"""The words of ``jalon contradictions`` and ``jalon attest``."""

from jalon.assessment.attestations import STATEMENTS
from jalon.cli.parsing import Commands, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_signing(commands: Commands, tr: Translator) -> None:
    """Add what is done before signing."""
    points = commands.add("contradictions", tr.text(N_("what to look at before signing")))
    attest = commands.add("attest", tr.text(N_("attest statements, or list who attested what")))
    for command in (points, attest):
        add_file(command, tr)
        add_json(command, tr)
    attest.arguments.add_argument(
        "statements", nargs="*", metavar=tr.text(N_("STATEMENT")), help=", ".join(STATEMENTS)
    )
    attest.choices.add_argument(
        "--withdraw", action="store_true", help=tr.text(N_("take back what you attested"))
    )
    add_author(attest, tr)
