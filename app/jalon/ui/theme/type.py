"""The type scale: factors on the platform's UI font, line heights from the size."""

from functools import lru_cache
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication

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
_USUAL_PIXELS: Final = 10 * 96 / _POINTS_PER_INCH
_BEARABLE: Final = 1.11
"""Up to here the widths that panels usually have do for larger letters, too."""
_FALLBACK_POINTS: Final = 10.0
_KEPT: Final = 2_000


class _Scale:
    """The fonts of all roles for one UI font, and what was measured with them.

    A page asks for fonts and widths some thousand times, always the same few.
    """

    def __init__(self, base: QFont) -> None:
        self.base = QFont(base)
        self.name = base.toString()
        self.fonts: dict[Role, QFont] = {}
        self.metrics: dict[Role, QFontMetrics] = {}
        self.leadings: dict[Role, int] = {}
        self.times = 0.0
        self.advance = lru_cache(maxsize=_KEPT)(self._advance)
        self.overhang = lru_cache(maxsize=_KEPT)(self._overhang)

    def font(self, role: Role) -> QFont:
        if role not in self.fonts:
            self.fonts[role] = _made(self.base, role)
        return self.fonts[role]

    def metric(self, role: Role) -> QFontMetrics:
        if role not in self.metrics:
            self.metrics[role] = QFontMetrics(self.font(role))
        return self.metrics[role]

    def leading(self, role: Role) -> int:
        if role not in self.leadings:
            size = _pixels(self.font(role), self.metric(role))
            self.leadings[role] = max(round(size * SCALE[role][2]), self.metric(role).height())
        return self.leadings[role]

    def grown(self) -> float:
        if not self.times:
            times = _pixels(self.font("body"), self.metric("body")) / _USUAL_PIXELS
            self.times = times if times > _BEARABLE else 1.0
        return self.times

    def _advance(self, words: str, role: Role) -> int:
        return self.metric(role).horizontalAdvance(words)

    def _overhang(self, letter: str, role: Role) -> int:
        return max(0, -self.metric(role).leftBearing(letter)) if letter else 0


_scales: Final[list[_Scale]] = []
"""The scale in use, once there is one, until the platform's font is another."""

_watched: Final[list[QCoreApplication]] = []


def _scale() -> _Scale:
    if not _scales:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app not in _watched:
            app.fontChanged.connect(_scales.clear)  # before any widget is told
            _watched[:] = [app]
        _scales.append(_Scale(QGuiApplication.font()))
    return _scales[0]


def base_name() -> str:
    """Return what tells the platform's UI font as it is now from any other."""
    return _scale().name


def font(role: Role = "body") -> QFont:
    """Return the font of a role, made from the platform's UI font as it is now.

    Figures have one width below title size, so that numbers in rows align. ``quote`` is the
    one serif: what the law asks, never anyone's opinion. The font is shared: whoever wants
    another one copies it.
    """
    return _scale().font(role)


def metrics(role: Role = "body") -> QFontMetrics:
    """Return the measures of a role's font."""
    return _scale().metric(role)


def leading(role: Role = "body") -> int:
    """Return the line height in pixels: from the size, never less than the letters need."""
    return _scale().leading(role)


def line_height(role: Role = "body") -> int:
    """Return the height in pixels that the letters of one line need."""
    return metrics(role).height()


def advance(words: str, role: Role = "body") -> int:
    """Return the width in pixels of words set on one line."""
    return _scale().advance(words, role)


def overhang(words: str, role: Role = "body") -> int:
    """Return how far the first letter, a J for one, reaches out to the left, in pixels.

    Nothing beyond ASCII: Qt searches all fonts of the system for the first such letter.
    """
    return _scale().overhang(words[:1], role) if words[:1].isascii() else 0


def measure() -> int:
    """Return the widest column of running text in pixels, as a multiple of the text size."""
    return round(_MEASURE * _pixels(font("body"), metrics("body")))


def grown() -> float:
    """Return how many times as large as usual the letters are; 1 up to what panels can bear."""
    return _scale().grown()


def sized(pixels: int) -> int:
    """Return a size in pixels, an icon's or a column's, as it is beside letters of this size."""
    return round(pixels * _scale().grown())


def span(width: int) -> int:
    """Return a width in pixels as it would be in letters of the usual size.

    What folds away, or stands under each other, goes by this: half as much stands in a line of
    letters twice as large.
    """
    return round(width / grown())


def _pixels(made: QFont, measures: QFontMetrics) -> float:
    return made.pointSizeF() * measures.fontDpi() / _POINTS_PER_INCH


def _made(base: QFont, role: Role) -> QFont:
    factor, weight, _ = SCALE[role]
    made = QFont(base)
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
    from PySide6.QtGui import QFontDatabase

    found = [name for name in _SERIFS if QFontDatabase.hasFamily(name)]
    made = QFont(base)
    made.setStyleHint(QFont.StyleHint.Serif)
    made.setFamilies([*found[:1], *base.families()])
    return made
