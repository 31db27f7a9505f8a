"""Grid, type scale and colour roles of the report; lengths in points."""

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from jalon.export import fonts
from jalon.export.tree import Role

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN: Final = 54.0
"""Left and right."""
WIDTH: Final[float] = PAGE_WIDTH - 2 * MARGIN
GUTTER: Final = 12.0
TOP_FIRST: Final = 52.0
TOP: Final = 70.0
BOTTOM: Final = 62.0
FOOT_LINE: Final = 34.0
_COLUMN: Final = (WIDTH - 11 * GUTTER) / 12


def columns(number: float) -> float:
    """Return the width of ``number`` of the 12 columns, inner gutters included."""
    return number * _COLUMN + (number - 1) * GUTTER


INK: Final = HexColor("#1A222D")
"""Text."""
STRUCTURE: Final = HexColor("#1E3553")
"""Titles, rules, what is settled."""
MUTED: Final = HexColor("#55606E")
"""Labels, citations, notes (6.4:1 on white)."""
HAIRLINE: Final = HexColor("#BCC4CE")
TINT: Final = HexColor("#F3F5F8")
"""Quiet panels."""
OWN: Final = HexColor("#8FA3BC")
"""The band of own means in a bar; never alone, always with its pattern and words."""
ALERT: Final = HexColor("#8A2B20")
"""What appears not met or is overdue, and dissent; nothing else (8.6:1 on white)."""
WATERMARK: Final = HexColor("#F4EEED")


def _style(
    name: str,
    size: float,
    leading: float,
    *,
    font: str = fonts.REGULAR,
    color: object = INK,
    before: float = 0,
    after: float = 0,
    right: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        alignment=2 if right else 0,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=font,
    )


STYLES: Final[dict[Role, ParagraphStyle]] = {
    "title": _style("title", 23, 27, font=fonts.STRONG, color=STRUCTURE),
    "h1": _style("h1", 17, 21, font=fonts.STRONG, color=STRUCTURE, after=5),
    "h2": _style("h2", 12, 15, font=fonts.STRONG, color=STRUCTURE, before=16, after=5),
    "h3": _style("h3", 10.4, 13.4, font=fonts.STRONG, color=STRUCTURE, before=12, after=3),
    "lead": _style("lead", 11.2, 15.2),
    "body": _style("body", 9.8, 13.8, after=6),
    "reason": _style("reason", 9.8, 13.8, before=9, after=6),
    "brief": _style("brief", 9.4, 12.6),
    "strong": _style("strong", 9.4, 12.6, font=fonts.STRONG),
    "answer": _style("answer", 9, 12.4, after=3),
    "small": _style("small", 8.6, 11.4),
    "small-strong": _style("small-strong", 8.6, 11.4, font=fonts.STRONG),
    "small-right": _style("small-right", 8.6, 11.4, right=True),
    "head": _style("head", 7.9, 10, font=fonts.STRONG, color=STRUCTURE),
    "head-right": _style("head-right", 7.9, 10, font=fonts.STRONG, color=STRUCTURE, right=True),
    "label": _style("label", 7.9, 10.6, font=fonts.STRONG, color=MUTED),
    "note": _style("note", 8.2, 11, color=MUTED),
    "official": _style("official", 8.2, 11, font=fonts.ITALIC, color=MUTED, after=1),
    "alert": _style("alert", 8.6, 11.4, font=fonts.STRONG, color=ALERT),
    "figure": _style("figure", 26, 30, font=fonts.STRONG, color=STRUCTURE),
    "figure-words": _style("figure-words", 13.5, 30, font=fonts.STRONG, color=STRUCTURE),
    "numeral": _style("numeral", 15, 18, font=fonts.STRONG, color=STRUCTURE),
    "contents": _style("contents", 9.4, 13.8),
    "code": _style("code", 8.2, 11.6),
}
