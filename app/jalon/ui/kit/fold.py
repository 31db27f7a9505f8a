"""The head of a part of a page that opens and closes: its title, and how far it has come."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit.opener import Opener
from jalon.ui.kit.painting import RIGHT, Lines, begin, broken, chevron, focus_ring, write
from jalon.ui.theme import Role, space

_TOP = 14
_END = space(5)
_CHEVRON = 24
_GAP = 2


class Fold(Opener):
    """Opens its part.

    A ``strong`` one heads lines that are set like its title.
    """

    X = space(5)
    """Where the text begins, in pixels."""

    def __init__(self, *, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: Role = "strong" if strong else "medium"
        self._title = self._note = self._count = ""
        self._warns = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(
        self, tr: Translator, title: str, note: str = "", count: str = "", *, warns: bool = False
    ) -> None:
        """Show a title, a note beneath it, and a count at the right.

        ``warns`` sets the note in the colour of warnings.
        """
        self.describe(". ".join(part for part in (count, note) if part), tr)
        shown = (title, note, count, warns)
        if shown == (self._title, self._note, self._count, self._warns):
            return
        self._title, self._note, self._count, self._warns = shown
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def words(self) -> tuple[str, str, str]:
        """Return what is shown: title, note and count."""
        return self._title, self._note, self._count

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        return round(self._set(width).height) + 2 * _TOP

    def sizeHint(self) -> QSize:
        """Return a comfortable width; layouts ask for the height."""
        return QSize(460, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column: the words wrap."""
        return QSize(200, theme.leading(self._role) + 2 * _TOP)

    def clipped(self) -> str:
        """Return the title if it does not fit, else nothing."""
        return "" if self.heightForWidth(self.width()) <= self.height() + 1 else self._title

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the head."""
        painter, look = begin(self), theme.of(self)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), look.colour("surface"))
        words = self._set(self.width())
        words.title.draw(painter, QPointF(self.X, _TOP), look.text)
        if words.note:
            ink = look.warn.text if self._warns else look.muted
            words.note.draw(painter, QPointF(self.X, _TOP + words.title.height + _GAP), ink)
        middle = _TOP + theme.leading(self._role) / 2
        right = self.width() - _END
        line = QRectF(0, _TOP, right - theme.sized(_CHEVRON), theme.leading(self._role))
        write(painter, line, self._count, "label", look.muted, RIGHT)
        direction = "up" if self.isChecked() else "down"
        chevron(painter, QPointF(right - theme.sized(5), middle), look.muted, direction)
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(2, 2, -2, -2), look)

    def _set(self, width: int) -> "_Words":
        count = theme.advance(self._count, "label") + space(4) if self._count else 0
        room = width - self.X - _END - theme.sized(_CHEVRON)
        title = broken(self._title, self._role, room - count)
        if not self._note:
            return _Words(title, None, title.height)
        note = broken(self._note, "small", room)
        return _Words(title, note, title.height + _GAP + note.height)


class _Words(NamedTuple):
    """The two texts of a head, and their height in pixels."""

    title: Lines
    note: Lines | None
    height: float
