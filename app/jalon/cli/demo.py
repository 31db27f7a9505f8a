"""``jalon demo``: the worked example, its project and its signed report in each language."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from jalon import example
from jalon.cli import output, reports
from jalon.cli.reports import Signing
from jalon.errors import N_, UserError, system_reason
from jalon.language import Translator, available


def demo(folder: Path, *, tr: Translator) -> int:
    """Leave in ``folder`` the example's project and signed report, in each language.

    Raises:
        UserError: the folder holds something already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(N_("{name} is not empty; choose a new folder."), name=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        signing = _identity(folder)
    except OSError as error:
        raise UserError(
            N_("{name} cannot be written: {why}."), name=str(folder), why=system_reason(error)
        ) from error
    for code in available():
        project = folder / f"example-{code}.jalon"
        example.make(project, code).close()
        report = folder / f"report-{code}.pdf"
        reports.report(project, report, language=code, signing=signing, tr=tr)
        outcome = reports.verify(report, project, as_json=False, tr=tr)
        if outcome != output.GOOD:
            return outcome
    return output.GOOD


def _identity(folder: Path) -> Signing:
    """Make a throw-away identity for the example; its passphrase lies beside it."""
    from jalon.export import identity

    secret = secrets.token_urlsafe(12)
    path, note = folder / "example-identity.p12", folder / "example-passphrase.txt"
    identity.create(
        path,
        name=example.AUTHOR,
        organisation=example.ORGANISATION,
        email="",
        passphrase=secret,
        now=datetime.now(UTC),
    )
    note.write_text(f"{secret}\n", encoding="utf-8")
    return Signing(path, "", str(note))
