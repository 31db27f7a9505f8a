"""What workers do for the window: make, sign, check and picture reports.

Each function takes values that nobody can change and returns such values; the libraries it
needs are imported when it runs, never when the window starts.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QImage

from jalon.assessment.snapshot import Snapshot
from jalon.errors import N_, UserError, system_reason
from jalon.language import Translator, translator
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is not signed yet.

    ``substitutes`` names the characters that no font has; they are printed by name.
    """

    data: bytes
    pages: int
    substitutes: tuple[str, ...]
    snapshot: Snapshot
    language: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a report as a picture; ``number`` counts from 1."""

    number: int
    image: QImage


@dataclass(frozen=True, slots=True)
class Written:
    """A report that lies on the disk."""

    path: Path
    sha256: str
    digest: str
    language: str
    signers: tuple[str, ...]
    said: Callable[[Translator], tuple[str, ...]] | None = None
    """Says in a language what verifying it says; of a signed one."""


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """What a new identity is made of; the passphrase is never stored."""

    name: str
    organisation: str
    email: str


def make(snapshot: Snapshot, language: str) -> Made:
    """Make the unsigned report of a project.

    Raises:
        UserError: it cannot be made.
    """
    from jalon.export import pdf
    from jalon.export import report as content

    options = content.ReportOptions(language)
    printed = pdf.printed(content.build(snapshot, translator(language), options))
    names = tuple(substitute.printed for substitute in printed.substitutes)
    return Made(printed.data, printed.pages, names, snapshot, language)


def picture(data: bytes, number: int, width: int) -> Sheet:
    """Picture page ``number`` (from 1) of a PDF, ``width`` device pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB888
            if bitmap.n_channels == 3
            else QImage.Format.Format_RGBX8888,
        ).copy()
        page.close()
    finally:
        document.close()
    return Sheet(number, image)


def save_unsigned(made: Made, path: Path) -> Written:
    """Write a report as it is.

    Raises:
        ProjectError: something is there already, or it cannot be written.
    """
    from jalon.export import files

    files.write_new(path, made.data)
    return _written(made, path, made.data, ())


def sign(made: Made, path: Path, *, identity: Path, passphrase: str, role: str) -> Written:
    """Sign a report, write it as a new file, read it back and verify it.

    Raises:
        UserError: the identity cannot be used, or the file cannot be written.
    """
    from jalon.export import files, signing, verify
    from jalon.export import identity as identities

    now = datetime.now(UTC).astimezone()
    loaded = identities.load(identity, passphrase)
    spoken = translator(made.language)
    data = signing.sign(made.data, loaded, role=role, tr=spoken, now=now)
    files.write_new(path, data)
    verdict = verify.verify(path.read_bytes(), project=made.snapshot)
    remarks = loaded.remarks(now)

    def said(tr: Translator) -> tuple[str, ...]:
        return (*verify.explain(verdict, tr), *(remark.words(tr) for remark in remarks))

    return _written(made, path, data, (loaded.name,), said)


def create_identity(path: Path, person: NewIdentity, passphrase: str) -> Path:
    """Make an identity file.

    Raises:
        UserError: a name or the passphrase cannot be taken, or the file cannot be written.
    """
    from jalon.export import identity

    identity.create(
        path,
        name=person.name,
        organisation=person.organisation,
        email=person.email,
        passphrase=passphrase,
        now=datetime.now(UTC).astimezone(),
    )
    return path


def verify_report(path: Path, project: Snapshot | None, tr: Translator) -> tuple[str, ...]:
    """Say in plain sentences whether a signed report is intact, by whom, and what changed since.

    Raises:
        UserError: the file cannot be read.
    """
    from jalon.export import files, verify

    try:
        if files.is_endless(path):
            raise UserError(
                N_("{name} is a device or a pipe, not a file. Choose the signed report itself."),
                name=path.name,
            )
        data = files.read(path, verify.LARGEST_FILE)
    except OSError as error:
        raise UserError(
            N_("{name} cannot be read: {why}."), name=path.name, why=system_reason(error)
        ) from error
    return tuple(verify.explain(verify.verify(data, project=project), tr))


def _written(
    made: Made,
    path: Path,
    data: bytes,
    signers: tuple[str, ...],
    said: Callable[[Translator], tuple[str, ...]] | None = None,
) -> Written:
    return Written(
        path,
        hashlib.sha256(data).hexdigest(),
        made.snapshot.digest,
        made.language,
        signers,
        said,
    )
