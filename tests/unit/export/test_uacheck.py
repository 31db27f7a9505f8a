"""The checker itself: what it is there to find, it finds."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from jalon.assessment.snapshot import Snapshot
from jalon.export import pdf, report
from jalon.language import translator
from tools.uacheck import check


@pytest.fixture(scope="module")
def good(record: Snapshot) -> bytes:
    """A report of its first parts and its last: in it is one of everything that is spoilt."""
    whole = report.build(record, translator("en"), report.ReportOptions("en"))
    some = replace(whole, sections=(*whole.sections[:4], whole.sections[-1]))
    return pdf.printed(some).data


def test_that_nothing_is_found_in_the_report_that_is_spoilt_below(good: bytes) -> None:
    assert check(good) == []


def element(pdf: Pdf, tag: str) -> Object:
    """Return the first structure element of a type."""
    pending = [pdf.Root.StructTreeRoot.K]
    while pending:
        found = pending.pop(0)
        if isinstance(found, Dictionary) and found.get("/S") == Name(f"/{tag}"):
            return found
        kids = found.get("/K") if isinstance(found, Dictionary) else None
        if kids is not None and not isinstance(kids, int):
            pending += list(kids) if isinstance(kids, Array) else [kids]
    raise LookupError(tag)


def no_alt(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


def no_scope(pdf: Pdf) -> None:
    del element(pdf, "TH").A["/Scope"]


def skipped_heading(pdf: Pdf) -> None:
    element(pdf, "H2").S = Name.H4


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def newer_version(pdf: Pdf) -> None:
    pdf.Root.Version = Name("/2.0")


def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]
    del element(pdf, "Document")["/Lang"]


def no_title(pdf: Pdf) -> None:
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(b"dc:title", b"dc:other"))


def no_claim(pdf: Pdf) -> None:
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def list_item_astray(pdf: Pdf) -> None:
    element(pdf, "L").S = Name.Div


def narrow_row(pdf: Pdf) -> None:
    row = element(pdf, "TR")
    row.K = Array(list(row.K)[:-1])


def unmarked_ink(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def tagged_inside_artifact(pdf: Pdf) -> None:
    page = pdf.pages[1]
    page.contents_add(b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC")


def no_tab_order(pdf: Pdf) -> None:
    del linked(pdf)["/Tabs"]


def linked(pdf: Pdf) -> Object:
    """Return the first page with links: the one with the table of contents."""
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj)


def nameless_link(pdf: Pdf) -> None:
    del linked(pdf).Annots[0]["/Contents"]


def nameless_field(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].TU = String("")


def hidden_field(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].F = 6


def no_print_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def loose_attachment(pdf: Pdf) -> None:
    del pdf.Root["/AF"]


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def font_of(pdf: Pdf) -> Object:
    return next(iter(pdf.pages[0].obj.Resources.Font.values()))


def font_not_embedded(pdf: Pdf) -> None:
    del font_of(pdf).FontDescriptor["/FontFile2"]


def wrong_width(pdf: Pdf) -> None:
    font = font_of(pdf)
    font.Widths = Array([int(w) + 40 for w in font.Widths])


def no_unicode(pdf: Pdf) -> None:
    stream = font_of(pdf).ToUnicode
    stream.write(stream.read_bytes().replace(b"beginbfchar", b"beginbfchar\n<FF> <0000>\n", 1))


FAULTS: tuple[tuple[Callable[[Pdf], None], str], ...] = (
    (no_alt, "7.3-1"),
    (no_scope, "7.5-1"),
    (skipped_heading, "7.4.2-1"),
    (not_marked, "6.2-1"),
    (newer_version, "A 6.1.2"),
    (no_language, "7.2-29"),
    (no_title, "7.1-9"),
    (no_claim, "5-1"),
    (list_item_astray, "7.2-17"),
    (narrow_row, "7.2-42"),
    (unmarked_ink, "7.1-3"),
    (tagged_inside_artifact, "7.1-2"),
    (no_tab_order, "7.18.3-1"),
    (nameless_link, "7.18.5-2"),
    (nameless_field, "7.18.1-3"),
    (hidden_field, "A 6.3.2"),
    (no_print_intent, "A 6.2.3"),
    (loose_attachment, "A 6.8"),
    (script, "A 6.5.1"),
    (font_not_embedded, "7.21.4.1-1"),
    (wrong_width, "7.21.5-1"),
    (no_unicode, "7.21.7-2"),
)


@pytest.mark.parametrize(("spoil", "rule"), FAULTS, ids=lambda v: getattr(v, "__name__", ""))
def test_that_a_spoilt_report_is_found_out(
    good: bytes, spoil: Callable[[Pdf], None], rule: str
) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out)
    assert rule in {finding.rule for finding in check(out.getvalue())}
