"""State icons and pills: shape before colour.

Settled is filled with a tick (disc; diamond for other means), open is a ring (half, clock,
dash), refused is a square with a cross, no answer is a dashed ring.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from jalon.ui import theme
from jalon.ui.kit.painting import LEFT, box, polygon, stroke, write
from jalon.ui.theme import RADIUS_SMALL, Theme, Tone

_GRID = 16
_DISC = QRectF(1.3, 1.3, 13.4, 13.4)
_PILL_ICON = 13
_PILL_TEXT = 25
_PILL_END = 9
NOT_ANSWERED = "not-answered"


def state_icon(painter: QPainter, area: QRectF, state: str | None, look: Theme) -> None:
    """Draw the icon of a state or a verdict; None is "not answered"."""
    name = state or NOT_ANSWERED
    mark = QColor(look.tone(name).mark)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _GRID, area.height() / _GRID)
    if name in {"implemented", "alternative", "acceptable"}:
        _settled(painter, mark, QColor(look.raised), diamond=name == "alternative")
    elif name in {"not-implemented", "to-correct"}:
        _refused(painter, mark, QColor(look.raised))
    else:
        _open(painter, mark, name)
    painter.restore()


def verdict_mark(painter: QPainter, area: QRectF, review: str, look: Theme) -> None:
    """Draw the mark of a review: a sheet, and on it what the reviewer said.

    A sheet, so that it is not taken for the author's state: ticked (acceptable), with a line
    (can be improved), crossed (to correct, sent back), empty (asked for), or with a mark of
    exclamation (changed since).
    """
    known = review in look.tones
    mark = QColor(look.tone(review).mark if known else look.muted)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _GRID, area.height() / _GRID)
    painter.setPen(stroke(mark, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(2.2, 1.2, 11.6, 13.6), 2, 2)
    if review == "acceptable":
        painter.drawPolyline(polygon([(5.0, 8.4), (7.2, 10.6), (11.0, 5.8)]))
    elif review == "to-correct":
        painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6))
        painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6))
    elif review == "improvable":
        painter.drawLine(QPointF(5.2, 8), QPointF(10.8, 8))
    elif review == "changed":
        painter.drawLine(QPointF(8, 4.6), QPointF(8, 8.8))
        painter.drawLine(QPointF(8, 11.2), QPointF(8, 11.4))
    painter.restore()


def pill_width(words: str) -> int:
    """Return the width of a pill in pixels."""
    return theme.advance(words, "label") + theme.sized(_PILL_TEXT + _PILL_END)


def pill_height() -> int:
    """Return the height of a pill in pixels."""
    return theme.line_height("label") + 8


def pill(painter: QPainter, area: QRectF, state: str | None, words: str, look: Theme) -> None:
    """Draw a pill: icon and word on the state's tint."""
    name = state or NOT_ANSWERED
    tone: Tone = look.tone(name)
    edge = ""
    if look.high_contrast:
        edge = look.edge
    elif name == NOT_ANSWERED:
        edge = look.line
    box(painter, area, tone.tint, edge, radius=area.height() / 2)
    icon = theme.sized(_PILL_ICON)
    at = QRectF(area.x() + theme.sized(7), area.center().y() - icon / 2, icon, icon)
    state_icon(painter, at, state, look)
    room = area.adjusted(theme.sized(_PILL_TEXT), 0, 0, 0)
    write(painter, room, words, "label", tone.text, LEFT)


def check_box(
    painter: QPainter, area: QRectF, look: Theme, *, checked: bool, over: bool = False
) -> None:
    """Draw a box to be ticked; ``over`` tells that the mouse is on it."""
    times = area.width() / _GRID
    if not checked:
        ground = look.sunken if over else look.raised
        box(painter, area, ground, look.edge, radius=RADIUS_SMALL, width=1.4 * times)
        return
    box(painter, area, look.accent, radius=RADIUS_SMALL)
    painter.setPen(stroke(look.on_accent, 1.8 * times))
    points = ((4.2, 8.4), (7.0, 11.2), (12.0, 5.4))
    at = area.topLeft()
    painter.drawPolyline(polygon([(at.x() + x * times, at.y() + y * times) for x, y in points]))


def _settled(painter: QPainter, mark: QColor, ground: QColor, *, diamond: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    if diamond:
        painter.drawPolygon(polygon([(8, 0.2), (15.8, 8), (8, 15.8), (0.2, 8)]))
    else:
        painter.drawEllipse(QRectF(0.5, 0.5, 15, 15))
    painter.setPen(stroke(ground, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(polygon([(5.1, 8.3), (7.2, 10.4), (11.0, 6.0)]))


def _refused(painter: QPainter, mark: QColor, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3)
    painter.setPen(stroke(ground, 1.8))
    painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6))
    painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6))


def _open(painter: QPainter, mark: QColor, name: str) -> None:
    ring = QPen(mark, 1.6)
    ring.setCapStyle(Qt.PenCapStyle.RoundCap)
    if name == NOT_ANSWERED:
        ring.setDashPattern([1.5, 1.82])
    painter.setPen(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_DISC)
    if name in {"partial", "improvable"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawPie(QRectF(3.4, 3.4, 9.2, 9.2), 90 * 16, 180 * 16)
    elif name == "planned":
        painter.drawPolyline(polygon([(8, 4.6), (8, 8.2), (10.6, 9.6)]))
    elif name == "not-applicable":
        painter.drawLine(QPointF(5.2, 8), QPointF(10.8, 8))
