"""How wide the columns of a table are: as its words need, what is left by their shares."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import ceil
from typing import Final

from jalon.ui import theme
from jalon.ui.kit.shapes import TableColumn, TableLine
from jalon.ui.kit.table_paint import GAP, LEFT_PAD, arrow, beside_sign

_LONGEST: Final = 12
"""So many texts of a column are measured, those of the most letters."""


_SPARE: Final = 6
"""Beyond the words themselves, so that no rounding shortens them."""


class Room:
    """The widths of a table's columns.

    A filter leaves them as they are: what is wanted is known from the longest list so far.
    """

    def __init__(self) -> None:
        self._needs: tuple[int, ...] = ()
        self._known = -1

    def forget(self) -> None:
        """Measure anew: the words or their letters are others."""
        self._known = -1

    def measure(self, columns: Sequence[TableColumn], lines: Sequence[TableLine]) -> None:
        """Find out what the words of the lines need, if these are not fewer than before."""
        if len(lines) < self._known:
            return
        self._known = len(lines)
        self._needs = tuple(_need(number, one, lines) for number, one in enumerate(columns))

    def widths(self, columns: Sequence[TableColumn], width: int) -> list[int]:
        """Return the width of each column in pixels, 0 where it is not shown.

        No column but the first takes more than its share while another lacks room.
        """
        usual = theme.span(width)
        shown = [one.from_width <= usual for one in columns]
        total = sum(c.share for c, seen in zip(columns, shown, strict=True) if seen) or 1
        needs = self._needs or (0,) * len(columns)
        found = [
            min(need, width * column.share // total) if seen else 0
            for column, need, seen in zip(columns, needs, shown, strict=True)
        ]
        if found:
            found[0] = min(needs[0], width - sum(found[1:]))
            spare = width - sum(found)
            for i, column in enumerate(columns):
                found[i] += spare * column.share // total if shown[i] else 0
            found[0] += width - sum(found)
        return found


def _need(number: int, column: TableColumn, lines: Sequence[TableLine]) -> int:
    """Return what the head and the words of one column need."""
    head = theme.advance(column.title, "label") + arrow() + _SPARE
    if number:
        words = _widest((one.cells[number].text for one in lines), "small")
        return ceil(max(head, words + GAP + _SPARE))
    words = max(
        _widest((one.cells[0].text for one in lines), "medium"),
        _widest((one.below for one in lines), "small"),
    )
    sign = beside_sign() if any(one.sign for one in lines) else 0
    return ceil(max(head, words + sign + GAP + _SPARE) + LEFT_PAD)


def _widest(texts: Iterable[str], role: theme.Role) -> float:
    """Return the width of the widest of texts; those of the most letters are asked."""
    return max((theme.advance(t, role) for t in nlargest(_LONGEST, set(texts), key=len)), default=0)
