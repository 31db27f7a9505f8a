"""A signatory's identity: a certificate and its key, in a file that a passphrase protects.

An identity that Jalon makes is one certificate signed by an issuer made for it alone, whose key
is thrown away at once: nobody can ever make a second certificate in that issuer's name, so a
recipient who trusts the issuer trusts this one signatory and nothing else. A new identity
therefore has a new issuer. See docs/decisions/006-signatures.md.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

from asn1crypto import pkcs12 as pfx  # type: ignore[import-untyped]  # it has no types
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from jalon.errors import N_, UserError
from jalon.export import certificate_checks, certificates, identity_making
from jalon.export.certificate_checks import Remark
from jalon.export.files import is_endless, read, write_new

LARGEST_FILE: Final = 1_000_000
"""In bytes; an identity has some thousand."""

Key: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate with its key, in memory for as long as it takes to sign.

    Attributes:
        certificate: the signatory's.
        chain: those of its issuers that the file carries, nearest first.
        key: never shown, never written; see :meth:`key_bytes`.
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: Key = field(repr=False)

    @property
    def name(self) -> str:
        """The signatory's name as the certificate has it."""
        return certificates.holder(self.certificate).name

    @property
    def organisation(self) -> str:
        """The signatory's organisation as the certificate has it; may be empty."""
        return certificates.holder(self.certificate).organisation

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, 64 lower-case hexadecimal digits."""
        return certificates.fingerprint(self.certificate)

    def check(self, now: datetime) -> None:
        """Refuse to sign with this identity at the moment ``now`` (aware).

        Raises:
            UserError: see :func:`jalon.export.certificate_checks.check`.
        """
        certificate_checks.check(self.certificate, now)

    def remarks(self, now: datetime) -> tuple[Remark, ...]:
        """Return what the signatory should know before signing at ``now`` (aware)."""
        return certificate_checks.remarks(self.certificate, now)

    @property
    def issuer(self) -> x509.Certificate:
        """What recipients import to trust this signatory; a lone certificate is its own issuer."""
        return self.chain[-1] if self.chain else self.certificate

    def issuer_certificate(self) -> bytes:
        """Return the issuer's certificate as a ``.cer`` file holds it: DER."""
        return self.issuer.public_bytes(Encoding.DER)

    def key_bytes(self) -> bytes:
        """Return the key in the clear (PKCS#8, DER), for the library that signs.

        Python and that library copy bytes as they go, so no overwriting could be complete and
        none is pretended: let go of the identity when the signature is made.
        """
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def create(
    path: Path,
    *,
    name: str,
    organisation: str,
    email: str = "",
    country: str = "",
    passphrase: str,
    years: int = 3,
    now: datetime,
) -> Identity:
    """Make an identity and write it to ``path``, which must not exist.

    Args:
        path: where the file (``.p12``) shall be; only its owner can read it.
        name: the person who signs.
        organisation: whom the person signs for.
        email: the person's; may be empty.
        country: the organisation's, two letters of ISO 3166-1; may be empty.
        passphrase: at least 8 characters; it is stored nowhere and cannot be recovered.
        years: how long the certificate is valid.
        now: aware; validity starts an hour earlier, for readers whose clocks are behind.

    Raises:
        UserError: a name or the passphrase cannot be taken, or the file cannot be written.
    """
    secret = identity_making.new_passphrase(passphrase)
    certificate, chain, key = identity_making.certified(
        name, organisation, email, country, years, now
    )
    write_new(path, identity_making.sealed(certificate, chain, key, secret), private=True)
    return Identity(certificate, chain, key)


def load(path: Path, passphrase: str) -> Identity:
    """Read an identity from a PKCS#12 file (``.p12``, ``.pfx``).

    Raises:
        UserError: the file is missing, cannot be read, is something else, has no key or
            several, or the passphrase is wrong. The passphrase is in none of the messages.
    """
    data = _bytes(path)
    keys = _count_keys(data, path.name)
    if keys > 1:
        raise UserError(
            N_("{name} holds several keys. Export the one to sign with into a file of its own."),
            name=path.name,
        )
    opened = _opened(data, passphrase, path.name)
    if opened.key is None or opened.cert is None:
        raise UserError(
            N_("{name} holds no key to sign with. Export the certificate with its private key."),
            name=path.name,
        )
    certificate, key = opened.cert.certificate, opened.key
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise certificate_checks.weakness(certificate) or certificate_checks.unknown_key()
    others = [extra.certificate for extra in opened.additional_certs]
    return Identity(certificate, _chain(certificate, others), key)


def _bytes(path: Path) -> bytes:
    if is_endless(path):
        raise UserError(
            N_("{name} is a device or a pipe, not a file. Choose the identity file itself."),
            name=path.name,
        )
    try:
        data = read(path, LARGEST_FILE)
    except FileNotFoundError as missing:
        raise UserError(N_("There is no file {name}."), name=path.name) from missing
    except IsADirectoryError as folder:
        raise UserError(N_("{name} is a folder, not a file."), name=path.name) from folder
    except (OSError, ValueError) as failure:
        if path.is_dir():  # Windows calls this a lack of permission
            raise UserError(N_("{name} is a folder, not a file."), name=path.name) from failure
        raise UserError(N_("{name} cannot be read."), name=path.name) from failure
    if len(data) > LARGEST_FILE:
        _refuse_foreign(path.name)
    return data


def _refuse_foreign(name: str) -> NoReturn:
    raise UserError(
        N_("{name} is no identity file: Jalon reads PKCS#12 files (.p12, .pfx)."), name=name
    )


def _count_keys(data: bytes, name: str) -> int:
    """Count the keys that can be seen without the passphrase; refuse what is no PKCS#12."""
    try:
        found = pfx.Pfx.load(data, strict=True)
        keys = 0
        for part in found.authenticated_safe:
            if part["content_type"].native != "data":
                continue
            for bag in pfx.SafeContents.load(part["content"].native):
                keys += bag["bag_id"].native in {"key_bag", "pkcs8_shrouded_key_bag"}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        _refuse_foreign(name)
    return keys


def _opened(data: bytes, passphrase: str, name: str) -> pkcs12.PKCS12KeyAndCertificates:
    """Open with the passphrase as typed, or in the form in which Jalon writes it."""
    tries: list[bytes | None] = [passphrase.encode("utf-8", "surrogatepass")]
    normal = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    tries += [normal] if normal not in tries else []
    tries += [] if passphrase else [None]
    if "\0" in passphrase:
        tries = []  # no file has one: the library would abort, and print what was typed
    for secret in tries:
        try:
            return pkcs12.load_pkcs12(data, secret)
        except UnsupportedAlgorithm:
            raise UserError(
                N_(
                    "{name} is protected in a way that this computer no longer supports. Export "
                    "the identity again with a current program."
                ),
                name=name,
            ) from None
        except (ValueError, TypeError):
            continue
    # "from None": the cause could carry what was typed into a report of the failure.
    raise UserError(
        N_("The passphrase does not open {name}, or the file is damaged."), name=name
    ) from None


def _chain(
    certificate: x509.Certificate, others: list[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Return the issuers in order, each proved by its signature; what else lies there is left."""
    found: list[x509.Certificate] = []
    at = certificate
    while at.issuer != at.subject:
        above = [o for o in others if o not in found and certificates.issued(at, o)]
        if not above:
            break
        at = above[0]
        found.append(at)
    return tuple(found)
