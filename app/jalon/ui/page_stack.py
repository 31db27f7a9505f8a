"""Where the pages of a project stand, one of them to be seen."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from jalon.ui.kit.frames import lay_out_all


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
        if self.isVisible():  # else what waits to be laid out would be told too early, and in vain
            lay_out_all()  # what changed while nobody saw it would be painted with words cut
        self.update()

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
