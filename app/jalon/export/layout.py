"""Blocks that know their height, can be cut at the end of a page, and draw themselves tagged.

A small pager instead of reportlab's: pages are known before anything is drawn, so the page
numbers of the contents need no second run, and no content is ever "too large on page".
Lengths in points; ``y`` is the lower edge of a block.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from html import unescape
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import _SplitWord
from reportlab.platypus.paraparser import ParaFrag as Fragment

from jalon.export.layout_words import recut
from jalon.export.tagging import Element, TaggedCanvas
from jalon.export.text import Markup

_ENDLESS: Final = 1e6
_LEAST: Final = 1e-6
_LEAST_LINES: Final = 2
_RIGHT: Final = 2
"""reportlab's alignment to the right."""


class Block(ABC):
    """Something on a page.

    Attributes:
        before, after: least space above and below; neighbours share the larger one.
        sticky: it never stands last on a page.
        width, height: set by :meth:`measure`.
    """

    before = 0.0
    after = 0.0
    sticky = False
    width = 0.0
    height = 0.0

    def measure(self, width: float) -> float:
        """Return the height at this width; the result is kept."""
        if width != self.width:
            self.width = width
            self.height = self._measured(width)
        return self.height

    @abstractmethod
    def _measured(self, width: float) -> float: ...

    @abstractmethod
    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw with the lower left corner at (``x``, ``y``)."""

    def split(self, room: float) -> "tuple[Block, Block] | None":  # noqa: ARG002
        """Cut a measured block so that the first part fits ``room``; None when it cannot."""
        return None

    def parts(self) -> Iterator["Block"]:
        """Yield the block itself and what it holds directly."""
        yield self


class Space(Block):
    """Empty room."""

    def __init__(self, height: float) -> None:
        self._room = height

    def _measured(self, width: float) -> float:  # noqa: ARG002
        return self._room

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw nothing."""


class Line(Block):
    """A horizontal rule."""

    def __init__(
        self, color: object, thickness: float, *, before: float = 0, after: float = 0
    ) -> None:
        self._color, self._thickness = color, thickness
        self.before, self.after = before, after
        self.sticky = True

    def _measured(self, width: float) -> float:  # noqa: ARG002
        return self._thickness

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the rule as an artifact."""
        with canvas.artifact():
            canvas.setFillColor(self._color)
            canvas.rect(x, y, self.width, self._thickness, stroke=0, fill=1)


class Text(Block):
    """A paragraph; both halves of a cut one belong to the same element."""

    def __init__(self, markup: Markup, style: ParagraphStyle, element: Element) -> None:
        self._paragraph = _paragraph(markup, style)
        self._element = element
        self._goes_on = False
        self.before, self.after = style.spaceBefore, style.spaceAfter

    def _measured(self, width: float) -> float:
        paragraph = self._paragraph
        paragraph.wrap(width, _ENDLESS)
        broken = paragraph.blPara
        if broken.kind == 0:
            known = len(broken.lines)
            broken.lines = recut(broken.lines, width, broken.fontName, broken.fontSize)
            paragraph.height += (len(broken.lines) - known) * paragraph.style.leading
        return float(paragraph.height)

    def split(self, room: float) -> "tuple[Block, Block] | None":
        """Cut between lines, never leaving one line alone.

        The lines are broken once: reportlab's own cut breaks the rest again on each page,
        which a text of forty pages pays forty times.
        """
        lines = self._paragraph.blPara.lines
        leading = float(self._paragraph.style.leading)
        fitting = int((room + _LEAST) / leading)
        if fitting >= len(lines):
            return None
        fitting -= len(lines) - fitting == 1
        if fitting < _LEAST_LINES:
            return None
        first, rest = self._half(lines[:fitting]), self._half(lines[fitting:])
        first.after, first._goes_on = 0.0, True  # noqa: SLF001  of its own class
        return first, rest

    def _half(self, lines: Sequence[object]) -> "Text":
        half = copy(self)
        half._paragraph = paragraph = copy(self._paragraph)  # noqa: SLF001  of its own class
        paragraph.blPara = self._paragraph.blPara.clone(lines=list(lines))
        paragraph.height = half.height = len(lines) * float(paragraph.style.leading)
        return half

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the lines as content of the element."""
        self._keep_spaces()
        with canvas.element(self._element):
            self._paragraph.drawOn(canvas, x, y)

    def _keep_spaces(self) -> None:
        """Put back the space reportlab drops at a line's end; readers would glue the words."""
        lines = self._paragraph.blPara
        if self._paragraph.style.alignment == _RIGHT:
            return
        for line in lines.lines if self._goes_on else lines.lines[:-1]:
            if lines.kind == 0:
                if line[1] and not isinstance(line[1][-1], _SplitWord):
                    line[1].append("")
            elif line.words and hasattr(line.words[-1], "text"):
                line.words[-1] = line.words[-1].clone()
                line.words[-1].text += " "


