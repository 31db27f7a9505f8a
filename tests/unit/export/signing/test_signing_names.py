"""Whoever a certificate names can sign, and is named; a certificate of nobody is refused."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from jalon.errors import UserError
from jalon.export import identity
from jalon.export.identity import Identity
from jalon.export.signing import sign
from jalon.export.verify import verify
from jalon.export.verify_words import explain
from jalon.language import Translator
from unit.export.signing.test_signing import pdfsig

NAMES = ["محمد Ali", "王芳 محمد", "Zoë 🏢", "Grupo ﷼ 1", "a\u202eb", "GROẞMANN", "1 שלום"]


@pytest.mark.parametrize("name", [name for name in NAMES if name.isprintable()])
def test_that_an_identity_of_any_name_signs(
    name: str, tmp_path: Path, passphrase: str, report: bytes, tr: Translator, now: datetime
) -> None:
    path = tmp_path / "i.p12"
    identity.create(path, name=name, organisation=name, passphrase=passphrase, now=now)
    signed = sign(report, identity.load(path, passphrase), role="", tr=tr, now=now)
    verdict = verify(signed)
    assert (verdict.status, [one.name for one in verdict.signers]) == ("intact", [name])
    if which("pdfsig"):
        assert pdfsig(signed, tmp_path).count("Signature is Valid") == 1


@pytest.mark.parametrize("name", NAMES)
def test_that_a_certificate_of_any_name_signs(
    name: str, other: Callable[..., Identity], report: bytes, tr: Translator, now: datetime
) -> None:
    signed = sign(report, other(name=name), role="", tr=tr, now=now)
    assert verify(signed).status == "intact"
    assert verify(signed[:-1]).status == "altered"


def _naming(
    save_p12: Callable[..., Path], passphrase: str, now: datetime, **parts: str
) -> Identity:
    """Return the identity of a certificate whose subject has these parts and no others."""
    key = ec.generate_private_key(ec.SECP256R1())
    kinds: dict[str, ObjectIdentifier] = {
        "name": NameOID.COMMON_NAME,
        "organisation": NameOID.ORGANIZATION_NAME,
        "email": NameOID.EMAIL_ADDRESS,
    }
    subject = x509.Name([x509.NameAttribute(kinds[kind], said) for kind, said in parts.items()])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now.replace(year=now.year + 1))
        .sign(key, hashes.SHA256())
    )
    return identity.load(save_p12(certificate, key), passphrase)


@pytest.mark.parametrize("parts", [{}, {"name": "  "}])
def test_that_a_certificate_of_nobody_is_refused_with_the_reason(
    parts: dict[str, str],
    save_p12: Callable[..., Path],
    passphrase: str,
    report: bytes,
    tr: Translator,
    now: datetime,
) -> None:
    nobody = _naming(save_p12, passphrase, now, **parts)
    with pytest.raises(UserError, match="names nobody"):
        sign(report, nobody, role="", tr=tr, now=now)


@pytest.mark.parametrize(
    ("parts", "who"),
    [
        ({"email": "a@exemple.fr"}, "Signed by a@exemple.fr."),
        ({"organisation": "Exemple SAS"}, "Signed by Exemple SAS."),
        ({"name": "Ada\nIntact."}, "Signed by Ada Intact.."),
        ({"name": "Ada \u202eeimotuA"}, "Signed by Ada \ufffdeimotuA."),
    ],
)
def test_that_who_signed_is_named_once_on_one_line(
    parts: dict[str, str],
    who: str,
    save_p12: Callable[..., Path],
    passphrase: str,
    report: bytes,
    tr: Translator,
    now: datetime,
) -> None:
    somebody = _naming(save_p12, passphrase, now, **parts)
    verdict = verify(sign(report, somebody, role="", tr=tr, now=now))
    assert explain(verdict, tr)[1] == who
