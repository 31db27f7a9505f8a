"""What was done to a signed report, seen by the verdict: every way that was thought of."""

import io
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from pyhanko.pdf_utils import generic as g
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import fields, signers

from jalon.export.identity import Identity
from jalon.export.signing import _signer, _Writer, sign
from jalon.export.verify import explain, verify
from jalon.export.verify_model import Verdict
from jalon.language import Translator

Writer = IncrementalPdfFileWriter
NAME = g.NameObject


class Quiet(_Writer):
    """Appends a revision without the changes of metadata and version that would give it away."""


def appended(data: bytes, change: Callable[[Writer], None], kind: type[Writer] = Quiet) -> bytes:
    writer = kind(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def add_text(writer: Writer) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    ink = writer.add_object(g.StreamObject(stream_data=b"1 0 0 rg 100 100 200 60 re f"))
    page["/Contents"] = g.ArrayObject([page.raw_get("/Contents"), ink])
    writer.update_container(page)


def add_page(writer: Writer) -> None:
    ink = writer.add_object(g.StreamObject(stream_data=b"1 0 0 rg 100 100 200 60 re f"))
    box = g.ArrayObject([g.NumberObject(n) for n in (0, 0, 420, 300)])
    writer.insert_page(PageObject(contents=ink, media_box=box))


def add_note(writer: Writer) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    box = g.ArrayObject([g.NumberObject(n) for n in (100, 100, 300, 160)])
    note = g.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/FreeText"),
            NAME("/Rect"): box,
            NAME("/Contents"): g.TextStringObject("forged"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def drop_attachment(writer: Writer) -> None:
    del writer.root["/AF"]
    writer.update_root()


def replace_attachment(writer: Writer) -> None:
    specification = writer.root["/AF"][0]
    forged = writer.add_object(g.StreamObject(stream_data=b'{"format": "jalon-answers"}'))
    specification["/EF"] = g.DictionaryObject({NAME("/F"): forged, NAME("/UF"): forged})
    writer.update_container(specification)


def change_title(writer: Writer) -> None:
    writer.trailer["/Info"]["/Title"] = g.TextStringObject("forged")
    writer.update_container(writer.trailer["/Info"])


def add_javascript(writer: Writer) -> None:
    action = {NAME("/S"): NAME("/JavaScript"), NAME("/JS"): g.TextStringObject("app.alert(1)")}
    writer.root["/OpenAction"] = g.DictionaryObject(action)
    writer.update_root()


def add_orphan(writer: Writer) -> None:
    writer.add_object(g.StreamObject(stream_data=b"nobody points here"))


def add_field(writer: Writer) -> None:
    fields.append_signature_field(writer, fields.SigFieldSpec("Third", box=(10, 100, 90, 140)))


def fill_default_resources(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form["/DR"] = g.DictionaryObject()
    writer.update_container(form)


def empty_signature(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    del field["/V"]
    writer.update_container(field)


def forget_field(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form["/Fields"] = g.ArrayObject([form["/Fields"].raw_get(1)])
    writer.update_container(form)


CHANGES = (
    add_text,
    add_page,
    add_note,
    drop_attachment,
    replace_attachment,
    change_title,
    add_javascript,
    add_orphan,
    add_field,
    fill_default_resources,
    empty_signature,
    forget_field,
)


def signed_again(data: bytes, change: Callable[[Writer], None], identity: Identity) -> bytes:
    """Change the file and sign the change in one revision, as a forger with a key would."""
    writer = Quiet(io.BytesIO(data))
    change(writer)
    meta = signers.PdfSignatureMetadata(
        field_name="Signature2", subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    signers.PdfSigner(meta, signer=_signer(identity, "")).sign_pdf(writer, output=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def twice(signed: bytes, chief: Identity, tr: Translator, now: datetime) -> bytes:
    return sign(signed, chief, role="CEO", tr=tr, now=now + timedelta(hours=1))


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
@pytest.mark.parametrize("which_file", ["signed", "twice"])
def test_that_a_change_after_signing_is_seen(
    change: Callable[[Writer], None], which_file: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(which_file)
    verdict = verify(appended(data, change))
    assert verdict.status == "altered"
    assert verdict.problems


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_that_a_change_signed_by_the_forger_is_seen(
    change: Callable[[Writer], None], signed: bytes, chief: Identity
) -> None:
    verdict = verify(signed_again(signed, change, chief))
    assert verdict.status == "altered"
    assert {"changed-later", "signature-lost"} & set(verdict.problems)


def test_that_the_forgers_way_without_a_change_is_a_second_signature(
    signed: bytes, chief: Identity
) -> None:
    verdict = verify(signed_again(signed, lambda _: None, chief))
    assert verdict.status == "intact"
    assert len(verdict.signers) == 2


def test_that_an_ordinary_update_of_metadata_is_seen(signed: bytes) -> None:
    changed = appended(signed, lambda w: w.update_root(), IncrementalPdfFileWriter)
    assert verify(changed).status == "altered"


@pytest.mark.parametrize("more", [b"\n", b" ", b"\0", b"% note\n", b"%%EOF\n"])
def test_that_bytes_after_the_end_are_seen(more: bytes, signed: bytes) -> None:
    verdict = verify(signed + more)
    assert verdict.status == "altered"


@pytest.mark.parametrize("lost", [1, 2, 7, 100, 1000, 5000, 10_000])
def test_that_a_file_cut_short_is_seen(lost: int, signed: bytes) -> None:
    assert verify(signed[:-lost]).status == "altered"


def test_that_a_file_without_its_first_bytes_is_seen(signed: bytes) -> None:
    assert verify(signed[3:]).status == "altered"
    assert verify(b"\n" + signed).status == "altered"


def test_that_a_file_saved_anew_is_seen(signed: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    assert verify(out.getvalue()).status == "altered"


def test_that_taking_off_the_second_signature_leaves_the_first(signed: bytes, twice: bytes) -> None:
    assert twice[: len(signed)] == signed
    assert verify(twice[: len(signed)]).status == "intact"


def test_that_a_signature_moved_to_another_document_is_seen(
    signed: bytes,
    make_report: Callable[..., bytes],
    officer: Identity,
    tr: Translator,
    now: datetime,
) -> None:
    other = sign(make_report(words="Another report"), officer, role="", tr=tr, now=now)
    a, b = _gap(signed), _gap(other)
    longest = min(a[1] - a[0], b[1] - b[0])
    moved = other[: b[0]] + signed[a[0] : a[0] + longest] + other[b[0] + longest :]
    assert verify(moved).status == "altered"


@pytest.mark.parametrize("change", [add_text, change_title, add_orphan], ids=lambda c: c.__name__)
def test_that_only_what_came_after_the_signature_counts(
    change: Callable[[Writer], None],
    report: bytes,
    officer: Identity,
    tr: Translator,
    now: datetime,
) -> None:
    data = sign(appended(report, change), officer, role="", tr=tr, now=now)
    assert verify(data).status == "intact"


def test_that_the_words_for_an_altered_file_vouch_for_nobody(signed: bytes, tr: Translator) -> None:
    text = said(verify(appended(signed, add_text)), tr)
    assert text.startswith("Not intact: do not rely on this document.")
    assert "without any guarantee" in text
    assert "Intact: " not in text


@pytest.mark.skipif(not which("pdfsig"), reason="poppler-utils is not installed")
@pytest.mark.parametrize("change", [add_text, replace_attachment], ids=lambda c: c.__name__)
def test_that_the_verdict_is_stricter_than_a_check_of_hashes(
    change: Callable[[Writer], None], signed: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "changed.pdf"
    path.write_bytes(appended(signed, change))
    run = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in run.stdout
    assert verify(path.read_bytes()).status == "altered"


def said(verdict: Verdict, tr: Translator) -> str:
    return "\n".join(explain(verdict, tr))


def _gap(data: bytes) -> tuple[int, int]:
    import re

    found = re.search(rb"/ByteRange\s*\[0 (\d+) (\d+) (\d+)\]", data)
    assert found
    return int(found[1]), int(found[2])
