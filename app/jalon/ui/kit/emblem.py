"""The program's own icon, painted, so that starting needs no picture format's plug-in.

``resources/icons/jalon.svg`` is the same drawing, for desktops and installers.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from jalon.ui import theme
from jalon.ui.kit.painting import stake, stroke

SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
_GRID = 64


def icon() -> QIcon:
    """Return the icon in the sizes that windows and task bars ask for."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(size))
    return made


def _drawn(size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LIGHT.accent))
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 14, 14)
    painter.setPen(stroke(theme.LIGHT.on_accent, 3))
    painter.drawLine(QPointF(13, 51), QPointF(51, 51))
    upright = QRectF(27, 9, 10, 43)
    stake(painter, upright, theme.LIGHT, 5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(stroke(theme.LIGHT.on_accent, 1.6))
    painter.drawRoundedRect(upright, 5, 5)
    painter.end()
    return picture
