"""Lines of the outline kept as they were painted.

A line is fifty calls from Python to Qt: one that looks as it did is one. A picture is kept under
everything that it depends on, so that none is ever out of date. So is the icon of a state, which
takes as long as the rest of a line, and of which most lines have one of few.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from jalon.ui import theme
from jalon.ui.kit import marks, outline_paint
from jalon.ui.kit.shapes import OutlineEntry
from jalon.ui.theme import Theme

_LEAST: Final = 60
"""Lines that are kept in any case; of more, three times as many as were seen at once."""


class Pictures:
    """Paints lines, from their pictures where there are some."""

    def __init__(self) -> None:
        self._kept: dict[object, QPixmap] = {}
        self._icons: dict[object, QPixmap] = {}
        self._common: object = None
        self._ground = QColor()
        self._look = theme.LIGHT
        self._ratio = 1.0

    def prepare(self, width: int, ground: QColor, look: Theme, ratio: float) -> None:
        """Tell how wide the lines are, on what ground, in which theme, how fine the screen is."""
        common = (width, ground.rgba(), look.name, ratio, theme.base_name())
        if common != self._common:
            self._kept.clear()
            self._icons.clear()
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
        keep: bool = True,
    ) -> None:
        """Paint a line where it is; ``keep`` its picture, if its pixels are the screen's."""
        if not keep or not self._whole:  # a line may begin between two pixels of the screen
            area = QRectF(line)
            self._paint(painter, area, entry, here=here, hovered=hovered, ringed=ringed)
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

    @property
    def _whole(self) -> bool:
        """Whether lines begin where the screen's pixels do."""
        return self._ratio == round(self._ratio)

    def _made(
        self, line: QRect, entry: OutlineEntry, *, here: bool, hovered: bool, ringed: bool
    ) -> QPixmap:
        made = self._ground_of(line.size())
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(QPoint(), line.size())
        self._paint(painter, area, entry, here=here, hovered=hovered, ringed=ringed)
        painter.end()
        return made

    def _paint(
        self,
        painter: QPainter,
        area: QRectF,
        entry: OutlineEntry,
        *,
        here: bool,
        hovered: bool,
        ringed: bool,
    ) -> None:
        plain = self._whole and not here and not hovered  # nothing lies behind the icon
        outline_paint.paint(
            painter,
            area,
            entry,
            self._look,
            self._draw_icon if plain else marks.state_icon,
            here=here,
            hovered=hovered,
            ringed=ringed,
        )

    def _draw_icon(self, painter: QPainter, area: QRectF, state: str | None, look: Theme) -> None:
        """Draw an icon as it was painted before."""
        at = area.toAlignedRect().adjusted(-1, -1, 1, 1)
        inner = area.translated(-at.x(), -at.y())
        key = (state, inner.y(), inner.x())
        icon = self._icons.get(key)
        if icon is None:
            icon = self._icons[key] = self._ground_of(at.size())
            within = QPainter(icon)
            marks.state_icon(within, inner, state, look)
            within.end()
        painter.drawPixmap(at.topLeft(), icon)

    def _ground_of(self, size: QSize) -> QPixmap:
        made = QPixmap(size * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        made.fill(self._ground)
        return made
