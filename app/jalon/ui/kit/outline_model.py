"""What stands in the outline: its lines, put together when something first looks at them."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)

from jalon.ui import theme
from jalon.ui.kit import outline_paint
from jalon.ui.kit.shapes import OutlineEntry, OutlineKind

Index = QModelIndex | QPersistentModelIndex
_FEW = 4
_HEAD = Qt.ItemFlag.ItemNeverHasChildren
_VISITED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | _HEAD


class OutlineLine:
    """A line of which only key and kind are needed to lay it out.

    The outline is three times as long as what is seen of it. What a line says, counters and
    spoken words included, is worked out when it is painted, read to somebody, or searched.
    """

    __slots__ = ("_entry", "_make", "key", "kind")

    def __init__(self, key: str, kind: OutlineKind, make: Callable[[], OutlineEntry]) -> None:
        self.key, self.kind = key, kind
        self._make = make
        self._entry: OutlineEntry | None = None

    @property
    def looked_at(self) -> bool:
        """Whether anything knows what the line says."""
        return self._entry is not None

    @property
    def entry(self) -> OutlineEntry:
        """What the line says."""
        if self._entry is None:
            self._entry = self._make()
        return self._entry


class OutlineModel(QAbstractListModel):
    """The lines of the outline, in reading order; one of them is where the user is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[OutlineLine, ...] = ()
        self._here = ""

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show lines that are put together already; see :meth:`show_lines`."""
        self.show_lines([ready(entry) for entry in entries])

    def show_lines(self, lines: Sequence[OutlineLine]) -> None:
        """Show these lines; where only their words or counters differ, nothing moves."""
        new = tuple(lines)
        if [line.key for line in new] != [line.key for line in self._lines]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return
        old, self._lines = self._lines, new
        changed = [i for i, pair in enumerate(zip(old, new, strict=True)) if _differ(*pair)]
        if len(changed) > _FEW:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        for i in changed:
            self.dataChanged.emit(self.index(i), self.index(i))

    def show_here(self, key: str) -> None:
        """Put the stake at a line."""
        before, self._here = self._here, key
        for changed in (self.place(before), self.place(key)) if before != key else ():
            if changed.isValid():
                self.dataChanged.emit(changed, changed)

    def place(self, key: str) -> QModelIndex:
        """Return the index of a line; not valid where there is none."""
        for i, line in enumerate(self._lines):
            if line.key == key:
                return self.createIndex(i, 0)
        return QModelIndex()

    def entry(self, index: Index) -> OutlineEntry:
        """Return the line at an index."""
        return self._lines[index.row()].entry

    def line(self, number: int) -> OutlineLine:
        """Return a line by its number."""
        return self._lines[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words for the view, the type-ahead search and assistive programs."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return _size(theme.base_name(), line.kind)
        if role == Qt.ItemDataRole.DisplayRole:
            entry = line.entry
            return f"{entry.number} {entry.label}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            entry = line.entry
            return entry.spoken or f"{entry.number} {entry.label}".strip()
        return None

    def is_here(self, entry: OutlineEntry) -> bool:
        """Tell whether a line is where the user is."""
        return entry.key == self._here

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a line: heads cannot be visited."""
        return _HEAD if self._lines[index.row()].kind == "head" else _VISITED


@lru_cache(maxsize=24)
def _size(_base: str, kind: OutlineKind) -> QSize:
    """Return the size of a line in the font ``_base``; it is as wide as the view in any case."""
    return QSize(10, outline_paint.height(kind))


def ready(entry: OutlineEntry) -> OutlineLine:
    """Return a line that is put together already."""
    made = OutlineLine(entry.key, entry.kind, lambda: entry)
    made.entry  # noqa: B018  what is shown is compared with what follows it
    return made


def _differ(old: OutlineLine, new: OutlineLine) -> bool:
    """Tell whether a line says something else than what somebody may know of it."""
    return old is not new and old.looked_at and old.entry != new.entry
