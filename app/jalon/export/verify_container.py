"""The signature's own container, held to the one form in which it can have been written.

The bytes between the two signed ranges are the only ones of a signed PDF that no hash covers.
Everything there is therefore held to canonical hexadecimal, zero padding, DER, and to saying
twice the same where it says a thing twice.

Source: ISO 32000-2, 12.8.1 and 12.8.3.3; RFC 5652, 5; RFC 6211; RFC 5035.
"""

import re
from dataclasses import dataclass
from typing import Final

from asn1crypto import cms, core  # type: ignore[import-untyped]  # it has no types
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.general import check_ess_certid, find_cms_attribute_iter
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr

from jalon.export.verify_model import Problem

_HEX: Final = re.compile(rb"(?:[0-9A-F]{2})+|(?:[0-9a-f]{2})+")
_DEEPEST: Final = 64
_SEQUENCE: Final = 0x10
_SET: Final = 0x11
_CONSTRUCTED: Final = 0x20
_LONG_TAG: Final = 0x1F
_LONG_LENGTH: Final = 0x80
_MOST_LENGTH_BYTES: Final = 4


class NotIntact(Exception):  # noqa: N818  an answer, not an accident
    """The document is not as it was signed; ``problem`` says how that shows."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a signature lies: bytes ``[0, start)`` and ``[resume, end)`` are signed.

    Attributes:
        der: the container, without its padding.
        padded: the same with its padding.
    """

    start: int
    resume: int
    end: int
    der: bytes
    padded: bytes


def seal(data: bytes, byte_range: object) -> Seal:
    """Return where the signature with this ``/ByteRange`` lies.

    Raises:
        NotIntact: the ranges leave out more than the signature, or its text is not canonical.
    """
    if not isinstance(byte_range, list) or len(byte_range) != 4:
        raise NotIntact("container-changed")
    first, start, resume, rest = (int(number) for number in byte_range)
    end = resume + rest
    if first != 0 or not 0 < start < resume - 2 or rest <= 0 or end > len(data):
        raise NotIntact("container-changed")
    gap = data[start:resume]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.fullmatch(gap, 1, len(gap) - 1):
        raise NotIntact("container-changed")
    padded = bytes.fromhex(gap[1:-1].decode("ascii"))
    _, _, length = _header(padded, 0, len(padded))
    der, padding = padded[:length], padded[length:]
    if padding.strip(b"\0"):
        raise NotIntact("container-changed")
    return Seal(start, resume, end, der, padded)


def check(found: Seal, signer: asn1_x509.Certificate) -> None:
    """Hold the container to the one way of writing what it says.

    Args:
        found: the signature.
        signer: the certificate that pyHanko chose as the signatory's.

    Raises:
        NotIntact: the container was changed, or was never written by the rules.
    """
    _walk(found.der, 0, len(found.der), 0)
    info = cms.ContentInfo.load(found.der, strict=True)
    data = info["content"]
    if info["content_type"].native != "signed_data" or len(data["signer_infos"]) != 1:
        raise NotIntact("container-changed")
    one = data["signer_infos"][0]
    by_name = one["sid"].name == "issuer_and_serial_number"
    expected = "v1" if by_name else "v3"
    content = data["encap_content_info"]
    said_twice = (
        (data["version"].native, expected),
        (one["version"].native, expected),
        (content["content_type"].native, "data"),
        (content["content"], core.VOID),
        ([a.dump() for a in data["digest_algorithms"]], [one["digest_algorithm"].dump()]),
    )
    if any(first != second for first, second in said_twice):
        raise NotIntact("container-changed")
    if by_name:
        named = one["sid"].chosen
        if (named["issuer"].dump(), named["serial_number"].native) != (
            signer.issuer.dump(),
            signer.serial_number,
        ):
            raise NotIntact("container-changed")
    _check_algorithms(one)
    _check_certificates(data, one["signed_attrs"].untag())


def _check_algorithms(one: cms.SignerInfo) -> None:
    """Compare the algorithms with what was signed of them (RFC 6211), byte by byte."""
    for protected in find_cms_attribute_iter(
        one["signed_attrs"].untag(), "cms_algorithm_protection"
    ):
        for part in ("digest_algorithm", "signature_algorithm"):
            if protected[part].contents != one[part].contents:
                raise NotIntact("container-changed")


def _check_certificates(data: cms.SignedData, signed: cms.CMSAttributes) -> None:
    """Compare the certificates carried along with their signed hashes.

    Others sign the hash of the signatory's certificate only, and carry its issuers along
    unprotected: those are believed by their own signatures, or not at all.
    """
    named = get_signing_cert_attr(signed)
    if named is None:
        return
    every = [choice.chosen for choice in data["certificates"]]
    listed = list(named["certs"])
    if len(listed) == 1 and len(every) > 1:
        return
    unlisted = [c for c in every if not any(check_ess_certid(c, entry) for entry in listed)]
    missing = [entry for entry in listed if not any(check_ess_certid(c, entry) for c in every)]
    if unlisted or missing or len(every) != len(listed):
        raise NotIntact("container-changed")


def _walk(der: bytes, at: int, end: int, depth: int) -> None:
    """Refuse whatever is not DER in form: lengths not the shortest, strings in pieces."""
    if depth > _DEEPEST:
        raise NotIntact("container-changed")
    while at < end:
        tag, inside, after = _header(der, at, end)
        universal = tag < 0x40  # the class bits are zero
        in_parts = bool(tag & _CONSTRUCTED)
        if universal and in_parts != ((tag & _LONG_TAG) in {_SEQUENCE, _SET}):
            raise NotIntact("container-changed")
        if in_parts:
            _walk(der, inside, after, depth + 1)
        at = after


def _header(der: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Return the tag of the element at ``at``, where its content starts and where it ends."""
    if end - at < 2:
        raise NotIntact("container-changed")
    tag, length, inside = der[at], der[at + 1], at + 2
    if tag == 0 or tag & _LONG_TAG == _LONG_TAG or length == _LONG_LENGTH:
        raise NotIntact("container-changed")
    if length > _LONG_LENGTH:
        count = length - _LONG_LENGTH
        digits = der[inside : inside + count]
        length = int.from_bytes(digits, "big")
        shortest = digits[:1] != b"\0" and length >= _LONG_LENGTH
        if count > _MOST_LENGTH_BYTES or len(digits) != count or not shortest:
            raise NotIntact("container-changed")
        inside += count
    if inside + length > end:
        raise NotIntact("container-changed")
    return tag, inside, inside + length
