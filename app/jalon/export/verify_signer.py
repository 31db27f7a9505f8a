"""What is known of who made a signature."""

from datetime import datetime
from typing import Final

from asn1crypto import core  # type: ignore[import-untyped]  # it has no types
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jalon.export import certificates
from jalon.export.verify_model import Signer

ROLE: Final = "2.5.4.12"
"""The attribute that carries the claimed role: title (X.520). The signatory claims it, nobody
vouches for it. Source: ETSI EN 319 122-1 V1.3.1, 5.2.6 (signer-attributes-v2)."""

_SOUND: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_SMALLEST_CURVE: Final = 224
_LONGEST: Final = 200


def signer(
    signature: EmbeddedPdfSignature, *, covers_all: bool, known: frozenset[str], holds: bool
) -> Signer:
    """Return what the signature says of its maker.

    Args:
        signature: as pyHanko read it.
        covers_all: whether it covers the whole file.
        known: fingerprints of certificates that the reader knows.
        holds: whether the signature, taken alone, is whole.
    """
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    issuer = _issuer(certificate, signature)
    holder = certificates.holder(certificate)
    time = _time(signature)
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    own = certificates.fingerprint(certificate)
    above = certificates.fingerprint(issuer) if issuer is not None else ""
    return Signer(
        field=str(signature.fq_name)[:_LONGEST],
        name=holder.name,
        organisation=holder.organisation,
        email=holder.email,
        role=_role(signature),
        time=time,
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        fingerprint=own,
        issuer_fingerprint=above,
        not_before=start,
        not_after=end,
        valid_then=None if time is None else start <= time <= end,
        self_made=issuer is not None and certificates.is_self_made(certificate),
        known=bool(known & {own, above}),
        qualified=certificates.claims_to_be_qualified(certificate),
        algorithm=_algorithm(certificate, signature),
        certifies=_certifies(signature),
        covers_all=covers_all,
        holds=holds,
    )


def is_weak(signature: EmbeddedPdfSignature) -> bool:
    """Say whether such a signature could be forged today: short keys, broken hashes."""
    one = signature.signer_info
    method = one["signature_algorithm"]
    hashes = {one["digest_algorithm"]["algorithm"].native}
    if method.signature_algo not in {"rsassa_pkcs1v15", "ed25519", "ed448"} or (
        method["algorithm"].native != "rsassa_pkcs1v15"
        and method.signature_algo == "rsassa_pkcs1v15"
    ):
        hashes.add(method.hash_algo)
    if not hashes <= _SOUND | {"shake256", "shake256_len"}:
        return True
    key = x509.load_der_x509_certificate(signature.signer_cert.dump()).public_key()
    match key:
        case rsa.RSAPublicKey():
            return key.key_size < certificates.SMALLEST_RSA
        case ec.EllipticCurvePublicKey():
            return key.key_size < _SMALLEST_CURVE
        case _:
            return isinstance(key, dsa.DSAPublicKey)


def _issuer(
    certificate: x509.Certificate, signature: EmbeddedPdfSignature
) -> x509.Certificate | None:
    """Return the issuer's certificate if it is carried along and really signed this one."""
    if certificate.issuer == certificate.subject:
        return certificate if certificates.issued(certificate, certificate) else None
    for other in signature.other_embedded_certs:
        candidate = x509.load_der_x509_certificate(other.dump())
        if certificates.may_issue(candidate) and certificates.issued(certificate, candidate):
            return candidate
    return None


def _time(signature: EmbeddedPdfSignature) -> datetime | None:
    time = signature.self_reported_timestamp
    return time if time is not None and time.tzinfo is not None else None


def _role(signature: EmbeddedPdfSignature) -> str:
    """Return the role that the signatory claims (signer-attributes-v2)."""
    signed = signature.signer_info["signed_attrs"].untag()
    for attributes in find_cms_attribute_iter(signed, "signer_attributes_v2"):
        for claim in attributes["claimed_attributes"]:
            if claim["type"].dotted == ROLE:
                for value in claim["values"]:
                    text = value.parse(core.UTF8String) if isinstance(value, core.Any) else value
                    return str(text.native)[:_LONGEST]
    return ""


def _algorithm(certificate: x509.Certificate, signature: EmbeddedPdfSignature) -> str:
    key = certificate.public_key()
    match key:
        case rsa.RSAPublicKey():
            kind = f"RSA {key.key_size}"
        case ec.EllipticCurvePublicKey():
            kind = f"ECDSA {key.curve.name}"
        case _:
            kind = str(signature.signer_info["signature_algorithm"]["algorithm"].native)
    return f"{kind}, {signature.md_algorithm.upper()}"


def _certifies(signature: EmbeddedPdfSignature) -> bool:
    try:
        seal = signature.reader.root["/Perms"].raw_get("/DocMDP").reference
        return bool(seal == signature.sig_object.container_ref)
    except (KeyError, AttributeError):
        return False
