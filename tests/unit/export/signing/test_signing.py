"""Signing: what is appended, what it says, what is refused."""

import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from jalon.errors import UserError
from jalon.export.identity import Identity
from jalon.export.signing import sign
from jalon.export.verify import verify
from jalon.language import Translator
from tools.uacheck import check


@pytest.fixture(scope="module")
def twice(signed: bytes, chief: Identity, tr: Translator, now: datetime) -> bytes:
    return sign(signed, chief, role="CEO", tr=tr, now=now + timedelta(hours=1))


def words(data: bytes) -> str:
    """Return the text of the first page, signature stamps drawn."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        page = document[0]
        pypdfium2.raw.FPDFPage_Flatten(page, 0)
        page.close()
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    return " ".join(text.split())


def pdfsig(data: bytes, folder: Path) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout


def test_that_signing_only_appends(report: bytes, signed: bytes, twice: bytes) -> None:
    assert signed.startswith(report)
    assert twice.startswith(signed)
    assert len(signed) > len(report)


def test_that_what_the_file_says_of_itself_stays(report: bytes, twice: bytes) -> None:
    with pikepdf.open(BytesIO(report)) as before, pikepdf.open(BytesIO(twice)) as after:
        old, new = before.Root.Metadata.read_bytes(), after.Root.Metadata.read_bytes()
        assert old == new
        assert {k: str(v) for k, v in before.docinfo.items()} == {
            k: str(v) for k, v in after.docinfo.items()
        }


def test_that_a_signed_report_is_still_of_the_format_it_claims(report: bytes, twice: bytes) -> None:
    """PDF/A-3 and PDF/UA-1 rest on PDF 1.7; a file that calls itself 2.0 is neither."""
    with pikepdf.open(BytesIO(twice)) as after:
        assert twice.startswith(b"%PDF-1.7")
        assert after.Root.get("/Version", pikepdf.Name("/1.7")) == pikepdf.Name("/1.7")
        bases = [str(one.BaseVersion) for one in after.Root.Extensions.values()]
    assert bases == ["/1.7"]
    assert check(twice) == check(report)


def test_that_the_verdict_names_both_who_signed(signed: bytes, twice: bytes) -> None:
    verdict = verify(twice)
    assert verdict.status == "intact"
    first, second = verdict.signers
    assert (first.field, first.name, first.role) == (
        "Signature1",
        "Petra Muster",
        "Compliance Officer",
    )
    assert (second.field, second.name, second.role) == ("Signature2", "Jan Beispiel", "CEO")
    assert (first.certifies, second.certifies) == (True, False)
    assert (first.covers_all, second.covers_all) == (False, True)
    assert (first.holds, second.holds) == (True, True)
    (alone,) = verify(signed).signers
    assert alone.covers_all


def test_that_the_time_is_the_one_given_with_its_distance_from_utc(
    report: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    there = now.astimezone(timezone(timedelta(hours=5, minutes=30)))
    (signer,) = verify(sign(report, officer, role="", tr=tr, now=there)).signers
    assert signer.time == there
    assert signer.time.utcoffset() == timedelta(hours=5, minutes=30)
    assert signer.valid_then is True


def test_that_the_stamp_says_who_when_and_what_kind(signed: bytes, officer: Identity) -> None:
    text = words(signed)
    assert "Signed by Petra Muster" in text
    assert "Compliance Officer" in text
    assert "Exemple SAS" in text
    assert "UTC+00:00" in text
    assert officer.fingerprint[:4].upper() in text
    assert "Not a qualified signature (eIDAS)" in text


@pytest.mark.skipif(not which("pdfsig"), reason="poppler-utils is not installed")
def test_that_poppler_agrees(signed: bytes, twice: bytes, tmp_path: Path) -> None:
    one, two = pdfsig(signed, tmp_path), pdfsig(twice, tmp_path)
    assert one.count("Signature is Valid") == 1
    assert "Total document signed" in one
    assert two.count("Signature is Valid") == 2
    assert "ETSI.CAdES.detached" in two


@pytest.mark.skipif(not which("openssl"), reason="openssl is not installed")
def test_that_openssl_agrees(signed: bytes, officer: Identity, tmp_path: Path) -> None:
    found = re.search(rb"/ByteRange\s*\[0 (\d+) (\d+) (\d+)\]", signed)
    assert found
    start, resume, rest = map(int, found.groups())
    (tmp_path / "content").write_bytes(signed[:start] + signed[resume : resume + rest])
    (tmp_path / "cms").write_bytes(bytes.fromhex(signed[start + 1 : resume - 1].decode()))
    issuer = x509.load_der_x509_certificate(officer.issuer_certificate())
    (tmp_path / "issuer").write_bytes(issuer.public_bytes(Encoding.PEM))
    line = (
        "openssl cms -verify -binary -inform DER -in cms -content content -out none -no_check_time"
    )
    run = subprocess.run(
        [*line.split(), "-CAfile", "issuer"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "erification successful" in run.stderr, run.stderr


@pytest.mark.parametrize("kind", ["rsa-2048", "p-384", "p-521"])
def test_that_other_sound_keys_sign(
    kind: str,
    other: Callable[..., Identity],
    report: bytes,
    tr: Translator,
    now: datetime,
    tmp_path: Path,
) -> None:
    keys = {
        "rsa-2048": lambda: rsa.generate_private_key(65537, 2048),
        "p-384": lambda: ec.generate_private_key(ec.SECP384R1()),
        "p-521": lambda: ec.generate_private_key(ec.SECP521R1()),
    }
    data = sign(report, other(keys[kind]()), role="", tr=tr, now=now)
    assert verify(data).status == "intact"
    if which("pdfsig"):
        assert "Signature is Valid" in pdfsig(data, tmp_path)


def test_that_a_file_without_fields_is_refused_by_name(
    make_report: Callable[..., bytes], officer: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="no field for a signature"):
        sign(make_report(fields=()), officer, role="", tr=tr, now=now)


def test_that_a_third_signature_is_refused(
    twice: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="Every signature field"):
        sign(twice, officer, role="", tr=tr, now=now)


def test_that_a_field_can_be_chosen(
    report: bytes, chief: Identity, tr: Translator, now: datetime
) -> None:
    data = sign(report, chief, role="CEO", tr=tr, now=now, field="Signature2")
    assert [s.field for s in verify(data).signers] == ["Signature2"]
    with pytest.raises(UserError, match="no signature field named Nowhere"):
        sign(report, chief, role="CEO", tr=tr, now=now, field="Nowhere")


def test_that_an_altered_file_is_not_signed_again(
    signed: bytes, chief: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="changed after it was signed"):
        sign(signed + b"\n% more\n", chief, role="", tr=tr, now=now)


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF\n"])
def test_that_what_is_no_report_is_refused_in_one_sentence(
    data: bytes, chief: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="cannot be signed"):
        sign(data, chief, role="", tr=tr, now=now)


@pytest.mark.parametrize(
    "role", ["<b>&\"'</b>", "Διευθύνων σύμβουλος", "主席", "المدير", "a (b) \\ c", "🔒 chief"]
)
def test_that_any_role_is_signed_as_typed_and_printed_without_failure(
    role: str, report: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    (signer,) = verify(sign(report, officer, role=role, tr=tr, now=now)).signers
    assert signer.role == role


def test_that_a_role_that_does_not_fit_is_refused(
    report: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="at most 100 characters"):
        sign(report, officer, role="x" * 101, tr=tr, now=now)


def test_that_an_expired_identity_does_not_sign(
    report: bytes, officer: Identity, tr: Translator, now: datetime
) -> None:
    with pytest.raises(UserError, match="expired on 2029"):
        sign(report, officer, role="", tr=tr, now=now + timedelta(days=1200))
    with pytest.raises(UserError, match="only valid from"):
        sign(report, officer, role="", tr=tr, now=now - timedelta(days=2))


def test_that_a_certificate_that_says_so_is_called_qualified_with_reserve(
    other: Callable[..., Identity], report: bytes, tr: Translator, now: datetime
) -> None:
    statements = bytes.fromhex("30143008060604008e4601013008060604008e460104")
    data = sign(report, other(statements=statements), role="", tr=tr, now=now)
    (signer,) = verify(data).signers
    assert signer.qualified
    assert "states that it is qualified; not checked" in words(data)


def test_that_a_chain_without_its_root_is_sealed_too(
    make_certificate: Callable[..., tuple],
    other: Callable[..., Identity],
    report: bytes,
    tr: Translator,
    now: datetime,
) -> None:
    root = make_certificate(name="Root", ca=True)
    between = make_certificate(name="Between", issuer=root, ca=True)
    identity = other(issuer=between)
    assert len(identity.chain) == 1
    data = sign(report, identity, role="", tr=tr, now=now)
    assert verify(data).status == "intact"


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 4096, b"PK\x03\x04" + bytes(100)])
def test_that_what_is_no_pdf_is_not_called_damaged(
    chief: Identity, tr: Translator, now: datetime, data: bytes
) -> None:
    with pytest.raises(UserError, match="it is no PDF"):
        sign(data, chief, role="CEO", tr=tr, now=now)
