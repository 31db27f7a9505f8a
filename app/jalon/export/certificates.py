"""What a certificate says, and whether it may sign a report.

Nothing here decides whom to trust: a certificate tells a name, its issuer vouches for it, and
the reader decides whether that issuer is known.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import core  # type: ignore[import-untyped]  # it has no types
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from jalon.errors import N_, UserError

SELF_MADE: Final = "Self-made with Jalon - not a qualified certificate"
"""Organisational unit of an issuer that Jalon made: shown by every reader's PDF program."""

SMALLEST_RSA: Final = 2048
"""In bits. Source: ETSI TS 119 312 V1.5.1, 8.4 (RSA below 2048 bits is not listed)."""

CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")
"""P-256, P-384 and P-521: what every PDF program that was tried understands."""

SOUND_HASHES: Final = ("sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512")

_EXPIRES_SOON: Final = timedelta(days=30)
_QC_STATEMENTS: Final = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_QC_COMPLIANCE: Final = "0.4.0.1862.1.1"
_QC_DEVICE: Final = "0.4.0.1862.1.4"
_QC_TYPE: Final = "0.4.0.1862.1.6"
_QC_WEB: Final = "0.4.0.1862.1.6.3"

_FOR_DOCUMENTS: Final = {
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # RFC 9336, document signing
    ObjectIdentifier("1.2.840.113583.1.1.5"),  # Adobe, authentic documents
    ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft, document signing
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names; what it does not say is empty. ``country``: ISO 3166-1."""

    name: str
    organisation: str
    email: str
    country: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell, not an obstacle: ``message`` marked ``N_``, and its placeholders."""

    message: str
    details: dict[str, object]


def holder(certificate: x509.Certificate) -> Holder:
    """Return whom ``certificate`` names."""
    subject = certificate.subject
    person = " ".join(
        part for part in (_first(subject, NameOID.GIVEN_NAME), _first(subject, NameOID.SURNAME))
    ).strip()
    organisation = _first(subject, NameOID.ORGANIZATION_NAME)
    name = _first(subject, NameOID.COMMON_NAME) or person or _first(subject, NameOID.PSEUDONYM)
    return Holder(
        name or organisation,
        organisation,
        _email(certificate),
        _first(subject, NameOID.COUNTRY_NAME),
    )


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of the whole certificate, 64 lower-case hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def grouped(digits: str, *, most: int = 64) -> str:
    """Return hexadecimal digits as people compare them: ``AB12 CD34 …``, ``most`` of them."""
    text = digits[:most].upper()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def is_self_made(certificate: x509.Certificate) -> bool:
    """Say whether the issuer calls itself one that Jalon made (a claim like any other)."""
    units = certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return any(unit.value == SELF_MADE for unit in units)


def claims_to_be_qualified(certificate: x509.Certificate) -> bool:
    """Say whether the certificate states that it is qualified, its key on a qualified device.

    A statement only: it counts when the issuer stands on the EU trusted list, which is not
    looked up.

    Source: ETSI EN 319 412-5 V2.4.1, 4.2.1 (QcCompliance), 4.2.2 (QcSSCD), 4.2.3 (QcType);
    Regulation (EU) No 910/2014, Art. 3(12) and 3(15), Annex I(a).
    """
    statements = _statements(certificate)
    for_web = _QC_WEB in statements.get(_QC_TYPE, ())
    return _QC_COMPLIANCE in statements and _QC_DEVICE in statements and not for_web


def weakness(certificate: x509.Certificate) -> UserError | None:
    """Return why the certificate's key is not fit for a signature; None when it is."""
    try:
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return unknown_key()
    match key:
        case rsa.RSAPublicKey():
            return _short_key(key.key_size) if key.key_size < SMALLEST_RSA else None
        case ec.EllipticCurvePublicKey():
            return None if key.curve.name in CURVES else _rare_curve(key.curve.name)
        case ed25519.Ed25519PublicKey():
            return _edwards_key("Ed25519")
        case ed448.Ed448PublicKey():
            return _edwards_key("Ed448")
        case _:
            return unknown_key()


def check(certificate: x509.Certificate, now: datetime) -> None:
    """Refuse a certificate that should not sign a report at the moment ``now`` (aware).

    Raises:
        UserError: expired, not yet valid, a weak key or algorithm, made for another use.
    """
    if now > certificate.not_valid_after_utc:
        raise UserError(
            N_("The certificate of {name} expired on {day}. Use a newer one."),
            name=holder(certificate).name,
            day=certificate.not_valid_after_utc.date().isoformat(),
        )
    if now < certificate.not_valid_before_utc:
        raise UserError(
            N_(
                "The certificate of {name} is only valid from {day} on. Is this computer’s clock "
                "right?"
            ),
            name=holder(certificate).name,
            day=certificate.not_valid_before_utc.date().isoformat(),
        )
    weak = weakness(certificate)
    if weak is not None:
        raise weak
    algorithm = certificate.signature_hash_algorithm
    if algorithm is not None and algorithm.name not in SOUND_HASHES:
        raise UserError(
            N_(
                "The certificate itself was signed with {algorithm}, which can be forged. Ask its "
                "issuer for a new one."
            ),
            algorithm=algorithm.name.upper(),
        )
    _check_usage(certificate)


def remarks(certificate: x509.Certificate, now: datetime) -> tuple[Remark, ...]:
    """Return what the signatory should know of a certificate that may sign."""
    found = []
    left = certificate.not_valid_after_utc - now
    if timedelta(0) <= left < _EXPIRES_SOON:
        found.append(
            Remark(
                N_("The certificate expires on {day}, in {days} days. Renew it in time."),
                {"day": certificate.not_valid_after_utc.date().isoformat(), "days": left.days},
            )
        )
    if certificate.issuer == certificate.subject:
        found.append(
            Remark(
                N_(
                    "The certificate vouches for itself: some PDF programs will call its issuer "
                    "unknown even after it was imported."
                ),
                {},
            )
        )
    return tuple(found)


def issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether ``issuer`` really signed ``certificate``."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def may_issue(certificate: x509.Certificate) -> bool:
    """Say whether the certificate is one that may vouch for others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def unknown_key() -> UserError:
    """Return the refusal of a key that nothing more is known of."""
    return UserError(
        N_(
            "The certificate has a kind of key that Jalon does not sign with. Use a certificate "
            "with a P-256 or an RSA key."
        )
    )


def _short_key(bits: int) -> UserError:
    return UserError(
        N_(
            "The certificate’s key is too short ({bits} bits): such signatures can be forged. An "
            "RSA key needs at least {least} bits."
        ),
        bits=bits,
        least=SMALLEST_RSA,
    )


def _rare_curve(curve: str) -> UserError:
    return UserError(
        N_(
            "The certificate’s key lies on the curve {curve}, which many PDF programs cannot "
            "verify. Use a key on P-256, P-384 or P-521, or an RSA key."
        ),
        curve=curve,
    )


def _edwards_key(kind: str) -> UserError:
    return UserError(
        N_(
            "The certificate has a key of the kind {kind}: many PDF programs would call the "
            "signed report damaged. Use a certificate with a P-256 or an RSA key."
        ),
        kind=kind,
    )


def _check_usage(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        usage = None
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise UserError(
            N_("The certificate was not made for signing documents. Use another one."),
        )
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return
    if not _FOR_DOCUMENTS.intersection(purposes):
        raise UserError(
            N_("The certificate was not made for signing documents. Use another one."),
        )


def _first(name: x509.Name, oid: ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(oid)
    return str(values[0].value) if values else ""


def _email(certificate: x509.Certificate) -> str:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        found = names.get_values_for_type(x509.RFC822Name)
    except (x509.ExtensionNotFound, ValueError):
        found = []
    return found[0] if found else _first(certificate.subject, NameOID.EMAIL_ADDRESS)


class _Statement(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]  # noqa: RUF012


class _Statements(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = _Statement


class _Types(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.ObjectIdentifier


def _statements(certificate: x509.Certificate) -> dict[str, tuple[str, ...]]:
    """Return the ids of the QcStatements, each with the object ids it lists."""
    try:
        extension = certificate.extensions.get_extension_for_oid(_QC_STATEMENTS).value
        if not isinstance(extension, x509.UnrecognizedExtension):
            return {}
        found = {}
        for statement in _Statements.load(extension.value, strict=True):
            kind = statement["id"].dotted
            kinds = statement["info"].parse(_Types) if kind == _QC_TYPE else ()
            found[kind] = tuple(k.dotted for k in kinds)
    except (x509.ExtensionNotFound, ValueError, TypeError):
        return {}
    return found
