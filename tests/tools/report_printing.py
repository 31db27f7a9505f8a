"""Prints records for tests, and reads the result as a PDF reader does."""

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Final

import pypdfium2
import pytest

from jalon.assessment.snapshot import Snapshot
from jalon.export import pdf, report
from jalon.export.pdf import Printed
from jalon.export.tree import Report
from jalon.language import Translator, translator

SHORT: Final = ("results", "signatures")
"""The sections of a report that :func:`shorten` leaves, besides its first page."""


def made(record: Snapshot, language: str = "en") -> Printed:
    options = report.ReportOptions(language)
    return pdf.printed(report.build(record, translator(language), options))


def made_in_part(record: Snapshot, keys: Collection[str], language: str = "en") -> Printed:
    """Print the first page and the sections of these keys alone, in a tenth of the time."""
    whole = report.build(record, translator(language), report.ReportOptions(language))
    kept = tuple(section for section in whole.sections if section.key in keys)
    assert len(kept) == len(keys)
    return pdf.printed(replace(whole, sections=kept))


def shorten(patch: pytest.MonkeyPatch, *keys: str) -> None:
    """Have the program print the sections of these keys alone, or two where none is named.

    For tests of what is done with a report, or of one part of it.

    The answers attached are all there. Else each of these tests would print eighty pages and more.
    """
    build = report.build

    def short(snapshot: Snapshot, tr: Translator, options: report.ReportOptions) -> Report:
        whole = build(snapshot, tr, options)
        kept = tuple(s for s in whole.sections if s.key in (keys or SHORT))
        return replace(whole, sections=kept)

    patch.setattr(report, "build", short)


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
