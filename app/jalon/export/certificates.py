"""What a certificate says.

Nothing here decides whom to trust: a certificate tells a name, its issuer vouches for it, and
the reader decides whether that issuer is known.
"""

from dataclasses import dataclass
from typing import Final

from asn1crypto import core  # type: ignore[import-untyped]  # it has no types
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID, ObjectIdentifier

SELF_MADE: Final = "Self-made with Jalon - not a qualified certificate"
"""Organisational unit of an issuer that Jalon made: shown by every reader's PDF program."""

SMALLEST_RSA: Final = 2048
"""In bits. Source: NIST SP 800-131A Rev. 2, 3, table 2 (below: disallowed)."""

_QC_STATEMENTS: Final = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_QC_COMPLIANCE: Final = "0.4.0.1862.1.1"
_QC_DEVICE: Final = "0.4.0.1862.1.4"
_QC_TYPE: Final = "0.4.0.1862.1.6"
_QC_WEB: Final = "0.4.0.1862.1.6.3"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names; what it does not say is empty. ``country``: ISO 3166-1."""

    name: str
    organisation: str
    email: str
    country: str


def holder(certificate: x509.Certificate) -> Holder:
    """Return whom ``certificate`` names."""
    subject = certificate.subject
    person = " ".join(
        part for part in (_first(subject, NameOID.GIVEN_NAME), _first(subject, NameOID.SURNAME))
    ).strip()
    organisation = _first(subject, NameOID.ORGANIZATION_NAME)
    name = _first(subject, NameOID.COMMON_NAME) or person or _first(subject, NameOID.PSEUDONYM)
    email = _email(certificate)
    return Holder(
        name or organisation or email,
        organisation,
        email,
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


def _first(name: x509.Name, oid: ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(oid)
    return str(values[0].value).strip() if values else ""


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
