"""Outline, page and law side by side: which of them are seen, and how wide."""

from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.ui.header import Header
from jalon.ui.kit import LawPanel, Surface, column
from jalon.ui.splitter import Splitter
from jalon.ui.theme import grown, space, span

FOLD_LAW, FOLD_OUTLINE = 1020, 760
"""Widths of the window (``theme.span``) below which a panel folds away."""

_LEAST: Final = 490
"""What a page needs beside another panel, so that nothing is cut off in French."""
_WIDE: Final = 1200
_OUTLINE_WIDTHS: Final = (258, 268)
_LAW_WIDTHS: Final = (262, 304)
"""At 1024 and at 1280 pixels, until the user moves the splitter."""


class Panels(Splitter):
    """The three columns of an open project.

    Where there is no room for a panel beside the page, the header has a button that lays it over.
    """

    def __init__(
        self, header: Header, outline: QWidget, centre: QWidget, law: LawPanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._header, self._centre, self._law = header, centre, law
        self._moved = False
        self._law_width = _LAW_WIDTHS[True]
        self._side = Surface("surface", parent=parent)
        column(self._side, 0, (0, space(2), 0, 0)).addWidget(outline)
        for panel in (self._side, centre, law):
            self.addWidget(panel)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._was_moved)

    def put_back(self, state: QByteArray) -> None:
        """Give the columns the widths that they had (``saveState``); the usual ones for none."""
        self._moved = not state.isEmpty() and self.restoreState(state)

    def lay_out(self) -> None:
        """Have all sizes as they will be, while nothing is seen yet."""
        self.refresh()
        for part in (self, self._centre):
            lay_out(part)

    def room(self, *, has_law: bool) -> int:
        """Return how wide a page will be that has law to show beside it, or has none."""
        shown, wanted = not self._law.isHidden(), has_law and span(self.width()) >= FOLD_LAW
        width = self._law.width() if shown else self._law_width
        return self._centre.width() + (shown - wanted) * (width + self.handleWidth())

    def fit(self, width: int, *, has_law: bool) -> None:
        """Show what there is room for in a ``width`` (``theme.span``), and on the page's law."""
        outline, law = self._header.outline, self._header.law
        narrow, no_law = width < FOLD_OUTLINE, width < FOLD_LAW
        outline.setVisible(narrow)
        law.setVisible(no_law and has_law)
        self._side.setVisible(not narrow or outline.isChecked())
        self._show_law(has_law and (not no_law or law.isChecked()))
        covered = narrow and (outline.isChecked() or (has_law and law.isChecked()))
        self._centre.setVisible(not covered)
        alone = narrow and no_law
        self._centre.setMinimumWidth(0 if alone else round(_LEAST * grown()))
        if self._moved:
            self.take_in()
        else:
            self._take_usual(wide=width >= _WIDE)

    def _take_usual(self, *, wide: bool) -> None:
        times = grown()
        left, right = round(_OUTLINE_WIDTHS[wide] * times), round(_LAW_WIDTHS[wide] * times)
        seen = (self._side.isVisibleTo(self), self._law.isVisibleTo(self))
        if self.sizes()[::2] != [left * seen[0], right * seen[1]]:
            self.set_widths(left, right)

    def _show_law(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setVisible
        """Show or hide the law; hidden, it has lost its width, and would be laid out for none."""
        if wanted and self._law.isHidden():
            self._law.resize(self._law_width, self._law.height())
        elif not wanted and not self._law.isHidden():
            self._law_width = self._law.width()
        self._law.setVisible(wanted)

    def _was_moved(self) -> None:
        self._moved = True


def lay_out(part: QWidget) -> None:
    """Give the parts of something that is not seen yet the sizes that they will have."""
    QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))
    if (laid_out := part.layout()) is not None:
        laid_out.activate()
