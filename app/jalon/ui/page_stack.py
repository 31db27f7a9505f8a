"""Where the pages of a project stand, one of them to be seen."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

_LEVELS = 12
"""Widgets within widgets on a page, at most; a round in which nobody has to be told is free."""


class PageStack(QStackedWidget):
    """A stack of pages in which turning to another page asks nothing of all the rest."""

    def turn_to(self, page: QWidget) -> None:
        """Show another page.

        Before it shows another, Qt tells every widget of every page in the stack to wait, and
        after it to go on, hidden as they are: with all pages visited, some ten thousand. That the
        stack itself waits is enough, as it is painted later in any case, and whole.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=True)
        self.setCurrentWidget(page)
        self.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)
        self._settle()
        self.update()

    def _settle(self) -> None:
        """Have what changed while nobody saw it laid out before it is painted.

        Qt tells a widget's parent in one round of the event loop, the parent's parent in the
        next: a page in another language would be painted with words cut until the last knew.
        """
        for _ in range(_LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Leave the page that is shown as it is, whatever becomes of the room for it.

        It is about to be left, and would be laid out for a width at which nobody sees it.
        """
        layout = self.layout()
        if layout is None:
            raise TypeError("a stack has a layout")
        layout.setEnabled(False)
        try:
            yield
        finally:
            layout.setEnabled(True)
