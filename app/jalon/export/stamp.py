"""The visible mark of a signature: drawn with the report's own fonts, so it stays an archive.

A stamp is ink, not proof: anybody can draw one. It says in words what the signature behind it
says to a program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, TypeAlias

import pikepdf
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from jalon.export import archive, fonts
from jalon.export.text import Typesetter

_INK: Final = (0.13, 0.16, 0.2)
_RULE: Final = (0.12, 0.37, 0.66)
_HEAD_SIZE: Final = 9.0
_BODY_SIZE: Final = 7.0
_LARGEST_SCALE: Final = 1.2
_LEAST_SCALE: Final = 0.45
_LEADING: Final = 1.28
_MARGIN: Final = 6.0

Runs: TypeAlias = list[tuple[str, str]]
"""Font names and texts, from left to right."""


@dataclass(frozen=True)
class Stamp(BaseStampStyle):
    """An appearance for pyHanko, which asks for it with the size of the field.

    Attributes:
        lines: plain texts from top to bottom; the first is the largest.
    """

    lines: tuple[str, ...] = ()

    def create_stamp(
        self,
        writer: BasePdfFileWriter,
        box: BoxConstraints,
        text_params: dict[str, str],  # noqa: ARG002  the words are chosen already
    ) -> BaseStamp:
        """Draw the stamp into ``box`` (points) of the document that ``writer`` extends."""
        page = drawn(self.lines, float(box.width), float(box.height))
        return _Appearance(writer, self, box, page)


class _Appearance(BaseStamp):
    """A page that was drawn elsewhere, as an appearance."""

    def __init__(
        self, writer: BasePdfFileWriter, style: BaseStampStyle, box: BoxConstraints, page: bytes
    ) -> None:
        super().__init__(writer, style, box)
        self._page = page

    def register(self) -> IndirectObject:
        """Copy the page with its fonts into the document, once."""
        if self._content_xobj_ref is None:
            source = PdfFileReader(BytesIO(self._page))
            self._content_xobj_ref = self._ensure_writer.import_page_as_xobject(source)
        return self._content_xobj_ref


def drawn(lines: Sequence[str], width: float, height: float) -> bytes:
    """Return a PDF of one page of ``width`` by ``height`` points that holds the stamp."""
    setter = Typesetter(fonts.faces("".join(lines)))
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=(width, height), initialFontName=fonts.REGULAR, invariant=1, pageCompression=1
    )
    canvas.setStrokeColorRGB(*_RULE)
    canvas.setLineWidth(0.8)
    canvas.rect(0.4, 0.4, width - 0.8, height - 0.8)
    canvas.setFillColorRGB(*_INK)
    at = height - _MARGIN
    for size, runs in _set(setter, lines, width - 2 * _MARGIN, height - 2 * _MARGIN):
        at -= size * _LEADING
        _draw(canvas, runs, size, at + size * (_LEADING - 1))
    canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        archive.mend_character_maps(pdf)
        mended = BytesIO()
        pdf.save(mended, deterministic_id=True)
    return mended.getvalue()


def _set(
    setter: Typesetter, lines: Sequence[str], width: float, height: float
) -> list[tuple[float, Runs]]:
    """Break the lines at words, at the largest size at which all of them fit."""
    scale = _LARGEST_SCALE
    while True:
        found: list[tuple[float, Runs]] = []
        for index, line in enumerate(lines):
            size = (_BODY_SIZE if index else _HEAD_SIZE) * scale
            found += [(size, runs) for runs in _broken(setter, line, size, width, strong=not index)]
        if scale <= _LEAST_SCALE or sum(size * _LEADING for size, _ in found) <= height:
            return found
        scale -= 0.05


def _broken(
    setter: Typesetter, line: str, size: float, width: float, *, strong: bool
) -> list[Runs]:
    """Break one line at its spaces; a word that is too wide alone is left to be too wide."""
    found: list[Runs] = []
    kept = ""
    for word in line.split(" "):
        longer = f"{kept} {word}" if kept else word
        if kept and _width(_runs(setter, longer, strong=strong), size) > width:
            found.append(_runs(setter, kept, strong=strong))
            longer = word
        kept = longer
    return [*found, _runs(setter, kept, strong=strong)]


def _runs(setter: Typesetter, text: str, *, strong: bool) -> Runs:
    return [
        (fonts.STRONG if strong and font == fonts.REGULAR else font, part)
        for font, part in setter.runs(text)
    ]


def _width(runs: Runs, size: float) -> float:
    return float(sum(pdfmetrics.stringWidth(text, font, size) for font, text in runs))


def _draw(canvas: Canvas, runs: Runs, size: float, baseline: float) -> None:
    pen = canvas.beginText(_MARGIN, baseline)
    for font, text in runs:
        pen.setFont(font, size)
        pen.textOut(text)
    canvas.drawText(pen)
