"""The lines of a table in the order they are sorted in, for the view and assistive programs."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from jalon.language import alphabetical, capital
from jalon.ui.kit.item_views import CHOSEN_WHOLE, Index, said
from jalon.ui.kit.shapes import TableCell, TableColumn, TableLine

LINE: Final = Qt.ItemDataRole.UserRole
CELL: Final = Qt.ItemDataRole.UserRole + 1


class TableModel(QAbstractTableModel):
    """The lines of a table in the order they are sorted in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[TableColumn, ...] = ()
        self._given: tuple[TableLine, ...] = ()
        self._lines: list[TableLine] = []
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)

    def show_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show these heads; the same ones are only renamed."""
        if [c.key for c in columns] != [c.key for c in self.columns]:
            self.beginResetModel()
            self.columns = tuple(columns)
            self.endResetModel()
            return
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def show_lines(self, lines: Sequence[TableLine]) -> None:
        """Show these lines; where only their words differ, nothing moves."""
        given = tuple(lines)
        if given == self._given:
            return
        self._given = given
        ordered = self._ordered()
        if self._same_places(ordered):
            changed = [
                i
                for i, pair in enumerate(zip(ordered, self._lines, strict=True))
                if pair[0] != pair[1]
            ]
            self._lines = ordered
            if changed:
                last = self.index(changed[-1], len(self.columns) - 1)
                self.dataChanged.emit(self.index(changed[0], 0), last)
            return
        self.beginResetModel()
        self._lines = ordered
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the lines by a column; -1 leaves them as they were given."""
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        self._lines = self._ordered()
        self.layoutChanged.emit()

    def line(self, index: Index) -> TableLine:
        """Return the line at an index."""
        return self._lines[index.row()]

    def shown(self) -> tuple[TableLine, ...]:
        """Return all lines, in the order in which they were given."""
        return self._given

    def at(self, row: int) -> TableLine:
        """Return the line with a number, from above."""
        return self._lines[row]

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the lines, from above."""
        return tuple(line.key for line in self._lines)

    def place(self, key: str) -> QModelIndex:
        """Return the index of a line's first cell; not valid where there is none."""
        for i, line in enumerate(self._lines):
            if line.key == key:
                return self.index(i, 0)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words for the view, the type-ahead search and assistive programs."""
        line = self._lines[index.row()]
        cell = line.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.columns[index.column()].title
            words = capital(cell.text) if cell.blank else cell.text
            return said(words, line.below) if index.column() == 0 else said(head, words)
        if role == LINE:
            return line
        return cell if role == CELL else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words of a head."""
        wanted = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if orientation == Qt.Orientation.Horizontal and role in wanted:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        """Return what can be done with a cell: choose it."""
        return CHOSEN_WHOLE

    def _same_places(self, ordered: Sequence[TableLine]) -> bool:
        """Tell whether these are the same lines as now, in the same places."""
        return len(ordered) == len(self._lines) and all(
            new.key == old.key for new, old in zip(ordered, self._lines, strict=True)
        )

    def _ordered(self) -> list[TableLine]:
        column, order = self._sorted
        if not 0 <= column < len(self.columns):
            return list(self._given)
        down = order == Qt.SortOrder.DescendingOrder
        filled = [line for line in self._given if _order(line.cells[column])]
        empty = [line for line in self._given if not _order(line.cells[column])]
        filled.sort(key=lambda line: _order(line.cells[column]), reverse=down)
        return [*filled, *empty]


def _order(cell: TableCell) -> str:
    return "" if cell.blank else cell.order or alphabetical(cell.text)
