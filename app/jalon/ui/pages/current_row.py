"""The row of a measure that one is in, and the ways from one to another."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from jalon.ui.pages.page import Page
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.pages.rows import RowCard, Which


class CurrentRow(QObject):
    """The row that was opened last, or has the focus; Ctrl+Down and Ctrl+Up lead to the next.

    ``which`` names it, before it is made as well; ``moved`` says that it is another.
    """

    moved = Signal()

    def __init__(self, card: RowCard, page: Page) -> None:
        super().__init__(page)
        self._card, self._area = card, page.area
        self.which: Which | None = None
        for keys, move in (("Ctrl+Down", self._next), ("Ctrl+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)

    @property
    def line(self) -> RequirementRow | None:
        """The row, if it is made."""
        made = self._card.made
        return next((line for line in made if (line.subject, line.item) == self.which), None)

    def begin(self, which: Which | None) -> None:
        """Open the row to begin with."""
        self.which = which
        if which:
            self._card.open(which)

    def open_only(self, line: RequirementRow) -> None:
        """Go to a row: it alone is open, has the focus and is in sight."""
        for other in self._card.rows:
            if other is not line and other.is_open:
                other.set_open(False)
        line.set_open(True)
        line.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._move_to(line)
        self._area.reveal(line)

    def row_opened(self) -> None:
        """Be in the row that says that it was opened."""
        line = self.sender()
        if isinstance(line, RequirementRow):
            self._move_to(line)

    def follow(self, focus: QWidget) -> None:
        """Be in the row that has the focus, if one has."""
        for line in self._card.made:
            if line.isAncestorOf(focus):
                self._move_to(line)

    def _move_to(self, line: RequirementRow) -> None:
        if (line.subject, line.item) != self.which:
            self.which = line.subject, line.item
            self.moved.emit()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.which is None:
            return
        at = self._card.keys.index(self.which) + by
        if 0 <= at < len(self._card.keys):
            self.open_only(self._card.rows[at])
