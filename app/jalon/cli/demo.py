"""``jalon demo``: the worked example, its project and its signed report in each language."""

import secrets
from contextlib import suppress
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
    made = _prepared(folder)
    try:
        return _filled(folder, tr)
    except BaseException:  # a full disk, or Ctrl-C: half an example would bar the next try
        _cleared(folder, made=made)
        raise


def _prepared(folder: Path) -> list[Path]:
    """Make ``folder`` ready, which has to be new or empty; return the folders made for it."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(N_("{name} is not empty; choose a new folder."), name=str(folder))
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return missing


def _cleared(folder: Path, *, made: list[Path]) -> None:
    """Take away what was begun in ``folder``, and the folders that were made for it."""
    with suppress(OSError):  # such as a folder in which another wrote meanwhile
        for part in [*folder.glob("example-*"), *folder.glob("report-*")]:
            part.unlink()
        for one in made:
            one.rmdir()


def _filled(folder: Path, tr: Translator) -> int:
    """Write the example into ``folder``, and verify its reports."""
    try:
        signing = _identity(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    for code in available():
        project = folder / f"example-{code}.jalon"
        example.make(project, code).close()
        report = folder / f"report-{code}.pdf"
        reports.report(project, report, language=code, signing=signing, tr=tr)
        outcome = reports.verify(report, project, as_json=False, tr=tr)
        if outcome != output.GOOD:
            return outcome
    return output.GOOD


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        N_("{name} cannot be written: {why}."), name=str(folder), why=system_reason(error)
    )


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
