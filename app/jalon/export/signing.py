"""Signing a report: PAdES baseline B-B, appended to the file, nothing before it touched.

Source: ETSI EN 319 142-1 V1.2.1 (PAdES baseline signatures), ETSI EN 319 122-1 (CAdES
attributes), ISO 32000-2, 12.8. What a signature proves: docs/signatures.md.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import cms, core, keys, tsp  # type: ignore[import-untyped]  # it has no types
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.ades.api import SignerAttributesProvider, SignerAttrSpec
from pyhanko.sign.attributes import (
    CMSAlgorithmProtectionProvider,
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
    SigningCertificateV2Provider,
)
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError, as_signing_certificate_v2
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

import jalon
from jalon.errors import N_, UserError
from jalon.export import certificates
from jalon.export.directory_names import allow_every_name
from jalon.export.identity import Identity
from jalon.export.stamp import Stamp
from jalon.export.verify import verify
from jalon.export.verify_signer import ROLE
from jalon.export.verify_words import moment
from jalon.language import Translator

_LONGEST_ROLE: Final = 100

allow_every_name()

# pyHanko logs stack traces, which may hold what was typed: nothing of it is for the user.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)


def sign(
    pdf: bytes,
    identity: Identity,
    *,
    role: str,
    tr: Translator,
    now: datetime,
    field: str | None = None,
) -> bytes:
    """Return ``pdf`` with a signature appended; it verifies, or nothing is returned.

    The first signature also seals the document: from then on only further signatures in the
    fields made for them are allowed (DocMDP, permission 2).

    Args:
        pdf: a report with signature fields, unsigned or with signatures that hold.
        identity: whose signature it is.
        role: as what the person signs, such as "Chief Executive Officer"; may be empty.
        tr: the language of the words on the stamp.
        now: aware, by this computer's clock.
        field: the name of the field to sign in; without it, the first that is empty.

    Raises:
        UserError: the certificate may not sign, no field is left, the file is no report that
            can be signed, or its earlier signatures no longer hold.
    """
    identity.check(now)
    claimed = _role(role)
    first = _is_first(pdf)
    lines = stamp_lines(identity, claimed, tr, now)
    try:
        writer = _Writer(BytesIO(pdf))
        meta = _metadata(identity, _empty_field(writer, field), first=first)
        signer = _signer(identity, claimed)
        out = BytesIO()
        stamp = Stamp(lines=lines)
        _Clocked(meta, signer, stamp, now).sign_pdf(writer, existing_fields_only=True, output=out)
    except (PdfError, SigningError) as failure:
        raise UserError(
            N_("The file cannot be signed: it is no report made by Jalon.")
        ) from failure
    signed = out.getvalue()
    if not signed.startswith(pdf) or verify(signed).status != "intact":
        raise UserError(
            N_("The signature did not pass Jalon’s own check and was thrown away. Nothing changed.")
        )
    return signed


def _is_first(pdf: bytes) -> bool:
    """Tell whether nobody has signed a file yet.

    Raises:
        UserError: it is no PDF, or its signatures no longer hold.
    """
    if not pdf.startswith(b"%PDF-"):
        raise UserError(N_("The file cannot be signed: it is no PDF. Sign a report of Jalon."))
    before = verify(pdf)
    if before.status not in {"unsigned", "intact"}:
        raise UserError(
            N_("The file cannot be signed: it is damaged, or was changed after it was signed.")
        )
    return before.status == "unsigned"


def _metadata(identity: Identity, field: str, *, first: bool) -> PdfSignatureMetadata:
    """Return what a signature in a field says of itself; the first seals the document."""
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm=_digest(identity),
        name=identity.name,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        app_build_props=BuildProps(name="Jalon", revision=jalon.__version__),
    )


def stamp_lines(identity: Identity, role: str, tr: Translator, now: datetime) -> tuple[str, ...]:
    """Return the words of the visible stamp, top to bottom."""
    certificate = identity.certificate
    if certificates.claims_to_be_qualified(certificate):
        kind = tr.text(
            "The certificate states that it is qualified; not checked against the EU trusted list."
        )
    elif certificates.is_self_made(certificate):
        kind = tr.text("Self-made certificate. Not a qualified signature (eIDAS).")
    else:
        kind = tr.text("Not a qualified signature (eIDAS).")
    short = certificates.grouped(identity.fingerprint, most=16)
    lines = (
        tr.text("Signed by {name}", name=identity.name),
        role,
        identity.organisation,
        tr.text("{moment}, by the clock of the signatory’s computer", moment=moment(tr, now)),
        tr.text("Certificate SHA-256 {digits} …", digits=short),
        kind,
    )
    return tuple(line for line in lines if line)


class _Writer(IncrementalPdfFileWriter):
    """Appends and leaves what the file says of itself alone.

    pyHanko rewrites XMP and Info at each update (producer, date), which would make the report
    say that something else made it. A private name: pyHanko is pinned, a test holds it.

    It also raises the file to PDF 2.0 for keys on NIST's curves, to name an extension of that
    version. PDF/A-3 and PDF/UA-1 are PDF 1.7, where PAdES has an extension of its own (ESIC).
    """

    def _update_meta(self) -> None:
        return

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call]

    def register_extension(self, ext: DeveloperExtension) -> None:
        if ext.base_version == "/1.7":
            super().register_extension(ext)


class _Clocked(PdfSigner):
    """Signs with the time it is given, not with one it takes itself."""

    def __init__(
        self, meta: PdfSignatureMetadata, signer: SimpleSigner, stamp: Stamp, now: datetime
    ) -> None:
        super().__init__(meta, signer=signer, stamp_style=stamp)
        self._now = now

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002  as pyHanko has it
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._now
        return session


class _Attributes(SignedAttributeProviderSpec):
    """What is signed besides the document: certificates, algorithms, claimed role.

    Each certificate carried along is named by its hash, not the signatory's alone, so that no
    byte of the container can change unseen (RFC 5035, 3 and 4 allow it).
    """

    def __init__(
        self, signer: SimpleSigner, others: list[asn1_x509.Certificate], role: str
    ) -> None:
        self._signer = signer
        self._others = others
        self._role = role

    def signed_attr_providers(
        self,
        data_digest: bytes,  # noqa: ARG002  as pyHanko has it
        digest_algorithm: str,
    ) -> Iterator[CMSAttributeProvider]:
        yield _AllCertificates(self._signer.signing_cert, self._others)
        yield CMSAlgorithmProtectionProvider(
            digest_algo=digest_algorithm,
            signature_algo=self._signer.get_signature_mechanism_for_digest(digest_algorithm),
        )
        if self._role:
            claim = cms.AttCertAttribute({"type": ROLE, "values": [core.UTF8String(self._role)]})
            yield SignerAttributesProvider(SignerAttrSpec([claim], []))


class _AllCertificates(SigningCertificateV2Provider):
    def __init__(
        self, certificate: asn1_x509.Certificate, others: list[asn1_x509.Certificate]
    ) -> None:
        super().__init__(certificate)
        self._others = others

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:  # noqa: ARG002, FBT001, FBT002
        every = [self.signing_cert, *self._others]
        return tsp.SigningCertificateV2(
            {"certs": [as_signing_certificate_v2(one)["certs"][0] for one in every]}
        )


def _signer(identity: Identity, role: str) -> SimpleSigner:
    """Return pyHanko's signer."""
    certificate = asn1_x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER))
    others = [
        asn1_x509.Certificate.load(issuer.public_bytes(Encoding.DER)) for issuer in identity.chain
    ]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # as pyHanko has it
    store.register_multiple(others)
    key = keys.PrivateKeyInfo.load(identity.key_bytes())
    signer = SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=store)
    signer.signed_attr_prov_spec = _Attributes(signer, others, role)
    return signer


def _digest(identity: Identity) -> str:
    """Return the hash that is as strong as the key."""
    bits = identity.key.key_size if isinstance(identity.key, ec.EllipticCurvePrivateKey) else 0
    if bits > 384:
        return "sha512"
    return "sha384" if bits > 256 else "sha256"


def _empty_field(writer: IncrementalPdfFileWriter, wanted: str | None) -> str:
    """Return the name of the field to sign in."""
    fields = [(name, value is not None) for name, value, _ in enumerate_sig_fields(writer)]
    if not fields:
        raise UserError(N_("The file has no field for a signature. Sign a report that Jalon made."))
    if wanted is not None and wanted not in dict(fields):
        raise UserError(N_("The file has no signature field named {field}."), field=wanted)
    empty = [name for name, filled in fields if not filled and wanted in {None, name}]
    if not empty:
        raise UserError(
            N_("Every signature field of this file is signed already. Make a new report to sign.")
        )
    return str(empty[0])


def _role(typed: str) -> str:
    role = " ".join(typed.split())
    if len(role) > _LONGEST_ROLE or not role.isprintable():
        raise UserError(
            N_("The role has at most {most} characters on one line."), most=_LONGEST_ROLE
        )
    return role
