"""The verdict: who signed, what is known of them, and its words."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from jalon.export import certificates
from jalon.export.identity import Identity
from jalon.export.signing import sign
from jalon.export.verify import explain, verify
from jalon.export.verify_model import Verdict
from jalon.language import Translator


@pytest.fixture(scope="module")
def twice(signed: bytes, chief: Identity, tr: Translator, now: datetime) -> bytes:
    return sign(signed, chief, role="CEO", tr=tr, now=now + timedelta(hours=1))


def test_that_an_unsigned_report_is_called_unsigned(report: bytes) -> None:
    verdict = verify(report)
    assert (verdict.status, verdict.problems, verdict.signers) == ("unsigned", (), ())


def test_that_a_weak_signature_proves_nothing(
    report: bytes, make_certificate: Callable[..., tuple]
) -> None:
    from asn1crypto import keys
    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505  on purpose
    for key, method in ((weak, "sha256"), (ec.generate_private_key(ec.SECP256R1()), "sha1")):
        certificate, _ = make_certificate(key)
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        signer = signers.SimpleSigner(
            asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(der),
            SimpleCertificateStore(),
        )
        meta = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm=method)
        out = io.BytesIO()
        signers.PdfSigner(meta, signer).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(report)), output=out
        )
        verdict = verify(out.getvalue())
        assert (verdict.status, verdict.problems) == ("altered", ("weak-method",))


def test_that_another_programs_signature_is_read_too(report: bytes, officer: Identity) -> None:
    from jalon.export.signing import _signer

    signer = _signer(officer, "")
    signer.signed_attr_prov_spec = None
    for subfilter in (fields.SigSeedSubFilter.PADES, fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED):
        meta = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=subfilter)
        out = io.BytesIO()
        writer = IncrementalPdfFileWriter(io.BytesIO(report))
        signers.PdfSigner(meta, signer).sign_pdf(writer, output=out)
        verdict = verify(out.getvalue())
        assert verdict.status == "intact"
        assert verdict.signers[0].name == "Petra Muster"
        assert verdict.signers[0].role == ""


def test_that_a_signer_is_known_only_when_the_reader_says_so(
    signed: bytes, officer: Identity, chief: Identity
) -> None:
    assert verify(signed).signers[0].known is False
    issuer = x509.load_der_x509_certificate(officer.issuer_certificate())
    for known in (officer.fingerprint, certificates.fingerprint(issuer)):
        assert verify(signed, known=[known]).signers[0].known is True
    assert verify(signed, known=[chief.fingerprint]).signers[0].known is False


def test_that_an_issuer_is_believed_only_by_its_own_signature(
    report: bytes,
    officer: Identity,
    make_certificate: Callable[..., tuple],
    tr: Translator,
    now: datetime,
) -> None:
    issuer = officer.chain[0]
    forged_issuer, forged_key = make_certificate(ca=True)
    from cryptography.hazmat.primitives import hashes

    key = ec.generate_private_key(ec.SECP256R1())
    claimed = (
        x509.CertificateBuilder(
            issuer_name=issuer.subject, subject_name=officer.certificate.subject
        )
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=300))
        .sign(forged_key, hashes.SHA256())
    )
    impostor = Identity(claimed, (issuer,), key)
    data = sign(report, impostor, role="", tr=tr, now=now)
    (signer,) = verify(data, known=[certificates.fingerprint(issuer)]).signers
    assert (signer.known, signer.self_made, signer.issuer_fingerprint) == (False, False, "")
    assert forged_issuer != issuer


def test_that_a_time_outside_the_certificates_period_is_told(
    report: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(report))
    from jalon.export.signing import _Clocked, _signer
    from jalon.export.stamp import Stamp

    meta = signers.PdfSignatureMetadata(field_name="Signature1")
    out = io.BytesIO()
    late = now + timedelta(days=9999)
    _Clocked(meta, _signer(officer, ""), Stamp(lines=("x",)), late).sign_pdf(writer, output=out)
    verdict = verify(out.getvalue())
    assert verdict.status == "intact"
    assert verdict.signers[0].valid_then is False
    assert any("not valid at that time" in line for line in explain(verdict, tr))


def test_that_the_verdict_can_be_written_as_json(twice: bytes) -> None:
    document = json.loads(json.dumps(verify(twice).as_json()))
    assert document["status"] == "intact"
    assert [s["role"] for s in document["signers"]] == ["Compliance Officer", "CEO"]
    assert document["signers"][0]["time"] == "2026-11-23T14:32:05+00:00"
    assert document["comparison"] is None


def said(verdict: Verdict, tr: Translator) -> str:
    return "\n".join(explain(verdict, tr))


def test_that_the_words_say_who_when_by_whose_clock_and_what_kind(
    signed: bytes, officer: Identity, tr: Translator
) -> None:
    text = said(verify(signed), tr)
    assert text.startswith("Intact: nothing was changed")
    assert "Signed by Petra Muster, Compliance Officer, Exemple SAS." in text
    assert "UTC+00:00" in text
    assert "by the clock of the signatory’s computer" in text
    assert "Not a qualified signature (eIDAS)" in text
    assert "not known to this computer" in text
    assert officer.fingerprint[:4].upper() in text
    assert "one of those you know" in said(verify(signed, known=[officer.fingerprint]), tr)


def test_that_every_problem_has_words(tr: Translator) -> None:
    from typing import get_args

    from jalon.export.verify_model import Problem

    for problem in get_args(Problem):
        lines = explain(Verdict("altered", (problem,), (), "00"), tr)
        assert len(lines) == 2
        assert lines[1].endswith(".")
