"""Metadata of the PDF: XMP with the claims of PDF/A-3a and PDF/UA-1, and the old Info entries.

Source: ISO 19005-3, 6.6; ISO 14289-1, clause 5 and 7.1.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from pikepdf import Name, Pdf, String

PRODUCER = "reportlab, pikepdf"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; ``created`` is aware, ``creator`` the program."""

    title: str
    author: str
    subject: str
    language: str
    created: datetime
    creator: str = "Jalon"


def pdf_date(moment: datetime) -> str:
    """Return ``moment`` as a PDF date, in UTC."""
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


def write(pdf: Pdf, metadata: Metadata, digest: bytes) -> None:
    """Write both forms of the metadata, alike.

    Args:
        pdf: the file.
        metadata: what to say.
        digest: 32 bytes that the document's and the file's ids are made of.
    """
    packet = _XMP.format(
        title=escape(metadata.title),
        author=escape(metadata.author),
        subject=escape(metadata.subject),
        language=escape(metadata.language),
        creator=escape(metadata.creator),
        producer=PRODUCER,
        moment=metadata.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        document=uuid.UUID(bytes=digest[:16]),
        instance=uuid.UUID(bytes=digest[16:]),
    )
    pdf.Root.Metadata = pdf.make_stream(
        packet.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML}
    )
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    day = pdf_date(metadata.created)
    entries = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Creator": metadata.creator,
        "/Producer": PRODUCER,
        "/CreationDate": day,
        "/ModDate": day,
    }
    for key, value in entries.items():
        pdf.docinfo[key] = String(value)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
