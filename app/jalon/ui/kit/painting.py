"""Painting that several widgets share: boxes, words set in lines, state icons, the stake."""

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from jalon.ui import theme
from jalon.ui.theme import RADIUS_CONTROL, Role, Theme

_LINE = Qt.TextFlag.TextSingleLine.value | Qt.AlignmentFlag.AlignVCenter.value
LEFT = _LINE | Qt.AlignmentFlag.AlignLeft.value
RIGHT = _LINE | Qt.AlignmentFlag.AlignRight.value
CENTRE = _LINE | Qt.AlignmentFlag.AlignHCenter.value
"""Where words stand on their one line: flags of QPainter.drawText."""

_LEAST_WIDTH = 24
_KEPT = 800
"""Texts kept broken into lines: some pages' worth, a few hundred bytes each."""


def begin(widget: QWidget) -> QPainter:
    """Return a smoothing painter on a widget; for use within ``paintEvent`` only."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    area: QRect | QRectF,
    fill: str = "",
    edge: str = "",
    *,
    radius: float = RADIUS_CONTROL,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose border lies wholly inside ``area``; empty colours are none."""
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if edge else 0
    painter.drawRoundedRect(
        QRectF(area).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )


def fill(painter: QPainter, area: QRect | QRectF, colour: QColor) -> None:
    """Fill a rectangle, edge to edge; the painter is left without pen and brush.

    Qt's own ``fillRect`` also takes the two hundred gradients that Qt has names for, and PySide
    makes an object of each at the first call.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def stroke(colour: QColor | str, width: float) -> QPen:
    """Return a pen with round ends."""
    return QPen(
        QColor(colour),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def focus_ring(
    painter: QPainter, area: QRect | QRectF, look: Theme, radius: float = RADIUS_CONTROL
) -> None:
    """Draw the ring that shows where the keyboard is."""
    box(painter, area, "", look.accent, radius=radius, width=2.0)


def write(
    painter: QPainter,
    area: QRectF,
    words: str,
    role: Role,
    colour: QColor | str,
    align: int = LEFT,
) -> None:
    """Write words on one line."""
    painter.setFont(theme.font(role))
    painter.setPen(QColor(colour))
    painter.drawText(area, align, words)


def elided(words: str, role: Role, room: float, mode: Qt.TextElideMode) -> str:
    """Return words shortened to ``room`` pixels; whoever uses it offers the whole as tooltip."""
    return _elided(theme.base_name(), words, role, int(room), mode)


@lru_cache(maxsize=_KEPT)
def _elided(_base: str, words: str, role: Role, room: int, mode: Qt.TextElideMode) -> str:
    return theme.metrics(role).elidedText(words, mode, room)


Span = tuple[int, int, str]
"""Start, length and colour of a part of a text."""


def broken(
    words: str, role: Role, width: float, *, strong: int = 0, inside: bool = False
) -> "Lines":
    """Break words into lines; the same words at the same width are broken once.

    The first ``strong`` characters are set in medium weight. ``inside`` moves a line in whose
    first letter, a J for one, reaches out to the left and would be cut off.
    """
    return _lines(theme.base_name(), words, role, max(_LEAST_WIDTH, width), strong, inside)


@lru_cache(maxsize=_KEPT)
def _lines(_base: str, words: str, role: Role, width: float, strong: int, inside: bool) -> "Lines":  # noqa: FBT001  the key of a cache
    return Lines(words, role, width, strong=strong, inside=inside)


class Lines:
    """Words broken into lines at a width, at the leading of the type scale; see :func:`broken`.

    A word wider than the line is broken, so that nothing is ever cut off. Line breaks in the
    words are kept. Attributes: ``height`` and ``width``, what the lines take, in pixels.
    """

    def __init__(self, words: str, role: Role, width: float, *, strong: int, inside: bool) -> None:
        self.height = 0.0
        self.width = 0.0
        text = _bound(words.replace("\n", "\u2028"))
        self._layout = QTextLayout(text, theme.font(role))
        self._layout.setTextOption(_anywhere())
        self._layout.setCacheEnabled(True)
        if strong:
            self._layout.setFormats([_part(0, strong, weight=QFont.Weight.Medium)])
        self._break(text if inside else "", width, role)

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        colour: QColor | str,
        spans: Sequence[Span] = (),
    ) -> None:
        """Draw the lines with their upper left corner ``at`` a point; spans have own colours."""
        painter.setPen(colour if isinstance(colour, QColor) else QColor(colour))
        self._layout.draw(painter, at, [_part(i, n, ink=ink) for i, n, ink in spans])

    def _break(self, inside: str, width: float, role: Role) -> None:
        """Break at a width; the text itself is given where its lines must begin ``inside``."""
        layout, leading = self._layout, theme.leading(role)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            hang = 0
            if inside:
                start = line.textStart()
                hang = theme.overhang(inside[start : start + 1], role)
            line.setLineWidth(width - hang)
            line.setPosition(QPointF(hang, self.height + (leading - line.height()) / 2))
            self.width = max(self.width, hang + line.naturalTextWidth())
            self.height += leading
        layout.endLayout()
        self.height = max(self.height, leading)


def _bound(words: str) -> str:
    """Keep the sign of a paragraph and "Art." on the line of their number; no letter moves."""
    for sign in ("§", "Art.", "Arts"):
        words = words.replace(f"{sign} ", f"{sign}\u00a0")
    return words


@cache
def _anywhere() -> QTextOption:
    """Return how all texts are broken: between words, or where a word is wider than the line."""
    made = QTextOption()
    made.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return made


def _part(
    start: int, length: int, *, ink: str = "", weight: QFont.Weight | None = None
) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # with its hundred properties; most texts need none

    look = QTextCharFormat()
    if ink:
        look.setForeground(QColor(ink))
    if weight is not None:
        look.setFontWeight(weight)
    part = QTextLayout.FormatRange()
    # the stubs declare these as class attributes without setters
    part.start, part.length, part.format = start, length, look
    return part


def chevron(
    painter: QPainter, centre: QPointF, colour: QColor | str, direction: str = "down"
) -> None:
    """Draw an open arrow head: ``down``, ``up``, ``left`` or ``right``."""
    times = theme.grown()
    a, b = 4.0 * times, 2.0 * times
    points = {
        "down": ((-a, -b), (0, b), (a, -b)),
        "up": ((-a, b), (0, -b), (a, b)),
        "right": ((-b, -a), (b, 0), (-b, a)),
        "left": ((b, -a), (-b, 0), (b, a)),
    }[direction]
    painter.setPen(stroke(colour, 1.6 * times))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(polygon([(centre.x() + x, centre.y() + y) for x, y in points]))


def polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    """Return a polygon from pairs of coordinates."""
    return QPolygonF([QPointF(x, y) for x, y in points])


def warning_sign(painter: QPainter, area: QRectF, colour: QColor | str) -> None:
    """Draw the triangle that says something is wrong; words always stand beside it."""
    times = theme.grown()
    painter.setPen(stroke(colour, 1.6 * times))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = area.center().x(), area.center().y()
    painter.drawPolygon(
        polygon(
            [
                (x, area.top() + times),
                (area.right() - 0.5 * times, area.bottom() - 1.5 * times),
                (area.left() + 0.5 * times, area.bottom() - 1.5 * times),
            ]
        )
    )
    painter.drawLine(QPointF(x, y - 2.2 * times), QPointF(x, y + 2.2 * times))
    painter.drawPoint(QPointF(x, y + 5 * times))


def notice_sign(painter: QPainter, area: QRectF, colour: QColor | str) -> None:
    """Draw the ringed i that goes before a piece of advice."""
    times = theme.grown()
    painter.setPen(stroke(colour, 1.7 * times))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area.adjusted(times, times, -times, -times))
    x, y = area.center().x(), area.center().y()
    painter.drawLine(QPointF(x, y - 0.2 * times), QPointF(x, y + 4.2 * times))
    painter.drawPoint(QPointF(x, y - 3.8 * times))


def stake(painter: QPainter, area: QRectF, look: Theme, bands: int = 5) -> None:
    """Draw the stake in red and white bands: it marks where one is, it is never a warning."""
    painter.save()
    path = QPainterPath()
    radius = area.width() / 2
    path.addRoundedRect(area, radius, radius)
    painter.setClipPath(path)
    band = area.height() / bands
    for i in range(bands):
        colour = look.stake if i % 2 == 0 else look.stake_gap
        part = QRectF(area.x(), area.y() + i * band, area.width(), band + 0.5)
        fill(painter, part, QColor(colour))
    painter.restore()
    painter.setPen(QPen(QColor(look.stake), 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)
