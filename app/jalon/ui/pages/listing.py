"""All things of a kind: what can be done with them, a filter, their number, and a table."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import (
    Beside,
    EmptyState,
    LabeledField,
    Option,
    Part,
    SelectField,
    TextField,
    column,
    show_if,
)
from jalon.ui.kit.order import stand
from jalon.ui.kit.table import Table
from jalon.ui.kit.told import Told
from jalon.ui.pages.page import Head


class Listing(Part):
    """The parts that each listing has; a subclass says what they are called and stacks them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = Head(self)
        self.filter, self.which = TextField(), SelectField()
        self._labels = LabeledField(self.filter), LabeledField(self.which)
        self._fields = Beside(*self._labels, parent=self)
        self._count = Told("small", "muted", parent=self)
        self.table = Table(parent=self)
        self.empty = EmptyState(parent=self)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        for label in self._labels:
            label.retranslate(tr)
        self._labels[0].set_words(tr.text("Filter"))
        self._labels[1].set_words(tr.text("What to show"))

    def go_to(self, key: str) -> None:
        """Give the keyboard to the line of a thing."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.go_to(key)

    def _stack(self, parts: Iterable[tuple[QWidget, int]]) -> None:
        """Lay parts out from above, each with its gap below in pixels."""
        box = column(self)
        for part, gap in parts:
            stand(box, part)
            box.addSpacing(gap)

    def _offer(self, options: Sequence[Option]) -> None:
        """Offer what can be shown; the first is the usual one."""
        self.which.set_options(options)
        if self.which.value() is None:
            self.which.show_value(options[0].value)

    def _show_some(self, *parts: QWidget, some: bool) -> None:
        """Show what has something to work on, or say that there is nothing yet."""
        for part in (self._fields, self._count, *parts):
            show_if(part, some)
        show_if(self.empty, not some)
