"""Results as ranges: what is settled, what may still be, what is not."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.assessment.results import Tally
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.painting import LEFT, begin, box, fill, write
from jalon.ui.theme import Theme, space

_TICK = 3
_HATCH = 5.0
_BAND = 4.0


class RangeBar(QLabel):
    """From what is settled to what could still turn out to be met, both ends ticked.

    Full is settled, upright bars are own means (met, not assessed), hatched is unanswered,
    empty is not settled. Its words are its text, for assistive programs; whoever shows it
    shows the figures beside it.
    """

    def __init__(self, thickness: int = 12, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thick = thickness
        self._tally = Tally()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally, words: str) -> None:
        """Show the range of a tally; ``words`` say the same."""
        self._tally = tally
        self.setText(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(200, self._thick + 2 * _TICK + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which parts can be told apart."""
        return QSize(60, self._thick + 2 * _TICK + 2)

    def clipped(self) -> str:
        """Return nothing: the bar shows no words."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bar."""
        area = QRectF(0, (self.height() - self._thick) / 2, self.width(), self._thick)
        range_bar(begin(self), area, self._tally, theme.of(self))


def range_bar(painter: QPainter, area: QRectF, tally: Tally, look: Theme) -> None:
    """Draw the range of a tally; an empty dashed track where nothing applies."""
    span = tally.span
    radius = area.height() / 2
    if span is None:
        pen = QPen(look.colour("edge"), 1.2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
        return
    box(painter, area, look.sunken, look.track, radius=radius)
    first, last = area.width() * span[0], area.width() * span[1]
    own = min(last - first, area.width() * tally.own_means / tally.applicable)
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setClipPath(path)
    fill(painter, QRectF(area.x(), area.y(), first, area.height()), look.colour("accent"))
    bars = QRectF(area.x() + first, area.y(), own, area.height())
    _bars(painter, bars, look)
    open_part = QRectF(bars.right(), area.y(), last - first - own, area.height())
    _hatch(painter, open_part, look)
    painter.restore()
    for end in {first, last} - {0.0}:
        _tick(painter, area, min(end, area.width() - 1), look)


def _tick(painter: QPainter, area: QRectF, at: float, look: Theme) -> None:
    tick = QRectF(area.x() + at - 1, area.y() - _TICK, 2, area.height() + 2 * _TICK)
    fill(painter, tick, look.colour("accent"))


def _hatch(painter: QPainter, zone: QRectF, look: Theme) -> None:
    """Hatch a zone: unknown, not half good."""
    if zone.width() <= 0:
        return
    painter.save()
    painter.setClipRect(zone, Qt.ClipOperation.IntersectClip)
    fill(painter, zone, look.colour("accent_tint"))
    painter.setPen(QPen(look.colour("accent"), 1.2))
    x = zone.left() - zone.height()
    while x < zone.right():
        painter.drawLine(QPointF(x, zone.bottom()), QPointF(x + zone.height(), zone.top()))
        x += _HATCH
    painter.restore()


def _bars(painter: QPainter, zone: QRectF, look: Theme) -> None:
    """Fill a zone with upright bars: other means, met but not assessed."""
    if zone.width() <= 0:
        return
    painter.save()
    painter.setClipRect(zone, Qt.ClipOperation.IntersectClip)
    fill(painter, zone, look.colour("accent_tint"))
    x = zone.left() + 1.5
    while x < zone.right():
        fill(painter, QRectF(x, zone.top(), 2, zone.height()), look.colour("accent"))
        x += _BAND
    painter.restore()


_SAMPLES: Final = 4
_SWATCH = QSize(22, 10)


class RangeLegend(QLabel):
    """What the parts of a range mean, in a line that wraps between its entries."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ("",) * _SAMPLES
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def retranslate(self, tr: Translator) -> None:
        """Take the words."""
        self._words = (
            tr.text("Settled"),
            tr.text("Other means, not assessed"),
            tr.text("Not answered: the result can still go either way"),
            tr.text("Partial, planned or not implemented"),
        )
        self.setText(". ".join(self._words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        return round(self._places(width)[-1].y()) + theme.leading("small")

    def sizeHint(self) -> QSize:
        """Return the size at a comfortable width."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest entry."""
        return QSize(max(self._width(w) for w in self._words), theme.leading("small"))

    def clipped(self) -> str:
        """Return the words if they do not fit, else nothing."""
        fits = self.heightForWidth(self.width()) <= self.height() + 1
        wide = self.minimumSizeHint().width() <= self.width() + 1
        return "" if fits and wide else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint a sample before each word."""
        painter, look = begin(self), theme.of(self)
        tall = theme.leading("small")
        for kind, (at, words) in enumerate(
            zip(self._places(self.width()), self._words, strict=True)
        ):
            top = at.y() + (tall - _SWATCH.height()) / 2
            sample = QRectF(at.x(), top, _SWATCH.width(), _SWATCH.height())
            box(painter, sample, look.sunken, look.edge, radius=2)
            inner = sample.adjusted(1, 1, -1, -1)
            if kind == 0:
                fill(painter, inner, look.colour("accent"))
            elif kind == 1:
                _bars(painter, inner, look)
            elif kind == 2:
                _hatch(painter, inner, look)
            beside = QRectF(at.x() + _SWATCH.width() + 7, at.y(), self.width(), tall)
            write(painter, beside, words, "small", look.muted, LEFT)

    def _width(self, words: str) -> int:
        return _SWATCH.width() + 7 + theme.advance(words, "small") + 1

    def _places(self, width: int) -> list[QPointF]:
        places, x, y = [], 0.0, 0.0
        for words in self._words:
            needed = self._width(words)
            if x and x + needed > width:
                x, y = 0.0, y + theme.leading("small") + 2
            places.append(QPointF(x, y))
            x += needed + space(5)
        return places
