"""One of several things in full: the way back to all, its fields, and where it is linked."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, column, row
from jalon.ui.kit.gaps import gap_below
from jalon.ui.kit.order import stand
from jalon.ui.pages.linking import Links
from jalon.ui.pages.page import Head
from jalon.ui.pages.thing_fields import ThingFields
from jalon.ui.theme import space


class InFull(Part):
    """One thing; ``left`` leads back to all. A subclass says what else stands in it.

    Escape leads back, too. The fields are made anew for each thing, so that nothing typed for
    one can end up with another.
    """

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr: Translator | None = None
        self.subject: Subject | None = None
        self.fields: ThingFields | None = None
        self._back = Button("link", "back", parent=self)
        self._head = Head(self)
        self._room = Part(self)
        self._room_box = column(self._room)
        self.links = Links(desk, self)
        self._back.clicked.connect(self.left)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self.links.retranslate(tr)
        if self.fields:
            self.fields.retranslate(tr)

    def show_subject(self, subject: Subject, tr: Translator) -> bool:
        """Show another thing; tells whether it is there."""
        if not self._has(subject):
            return False
        self.forget()
        self.subject = subject
        self.fields = self._made_fields(subject, self._room)
        self._room_box.addWidget(self.fields)
        self.fields.retranslate(tr)
        return self.refresh(tr)

    def refresh(self, tr: Translator) -> bool:
        """Show the thing as it is now; tells whether it is still there."""
        raise NotImplementedError

    def forget(self) -> None:
        """Put the thing away."""
        self.leave()
        self.links.close()
        self.subject = None
        if self.fields:
            fields, self.fields = self.fields, None
            fields.hide()
            fields.deleteLater()

    def leave(self) -> None:
        """End what is being edited."""
        if self.fields:
            self.fields.leave()

    def take_focus(self) -> None:
        """Give the keyboard to the way back."""
        self._back.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _has(self, subject: Subject) -> bool:
        """Tell whether a thing is there."""
        raise NotImplementedError

    def _made_fields(self, subject: Subject, parent: QWidget) -> ThingFields:
        """Return the fields of a thing."""
        raise NotImplementedError

    def _stack(self, parts: Iterable[tuple[QWidget, int]]) -> None:
        """Lay parts out below the way back, each with its gap below in pixels."""
        back = QWidget(self)
        row(back).addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        box = column(self)
        for part, gap in ((back, space(3)), *parts):
            stand(box, part)
            gap_below(box, part, gap)
