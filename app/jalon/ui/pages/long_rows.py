"""Rows that may be many: the first of them, and the others when they are asked for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import Button, Part, column, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.changes import Rows
from jalon.ui.pages.page import focus_within
from jalon.ui.theme import space

Makes = Callable[[QWidget], QWidget]
"""Makes a row inside the widget that it is given."""

Says = Callable[[int], object]
"""Tells what the row of this number says; hashable, and another for each row."""


class LongRows(Part):
    """A heading and the first rows under it; each asking shows ``step`` more.

    Signals:
        asked: for rows beyond those that there are makers of, where there are such; whoever is
            asked calls :meth:`add_makers`.
    """

    asked = Signal()

    def __init__(self, step: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = Rows(self)
        self.more = Button("link", parent=self)
        box = column(self, space(3))
        box.addWidget(self._rows)
        box.addWidget(Acts(self.more, parent=self))
        self._step = self._shown = step
        self._title, self._beyond = "", False
        self._makers: Sequence[Makes] = ()
        self._says: Says | None = None
        self._said: list[object] = []
        self.more.clicked.connect(self._show_more)

    @property
    def rows(self) -> list[QWidget]:
        """The rows that are shown."""
        return self._rows.rows

    def retranslate(self, tr: Translator) -> None:
        """Set the words of the button."""
        self.more.set_text(tr.text("Show more"))

    def show_makers(
        self,
        title: str,
        makers: Sequence[Makes],
        *,
        beyond: bool = False,
        says: Says | None = None,
    ) -> None:
        """Show the rows that these make; ``beyond`` tells that there may be others.

        Where ``says`` tells all that a row says and offers, one that would be the same stays, with
        what was typed in it.
        """
        self._title, self._makers, self._beyond, self._says = title, makers, beyond, says
        self._show()

    def add_makers(self, makers: Sequence[Makes], *, beyond: bool) -> None:
        """Add what was asked for, below all that there is."""
        self._makers, self._beyond = [*self._makers, *makers], beyond

    @property
    def known(self) -> int:
        """How many rows there are makers of, shown or not."""
        return len(self._makers)

    def go_to(self, number: int) -> QWidget | None:
        """Give the focus to a row, with all above it, and return it; None where there is none."""
        while len(self.rows) <= number < self.known:
            self._show_more()
        if number >= len(self.rows):
            return None
        self._focus(number)
        return self.rows[number]

    def begin_anew(self) -> None:
        """Show no more than the first rows next time."""
        self._shown = self._step

    def _show(self) -> None:
        at = self._focused()
        kept = dict(zip(self._said, self.rows, strict=True)) if self._said else {}
        self._said = self._told(0)
        rows = [
            (kept.get(self._said[number]) if self._said else None) or make(self._rows)
            for number, make in enumerate(self._makers[: self._shown])
        ]
        self._rows.show_rows(self._title, rows)
        self._offer_more()
        if at is not None and self.rows:
            self._focus(min(at, len(self.rows) - 1))

    def _told(self, first: int) -> list[object]:
        """Return what the shown rows say, from this one on; nothing where nobody tells."""
        last = min(self._shown, self.known)
        return [self._says(number) for number in range(first, last)] if self._says else []

    def _offer_more(self) -> None:
        show_if(self.more, self._beyond or self.known > len(self.rows))

    def _focus(self, number: int) -> None:
        row = self.rows[number]
        row.show()  # Qt would show it later only, and what is hidden takes no focus
        focus_within(row)

    def _focused(self) -> int | None:
        """Return the number of the row that has the focus, so that it goes to its successor."""
        focused = self.window().focusWidget()
        return next((n for n, row in enumerate(self.rows) if row.isAncestorOf(focused)), None)

    def _show_more(self) -> None:
        kept = len(self.rows)
        self._shown += self._step
        if self._beyond and self.known < self._shown:
            self.asked.emit()
        self._rows.add([make(self._rows) for make in self._makers[kept : self._shown]])
        self._said += self._told(kept)
        self._offer_more()
        if len(self.rows) > kept:
            self._focus(kept)
