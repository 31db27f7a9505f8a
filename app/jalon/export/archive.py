"""Makes a drawn PDF an accessible archive: PDF/A-3a and PDF/UA-1, the same bytes each time.

Source: ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1); clauses are named where they matter.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from jalon import assets
from jalon.export import archive_metadata, archive_structure
from jalon.export.archive_metadata import Metadata, pdf_date
from jalon.export.tagging import Element, Field
from jalon.export.text import NARROW_SPACE, NARROW_STAND_IN


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, the source of what is printed; ``mime`` as ``application/json``."""

    name: str
    mime: str
    data: bytes
    description: str


def finished(
    drawn: bytes,
    root: Element,
    fields: Sequence[Field],
    attachments: Sequence[Attachment],
    metadata: Metadata,
) -> bytes:
    """Return the finished file.

    Args:
        drawn: the PDF as reportlab wrote it.
        root: the structure of what was drawn.
        fields: the signature fields, made here so that signing adds no untagged widget.
        attachments: the files to embed.
        metadata: what the file says of itself.
    """
    pdf = Pdf.open(BytesIO(drawn))
    _add_output_intent(pdf)
    for page in pdf.pages:
        page.obj.Tabs = Name.S  # ISO 14289-1, 7.18.3: keyboard order is reading order
        for annotation in page.obj.get("/Annots", []):
            annotation.F = _PRINT
    mend_character_maps(pdf)
    _attach(pdf, attachments, metadata)
    archive_structure.write(pdf, root, _signature_fields(pdf, fields))
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    content = hashlib.sha256(drawn + b"".join(a.data for a in attachments))
    archive_metadata.write(pdf, metadata, content.digest())
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


_PRINT: Final = 4
"""The only annotation flag PDF/A-3 wants (ISO 19005-3, 6.3.2)."""


def _add_output_intent(pdf: Pdf) -> None:
    """Say which RGB is meant (ISO 19005-3, 6.2.3)."""
    profile = (assets.folder("resources") / "icc" / "sRGB.icc").read_bytes()
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_stream(profile, {"/N": 3}),
    )
    pdf.Root.OutputIntents = Array([intent])


def _attach(pdf: Pdf, attachments: Sequence[Attachment], metadata: Metadata) -> None:
    """Embed the files as associated files (ISO 19005-3, 6.8)."""
    if not attachments:
        return
    day = pdf_date(metadata.created)
    names, associated = Array(), Array()
    for attachment in sorted(attachments, key=lambda a: a.name):
        checksum = hashlib.md5(attachment.data, usedforsecurity=False).digest()
        stream = pdf.make_stream(
            attachment.data,
            {
                "/Type": Name.EmbeddedFile,
                "/Subtype": Name(f"/{attachment.mime}"),
                "/Params": Dictionary(
                    Size=len(attachment.data),
                    CheckSum=String(checksum),
                    CreationDate=String(day),
                    ModDate=String(day),
                ),
            },
        )
        specification = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(attachment.name),
                UF=String(attachment.name),
                Desc=String(attachment.description),
                AFRelationship=Name.Source,
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        names.append(String(attachment.name))
        names.append(specification)
        associated.append(specification)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    pdf.Root.AF = associated


def _signature_fields(pdf: Pdf, fields: Sequence[Field]) -> dict[str, Object]:
    """Make the empty fields, with an accessible name each (ISO 14289-1, 7.18.4)."""
    made: dict[str, Object] = {}
    for name, number, (left, bottom, right, top), tip in fields:
        page = pdf.pages[number].obj
        appearance = pdf.make_stream(
            b"",
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Form,
                "/BBox": Array([0, 0, round(right - left, 2), round(top - bottom, 2)]),
                "/Resources": Dictionary(),
            },
        )
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(name),
            TU=String(tip),
            F=_PRINT,
            P=page,
            Rect=Array([left, bottom, right, top]),
            AP=Dictionary(N=appearance),
        )
        made[name] = pdf.make_indirect(widget)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(made[name])
    if made:
        pdf.Root.AcroForm = pdf.make_indirect(
            Dictionary(Fields=Array(list(made.values())), SigFlags=0)
        )
    return made


_CODE = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,6})>\n")
_BLOCK = re.compile(rb"\d+ beginbfchar.*endbfchar", re.DOTALL)
_MOST_IN_A_BLOCK: Final = 100


def mend_character_maps(pdf: Pdf) -> None:
    """Mend what fonts say of their characters, for search, copying and screen readers.

    reportlab lists unused codes as U+0000, which Matterhorn 31-028 forbids, and writes
    characters above U+FFFF with five digits, which readers misread.
    """
    for found in pdf.objects:
        if isinstance(found, Dictionary) and "/ToUnicode" in found:
            stream = found.ToUnicode
            if isinstance(stream, Stream):
                stream.write(_mended(stream.read_bytes()))


def _mended(character_map: bytes) -> bytes:
    lines = []
    for code, target in _CODE.findall(character_map):
        character = chr(int(target, 16))
        if character == NARROW_STAND_IN:
            character = NARROW_SPACE
        if character != "\0":
            written = character.encode("utf-16-be").hex().upper().encode()
            lines.append(b"<%s> <%s>\n" % (code, written))
    blocks = [
        b"%d beginbfchar\n%sendbfchar" % (len(part), b"".join(part))
        for part in (
            lines[at : at + _MOST_IN_A_BLOCK] for at in range(0, len(lines), _MOST_IN_A_BLOCK)
        )
    ]
    return _BLOCK.sub(lambda _: b"\n".join(blocks), character_map)
