"""The fonts of the report: registered with reportlab once, with what each can print."""

from functools import cache
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from jalon import assets
from jalon.export.text import NARROW_STAND_IN, Face

REGULAR: Final = "Jalon"
STRONG: Final = "Jalon-Strong"
ITALIC: Final = "Jalon-Italic"
FALLBACK: Final = "Jalon-Fallback"
IDEOGRAPHS: Final = "Jalon-Ideographs"

_FILES: Final = {
    REGULAR: "SourceSans3-Regular.ttf",
    STRONG: "SourceSans3-Semibold.ttf",
    ITALIC: "SourceSans3-It.ttf",
    FALLBACK: "DejaVuSans.ttf",
    IDEOGRAPHS: "DroidSansFallback.ttf",
}
_FIRST_IDEOGRAPH: Final = "\u2e80"
"""Fonts for what lies above are large (3.5 MB): they are read only when a text needs them."""

rl_config.trustedSchemes = []
rl_config.trustedHosts = []
rl_config.ttfAsciiReadable = 0
rl_config.useA85 = 0


def faces(sample: str) -> tuple[Face, ...]:
    """Return the fonts that can print ``sample``, in order of preference, all registered.

    Args:
        sample: every character of the document, in any order.
    """
    chain = [_text_face(), _face(FALLBACK)]
    if any(c >= _FIRST_IDEOGRAPH and not any(c in f.covers for f in chain) for c in sample):
        chain.append(_face(IDEOGRAPHS))
    return tuple(chain)


@cache
def _text_face() -> Face:
    """The three styles of the main font, as one: what all three can print."""
    styles = [_face(name) for name in (REGULAR, STRONG, ITALIC)]
    for name in (REGULAR, STRONG, ITALIC):
        face = pdfmetrics.getFont(name).face
        stand_in, real = ord(NARROW_STAND_IN), 0x202F
        face.charToGlyph[stand_in] = face.charToGlyph[real]
        face.charWidths[stand_in] = face.charWidths[real]
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, STRONG, ITALIC, STRONG)
    rl_config.canvas_basefontname = rl_config.defaultGraphicsFontName = REGULAR
    return Face(REGULAR, frozenset.intersection(*(s.covers for s in styles)))


@cache
def _face(name: str) -> Face:
    """Register the font ``name`` and return it; its family has one style for all."""
    with (assets.folder("resources") / "fonts" / _FILES[name]).open("rb") as file:
        font = TTFont(name, file)
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(name, name, name, name, name)
    # Glyph 0 is the empty box: a code that maps to it is a code the font does not have.
    covers = frozenset(chr(code) for code, glyph in font.face.charToGlyph.items() if glyph)
    return Face(name, covers - {NARROW_STAND_IN})
