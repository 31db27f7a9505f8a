"""What stands on every page around the content: all of it artifacts."""

from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from jalon.export.layout_styles import (
    FOOT_LINE,
    HAIRLINE,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STRUCTURE,
    WATERMARK,
    WIDTH,
)  # fmt: skip
from jalon.export.tagging import TaggedCanvas
from jalon.export.text import Typesetter
from jalon.export.tree import Furniture
from jalon.language import one_line

_SIZE: Final = 7.9
_HEAD: Final = PAGE_HEIGHT - 40
_WATERMARK_SIZE: Final = 78.0
_ANGLE: Final = 52
_GAP: Final = 12.0
"""Between what stands left and right in the running head, in points."""


def draw_furniture(
    canvas: TaggedCanvas, furniture: Furniture, typesetter: Typesetter, page: int, pages: int
) -> None:
    """Draw watermark, head and foot of a page; ``page`` counts from 0."""
    if furniture.watermark:
        with canvas.artifact("Watermark"):
            _draw_watermark(canvas, furniture.watermark, typesetter)
    with canvas.artifact("Header"):
        _draw_head(canvas, furniture, typesetter, first=page == 0)
    with canvas.artifact("Footer"):
        _draw_foot(canvas, furniture, typesetter, page, pages)


def _draw_watermark(canvas: TaggedCanvas, words: str, typesetter: Typesetter) -> None:
    size = _WATERMARK_SIZE
    width = _width(typesetter, words, size)
    size *= min(1.0, 760 / width)
    canvas.setFillColor(WATERMARK)
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(_ANGLE)
    _draw(canvas, typesetter, words, -_width(typesetter, words, size) / 2, -size / 3, size)


def _draw_head(
    canvas: TaggedCanvas, furniture: Furniture, typesetter: Typesetter, *, first: bool
) -> None:
    canvas.setFillColor(STRUCTURE)
    marking = _fitted(typesetter, furniture.marking, WIDTH / 2)
    marking_width = _width(typesetter, marking, _SIZE)
    _draw(canvas, typesetter, marking, PAGE_WIDTH - MARGIN - marking_width, _HEAD, _SIZE)
    if first:
        return
    room = WIDTH - marking_width - 14 - _GAP
    canvas.setFillColor(MUTED)
    half = min(room / 2, _width(typesetter, one_line(furniture.left), _SIZE))
    right = _fitted(typesetter, furniture.right, room - half)
    right_width = _width(typesetter, right, _SIZE)
    left = _fitted(typesetter, furniture.left, room - right_width)
    _draw(canvas, typesetter, left, MARGIN, _HEAD, _SIZE)
    at = PAGE_WIDTH - MARGIN - marking_width - 14 - right_width
    _draw(canvas, typesetter, right, at, _HEAD, _SIZE)
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, _HEAD - 7, PAGE_WIDTH - MARGIN, _HEAD - 7)


def _draw_foot(
    canvas: TaggedCanvas, furniture: Furniture, typesetter: Typesetter, page: int, pages: int
) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, FOOT_LINE + 13, PAGE_WIDTH - MARGIN, FOOT_LINE + 13)
    canvas.setFillColor(MUTED)
    number = furniture.pages.format(page=page + 1, pages=pages)
    width = _width(typesetter, number, _SIZE)
    foot = _fitted(typesetter, furniture.foot, WIDTH - width - 16)
    _draw(canvas, typesetter, foot, MARGIN, FOOT_LINE, _SIZE)
    _draw(canvas, typesetter, number, PAGE_WIDTH - MARGIN - width, FOOT_LINE, _SIZE)


def _draw(
    canvas: TaggedCanvas, typesetter: Typesetter, text: str, x: float, y: float, size: float
) -> None:
    for font, part in typesetter.runs(text):
        canvas.setFont(font, size)
        canvas.drawString(x, y, part)
        x += stringWidth(part, font, size)


def _width(typesetter: Typesetter, text: str, size: float) -> float:
    return float(sum(stringWidth(part, font, size) for font, part in typesetter.runs(text)))


def _fitted(typesetter: Typesetter, text: str, room: float) -> str:
    """Return as much of ``text`` as fits ``room``, with "…" where it was cut."""
    text = one_line(text[:400])
    if _width(typesetter, text, _SIZE) <= room:
        return text
    while text and _width(typesetter, f"{text}…", _SIZE) > room:
        text = text[: -max(1, len(text) // 20)]
    return f"{text.rstrip()}…"
