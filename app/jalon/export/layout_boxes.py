"""Blocks that hold blocks: side by side, hanging beside a label, in a panel, in a table."""

from collections.abc import Sequence
from typing import Final

from jalon.export.layout import Block, Flow
from jalon.export.layout_styles import GUTTER, HAIRLINE, STRUCTURE
from jalon.export.tagging import TaggedCanvas

_LEAST: Final = 1e-6
_LEAST_CUT: Final = 30.0
"""A table row is not cut for less room than this."""


class Row(Block):
    """Blocks side by side, read left to right, never cut; no table, so not tagged as one."""

    def __init__(
        self, items: Sequence[Block], widths: Sequence[float], *, gap: float = GUTTER,
        after: float = 0, equal: bool = False,
    ) -> None:  # fmt: skip
        self._items, self._widths, self._gap = items, widths, gap
        self._equal = equal
        self.after = after

    def _measured(self, width: float) -> float:  # noqa: ARG002
        height = max(i.measure(w) for i, w in zip(self._items, self._widths, strict=True))
        if self._equal:
            for item in self._items:
                item.height = height
        return height

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw all with their upper edges in line."""
        for item, width in zip(self._items, self._widths, strict=True):
            item.draw(canvas, x, y + self.height - item.height)
            x += width + self._gap


class Beside(Block):
    """A label on the left, a text on the right that may run over pages."""

    def __init__(
        self, left: Block | None, right: Flow, left_width: float, *, gap: float = GUTTER,
        after: float = 0, whole_below: float = 0, drop: float = 0,
    ) -> None:  # fmt: skip
        self._left, self._right, self._left_width = left, right, left_width
        self._gap, self._whole_below, self._drop = gap, whole_below, drop
        self.after = after

    def _measured(self, width: float) -> float:
        left = self._left.measure(self._left_width) if self._left else 0.0
        return max(left, self._right.measure(width - self._left_width - self._gap))

    def split(self, room: float) -> "tuple[Beside, Beside] | None":
        """Cut the right side; the label stays with the beginning."""
        if self.height <= self._whole_below or (self._left and self._left.height > room):
            return None
        halves = self._right.split(room)
        if not halves:
            return None
        first = Beside(self._left, halves[0], self._left_width, gap=self._gap, drop=self._drop)
        rest = Beside(None, halves[1], self._left_width, gap=self._gap, after=self.after)
        first.measure(self.width)
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the label first: it is read first."""
        top = y + self.height
        if self._left:
            self._left.draw(canvas, x, top - self._left.height - self._drop)
        right = x + self._left_width + self._gap
        self._right.draw(canvas, right, top - self._right.height)


class Panel(Block):
    """A block on a ground; ``padding`` is top, right, bottom, left."""

    def __init__(
        self, inner: Block, padding: tuple[float, float, float, float], *,
        fill: object = None, bar: object = None, top: object = None,
    ) -> None:  # fmt: skip
        self._inner, self._padding = inner, padding
        self._fill, self._bar, self._top = fill, bar, top

    def _measured(self, width: float) -> float:
        top, right, bottom, left = self._padding
        return self._inner.measure(width - left - right) + top + bottom

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the ground as an artifact, then the block."""
        grounds = (
            (self._fill, (x, y, self.width, self.height)),
            (self._bar, (x, y, 2.0, self.height)),
            (self._top, (x, y + self.height - 1.6, self.width, 1.6)),
        )
        with canvas.artifact():
            for color, rectangle in grounds:
                if color is not None:
                    canvas.setFillColor(color)
                    canvas.rect(*rectangle, stroke=0, fill=1)
        top, _, _, left = self._padding
        self._inner.draw(canvas, x + left, y + self.height - top - self._inner.height)


class Grid(Block):
    """A data table: rules between rows, no vertical lines, the head repeated on each page.

    A row is cut only where a page cannot hold it whole.
    """

    def __init__(
        self, head: Sequence[Block], rows: Sequence[Sequence[Flow]], widths: Sequence[float], *,
        padding: tuple[float, float] = (5, 6), again: bool = False, whole: float = 600,
    ) -> None:  # fmt: skip
        self._head, self._rows, self._widths = head, list(rows), widths
        self._padding, self._again, self._whole = padding, again, whole
        self.after = 6.0

    def _measured(self, width: float) -> float:
        scale = width / sum(self._widths)
        self._measures = [w * scale for w in self._widths]
        self._head_height = self._row_height(self._head, (4, 4))
        self._heights = [self._row_height(row, self._padding) for row in self._rows]
        return self._head_height + sum(self._heights)

    def _row_height(self, cells: Sequence[Block], padding: tuple[float, float]) -> float:
        last = len(cells) - 1
        return sum(padding) + max(
            cell.measure(self._measures[n] - (0 if n == last else _CELL_GAP))
            for n, cell in enumerate(cells)
        )

    def split(self, room: float) -> "tuple[Grid, Grid] | None":
        """Cut between rows, or within one that no page can hold."""
        used, fitting = self._head_height, 0
        while fitting < len(self._rows) and used + self._heights[fitting] <= room + _LEAST:
            used += self._heights[fitting]
            fitting += 1
        first, rest = self._rows[:fitting], self._rows[fitting:]
        if rest and self._heights[fitting] > self._whole and room - used > _LEAST_CUT:
            halves = self._cut(rest[0], room - used - sum(self._padding))
            if halves:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        if not first or not rest:
            return None
        return self._part(first, again=self._again), self._part(rest, again=True)

    def _part(self, rows: Sequence[Sequence[Flow]], *, again: bool) -> "Grid":
        part = Grid(
            self._head, rows, self._widths, padding=self._padding, again=again, whole=self._whole
        )
        part.measure(self.width)
        return part

    def _cut(self, cells: Sequence[Flow], room: float) -> tuple[list[Flow], list[Flow]] | None:
        first: list[Flow] = []
        rest: list[Flow] = []
        for cell in cells:
            halves = None if cell.height <= room else cell.split(room)
            if cell.height > room and not halves:
                return None
            first.append(halves[0] if halves else cell)
            rest.append(halves[1] if halves else Flow([]))
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw row by row; a repeated head is an artifact."""
        top = y + self.height
        self._rule(canvas, x, top - 1.2, 1.2, STRUCTURE)
        if self._again:
            with canvas.artifact():
                self._draw_row(canvas, self._head, x, top - 4)
        else:
            self._draw_row(canvas, self._head, x, top - 4)
        top -= self._head_height
        self._rule(canvas, x, top, 0.6, STRUCTURE)
        for cells, height in zip(self._rows, self._heights, strict=True):
            self._draw_row(canvas, cells, x, top - self._padding[0])
            top -= height
            self._rule(canvas, x, top, 0.5, HAIRLINE)

    def _draw_row(self, canvas: TaggedCanvas, cells: Sequence[Block], x: float, top: float) -> None:
        for cell, width in zip(cells, self._measures, strict=True):
            cell.draw(canvas, x, top - cell.height)
            x += width

    def _rule(
        self, canvas: TaggedCanvas, x: float, y: float, thickness: float, color: object
    ) -> None:
        with canvas.artifact():
            canvas.setFillColor(color)
            canvas.rect(x, y, self.width, thickness, stroke=0, fill=1)


_CELL_GAP: Final = 9.0
