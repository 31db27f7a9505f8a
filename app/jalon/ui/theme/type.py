"""The type scale: factors on the platform's UI font, line heights from the size."""

from functools import lru_cache
from typing import Final, Literal, TypeAlias

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication

Role: TypeAlias = Literal[
    "display",
    "title",
    "heading",
    "lead",
    "strong",
    "medium",
    "body",
    "small",
    "label",
    "figure",
    "quote",
]

_Weight = QFont.Weight
SCALE: Final[dict[Role, tuple[float, QFont.Weight, float]]] = {
    "display": (2.30, _Weight.DemiBold, 1.15),
    "title": (1.60, _Weight.DemiBold, 1.25),
    "heading": (1.18, _Weight.DemiBold, 1.35),
    "lead": (1.08, _Weight.Normal, 1.5),
    "strong": (1.00, _Weight.DemiBold, 1.45),
    "medium": (1.00, _Weight.Medium, 1.45),
    "body": (1.00, _Weight.Normal, 1.5),
    "small": (0.92, _Weight.Normal, 1.45),
    "label": (0.90, _Weight.Medium, 1.35),
    "figure": (2.20, _Weight.DemiBold, 1.2),
    "quote": (1.02, _Weight.Normal, 1.6),
}
"""By role: factor on the UI font's size, weight, line height in sizes."""

_LARGE: Final = frozenset({"display", "title", "figure"})
_SERIFS: Final = (
    "Charter",
    "Iowan Old Style",
    "Source Serif 4",
    "Noto Serif",
    "Cambria",
    "Georgia",
    "DejaVu Serif",
)
_POINTS_PER_INCH: Final = 72
_MEASURE: Final = 51
_FALLBACK_POINTS: Final = 10.0


def font(role: Role = "body") -> QFont:
    """Return the font of a role, made from the platform's UI font as it is now.

    Figures have one width below title size, so that numbers in rows align. ``quote`` is the
    one serif: what the law asks, never anyone's opinion.
    """
    return QFont(_made(QGuiApplication.font().toString(), role))


def leading(role: Role = "body") -> int:
    """Return the line height in pixels: from the size, never less than the letters need."""
    metrics = QFontMetrics(font(role))
    size = font(role).pointSizeF() * metrics.fontDpi() / _POINTS_PER_INCH
    return max(round(size * SCALE[role][2]), metrics.height())


def line_height(role: Role = "body") -> int:
    """Return the height in pixels that the letters of one line need."""
    return QFontMetrics(font(role)).height()


def advance(words: str, role: Role = "body") -> int:
    """Return the width in pixels of words set on one line."""
    return QFontMetrics(font(role)).horizontalAdvance(words)


def measure() -> int:
    """Return the widest column of running text in pixels, as a multiple of the text size."""
    metrics = QFontMetrics(font("body"))
    size = font("body").pointSizeF() * metrics.fontDpi() / _POINTS_PER_INCH
    return round(_MEASURE * size)


@lru_cache(maxsize=64)
def _made(base: str, role: Role) -> QFont:
    factor, weight, _ = SCALE[role]
    made = QFont()
    made.fromString(base)
    size = made.pointSizeF()
    if size <= 0:  # a font set in pixels
        pixels = made.pixelSize()
        dpi = QFontMetrics(made).fontDpi()
        size = pixels * _POINTS_PER_INCH / dpi if pixels > 0 else _FALLBACK_POINTS
    if role == "quote":
        made = _serif(made)
    made.setPointSizeF(size * factor)
    made.setWeight(weight)
    if role in _LARGE:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    else:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _serif(base: QFont) -> QFont:
    """Return a serif that this system has; a name it lacks costs Qt a search and a warning."""
    found = [name for name in _SERIFS if QFontDatabase.hasFamily(name)]
    made = QFont(base)
    made.setStyleHint(QFont.StyleHint.Serif)
    made.setFamilies([*found[:1], *base.families()])
    return made
