"""What every field has in common: a value, the user's own edits, leaving, a problem."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.frames import row
from jalon.ui.kit.painting import begin, box, focus_ring
from jalon.ui.theme import RADIUS_CONTROL, Theme, space

_AWAY = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason})


class Field(QWidget):
    """A control that holds one value of the record.

    Signals:
        edited: the user, and only the user, has changed the value.
        left: the focus has gone elsewhere; not when a menu of the field opens.
        problem_changed: what is wrong with what is written, in words; empty when nothing is.
    """

    edited = Signal(object)
    left = Signal()
    problem_changed = Signal(str)

    def entry(self) -> QWidget:
        """Return the control that takes the keyboard; a label's buddy."""
        return self

    def value(self) -> Value:
        """Return what is shown; None when nothing is."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value without telling anyone; does nothing when it is shown already."""
        raise NotImplementedError

    def commit(self) -> None:
        """Tell of what was typed and is not told yet; for leaving a page by other ways."""

    def retranslate(self, tr: Translator) -> None:
        """Take the language of the field's own words and formats."""

    def set_name(self, words: str) -> None:
        """Name the control for assistive programs; its visible label says the same."""
        self.entry().setAccessibleName(words)

    def set_help(self, words: str) -> None:
        """Describe the control for assistive programs: help and problems."""
        self.entry().setAccessibleDescription(words)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the value be read, but not changed."""
        self.setEnabled(not read_only)

    def watch(self, control: QWidget) -> None:
        """Have ``left`` tell when this control loses the focus."""
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice focus that comes and goes."""
        if isinstance(event, QFocusEvent):
            self.update()
            if event.type() == QEvent.Type.FocusOut and event.reason() not in _AWAY:
                self.commit()
                self.left.emit()
        return super().eventFilter(watched, event)


class Framed(Field):
    """A field in a rounded border; the ring shows the focus."""

    def __init__(self, *, end: int = 0, parent: QWidget | None = None) -> None:
        """Make the frame; ``end`` is the room for a sign at the right, in pixels."""
        super().__init__(parent)
        self.frame = row(self, 0, (space(3), 0, space(3) + end, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint border, ring and sign."""
        painter, look = begin(self), theme.of(self)
        box(painter, self.rect(), look.raised, look.edge)
        if self.entry().hasFocus():
            focus_ring(painter, QRectF(self.rect()), look, RADIUS_CONTROL)
        self.paint_sign(painter, look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard wherever the frame is clicked."""
        self.entry().setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paint_sign(self, painter: QPainter, look: Theme) -> None:
        """Paint what stands at the right end."""


def commit_all(owner: QWidget) -> None:
    """Commit every field in a widget; before a page is left or a window closed."""
    for field in owner.findChildren(Field):
        field.commit()
