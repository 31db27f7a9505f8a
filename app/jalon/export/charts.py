"""Drawn things that carry meaning: bars of results and signs of states.

Each says by shape what it says by colour, and stands beside the same in words; it survives
grey paper. Lengths in points.
"""

from typing import Final

from reportlab.lib.colors import white

from jalon.export import fonts
from jalon.export.layout import Block
from jalon.export.layout_styles import ALERT, INK, MUTED, OWN, STRUCTURE
from jalon.export.tagging import Element, TaggedCanvas
from jalon.export.tree import Range, Sign

_STEP: Final = 3.2
"""Distance of the hatching lines."""


class RangeBar(Block):
    """A result from 0 to 100 %: solid is settled, banded own means, hatched unanswered."""

    def __init__(
        self, values: Range, alt: str, element: Element | None, *, thickness: float = 8,
        above: float = 0, scale: tuple[str, str, str] | None = None,
    ) -> None:  # fmt: skip
        self._values, self._alt, self._element = values, alt, element
        self._thickness, self._above, self._scale = thickness, above, scale

    def _measured(self, width: float) -> float:  # noqa: ARG002
        return self._thickness + self._above + (11 if self._scale else 0)

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw as a figure with its words, or as an artifact when it has no element."""
        if self._element is None:
            with canvas.artifact():
                self._draw(canvas, x, y)
            return
        left, low = canvas.absolutePosition(x, y)
        box = (left, low, left + self.width, low + self.height)
        figure = self._element
        figure.alt, figure.owner = self._alt, "Layout"
        figure.attributes.update(BBox=box, Placement="/Block")
        with canvas.element(figure):
            self._draw(canvas, x, y)

    def _draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        y += 11 if self._scale else 0
        height, values = self._thickness, self._values
        low = self.width * values.low
        own = self.width * min(values.low + values.own, values.high)
        high = self.width * values.high
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(MUTED)
        canvas.setFillColor(white)
        canvas.rect(x, y, self.width, height, stroke=1, fill=1)
        if high > own + 0.3:
            _hatch(canvas, x + own, y, high - own, height)
        if own > low + 0.3:
            _band(canvas, x + low, y, own - low, height)
        if low > 0:
            canvas.setFillColor(STRUCTURE)
            canvas.rect(x, y, low, height, stroke=0, fill=1)
        if self._scale:
            self._draw_scale(canvas, x, y)

    def _draw_scale(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        canvas.setStrokeColor(MUTED)
        canvas.setFillColor(MUTED)
        canvas.setFont(fonts.REGULAR, 7.2)
        draws = (canvas.drawString, canvas.drawCentredString, canvas.drawRightString)
        for number, (draw, words) in enumerate(zip(draws, self._scale or (), strict=True)):
            at = x + self.width * number / 2
            canvas.line(at, y - 2, at, y)
            draw(at, y - 10, words)


def _hatch(canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(STRUCTURE)
    canvas.setLineWidth(0.8)
    at = x - height
    while at < x + width:
        canvas.line(at, y, at + height, y + height)
        at += _STEP
    canvas.restoreState()
    canvas.setStrokeColor(STRUCTURE)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _band(canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
    """Own means: a lighter ground with upright lines."""
    canvas.setFillColor(OWN)
    canvas.setStrokeColor(STRUCTURE)
    canvas.rect(x, y, width, height, stroke=1, fill=1)
    canvas.setLineWidth(0.5)
    at = x + _STEP
    while at < x + width - 0.5:
        canvas.line(at, y, at, y + height)
        at += _STEP
    canvas.setLineWidth(0.6)


class SignMark(Block):
    """The sign of a state, drawn beside its word: an artifact that repeats the word."""

    def __init__(self, sign: Sign, leading: float) -> None:
        self._sign, self._leading = sign, leading

    def _measured(self, width: float) -> float:  # noqa: ARG002
        return self._leading

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw centred on the first line."""
        with canvas.artifact():
            canvas.saveState()
            canvas.translate(x + 3.8, y + self._leading / 2 - 0.5)
            draw_sign(canvas, self._sign)
            canvas.restoreState()


def draw_sign(canvas: TaggedCanvas, sign: Sign) -> None:
    """Draw a sign around the origin."""
    radius = 3.1
    color = {"bad": ALERT, "none": MUTED, "open": INK}.get(sign, STRUCTURE)
    canvas.setLineWidth(0.9)
    canvas.setStrokeColor(color)
    canvas.setFillColor(color)
    match sign:
        case "full":
            canvas.circle(0, 0, radius, stroke=1, fill=1)
        case "half":
            canvas.circle(0, 0, radius, stroke=1, fill=0)
            canvas.wedge(-radius, -radius, radius, radius, 90, 180, stroke=0, fill=1)
        case "planned":
            canvas.circle(0, 0, radius, stroke=1, fill=0)
            canvas.circle(0, 0, 1, stroke=0, fill=1)
        case "bad":
            canvas.circle(0, 0, radius, stroke=1, fill=0)
            canvas.line(-1.6, -1.6, 1.6, 1.6)
            canvas.line(-1.6, 1.6, 1.6, -1.6)
        case "own":
            path = canvas.beginPath()
            tip = radius + 0.7
            path.moveTo(0, tip)
            for point in ((tip, 0), (0, -tip), (-tip, 0)):
                path.lineTo(*point)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        case "open":
            canvas.setDash(1.4, 1.2)
            canvas.circle(0, 0, radius, stroke=1, fill=0)
        case "none":
            canvas.line(-radius, 0, radius, 0)
