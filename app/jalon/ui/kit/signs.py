"""Signs for kinds of evidence: an outline each, the word always stands beside."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from jalon.ui.kit.painting import polygon, stroke
from jalon.ui.theme import Theme

_GRID = 20


def draw(painter: QPainter, area: QRectF, kind: str, look: Theme) -> None:
    """Draw the sign of a kind of evidence."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _GRID, area.height() / _GRID)
    warned = kind == "program"
    painter.setPen(stroke(look.warn.mark if warned else look.muted, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SIGNS.get(kind, _sheet)(painter)
    painter.restore()


def _sheet(painter: QPainter) -> None:
    painter.drawPolyline(
        polygon([(12, 2), (5, 2), (5, 18), (15, 18), (15, 5), (12, 2), (12, 5), (15, 5)])
    )


def _document(painter: QPainter) -> None:
    _sheet(painter)
    for y in (9, 12, 15):
        painter.drawLine(QPointF(7.5, y), QPointF(12.5, y))


def _image(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 4, 15, 12), 1.5, 1.5)
    painter.drawEllipse(QRectF(5, 6.5, 2.6, 2.6))
    painter.drawPolyline(polygon([(3, 15), (8, 10.5), (11, 13), (14, 9.5), (17, 12.5)]))


def _table(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 4, 14, 12), 1.5, 1.5)
    painter.drawLine(QPointF(3, 8), QPointF(17, 8))
    painter.drawLine(QPointF(3, 12), QPointF(17, 12))
    painter.drawLine(QPointF(8.5, 4), QPointF(8.5, 16))


def _archive(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 3.5, 14, 4), 1, 1)
    painter.drawPolyline(polygon([(4, 7.5), (4, 16.5), (16, 16.5), (16, 7.5)]))
    painter.drawLine(QPointF(8, 10.5), QPointF(12, 10.5))


def _message(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 4.5, 15, 11), 1.5, 1.5)
    painter.drawPolyline(polygon([(3, 5.5), (10, 11), (17, 5.5)]))


def _data(painter: QPainter) -> None:
    painter.drawPolyline(polygon([(7, 4), (5, 4), (5, 9), (3.5, 10), (5, 11), (5, 16), (7, 16)]))
    painter.drawPolyline(
        polygon([(13, 4), (15, 4), (15, 9), (16.5, 10), (15, 11), (15, 16), (13, 16)])
    )


def _sound(painter: QPainter) -> None:
    painter.drawPolyline(polygon([(7, 15), (7, 4.5), (15, 3), (15, 13.5)]))
    painter.drawEllipse(QRectF(3, 13, 4, 3.6))
    painter.drawEllipse(QRectF(11, 11.5, 4, 3.6))


def _video(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 4.5, 15, 11), 1.5, 1.5)
    painter.drawPolygon(polygon([(8.5, 7.5), (12.5, 10), (8.5, 12.5)]))


def _program(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 3.5, 15, 13), 1.5, 1.5)
    painter.drawPolyline(polygon([(5.5, 7.5), (8, 10), (5.5, 12.5)]))
    painter.drawLine(QPointF(9.5, 13), QPointF(13.5, 13))


def _link(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2.5, 2.5, 15, 15))
    painter.drawEllipse(QRectF(6.5, 2.5, 7, 15))
    painter.drawLine(QPointF(2.5, 10), QPointF(17.5, 10))


_SIGNS = {
    "image": _image,
    "document": _document,
    "table": _table,
    "archive": _archive,
    "message": _message,
    "data": _data,
    "sound": _sound,
    "video": _video,
    "program": _program,
    "link": _link,
}
