"""The faces of radio buttons and check boxes in lists: words that wrap, help beneath."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit import marks
from jalon.ui.kit.painting import begin, broken, focus_ring
from jalon.ui.kit.roving import Choice
from jalon.ui.theme import Theme

_INDENT = 27
_PAD = 5
_MARK = 16


class Face:
    """Sizes and paints one line of a list of choices, on behalf of a real button."""

    def __init__(self, button: QAbstractButton) -> None:
        self._button = button
        self.label = ""
        self.help = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    def set_words(self, label: str, explanation: str) -> None:
        """Take the words."""
        self.label, self.help = label, explanation
        self._button.setText(label.replace("&", "&&"))
        self._button.setAccessibleName(label)
        self._button.setAccessibleDescription(explanation)
        self._button.updateGeometry()
        self._button.update()

    def height(self, width: int) -> int:
        """Return the height in pixels of the lines at a width."""
        room = width - theme.sized(_INDENT)
        tall = broken(self.label, "body", room).height
        if self.help:
            tall += broken(self.help, "small", room).height
        return round(tall) + 2 * _PAD

    def natural(self) -> int:
        """Return a comfortable width."""
        return min(480, theme.advance(self.label, "body") + theme.sized(_INDENT) + 8)

    def holds(self, pos: QPoint) -> bool:
        """Tell whether a place is on the button."""
        return self._button.rect().contains(pos)

    def clipped(self) -> str:
        """Return the label if the lines do not fit, else nothing."""
        fits = self.height(self._button.width()) <= self._button.height() + 1
        return "" if fits else self.label

    def paint(self, painter: QPainter, look: Theme) -> None:
        """Paint words and focus; the mark is the button's."""
        left = theme.sized(_INDENT)
        room = self._button.width() - left
        ink = look.text if self._button.isEnabled() or self._button.isChecked() else look.muted
        lines = broken(self.label, "body", room)
        lines.draw(painter, QPointF(left, _PAD), ink)
        if self.help:
            below = QPointF(left, _PAD + lines.height)
            broken(self.help, "small", room).draw(painter, below, look.muted)
        if self._button.hasFocus():
            focus_ring(painter, self._button.rect(), look)

    def mark(self) -> QRectF:
        """Return where the mark is painted: in the middle of the first line."""
        size = theme.sized(_MARK)
        return QRectF(3, _PAD + (theme.leading("body") - size) / 2, size, size)


class _Faced:
    """What both kinds of line have from their face; it goes before Qt's class, which has others."""

    _face: Face

    def set_words(self, label: str, explanation: str = "") -> None:
        """Show a label, and an explanation beneath it."""
        self._face.set_words(label, explanation)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        width = self._face.natural()
        return QSize(width, self._face.height(width))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        return self._face.height(width)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column: the words wrap."""
        return QSize(120, theme.leading("body") + 2 * _PAD)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the words."""
        return self._face.holds(pos)

    def clipped(self) -> str:
        """Return the words if they do not fit, else nothing."""
        return self._face.clipped()


class RadioLine(_Faced, Choice):
    """One choice of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = Face(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ring, dot and words."""
        painter, look = begin(self), theme.of(self)
        mark = self._face.mark()
        on = self.isChecked()
        painter.setBrush(look.colour("sunken" if self.underMouse() else "raised"))
        times = theme.grown()
        edge = 0.7 * times
        painter.setPen(QPen(look.colour("accent" if on else "edge"), 2 * edge))
        painter.drawEllipse(mark.adjusted(edge, edge, -edge, -edge))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            inner = 4 * times
            painter.drawEllipse(mark.adjusted(inner, inner, -inner, -inner))
        self._face.paint(painter, look)


class CheckLine(_Faced, QCheckBox):
    """One box of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._face = Face(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint box, tick and words."""
        painter, look = begin(self), theme.of(self)
        mark, over = self._face.mark(), self.underMouse()
        marks.check_box(painter, mark, look, checked=self.isChecked(), over=over)
        self._face.paint(painter, look)
