"""A name on one line that is shortened where there is no room for all of it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.painting import LEFT, elided, write
from jalon.ui.kit.texts import Text
from jalon.ui.theme import Role


class Name(Text):
    """What the user called something; cut short, it ends in an ellipsis and a tooltip says all.

    ``least`` pixels of it are always shown.
    """

    def __init__(
        self, role: Role, ink: str = "text", *, least: int = 80, parent: QWidget | None = None
    ) -> None:
        super().__init__(role, ink, wrap=False, parent=parent)
        self._kept = least
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_text(self, words: str) -> None:
        """Show words."""
        super().set_text(words)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._kept), hint.height())

    def clipped(self) -> str:
        """Return nothing: what is shortened is in the tooltip."""
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in a tooltip what there is no room for."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, or as many of them as there is room for."""
        if super().clipped():
            words = elided(self.text(), self._role, self.width(), Qt.TextElideMode.ElideRight)
            ink = theme.of(self).colour(self._ink)
            write(QPainter(self), QRectF(self.rect()), words, self._role, ink, LEFT)
            return
        super().paintEvent(event)

    def _tell(self) -> None:
        self.setToolTip(super().clipped())
