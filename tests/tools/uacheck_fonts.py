"""Fonts: embedded, each drawn code a real glyph of true width with a Unicode value (7.21)."""

import logging
import re
from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Name, Object

from tools.uacheck_content import Used
from tools.uacheck_file import File

logging.getLogger("fontTools").setLevel(logging.ERROR)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]*)>")
_SYMBOLIC = 4


def check(file: File, used: Used) -> None:
    for font, codes in used.values():
        _check_font(file, font, codes)
    _check_unused(file)


def _check_unused(file: File) -> None:
    """Fonts that are only named must be embedded, too: some checkers ask for it."""
    for page in file.pdf.pages:
        for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
            if "/FontFile2" not in font.get("/FontDescriptor", {}):
                file.fail("7.21.4.1-1", f"{font.get('/BaseFont')} is named and not embedded")


def _check_font(file: File, font: Object, codes: set[int]) -> None:
    name = str(font.get("/BaseFont"))
    descriptor = font.get("/FontDescriptor", {})
    if font.get("/Subtype") != Name.TrueType or "/FontFile2" not in descriptor:
        file.fail("7.21.4.1-1", f"{name}: no embedded TrueType font")
        return
    symbolic = int(descriptor.get("/Flags", 0)) & _SYMBOLIC
    if not symbolic or "/Encoding" in font:
        file.fail("7.21.6", f"{name}: only symbolic subsets are checked here")
    _check_unicode(file, name, character_map(font.ToUnicode.read_bytes()), codes)
    _check_glyphs(file, name, font, codes)


def character_map(data: bytes) -> dict[int, str]:
    """Return code to text of a ToUnicode map."""
    return {
        int(code, 16): bytes.fromhex(target.decode()).decode("utf-16-be")
        for code, target in _CODE.findall(data)
        if len(target) % 4 == 0
    }


def _check_unicode(file: File, name: str, known: dict[int, str], codes: set[int]) -> None:
    for code in sorted(codes):
        if code not in known:
            file.fail("7.21.7-1", f"{name}: code {code} has no Unicode value")
    for text in known.values():
        if text in ("", "\0", "\ufeff", "\ufffe"):
            file.fail("7.21.7-2", f"{name}: a forbidden Unicode value")


def _check_glyphs(file: File, name: str, font: Object, codes: set[int]) -> None:
    program = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()), lazy=True)
    scale = 1000 / program["head"].unitsPerEm
    glyphs = next(iter(program["cmap"].tables)).cmap
    first, widths = int(font.FirstChar), [float(w) for w in font.Widths]
    for code in sorted(codes):
        glyph = glyphs.get(code) or glyphs.get(0xF000 + code) or ".notdef"
        if program.getGlyphID(glyph) == 0:
            file.fail("7.21.8-1", f"{name}: the empty box is drawn (code {code})")
        elif abs(program["hmtx"][glyph][0] * scale - widths[code - first]) > 1:
            file.fail("7.21.5-1", f"{name}: width of code {code}")
