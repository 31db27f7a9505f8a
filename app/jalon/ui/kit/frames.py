"""Grounds, cards, lines, and the area that scrolls a page."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from jalon.ui import theme
from jalon.ui.kit.painting import begin, box, fill
from jalon.ui.theme import RADIUS_CARD, Surfaces, space

Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)
_ENDLESS = 16_777_215  # Qt's own limit, QWIDGETSIZE_MAX
_DEEP = 12
"""Layouts within layouts on a page, at most; a turn in which nobody has to be told is free."""


def column(owner: QWidget, spacing: int = 0, margins: Margins = _NONE) -> QVBoxLayout:
    """Lay a widget's parts under each other; margins are left, top, right, bottom."""
    made = QVBoxLayout(owner)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def row(owner: QWidget, spacing: int = 0, margins: Margins = _NONE) -> QHBoxLayout:
    """Lay a widget's parts side by side; margins are left, top, right, bottom."""
    made = QHBoxLayout(owner)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def show_if(part: QWidget, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setVisible
    """Show or hide a part of something; nothing happens when it is so already.

    Qt lays a widget and all round it out whenever it is told to show it, even where it is not
    hidden, and where the page that it stands in is not seen yet.
    """
    if part.isHidden() == wanted:
        part.setVisible(wanted)


def ask_anew(part: QWidget, outer: QWidget | None) -> None:
    """Have all layouts between a part and what it stands in forget how high the part was.

    Qt tells only the layout next to it; the others hear of it when that one is laid out.
    """
    inner: QWidget | None = part
    while inner is not None and inner is not outer:
        inner.updateGeometry()
        inner = inner.parentWidget()


def lay_out_all() -> None:
    """Have all that waits for it be laid out now, before anything is painted.

    Qt hands a change of size up one layout at a time and paints in between: first much as it was,
    then as it will stay. Each turn here is one layout up.
    """
    for _ in range(_DEEP):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Part(QWidget):
    """A part of a page, with a layout.

    Its hints are what the layout says as it stands. Qt's own would be as high as the hint's
    width makes the texts: each part within another would have all of them broken at one width
    more, for a height that no layout asks for where it can ask for the height at a width.

    It shows nothing but its parts, which know by themselves when they are to be painted: without
    being told so, Qt would paint all of them anew whenever it becomes higher.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        laid_out = self.layout()
        return super().sizeHint() if laid_out is None else laid_out.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        laid_out = self.layout()
        return super().minimumSizeHint() if laid_out is None else laid_out.minimumSize()


class Card(QFrame):
    """A raised surface with a hairline; nothing floats, nothing casts a shadow."""

    def __init__(
        self,
        *,
        pad: int = space(5),
        spacing: int = space(3),
        fill: Surfaces = "raised",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill: Surfaces = fill
        self.box = column(self, spacing, (pad, pad, pad, pad))

    def sizeHint(self) -> QSize:
        """Return a comfortable size; see :class:`Part`."""
        return self.box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size; see :class:`Part`."""
        return self.box.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the card."""
        look = theme.of(self)
        fill = look.colour(self._fill).name()
        box(begin(self), self.rect(), fill, look.line, radius=RADIUS_CARD)


class Line(QWidget):
    """A hairline between things."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_vertical(vertical=vertical)

    def set_vertical(self, *, vertical: bool) -> None:
        """Stand upright between columns, or lie between rows."""
        self.setMinimumSize(1, 1)
        self.setMaximumSize(1 if vertical else _ENDLESS, _ENDLESS if vertical else 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line."""
        fill(QPainter(self), self.rect(), QColor(theme.of(self).line))


class Beside(Part):
    """Things side by side, each at its own height, or under each other where it is narrow."""

    def __init__(
        self, *parts: QWidget, least: int = space(45), parent: QWidget | None = None
    ) -> None:
        """Lay out these parts; ``least`` is the width in pixels below which they stack."""
        super().__init__(parent)
        self._least = least
        self._line = row(self, space(4))
        for part in parts:
            self._line.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction.LeftToRight
        if not self._has_room(self.width()):
            way = QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)

    def share(self, width: int) -> int:
        """Return how wide each part is at a width."""
        count = self._line.count()
        return (width - (count - 1) * space(4)) // count if self._has_room(width) else width

    def _has_room(self, width: int) -> bool:
        count = self._line.count()
        return width >= count * self._least + (count - 1) * space(4)


Ground: TypeAlias = Literal["surface", "raised"]
"""Grounds that the palette has, so that Qt itself paints them."""


class Surface(QWidget):
    """A ground."""

    def __init__(self, fill: Ground = "surface", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stand_on(self, fill)


def stand_on(widget: QWidget, ground: Ground) -> None:
    """Have a widget show a ground of the palette behind what it paints."""
    role = QPalette.ColorRole.Base if ground == "raised" else QPalette.ColorRole.Window
    widget.setBackgroundRole(role)
    widget.setAutoFillBackground(True)


class ThinBar(QScrollBar):
    """A narrow vertical scroll bar on a ground of its own."""

    def __init__(self, fill: Ground, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        stand_on(self, fill)

    def sizeHint(self) -> QSize:
        """Return a width that can still be caught with a mouse."""
        return QSize(12, 40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the slider, if there is anything to scroll."""
        span = self.maximum() - self.minimum()
        if span <= 0:
            return
        painter, look = begin(self), theme.of(self)
        room = self.height() - 8
        size = max(32.0, room * self.pageStep() / (span + self.pageStep()))
        top = 4 + (room - size) * (self.value() - self.minimum()) / span
        box(painter, QRectF(4, top, 5, size), look.edge, "", radius=2.5)


class Scroll(QScrollArea):
    """Scrolls a page vertically and keeps what has the keyboard in sight.

    The caret of a growing field is followed too: the field itself never scrolls.
    """

    def __init__(
        self, inner: QWidget, *, fill: Ground = "surface", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._inner = inner
        # the viewport by a name of our own: of one that Qt makes, PySide finds out the class by
        # setting up every class of widgets that there is
        self.ground = QWidget(self)
        self.setViewport(self.ground)
        stand_on(self.ground, fill)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinBar(fill, self)
        self.setVerticalScrollBar(self._bar)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def reveal(self, widget: QWidget) -> None:
        """Scroll no more than needed to bring a widget, or its caret, into sight."""
        if not self._inner.isAncestorOf(widget):
            return
        area = widget.rect()
        caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if area.height() > self.ground.height() // 2 and isinstance(caret, QRect | QRectF):
            area = caret.toRect() if isinstance(caret, QRectF) else caret
        at = QRect(widget.mapTo(self._inner, area.topLeft()), area.size())
        self._show(at.adjusted(0, -space(6), 0, space(6)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the caret when the page grows under it."""
        done = super().eventFilter(watched, event)
        if watched is self._inner and event.type() == QEvent.Type.Resize:
            focused = QApplication.focusWidget()
            if focused is not None:
                self.reveal(focused)
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the wheel scrolls the page whatever it passes over."""
        super().wheelEvent(event)
        event.accept()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None:
            self.reveal(new)

    def _show(self, area: QRect) -> None:
        bar, room = self._bar, self.ground.height()
        top, bottom = area.top(), area.bottom()
        if top < bar.value() or bottom - top > room:
            bar.setValue(max(bar.minimum(), top))
        elif bottom > bar.value() + room:
            bar.setValue(min(bar.maximum(), bottom - room))


def keep_in_sight(widget: QWidget) -> None:
    """Have the page that a widget stands in, if it scrolls, show it or its caret."""
    outer = widget.parentWidget()
    while outer is not None and not isinstance(outer, Scroll):
        outer = outer.parentWidget()
    if outer is not None:
        outer.reveal(widget)


def paper(widget: QWidget) -> None:
    """Give a widget and what is in it the light palette: the report's page is white always."""
    made = QPalette(theme.palette(theme.LIGHT))
    widget.setPalette(made)
