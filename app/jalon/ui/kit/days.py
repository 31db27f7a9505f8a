"""A field for a day: typed as people write dates, or picked from a calendar."""

from datetime import date
from functools import cache

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, QTextCharFormat
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget, QFrame, QVBoxLayout, QWidget

from jalon import language
from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit import dates
from jalon.ui.kit.lines import CheckedLine
from jalon.ui.kit.painting import begin, focus_ring
from jalon.ui.theme import space

_SIGN = 30


class CalendarButton(QAbstractButton):
    """The sign at the end of a date field, which opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys Alt and Down do the same
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return a size that is easy to hit."""
        return QSize(theme.sized(_SIGN), theme.sized(_SIGN))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint a leaf of a calendar."""
        painter, look = begin(self), theme.of(self)
        x, y, times = self.width() / 2, self.height() / 2, theme.grown()
        painter.setPen(QPen(look.colour("text" if self.underMouse() else "muted"), 1.3 * times))
        leaf = QRectF(x - 7 * times, y - 6 * times, 14 * times, 13 * times)
        painter.drawRoundedRect(leaf, 2 * times, 2 * times)
        for x1, y1, x2, y2 in ((-7, -2, 7, -2), (-3.5, -8, -3.5, -5), (3.5, -8, 3.5, -5)):
            ends = (x + x1 * times, y + y1 * times, x + x2 * times, y + y2 * times)
            painter.drawLine(*(int(end) for end in ends))
        if self.hasFocus():
            focus_ring(painter, self.rect(), look)


class Calendar(QFrame):
    """The calendar that opens under the field; Escape closes it, Return picks."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.Box)
        self.months = QCalendarWidget(self)
        self.months.setGridVisible(False)
        self.months.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.months.activated.connect(self._pick)
        self.months.clicked.connect(self._pick)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self.months)

    def open_at(self, corner: QPoint, day: QDate, locale: QLocale) -> None:
        """Show the month of a day, as the language writes it."""
        plain = QTextCharFormat()
        plain.setForeground(theme.of(self).colour("text"))  # a red Sunday would say "wrong"
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.months.setWeekdayTextFormat(weekend, plain)
        self.months.setLocale(locale)
        self.months.setFirstDayOfWeek(locale.firstDayOfWeek())
        self.months.setSelectedDate(day)
        self.adjustSize()
        room = self.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        self.months.setFocus()

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(day)


class DateField(CheckedLine):
    """A day, as ``YYYY-MM-DD``; empty is allowed. Alt and Down open the calendar."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(end=theme.sized(_SIGN) - space(3), parent=parent)
        self._calendar: Calendar | None = None
        self._sign = CalendarButton(self)
        self._sign.clicked.connect(self.open_calendar)

    def retranslate(self, tr: Translator) -> None:
        """Write and read dates as the language does."""
        self._sign.setAccessibleName(tr.text("Choose from a calendar"))
        self._sign.setToolTip(tr.text("Choose from a calendar (Alt+Down)"))
        super().retranslate(tr)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the day be read and copied, but not changed."""
        super().set_read_only(read_only=read_only)
        self._sign.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Open the calendar at the day that is written, or today."""
        if self.entry().isReadOnly():
            return
        self.commit()
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.picked.connect(self._picked)
        day = self._day(self._value)
        code = self.tr_.code if self.tr_ else language.SOURCE_LANGUAGE
        locale = QLocale(language.locale_name(code))
        shown = QDate(day.year, day.month, day.day) if day else QDate.currentDate()
        corner = self.mapToGlobal(self.rect().bottomLeft() + QPoint(0, 2))
        self._calendar.open_at(corner, shown, locale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt and Down, or F4."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the sign at the right end."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place_sign()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.frame.setContentsMargins(space(3), 0, theme.sized(_SIGN), 0)
            self._place_sign()

    def _place_sign(self) -> None:
        wide = theme.sized(_SIGN)
        self._sign.setGeometry(self.width() - wide - 2, 0, wide, self.height())

    def read(self, words: str) -> Value:
        """Read a day."""
        found = dates.read(words, month_names())
        return found.isoformat() if found else None

    def written(self, value: Value) -> str:
        """Write a day in words; a text that is no day is shown as it is."""
        day = self._day(value)
        if day is None or self.tr_ is None:
            return value if isinstance(value, str) else ""
        return self.tr_.date(day, "long")

    def complaint(self, tr: Translator) -> str:
        """Say what a date looks like, by today's."""
        today = QDate.currentDate().toPython()
        example = tr.date(today, "long") if isinstance(today, date) else ""
        return tr.text("Write a date, for example {example} or 2026-12-31.", example=example)

    def _day(self, value: Value) -> date | None:
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def _picked(self, day: QDate) -> None:
        self.choose(day.toString(Qt.DateFormat.ISODate))
        self.entry().setFocus(Qt.FocusReason.OtherFocusReason)


@cache
def month_names() -> dict[str, int]:
    """Return the months' names, long and short, in every language that can be chosen."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for code in language.available():
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, code).items():
                    found[name.casefold().rstrip(".")] = number
    return found
