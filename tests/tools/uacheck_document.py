"""The document as a whole: header, catalogue, metadata (ISO 14289-1, 5, 6, 7.1, 7.2)."""

import re

from lxml import etree
from lxml.etree import _Element as Element
from pikepdf import Dictionary, Name

from tools.uacheck_file import LANGUAGE, File

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def check(file: File) -> None:
    if not re.match(rb"%PDF-1\.\d[\r\n]", file.data[:16]):
        file.fail("6.1-1", "header")
    root = file.root
    if root.get("/MarkInfo", Dictionary()).get("/Marked", False) is not True:
        file.fail("6.2-1", "the file does not say that it is tagged")
    if root.get("/MarkInfo", Dictionary()).get("/Suspects", False) is True:
        file.fail("7.1-4", "suspects")
    if root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False) is not True:
        file.fail("7.1-10", "the title is not displayed")
    if not file.top:
        file.fail("7.1-11", "no structure tree")
    if not LANGUAGE.match(file.language):
        file.fail("7.2-29", f"language {file.language!r}")
    if "/OCProperties" in root:
        file.fail("7.10", "optional content is not checked here")
    _check_metadata(file)


def _check_metadata(file: File) -> None:
    packet = read_packet(file)
    if packet is None:
        file.fail("7.1-8", "no metadata that can be read")
        return
    if said(packet, "pdfuaid", "part") != "1":
        file.fail("5-1", "pdfuaid:part")
    if not said(packet, "dc", "title"):
        file.fail("7.1-9", "dc:title")
    for element in packet.iter(f"{{{SPACES['pdfuaid']}}}part"):
        if element.prefix != "pdfuaid":
            file.fail("5-3", "prefix of pdfuaid:part")


def read_packet(file: File) -> Element | None:
    """Return the XMP packet's root element; None when there is none or it is damaged."""
    stream = file.root.get("/Metadata")
    if stream is None or stream.get("/Type") != Name.Metadata or stream.Subtype != Name.XML:
        return None
    xml = re.sub(rb"<\?xpacket.*?\?>", b"", stream.read_bytes(), flags=re.DOTALL).strip()
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def said(packet: Element, space: str, name: str) -> str:
    """Return the first value of a property; empty when it is not said."""
    for element in packet.iter(f"{{{SPACES[space]}}}{name}"):
        item = element.find(f".//{RDF}li")
        return str((item if item is not None else element).text or "").strip()
    return ""
