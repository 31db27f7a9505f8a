"""The report as it will be printed, page by page, on white paper in every theme."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit import Button, Text, column, row
from jalon.ui.kit.order import stand
from jalon.ui.kit.painting import fill
from jalon.ui.theme import space

_RATIO = 297 / 210
_NARROWEST, _WIDEST = 380, 620
_EDGE = "#C9CFCE"


class Preview(QWidget):
    """One page at a time, with the way to the next.

    ``wanted`` asks for the picture of a page: its number, and the width in device pixels.
    """

    wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(_WIDEST)
        self._tr: Translator | None = None
        self._pages, self._number = 0, 1
        self.paper = Paper(self)
        self._back, self._ahead = (
            Button("quiet", "back", parent=self),
            Button("quiet", "ahead", parent=self),
        )
        self._words = Text("small", "muted", parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = column(self, space(2))
        ways = QWidget(self)
        line = row(ways, space(2))
        line.addWidget(self._back)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._ahead)
        stand(box, ways, self.paper)
        box.addStretch()
        self._back.clicked.connect(self._previous)
        self._ahead.clicked.connect(self._next)
        self.paper.turned.connect(self._turn)
        self.paper.sized.connect(self._ask)
        self._show()

    def fit(self, height: int) -> None:
        """Be no wider than a sheet ``height`` pixels high, but wide enough to be read."""
        least, most = theme.sized(_NARROWEST), theme.sized(_WIDEST)
        self.setMaximumWidth(min(most, max(least, round(height / _RATIO))))

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._back.set_text(tr.text("Previous"))
        self._ahead.set_text(tr.text("Next"))
        self._back.setAccessibleName(tr.text("Previous page"))
        self._ahead.setAccessibleName(tr.text("Next page"))
        self._show()

    def show_making(self) -> None:
        """Say that the report is being made; the old picture stays until then."""
        self._pages = 0
        self._show()

    def show_report(self, pages: int) -> None:
        """Begin with the page one was at, if the report still has it."""
        self._pages = pages
        self._number = min(self._number, pages) or 1
        self._show()
        self._ask()

    def show_sheet(self, number: int, image: QImage) -> None:
        """Show the picture of a page."""
        if number == self._number:
            self.paper.show_image(image)

    def show_failure(self) -> None:
        """Leave the paper empty: the reason stands beside it."""
        self._pages = 0
        self.paper.show_image(QImage())
        if self._tr:
            self._say(self._tr.text("No preview"))

    def _show(self) -> None:
        self._back.setEnabled(self._pages > 0 and self._number > 1)
        self._ahead.setEnabled(self._number < self._pages)
        if self._tr is None:
            return
        if not self._pages:
            self._say(self._tr.text("The report is being made…"))
            return
        said = self._tr.text(
            "Page {number} of {pages}",
            number=self._tr.number(self._number),
            pages=self._tr.number(self._pages),
        )
        self._say(said)

    def _say(self, words: str) -> None:
        self._words.set_text(words)
        self.paper.setAccessibleName(words)

    def _ask(self) -> None:
        if self._pages:
            self.wanted.emit(
                self._number, round(self.paper.width() * self.paper.devicePixelRatioF())
            )

    def _previous(self) -> None:
        self._turn(-1)

    def _next(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        wanted = self._number + by
        if 1 <= wanted <= self._pages:
            self._number = wanted
            self._show()
            self._ask()


class Paper(QLabel):
    """A sheet of A4. Page Up and Page Down turn it.

    A label with a picture is told to screen readers as a graphic; it is painted here all the same.
    """

    turned = Signal(int)
    sized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._asked_for = 0
        self.setPixmap(QPixmap(1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        """Show a picture of a page; a null one leaves the sheet white."""
        self._image = image
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that the sheet keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of A4."""
        return round(width * _RATIO)

    def sizeHint(self) -> QSize:
        """Return a sheet on which the text can be read."""
        return QSize(_WIDEST, self.heightForWidth(_WIDEST))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest sheet that shows anything."""
        return QSize(240, self.heightForWidth(240))

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """Ask for a picture of the new size."""
        if self.width() != self._asked_for:
            self._asked_for = self.width()
            self.sized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page."""
        if event.key() == Qt.Key.Key_PageDown:
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the sheet and the page on it."""
        painter, look = QPainter(self), theme.of(self)
        area = QRectF(self.rect())
        fill(painter, area, QColor(look.paper))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        painter.setPen(QPen(QColor(look.accent if self.hasFocus() else _EDGE), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
