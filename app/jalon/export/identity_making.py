"""How Jalon makes an identity: the names, the two certificates, the sealed file."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import pkcs12 as pfx  # type: ignore[import-untyped]  # it has no types
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from jalon.errors import N_, UserError
from jalon.export.certificates import SELF_MADE

SHORTEST_PASSPHRASE: Final = 8
"""In characters."""

_ROUNDS: Final = 600_000
"""Of every key derivation in the file. Source: OWASP Password Storage Cheat Sheet, 2023,
PBKDF2 with HMAC-SHA-256."""

_LONGEST_NAME: Final = 64
"""In characters: ub-common-name, ub-organization-name. Source: RFC 5280, appendix A.1."""

_BLOCK: Final = 64
"""In bytes, of SHA-256."""

_FEWEST_DIFFERENT: Final = 4
_EMAIL: Final = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,190}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_DAYS_IN_A_YEAR: Final = 365.25


def new_passphrase(typed: str) -> bytes:
    """Return the passphrase as the file has it: NFC, UTF-8.

    Raises:
        UserError: it is what a thief of the file would guess first.
    """
    if len(typed) < SHORTEST_PASSPHRASE:
        raise UserError(
            N_(
                "The passphrase needs at least {least} characters: whoever gets hold of the file "
                "can try as many as a computer can, and sign in your name. Several words are good."
            ),
            least=SHORTEST_PASSPHRASE,
        )
    if len(set(typed)) < _FEWEST_DIFFERENT or not typed.isprintable():
        raise UserError(
            N_(
                "The passphrase is too easy to guess: use at least {least} different characters, "
                "all of them visible."
            ),
            least=_FEWEST_DIFFERENT,
        )
    return unicodedata.normalize("NFC", typed).encode("utf-8")


def certified(
    name: str, organisation: str, email: str, country: str, years: int, now: datetime
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...], ec.EllipticCurvePrivateKey]:
    """Return a new certificate, its issuer's, and the certificate's key.

    The issuer's key signs this one certificate and is then dropped: it is never written, and
    nobody can issue anything in this issuer's name again.

    Raises:
        UserError: a name, the address or the country does not fit into a certificate.
    """
    place = _country(country)
    firm = x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fitting(organisation))
    person = _fitting(name)
    address = _address(email)
    start = now.replace(microsecond=0) - timedelta(hours=1)
    period = (start, start + timedelta(days=round(_DAYS_IN_A_YEAR * years)))
    issuer_key = ec.generate_private_key(ec.SECP256R1())
    label = f"{person[:40]} - issuer {secrets.token_hex(4).upper()}"
    issuer_name = x509.Name(
        [
            *place,
            firm,
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, SELF_MADE),
            x509.NameAttribute(NameOID.COMMON_NAME, label),
        ]
    )
    issuer = _certificate(issuer_name, issuer_name, issuer_key, issuer_key, period, issues=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([*place, firm, x509.NameAttribute(NameOID.COMMON_NAME, person)])
    certificate = _certificate(
        subject, issuer_name, key, issuer_key, period, issues=False, address=address
    )
    return certificate, (issuer,), key


def sealed(
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
    key: ec.EllipticCurvePrivateKey,
    secret: bytes,
) -> bytes:
    """Return the identity as a PKCS#12 file: AES-256 (PBES2), 600 000 rounds throughout.

    The library derives the key of the checksum with few rounds, which would let a thief try
    passphrases against the checksum instead of the key: it is computed anew with as many.

    Source: RFC 7292, 4 and appendix B; RFC 8018, 6.2.
    """
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(secret)
    )
    label = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    written = pkcs12.serialize_key_and_certificates(
        str(label).encode("utf-8"), key, certificate, chain, protection
    )
    file = pfx.Pfx.load(written)
    salt = secrets.token_bytes(16)
    content = file["auth_safe"]["content"].native
    checksum = hmac.digest(_checksum_key(secret.decode("utf-8"), salt), content, "sha256")
    file["mac_data"] = {
        "mac": {"digest_algorithm": {"algorithm": "sha256"}, "digest": checksum},
        "mac_salt": salt,
        "iterations": _ROUNDS,
    }
    return bytes(file.dump())


def _checksum_key(passphrase: str, salt: bytes) -> bytes:
    """Derive the key of the checksum (RFC 7292, B.2, with SHA-256: one block is enough)."""
    typed = passphrase.encode("utf-16-be") + b"\0\0"
    key = b"\x03" * _BLOCK + _repeated(salt) + _repeated(typed)
    for _ in range(_ROUNDS):
        key = hashlib.sha256(key).digest()
    return key


def _repeated(part: bytes) -> bytes:
    """Repeat ``part`` to the next whole number of blocks, cutting the last copy."""
    length = -(-len(part) // _BLOCK) * _BLOCK
    return (part * (length // len(part) + 1))[:length]


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    period: tuple[datetime, datetime],
    *,
    issues: bool,
    address: str = "",
) -> x509.Certificate:
    """Make one certificate; one that ``issues`` may vouch for signatories only (path length 0).

    No extended key usage: PDF programs older than RFC 9336 refuse "document signing" alone.
    """
    usage = x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    constraints = x509.BasicConstraints(ca=issues, path_length=0 if issues else None)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    made = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(constraints, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(own, critical=False)
        .add_extension(above, critical=False)
    )
    if address:
        names = x509.SubjectAlternativeName([x509.RFC822Name(address)])
        made = made.add_extension(names, critical=False)
    return made.sign(issuer_key, hashes.SHA256())


def _fitting(typed: str) -> str:
    text = unicodedata.normalize("NFC", typed.strip())
    if not text:
        raise UserError(N_("The name and the organisation must be given: both are signed."))
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise UserError(
            N_("“{text}” does not fit into a certificate: at most {most} characters on one line."),
            text=text[:_LONGEST_NAME],
            most=_LONGEST_NAME,
        )
    return text


def _country(typed: str) -> list[x509.NameAttribute[str]]:
    code = typed.strip().upper()
    if not code:
        return []
    if not _COUNTRY.fullmatch(code):
        raise UserError(N_("The country is given by its two letters, such as FR."))
    return [x509.NameAttribute(NameOID.COUNTRY_NAME, code)]


def _address(typed: str) -> str:
    address = typed.strip()
    if address and not _EMAIL.fullmatch(address):
        raise UserError(
            N_("“{email}” is no e-mail address that a certificate can hold."), email=address[:64]
        )
    return address
