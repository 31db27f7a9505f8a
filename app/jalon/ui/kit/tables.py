"""A table of numbers that the user fills row by row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui.kit.buttons import Button
from jalon.ui.kit.field import Field
from jalon.ui.kit.frames import Beside, Part, column
from jalon.ui.kit.labeled import LabeledField
from jalon.ui.kit.lines import NumberField
from jalon.ui.theme import space
from jalon.values import dataclass

_CELL = space(27)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its id in the value, its name, the greatest number that makes sense."""

    id: str
    label: str
    most: float | None = None


class TableField(Field):
    """Rows of numbers; the value is a list of objects, in which empty cells are left out.

    A row counts once something is written in it: an empty row can be added and left.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[TableColumn, ...] = ()
        self._lines: list[_Line] = []
        self._read_only = False
        self._tr: Translator | None = None
        inner = Part(self)
        self._rows = column(inner, space(3))
        self._add = Button("link", "add", parent=self)
        self._add.clicked.connect(self._added)
        outer = column(self, space(2))
        outer.addWidget(inner)
        outer.addWidget(self._add)
        self.watch(self._add)

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show these columns; the same ones are only renamed."""
        same = [c.id for c in columns] == [c.id for c in self._columns]
        self._columns = tuple(columns)
        if not same:
            self._show([])
        self._name()

    def entry(self) -> QWidget:
        """Return the first cell, or what adds a row where there is none."""
        return self._lines[0].cells[0] if self._lines else self._add

    def value(self) -> Value:
        """Return the rows in which something is written; None when there is none."""
        rows = [row for line in self._lines if (row := line.row(self._columns))]
        return list[Value](rows) or None

    def show_value(self, value: Value) -> None:
        """Show rows; what is being typed is left alone."""
        if value == self.value():
            return
        rows = [line for line in value if isinstance(line, dict)] if isinstance(value, list) else []
        self._show(rows)

    def commit(self) -> None:
        """Tell of what was typed in every cell."""
        for line in self._lines:
            for cell in line.cells:
                cell.commit()

    def retranslate(self, tr: Translator) -> None:
        """Take the language of the words and numbers."""
        self._tr = tr
        self._add.set_text(tr.text("Add a row"))
        self._name()

    def set_name(self, words: str) -> None:
        """Name the table as a whole; its cells have names of their own."""
        self.setAccessibleName(words)

    def set_help(self, words: str) -> None:
        """Describe the table as a whole."""
        self.setAccessibleDescription(words)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the numbers be read, but not changed."""
        self._read_only = read_only
        self._add.setEnabled(not read_only)
        for line in self._lines:
            line.set_read_only(read_only=read_only)

    # -- inside ----------------------------------------------------------------------------

    def _show(self, rows: Sequence[dict[str, Value]]) -> None:
        """Show these rows, and an empty one to begin with where there is none."""
        while len(self._lines) > max(1, len(rows)):
            self._drop(self._lines[-1])
        while len(self._lines) < max(1, len(rows)):
            self._append()
        for line, row in zip(self._lines, [*rows, *([{}] if not rows else [])], strict=True):
            line.show_row(self._columns, row)
        self._name()

    def _append(self) -> "_Line":
        line = _Line(self._columns, self)
        line.set_read_only(read_only=self._read_only)
        line.edited.connect(self._edited)
        line.gone.connect(self._removed)
        for cell in line.cells:
            cell.left.connect(self.left)
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _drop(self, line: "_Line") -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.setParent(None)
        line.deleteLater()

    def _name(self) -> None:
        if self._tr is None:
            return
        for number, line in enumerate(self._lines, start=1):
            line.set_words(self._tr, self._columns, number, alone=len(self._lines) == 1)

    def _edited(self) -> None:
        self.edited.emit(self.value())

    def _added(self) -> None:
        line = self._append()
        self._name()
        line.cells[0].entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def _removed(self) -> None:
        line = self.sender()
        if not isinstance(line, _Line):
            return
        before = self.value()
        at = self._lines.index(line)
        self._drop(line)
        if not self._lines:
            self._append()
        self._name()
        near = self._lines[min(at, len(self._lines) - 1)]
        near.cells[0].entry().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.value() != before:
            self.edited.emit(self.value())


class _Line(Part):
    """One row: a labelled number for each column, and what removes it."""

    edited = Signal()
    gone = Signal()

    def __init__(self, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = [_Cell(c.most) for c in columns]
        self._labeled = [LabeledField(cell) for cell in self.cells]
        self._remove = Button("link", parent=self)
        self._remove.clicked.connect(self.gone)
        box = column(self, space(1))
        box.addWidget(Beside(*self._labeled, least=_CELL, parent=self))
        box.addWidget(self._remove)
        for cell in self.cells:
            cell.edited.connect(self._cell_edited)

    def row(self, columns: Sequence[TableColumn]) -> dict[str, Value]:
        """Return what is written, by column."""
        return {
            c.id: value
            for c, cell in zip(columns, self.cells, strict=True)
            if (value := cell.value()) is not None
        }

    def show_row(self, columns: Sequence[TableColumn], row: dict[str, Value]) -> None:
        """Show the numbers of a row."""
        for c, cell in zip(columns, self.cells, strict=True):
            cell.show_value(row.get(c.id))

    def set_words(
        self, tr: Translator, columns: Sequence[TableColumn], number: int, *, alone: bool
    ) -> None:
        """Name the cells; the only row is not removed but emptied."""
        for c, cell, labeled in zip(columns, self.cells, self._labeled, strict=True):
            labeled.retranslate(tr)
            labeled.set_words(c.label)
            if not alone:
                cell.set_name(tr.text("{label}, row {number}", label=c.label, number=number))
        self._remove.set_text(tr.text("Remove this row"))
        self._remove.setAccessibleDescription(tr.text("Row {number}", number=number))
        self._remove.setVisible(not alone)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the numbers be read, but not changed."""
        for cell in self.cells:
            cell.set_read_only(read_only=read_only)
        self._remove.setEnabled(not read_only)

    def _cell_edited(self) -> None:
        self.edited.emit()


class _Cell(NumberField):
    """A number up to a limit."""

    def __init__(self, most: float | None) -> None:
        super().__init__()
        self._most = most

    def read(self, words: str) -> Value:
        """Read a number that is not too great."""
        value = super().read(words)
        if isinstance(value, int | float) and self._most is not None and value > self._most:
            return None
        return value

    def complaint(self, tr: Translator) -> str:
        """Say what can be written."""
        if self._most is None:
            return super().complaint(tr)
        return tr.text("Write a number from 0 to {most}.", most=tr.number(self._most))
