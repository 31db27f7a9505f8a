"""The three numbers that are never mixed, and the obligations with their ranges."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme, words
from jalon.ui.kit.charts import RangeBar
from jalon.ui.kit.frames import Line, column, show_if
from jalon.ui.kit.shapes import Figure, ObligationRow
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space

_COLUMNS = 7
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureCell(QWidget):
    """One number: label, figure, its range if it has one, and what it counts."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Text("label", "muted", parent=self)
        self._value = Text("figure", parent=self)
        self._bar: RangeBar | None = None
        self._note = Text("small", "muted", parent=self)
        self._parts = column(self, space(1))
        for part in (self._label, self._value, self._note):
            self._parts.addWidget(part)

    def show_figure(self, figure: Figure) -> None:
        """Show a number."""
        self._label.set_text(figure.label)
        counted = any(map(str.isdigit, figure.value))
        self._value.set_role("figure" if counted else "title", "text")  # words would take two lines
        self._value.set_text(figure.value)
        self._note.set_text(figure.note)
        if figure.tally is not None:
            if self._bar is None:
                self._bar = RangeBar(14, parent=self)
                self._parts.insertWidget(2, self._bar)
            self._bar.show_tally(figure.tally, figure.value)
        if self._bar is not None:
            show_if(self._bar, figure.tally is not None)


class NumberStrip(QWidget):
    """The three numbers beside each other, or where it is narrow under each other."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = QHBoxLayout(self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(space(6))
        self._cells: list[FigureCell] = []
        self._lines: list[Line] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these numbers; the one with a range has the most room."""
        while len(self._cells) < len(figures):
            if self._cells:
                self._lines.append(Line(vertical=True, parent=self))
                self._parts.addWidget(self._lines[-1])
            self._cells.append(FigureCell(parent=self))
            self._parts.addWidget(self._cells[-1], 0, _TOP)
        for cell, figure in zip(self._cells, figures, strict=True):
            cell.show_figure(figure)
            self._parts.setStretchFactor(cell, 5 if figure.tally is not None else 2)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.measure() * 0.8
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._parts.direction() != way:
            self._parts.setDirection(way)
            self._parts.setSpacing(space(4) if narrow else space(6))
        for line in self._lines:
            line.set_vertical(vertical=not narrow)


