"""Points of PDF/A-3 that a drawn report can miss (ISO 19005-3)."""

import re

from pikepdf import Dictionary, Name

from tools.uacheck_document import read_packet, said
from tools.uacheck_file import File

_ACTIONS = ("/Launch", "/JavaScript", "/ImportData", "/ResetForm", "/Sound", "/Movie", "/URI")


def check(file: File) -> None:
    pdf, root = file.pdf, file.root
    for version in (pdf.pdf_version, str(root.get("/Version", "/1.7"))[1:]):
        if not re.fullmatch(r"1\.[0-7]", version):
            file.fail("A 6.1.2", f"PDF {version}, which PDF/A-3 does not know")
    if "/ID" not in pdf.trailer:
        file.fail("A 6.1.3", "no file identifier")
    if "/Encrypt" in pdf.trailer:
        file.fail("A 6.1.3", "encrypted")
    if "/AA" in root or "/JavaScript" in root.get("/Names", Dictionary()):
        file.fail("A 6.5", "actions")
    _check_colour(file)
    _check_actions(file)
    _check_files(file)
    _check_claims(file)


def _check_colour(file: File) -> None:
    intents = [i for i in file.root.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFA1]
    if not intents or "/DestOutputProfile" not in intents[0]:
        file.fail("A 6.2.3", "no output intent")
        return
    profile = intents[0].DestOutputProfile.read_bytes()
    if profile[36:40] != b"acsp" or profile[12:16] != b"mntr" or profile[8] > 4:
        file.fail("A 6.2.3", "colour profile")


def _check_actions(file: File) -> None:
    for found in (*file.pdf.objects, file.root.get("/OpenAction")):
        if isinstance(found, Dictionary) and str(found.get("/S", "")) in _ACTIONS:
            file.fail("A 6.5.1", f"action {found.S}")


def _check_files(file: File) -> None:
    names = file.root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary())
    entries = list(names.get("/Names", []))
    associated = {entry.objgen for entry in file.root.get("/AF", [])}
    for specification in entries[1::2]:
        if specification.objgen not in associated:
            file.fail("A 6.8", "an embedded file is not associated")
        if not str(specification.get("/F", "")) or not str(specification.get("/UF", "")):
            file.fail("7.11-1", "file specification without F and UF")
        if "/AFRelationship" not in specification or "/Subtype" not in specification.EF.F:
            file.fail("A 6.8", "embedded file without relationship or type")


def _check_claims(file: File) -> None:
    packet = read_packet(file)
    if packet is None:
        return
    if (said(packet, "pdfaid", "part"), said(packet, "pdfaid", "conformance")) != ("3", "A"):
        file.fail("A 6.6.4", "the claim of PDF/A-3a")
    pairs = (
        ("/Title", "dc", "title"),
        ("/Author", "dc", "creator"),
        ("/Subject", "dc", "description"),
        ("/Creator", "xmp", "CreatorTool"),
        ("/Producer", "pdf", "Producer"),
    )
    for key, space, name in pairs:
        if str(file.pdf.docinfo.get(key, "")).strip() != said(packet, space, name):
            file.fail("A 6.6.3", f"{key} differs from the metadata")
