"""Prints records for tests, and reads the result as a PDF reader does."""

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace

import pypdfium2

from jalon.assessment.snapshot import Snapshot
from jalon.export import pdf, report
from jalon.export.pdf import Printed
from jalon.language import translator


def made(record: Snapshot, language: str = "en") -> Printed:
    options = report.ReportOptions(language)
    return pdf.printed(report.build(record, translator(language), options))


def made_in_part(record: Snapshot, keys: Collection[str], language: str = "en") -> Printed:
    """Print the first page and the sections of these keys alone, in a tenth of the time."""
    whole = report.build(record, translator(language), report.ReportOptions(language))
    kept = tuple(section for section in whole.sections if section.key in keys)
    assert len(kept) == len(keys)
    return pdf.printed(replace(whole, sections=kept))


def pages(data: bytes) -> list[str]:
    """Return the text of each page, as a PDF reader copies it."""
    document = pypdfium2.PdfDocument(data)
    out = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        out.append(text.get_text_bounded().replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return out


def together(text: str) -> str:
    """Return a text without spaces and line ends, which pages set as they need."""
    return "".join(text.split())


def texts(value: object) -> Iterator[str]:
    """Yield every text of a report, or of a part of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name))
