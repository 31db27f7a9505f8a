"""A text as it was and as it is, in one: what went is struck out, what came is underlined."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFont, QPaintEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jalon.assessment.compare import Piece
from jalon.ui import theme
from jalon.ui.kit.painting import begin

_INK: Final = {"same": "text", "out": "warn", "in": "accent"}
_LEAST = 120


class DifferenceText(QLabel):
    """Shows pieces of two texts; shape tells them apart, colour only helps.

    It is a QLabel whose text says the same in words, for those who do not see it. What the
    user typed is shown as typed, never interpreted.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        self.setWordWrap(True)  # else QLabel forgets at each text that height follows width
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pieces(self, pieces: Sequence[Piece], spoken: str) -> None:
        """Show two texts in one; ``spoken`` says in words what differs."""
        self._pieces = tuple(pieces)
        self.setText(spoken)
        self._write()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        self._document.setTextWidth(width)
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        """Return a comfortable size; at a narrower width the lines ask for more height."""
        width = max(theme.measure(), self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(_LEAST, theme.leading("body"))

    def clipped(self) -> str:
        """Return the words if they do not fit where they are shown, else nothing."""
        return "" if self.heightForWidth(self.width()) <= self.height() + 1 else self.text()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and the size of a changed theme or font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._write()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the pieces."""
        self._document.setTextWidth(self.width())
        self._document.drawContents(begin(self))

    def _write(self) -> None:
        self._document.clear()
        self._document.setDefaultFont(theme.font("body"))
        cursor, look = QTextCursor(self._document), theme.of(self)
        for piece in self._pieces:
            shape = QTextCharFormat()
            shape.setForeground(QColor(look.colour(_INK[piece.side])))
            shape.setFontStrikeOut(piece.side == "out")
            shape.setFontUnderline(piece.side == "in")
            if piece.side == "in":
                shape.setFontWeight(QFont.Weight.Medium)
            cursor.insertText(piece.text, shape)
