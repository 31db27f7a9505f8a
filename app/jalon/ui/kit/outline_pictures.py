"""Lines of the outline kept as they were painted.

A line is fifty calls from Python to Qt: one that looks as it did is one. A picture is kept under
everything that it depends on, so that none is ever out of date.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from jalon.ui import theme
from jalon.ui.kit import outline_paint
from jalon.ui.kit.shapes import OutlineEntry
from jalon.ui.theme import Theme

_LEAST: Final = 60
"""Lines that are kept in any case; of more, three times as many as were seen at once."""


class Pictures:
    """Paints lines, from their pictures where there are some."""

    def __init__(self) -> None:
        self._kept: dict[object, QPixmap] = {}
        self._common: object = None
        self._ground = QColor()
        self._look = theme.LIGHT
        self._ratio = 1.0

    def prepare(self, width: int, ground: QColor, look: Theme, ratio: float) -> None:
        """Tell how wide the lines are, on what ground, in which theme, how fine the screen is."""
        common = (width, ground.rgba(), look.name, ratio, theme.base_name())
        if common != self._common:
            self._kept.clear()
            self._common = common
        self._ground, self._look, self._ratio = ground, look, ratio

    def paint(
        self,
        painter: QPainter,
        line: QRect,
        entry: OutlineEntry,
        *,
        here: bool,
        hovered: bool,
        ringed: bool,
    ) -> None:
        """Paint a line where it is."""
        if self._ratio != round(self._ratio):  # a line may begin between two of the screen's
            outline_paint.paint(
                painter,
                QRectF(line),
                entry,
                self._look,
                here=here,
                hovered=hovered,
                ringed=ringed,
            )
            return
        key = (entry, here, hovered, ringed)
        picture = self._kept.pop(key, None)
        if picture is None:
            picture = self._made(line, entry, here=here, hovered=hovered, ringed=ringed)
        self._kept[key] = picture  # the last used is the last to go
        painter.drawPixmap(line.topLeft(), picture)

    def forget_old(self, seen: int) -> None:
        """Let go of those that were not used for long; ``seen`` lines are seen at once."""
        for key in list(self._kept)[: max(0, len(self._kept) - max(_LEAST, 3 * seen))]:
            del self._kept[key]

    def _made(
        self, line: QRect, entry: OutlineEntry, *, here: bool, hovered: bool, ringed: bool
    ) -> QPixmap:
        made = QPixmap(line.size() * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        made.fill(self._ground)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(QPoint(), line.size())
        outline_paint.paint(
            painter, area, entry, self._look, here=here, hovered=hovered, ringed=ringed
        )
        painter.end()
        return made