def _paragraph(markup: Markup, style: ParagraphStyle) -> Paragraph:
    """Make a paragraph; plain text, which most is, needs no parser (a quarter of the time)."""
    if "<" in markup:
        return Paragraph(markup, style)
    if style.name not in _PATTERNS:
        _PATTERNS[style.name] = Paragraph("x", style).frags[0]
    piece = _PATTERNS[style.name].clone(text=unescape(markup))
    return Paragraph(None, style, frags=[piece])


_PATTERNS: Final[dict[str, Fragment]] = {}
"""By style: a piece of text as reportlab's parser makes it."""


class Flow(Block):
    """Blocks one below the other.

    Attributes:
        whole_below: a flow lower than this is not cut where a new page can hold it.
    """

    def __init__(
        self, items: Sequence[Block], *, after: float = 0, before: float = 0, whole_below: float = 0
    ) -> None:
        self.items = list(items)
        self.before, self.after, self._whole_below = before, after, whole_below

    def _measured(self, width: float) -> float:
        total = previous = 0.0
        for number, item in enumerate(self.items):
            total += item.measure(width) + (max(previous, item.before) if number else 0)
            previous = item.after
        return total

    def split(self, room: float) -> "tuple[Flow, Flow] | None":
        """Cut between blocks, or within the first one that does not fit."""
        if self.height <= self._whole_below:
            return None
        used = previous = 0.0
        kept: list[Block] = []
        rest = list(self.items)
        while rest:
            gap = max(previous, rest[0].before) if kept else 0.0
            height = rest[0].measure(self.width)
            if used + gap + height > room + _LEAST:
                halves = rest[0].split(room - used - gap)
                if halves:
                    kept.append(halves[0])
                    rest[0] = halves[1]
                break
            used += gap + height
            previous = rest[0].after
            kept.append(rest.pop(0))
        while kept and kept[-1].sticky:
            rest.insert(0, kept.pop())
        if not kept or not rest:
            return None
        return Flow(kept), Flow(rest, after=self.after)

    def first_shrunk(self, room: float) -> "tuple[Block, Flow]":
        """Return the first block made to fit ``room`` by force, and the rest."""
        return Shrunk(self.items[0], room), Flow(self.items[1:], after=self.after)

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw from the top down."""
        top, previous = y + self.height, 0.0
        for number, item in enumerate(self.items):
            top -= item.measure(self.width) + (max(previous, item.before) if number else 0)
            item.draw(canvas, x, top)
            previous = item.after

    def parts(self) -> Iterator[Block]:
        """Yield everything in it that is not a paragraph's inside."""
        for item in self.items:
            yield from item.parts()


class Shrunk(Block):
    """A block drawn smaller, as the last resort for what cannot be cut."""

    def __init__(self, block: Block, room: float) -> None:
        self._block, self._room = block, room

    def _measured(self, width: float) -> float:
        return min(self._block.measure(width), self._room)

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw at the scale that fits."""
        scale = self.height / self._block.height
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        self._block.draw(canvas, 0, 0)
        canvas.restoreState()

    def parts(self) -> Iterator[Block]:
        """Yield what the block holds."""
        yield from self._block.parts()


class Fitted(Block):
    """The first of several versions that fits the page, the richest first."""

    def __init__(self, versions: Sequence[Callable[[], Block]], room: float) -> None:
        self._versions, self._room = versions, room

    def _measured(self, width: float) -> float:
        for make in self._versions:
            self._chosen = make()
            if self._chosen.measure(width) <= self._room:
                return self._chosen.height
        self._chosen = Shrunk(self._chosen, self._room)
        return self._chosen.measure(width)

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the chosen version."""
        self._chosen.draw(canvas, x, y)

    def parts(self) -> Iterator[Block]:
        """Yield what the chosen version holds."""
        yield from self._chosen.parts()
