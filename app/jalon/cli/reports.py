"""Commands on reports: report, identity, sign, verify."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jalon.assessment.snapshot import Snapshot
from jalon.cli import output, passphrases
from jalon.errors import N_
from jalon.language import Translator, translator
from jalon.session import Session, opened

if TYPE_CHECKING:
    from jalon.export.identity import Identity
    from jalon.export.verify_model import Verdict


@dataclass(frozen=True, slots=True)
class Signing:
    """How to sign: with which identity, as what, and where the passphrase comes from.

    ``passphrase_from`` is a file (its first line), ``-`` for standard input, or None to ask.
    """

    identity: Path
    role: str
    passphrase_from: str | None


def report(
    path: Path,
    target: Path,
    *,
    language: str,
    signing: Signing | None,
    tr: Translator,
) -> int:
    """Write the report of a project; signed when ``signing`` is given."""
    from jalon.cli.evidence import looked_at
    from jalon.export import files

    with opened(path) as session:
        snapshot = looked_at(session).snapshot()
        # First, so that nobody waits for eighty pages to be told of it.
        files.refuse_taken(target)
        signer = _signer(signing, tr) if signing else None
        data, substitutes = made(snapshot, language)
        signers: tuple[str, ...] = ()
        if signer:
            data, signers = _signed(data, signer, translator(language), tr)
        files.write_new(target, data)
        _record(session, snapshot, target, data, language, signers)
    output.say(tr.text(N_("Written: {name}"), name=str(target)))
    if substitutes:
        output.say(
            tr.text(
                N_("Characters that no font of the report has are printed by name: {names}"),
                names=", ".join(substitutes),
            )
        )
    if not signing:
        output.say(tr.text(N_("The report is not signed.")))
    return output.GOOD


def made(snapshot: Snapshot, language: str) -> tuple[bytes, tuple[str, ...]]:
    """Make the unsigned report; returns its bytes and the characters printed by name."""
    from jalon.export import pdf
    from jalon.export import report as content

    tr = translator(language)
    printed = pdf.printed(content.build(snapshot, tr, content.ReportOptions(language)))
    return printed.data, tuple(s.printed for s in printed.substitutes)


def sign(source: Path, target: Path, *, signing: Signing, tr: Translator) -> int:
    """Sign a report into a new file; the old one stays as it is."""
    from jalon.export import files
    from jalon.export import verify as verification

    report = output.read(source, verification.LARGEST_FILE)
    data, signers = _signed(report, _signer(signing, tr), tr, tr)
    files.write_new(target, data)
    output.say(
        tr.text(N_("Signed by {name}: {file}"), name=", ".join(signers), file=str(target)),
        tr.text(
            N_(
                "It is not a qualified signature (eIDAS) without a qualified certificate and"
                " device."
            )
        ),
    )
    return output.GOOD


def identity(
    target: Path,
    *,
    name: str,
    organisation: str,
    email: str,
    passphrase_from: str | None,
    tr: Translator,
) -> int:
    """Make an identity to sign with."""
    from jalon.export import identity as identities

    secret = passphrases.asked(passphrase_from, tr, again=True)
    identities.create(
        target,
        name=name,
        organisation=organisation,
        email=email,
        passphrase=secret,
        now=datetime.now(UTC),
    )
    output.say(
        tr.text(N_("Written: {name}"), name=str(target)),
        tr.text(N_("It is protected by your passphrase, which Jalon does not keep.")),
    )
    return output.GOOD


def issuer(source: Path, target: Path, *, passphrase_from: str | None, tr: Translator) -> int:
    """Write the certificate that recipients import, and say what they compare.

    PDF programs show the fingerprint of the issuer they are to trust, ``jalon verify`` that of
    the signatory.
    """
    from jalon.export import certificates, files
    from jalon.export import identity as identities

    loaded = identities.load(source, passphrases.asked(passphrase_from, tr))
    files.write_new(target, loaded.issuer_certificate())
    output.say(tr.text(N_("Written: {name}"), name=str(target)))
    for one in (loaded.certificate, loaded.issuer):
        name = certificates.holder(one).name
        digits = certificates.grouped(certificates.fingerprint(one))
        output.say(tr.text(N_("{name}: SHA-256 {digits}"), name=name, digits=digits))
    output.say(
        tr.text(
            N_(
                "Tell the fingerprints by another way, such as the telephone: whoever imports the"
                " certificate compares them first."
            )
        )
    )
    return output.GOOD


def verify(source: Path, project: Path | None, *, as_json: bool, tr: Translator) -> int:
    """Say whether a report is intact, who signed it, and whether the project moved on."""
    from jalon.export import verify as verification

    data = output.beginning(source, verification.LARGEST_FILE)
    snapshot = None
    if project:
        with opened(project) as session:
            snapshot = session.snapshot()
    verdict = verification.verify(data, project=snapshot)
    if as_json:
        output.show_json(verdict.as_json())
    else:
        output.say(*verification.explain(verdict, tr))
    return _code(verdict)


def _code(verdict: "Verdict") -> int:
    if verdict.status == "unreadable":
        return output.UNANSWERED
    if verdict.status != "intact":
        return output.NO
    if verdict.comparison is None or verdict.comparison.likeness == "identical":
        return output.GOOD
    compared = verdict.comparison.likeness in {"changed", "another-project"}
    return output.NO if compared else output.UNANSWERED


def _signer(signing: Signing, tr: Translator) -> tuple["Identity", str]:
    """Return who signs, and as what."""
    from jalon.export import identity as identities

    secret = passphrases.asked(signing.passphrase_from, tr)
    return identities.load(signing.identity, secret), signing.role


def _signed(
    data: bytes, signer: tuple["Identity", str], stamped: Translator, tr: Translator
) -> tuple[bytes, tuple[str, ...]]:
    """Sign; the stamp speaks the language of ``stamped``, what is told here that of ``tr``."""
    from jalon.export import signing as signatures

    loaded, role = signer
    now = datetime.now(UTC).astimezone()
    signed = signatures.sign(data, loaded, role=role, tr=stamped, now=now)
    output.complain(*(remark.words(tr) for remark in loaded.remarks(now)))
    return signed, (loaded.name,)


def _record(
    session: Session,
    snapshot: Snapshot,
    target: Path,
    data: bytes,
    language: str,
    signers: tuple[str, ...],
) -> None:
    from jalon.export import files

    if not session.read_only:
        session.record_report(
            file=files.recorded_name(target),
            sha256=hashlib.sha256(data).hexdigest(),
            digest=snapshot.digest,
            language=language,
            signers=signers,
        )
