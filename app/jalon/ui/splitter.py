"""The splitter between outline, page and law panel: a hairline one can take hold of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import fill


class Splitter(QSplitter):
    """Columns side by side; none can be dragged away altogether."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)  # Qt then lets the pointer catch it two pixels to either side
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Return a handle that is a hairline."""
        return _Hairline(self.orientation(), self)

    def set_widths(self, left: int, right: int) -> None:
        """Give the outer two of three columns a width each, the one between them what is left.

        To the pixel and with the lines between them: Qt finds out later that a column has been
        shown, makes room for its line, and lays out all that it has laid out already.
        """
        seen = [not part.isHidden() for i in range(3) if (part := self.widget(i))]
        for i in (1, 2):
            self.handle(i).setHidden(not seen[i])
        lines = self.handleWidth() * (seen[0] + seen[2])
        middle = self.width() - left * seen[0] - right * seen[2] - lines
        self.setSizes([left, max(1, middle), right])

    def take_in(self) -> None:
        """Make room at once for columns that were shown or hidden, with the lines between them.

        Qt finds out later, and a page that is shown now would be laid out at a width that it
        does not get.
        """
        seen = [not part.isHidden() for i in range(3) if (part := self.widget(i))]
        if seen != [size > 0 for size in self.sizes()]:
            for i in (1, 2):
                self.handle(i).setHidden(not seen[i])
            self.refresh()


class _Hairline(QSplitterHandle):
    """One line between two columns."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line."""
        fill(QPainter(self), self.rect(), QColor(theme.of(self).line))
