"""Files made to do harm get a plain answer."""

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from jalon.export.verify import explain, verify
from jalon.export.verify_model import Status
from jalon.language import Translator


def flate(stream: bytes, levels: int = 1) -> tuple[bytes, bytes]:
    for _ in range(levels):
        stream = zlib.compress(stream, 9)
    filters = b" ".join([b"/FlateDecode"] * levels)
    return stream, b"[" + filters + b"]"


def with_object_stream(unpacked: bytes, levels: int) -> bytes:
    """A PDF whose cross-references, and so everything else, are in one packed stream."""
    packed, filters = flate(unpacked, levels)
    body = b"%PDF-1.7\n"
    offset = len(body)
    head = b"<< /Type /XRef /Size 1000000000 /W [1 8 2] /Root 1 0 R /Length %d /Filter %s >>" % (
        len(packed),
        filters,
    )
    body += b"9 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % offset


def classic(objects: list[bytes], trailer: bytes = b"") -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return body + b"startxref\n%d\n%%%%EOF\n" % at


PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
TRACE = b"/ByteRange [0 1 2 3]"

HOSTILE: dict[str, tuple[bytes, set[Status]]] = {
    "empty": (b"", {"unreadable"}),
    "text": (b"Dear board,\n", {"unreadable"}),
    "only a header": (b"%PDF-1.7\n", {"unreadable"}),
    "bomb": (with_object_stream(bytes(200_000_000), 1), {"unreadable"}),
    "bomb in a bomb": (with_object_stream(bytes(200_000_000), 2), {"unreadable"}),
    "fields in a circle": (
        classic(
            [
                b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>",
                PAGES,
                b"<< /T (a) /FT /Sig /Kids [3 0 R] >>",
            ]
        ),
        {"unreadable", "unsigned"},
    ),
    "deep nesting": (
        classic(
            [b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * 50_000 + b"]" * 50_000 + b" >>", PAGES]
        ),
        {"unreadable", "unsigned"},
    ),
    "previous in a circle": (
        classic([b"<< /Type /Catalog /Pages 2 0 R >>", PAGES], b"/Prev 120"),
        {"unreadable", "unsigned"},
    ),
    "javascript": (
        classic(
            [
                b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>",
                PAGES,
            ]
        ),
        {"unsigned"},
    ),
    "a root that is a number": (classic([b"42"]), {"unreadable", "unsigned"}),
    "a trace of a signature": (
        classic([b"<< /Type /Catalog /Pages 2 0 R /X << " + TRACE + b" >> >>", PAGES]),
        {"altered"},
    ),
    "a signature of nothing": (
        classic(
            [
                b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>",
                PAGES,
                b"<< /T (a) /FT /Sig /V 4 0 R >>",
                b"<< /Type /Sig /ByteRange [0 0 0 0] /Contents <00> >>",
            ]
        ),
        {"altered"},
    ),
    "a signature of absurd ranges": (
        classic(
            [
                b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>",
                PAGES,
                b"<< /T (a) /FT /Sig /V 4 0 R >>",
                b"<< /Type /Sig /ByteRange [0 99999999999999999999 -5 (x)] /Contents <3003> >>",
            ]
        ),
        {"altered"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_that_a_hostile_file_gets_a_plain_answer(name: str, tr: Translator) -> None:
    data, expected = HOSTILE[name]
    verdict = verify(data)
    assert verdict.status in expected
    assert all(explain(verdict, tr))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="measured on Linux")
def test_that_a_bomb_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(HOSTILE["bomb in a bomb"][0])
    program = (
        "import sys; from pathlib import Path; from jalon.export.verify import verify;"
        "from tools.memory import peak;"
        "before = peak();"
        "status = verify(Path(sys.argv[1]).read_bytes()).status;"
        "print(status, peak() - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=True,
    )
    status, grown = run.stdout.split()
    assert status == "unreadable"
    assert int(grown) < 150 << 20


def test_that_an_encrypted_file_is_called_so(report: bytes, tr: Translator) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(report)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    verdict = verify(out.getvalue())
    assert (verdict.status, verdict.problems) == ("unreadable", ("encrypted",))
    assert any("encrypted" in line for line in explain(verdict, tr))


def test_that_a_file_larger_than_any_report_is_not_opened(
    report: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jalon.export import verify as module

    monkeypatch.setattr(module, "LARGEST_FILE", len(report) - 1)
    assert verify(report).problems == ("too-large",)
