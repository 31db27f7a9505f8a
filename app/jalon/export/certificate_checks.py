"""Whether a certificate may sign a report, and what to tell whoever signs with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from jalon.errors import N_, UserError
from jalon.export.certificates import SMALLEST_RSA, holder
from jalon.language import Translator

CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")
"""P-256, P-384 and P-521: what every PDF program that was tried understands."""

SOUND_HASHES: Final = ("sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512")

_EXPIRES_SOON: Final = timedelta(days=30)
_FOR_DOCUMENTS: Final = {
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # RFC 9336, document signing
    ObjectIdentifier("1.2.840.113583.1.1.5"),  # Adobe, authentic documents
    ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft, document signing
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell, not an obstacle.

    ``message`` is marked ``N_``; a day among its ``details`` is written as the reader does.
    """

    message: str
    details: dict[str, object]

    def words(self, tr: Translator) -> str:
        """Say it in the language of ``tr``."""
        return tr.told(UserError(self.message, **self.details))


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
        UserError: expired, not yet valid, a weak key or algorithm, made for another use, or of
            nobody.
    """
    if not holder(certificate).name:
        raise UserError(
            N_("The certificate names nobody. Use one that holds the name of who signs.")
        )
    if now > certificate.not_valid_after_utc:
        raise UserError(
            N_("The certificate of {name} expired on {day}. Use a newer one."),
            name=holder(certificate).name,
            day=certificate.not_valid_after_utc.date(),
        )
    if now < certificate.not_valid_before_utc:
        raise UserError(
            N_(
                "The certificate of {name} is only valid from {day} on. Is this computer’s clock "
                "right?"
            ),
            name=holder(certificate).name,
            day=certificate.not_valid_before_utc.date(),
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
                N_("The certificate expires on {day} (days left: {days}). Renew it in time."),
                {"day": certificate.not_valid_after_utc.date(), "days": left.days},
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
