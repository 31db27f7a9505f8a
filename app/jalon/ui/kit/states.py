"""The state of a requirement: icon, pill, and the selector of six with the keys 1 to 6."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.assessment.changes import Value
from jalon.forms.model import STATES, State
from jalon.language import Translator
from jalon.ui import theme, words
from jalon.ui.kit import marks
from jalon.ui.kit.field import Field
from jalon.ui.kit.frames import column
from jalon.ui.kit.painting import CENTRE, begin, box, focus_ring, write
from jalon.ui.kit.roving import Choice, RadioSet
from jalon.ui.theme import RADIUS_CONTROL, Role

_ICON = 17
_GAP = 3
_LEFT = 10
_SIGN = 15
_TEXT = 31
_END = 13


class StateIcon(QLabel):
    """A state's icon by itself; its words are beside it or in its accessible name."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str | None, name: str = "") -> None:
        """Show a state or a verdict; ``name`` is for assistive programs."""
        self._state = state
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's size and a pixel round it."""
        size = theme.sized(_ICON) + 2
        return QSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the icon."""
        size = theme.sized(_ICON)
        area = QRectF(1, (self.height() - size) / 2, size, size)
        marks.state_icon(begin(self), area, self._state, theme.of(self))


class StatePill(QLabel):
    """A state or a verdict: icon and words on the state's tint."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str | None, name: str) -> None:
        """Show a state or a verdict in these words."""
        self._state = state
        self.setText(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words and what goes round them."""
        return QSize(marks.pill_width(self.text()), marks.pill_height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a state is never cut."""
        return self.sizeHint()

    def clipped(self) -> str:
        """Return the words if they do not fit, else nothing."""
        return "" if self.sizeHint().width() <= self.width() + 1 else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the pill."""
        look = theme.of(self)
        marks.pill(begin(self), QRectF(self.rect()), self._state, self.text(), look)


class Segment(Choice):
    """One state: a real radio button (role, name, Space), painted as a segment."""

    def __init__(self, state: State, key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State = state
        self.key = key

    def natural(self) -> int:
        """Return the width in pixels that the words need."""
        return theme.advance(self.text(), "medium") + theme.sized(_TEXT) + _END

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere in the segment."""
        return self.rect().contains(pos)

    def clipped(self) -> str:
        """Return the words if they do not fit, else nothing."""
        needed = theme.advance(self.text(), "medium") + theme.sized(_TEXT)
        return "" if needed <= self.width() + 1 else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the digit, or in its place the icon of the chosen state."""
        painter, look = begin(self), theme.of(self)
        area = QRectF(self.rect())
        tone = look.tone(self.state)
        on = self.isChecked()
        left, size = theme.sized(_LEFT), theme.sized(_SIGN)
        if on:
            box(painter, area, tone.tint, tone.mark, width=1.4)
            at = QRectF(left, area.center().y() - size / 2, size, size)
            marks.state_icon(painter, at, self.state, look)
        else:
            if self.underMouse() and self.isEnabled():
                box(painter, area, look.sunken)
            digit = QRectF(left, 0, size, area.height())
            write(painter, digit, str(self.key), "small", look.muted, CENTRE)
        ink = tone.text if on else (look.text if self.isEnabled() else look.muted)
        role: Role = "medium" if on else "body"
        write(painter, area.adjusted(theme.sized(_TEXT), 0, 0, 0), self.text(), role, ink)
        if self.hasFocus():
            focus_ring(painter, area, look)


class _Segments(RadioSet):
    """The six in one line if they fit, else 3 by 2, 2 by 3, or one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, digits=True)
        self.segments = [Segment(s, i, self) for i, s in enumerate(STATES, start=1)]
        self.set_buttons(self.segments)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        rows = len(self.segments) // self._columns(width)
        return 2 * _GAP + rows * self._tall()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        wide = sum(s.natural() for s in self.segments) + 2 * _GAP
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one column."""
        widest = max(s.natural() for s in self.segments) + 2 * _GAP
        return QSize(widest, self._tall() + 2 * _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the segments."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Place the segments for the width there is."""
        columns, room, tall = self._columns(self.width()), self.width() - 2 * _GAP, self._tall()
        if columns == len(self.segments):
            wanted = [s.natural() for s in self.segments]
            spare, left = (room - sum(wanted)) / columns, float(_GAP)
            for segment, natural in zip(self.segments, wanted, strict=True):
                segment.setGeometry(round(left), _GAP, round(natural + spare), tall)
                left += natural + spare
            return
        for i, segment in enumerate(self.segments):
            left = _GAP + (i % columns) * room // columns
            segment.setGeometry(left, _GAP + (i // columns) * tall, room // columns, tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the frame."""
        look = theme.of(self)
        box(begin(self), self.rect(), look.surface, look.edge, radius=RADIUS_CONTROL + 2)

    def _columns(self, width: int) -> int:
        room, wanted = width - 2 * _GAP, [s.natural() for s in self.segments]
        if sum(wanted) <= room:
            return len(self.segments)
        return next((n for n in (3, 2) if n * max(wanted) <= room), 1)

    def _tall(self) -> int:
        return theme.line_height("medium") + 14


class StateSelector(Field):
    """Six states, none preselected; the value is a State or None.

    Keys 1 to 6 choose, 0, Delete and Backspace take the answer back, arrows move, Space and
    Return choose where one is, Tab goes in and out once.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: State | None = None
        self._set = _Segments(self)
        self._set.chosen.connect(self._chosen)
        self._set.taken_back.connect(self._taken_back)
        column(self).addWidget(self._set)
        for segment in self._set.segments:
            self.watch(segment)

    def retranslate(self, tr: Translator) -> None:
        """Name the states."""
        for segment in self._set.segments:
            segment.setText(words.state(tr, segment.state))
            segment.setAccessibleName(words.state(tr, segment.state))
            segment.setAccessibleDescription(tr.text("Key {key}", key=segment.key))
        self._set.updateGeometry()
        self._set.place()

    def entry(self) -> QWidget:
        """Return the group of buttons."""
        return self._set

    def value(self) -> State | None:
        """Return the state; None when there is no answer."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Show a state."""
        wanted = next((s for s in STATES if s == value), None)
        if wanted != self._value:
            self._value = wanted
            self._set.show_checked(STATES.index(wanted) if wanted else None)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the state be seen, but not changed."""
        self._set.set_read_only(read_only=read_only)

    def _chosen(self, at: int) -> None:
        if STATES[at] != self._value:
            self._value = STATES[at]
            self.edited.emit(self._value)

    def _taken_back(self) -> None:
        self._value = None
        self.edited.emit(None)