class ObligationTable(QWidget):
    """Chart and table in one: each bar has its figures beside it.

    An obligation out of scope keeps its line and says why. Where it is narrow the figures
    stand in words under the bar.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ObligationRow, ...] = ()
        self._first: int | None = None
        self._grid: QGridLayout | None = None
        self._tr: Translator | None = None
        self._narrow = False
        self._inner: QWidget | None = None
        self._outer = column(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def expect(self, width: int) -> None:
        """Be made for about this width, where it has none yet: it would else be made twice."""
        if self._inner is None:
            self._narrow = width < theme.measure()

    def retranslate(self, tr: Translator) -> None:
        """Take the language of the heads and figures."""
        self._tr = tr
        self.setAccessibleName(tr.text("Result by obligation"))
        self._build()

    def show_rows(self, rows: Sequence[ObligationRow], *, first: int | None = None) -> None:
        """Show these obligations; ``retranslate`` comes first.

        With ``first`` only so many of them, or half where it is narrow and each is twice as high,
        as long as nothing calls for the others (:meth:`complete`); they stand where they will
        stand then.
        """
        if tuple(rows) != self._rows:
            self._rows, self._first = tuple(rows), first
            self._build()

    def complete(self) -> None:
        """Show the obligations that are not shown yet."""
        shown, self._first = self._shown, None
        if self._grid and self._tr and shown is not None:
            self._fill(self._grid, self._tr, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        narrow = self.width() < theme.measure()
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()

    @property
    def _shown(self) -> int | None:
        """How many rows there are, if not all."""
        if self._first is None or not self._narrow:
            return self._first
        return (self._first + 1) // 2

    def _build(self) -> None:
        if self._tr is None or not self._rows:
            return
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget(self)
        self._grid = grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(5))
        grid.setVerticalSpacing(0)
        if not self._narrow:
            self._fill_head(grid, self._tr)
        self._fill(grid, self._tr, 0)
        self._outer.addWidget(self._inner)

    def _fill(self, grid: QGridLayout, tr: Translator, start: int) -> None:
        """Put in the rows from one on, up to the last that is shown."""
        inner = self._inner
        for i, row in list(enumerate(self._rows))[start : self._shown]:
            if self._narrow:
                self._fill_narrow(grid, 5 * i, row, tr)
            else:
                grid.addWidget(Line(parent=inner), 3 * i + 1, 0, 1, _COLUMNS)
                self._fill_row(grid, 3 * i + 2, row, tr)

    def _fill_head(self, grid: QGridLayout, tr: Translator) -> None:
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        heads = (
            tr.text("Obligation"),
            tr.text("Result"),
            "",
            tr.text("Settled"),
            tr.text("Other means"),
            tr.text("Not answered"),
            tr.text("Of"),
        )
        for at, head in enumerate(heads):
            if head:
                grid.addWidget(_words(head, "label", "muted", self._inner, right=at > 2), 0, at)
        grid.setRowMinimumHeight(0, space(6) + 2)
        said = [_counts(row, tr) for row in self._rows if row.tally.applicable]
        for at, figures in enumerate(zip(*said, strict=True), 2):  # of rows that come later, too
            role: theme.Role = "strong" if at == 2 else "body"
            grid.setColumnMinimumWidth(at, max(theme.advance(one, role) for one in figures) + 1)

    def _fill_row(self, grid: QGridLayout, at: int, row: ObligationRow, tr: Translator) -> None:
        """Fill two lines of the grid: what else there is stands beside both."""
        tally, inner = row.tally, self._inner
        for i, part in enumerate(_titles(row, inner)):
            grid.addWidget(part, at + i, 0)
        if not tally.applicable:
            note = Text("small", "muted", parent=inner)
            note.set_text(row.note or words.figures(tr, tally))
            grid.addWidget(note, at, 1, 2, 6, Qt.AlignmentFlag.AlignVCenter)
            return
        result, *counts = _counts(row, tr)
        grid.addWidget(_bar(row, tr, inner), at, 1, 2, 1)
        grid.addWidget(_words(result, "strong", "text", inner, right=False), at, 2, 2, 1)
        for i, count in enumerate(counts):
            grid.addWidget(_words(count, "body", "text", inner, right=True), at, 3 + i, 2, 1)

    def _fill_narrow(self, grid: QGridLayout, at: int, row: ObligationRow, tr: Translator) -> None:
        inner = self._inner
        grid.setColumnStretch(0, 1)
        grid.addWidget(Line(parent=inner), at, 0, 1, 2)
        for i, part in enumerate(_titles(row, inner), 1):
            grid.addWidget(part, at + i, 0, 1, 2)
        if row.tally.applicable:
            grid.addWidget(_bar(row, tr, inner), at + 3, 0)
            result = _words(words.result(tr, row.tally), "strong", "text", inner, right=True)
            grid.addWidget(result, at + 3, 1)
        note = Text("small", "muted", parent=inner)
        note.set_pad(0, 0, 0, space(2))
        none = not row.tally.applicable and row.note
        note.set_text(row.note if none else words.figures(tr, row.tally))
        grid.addWidget(note, at + 4, 0, 1, 2)


def _counts(row: ObligationRow, tr: Translator) -> tuple[str, ...]:
    """Return the result, and the four figures beside it, as written."""
    tally = row.tally
    counts = (tally.settled, tally.own_means, tally.unanswered, tally.applicable)
    return (words.result(tr, tally), *map(tr.number, counts))


def _titles(row: ObligationRow, owner: QWidget | None) -> tuple[Text, Text]:
    """Return the name of an obligation and the article that stands under it."""
    title, article = Text("medium", parent=owner), Text("small", "muted", parent=owner)
    title.set_pad(0, 9, 0, 0)
    article.set_pad(0, 0, 0, 9)
    title.set_text(row.title)
    article.set_text(row.article)
    return title, article


def _bar(row: ObligationRow, tr: Translator, owner: QWidget | None) -> RangeBar:
    bar = RangeBar(parent=owner)
    said = (row.title, words.result(tr, row.tally), words.figures(tr, row.tally))
    bar.show_tally(row.tally, ". ".join(said))
    return bar


def _words(shown: str, role: theme.Role, ink: str, owner: QWidget | None, *, right: bool) -> Text:
    text = Text(role, ink, wrap=False, parent=owner)
    text.set_text(shown)
    if right:
        text.setAlignment(_RIGHT)
    return text
