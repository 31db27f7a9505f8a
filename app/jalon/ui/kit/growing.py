"""A field of several lines: plain text that grows with what is written."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from jalon.assessment.changes import Value
from jalon.ui import theme
from jalon.ui.kit.field import Framed
from jalon.ui.kit.frames import ThinBar, keep_in_sight

_PARAGRAPH = "\u2029"
_TOP, _BOTTOM, _SIDE = 5, 8, 12


class PlainEdit(QTextEdit):
    """An editor whose one signal for content, ``user_edited``, is the user's alone.

    QTextEdit tells of every change, by whomever, of formats, and of text still being composed
    with an input method; this one compares the text itself.
    """

    user_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._showing = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self._set_leading()
        self.document().contentsChange.connect(self._changed)
        self.cursorPositionChanged.connect(self._show_caret)

    def words(self) -> str:
        """Return the text as typed.

        ``toPlainText`` would turn no-break spaces, which French needs, into spaces.
        """
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_words(self, words: str) -> None:
        """Show a text without telling; the caret stays when the text is the same."""
        if words == self.words():
            return
        self._showing = True
        self.setPlainText(words)
        self._set_leading()
        self._known = self.words()
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a paragraph by Return, with Shift or without: one kind of line break.

        Qt's own Return in an empty paragraph resets its line height instead of beginning
        another one, so that every second empty line could not be typed.
        """
        spare = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        returned = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if returned and not event.modifiers() & ~spare and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave files to what lies around the field: their addresses are no answer."""
        files = any(url.isLocalFile() for url in source.urls())
        return not files and super().canInsertFromMimeData(source)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless this is a long list that one is in."""
        if self.hasFocus() and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _changed(self) -> None:
        if self._showing:
            return
        words = self.words()
        if words != self._known:
            self._known = words
            self.user_edited.emit(words)

    def _show_caret(self) -> None:
        if self.hasFocus():
            keep_in_sight(self)

    def changeEvent(self, event: QEvent) -> None:
        """Take the line height of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._showing = True
            self._set_leading()
            self._showing = False

    def _set_leading(self) -> None:
        """Set the line height on all paragraphs; not a step that undo would take back."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        wanted = QTextBlockFormat()
        wanted.setLineHeight(
            theme.leading("body") - 1, QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        )
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(wanted)
        document.setUndoRedoEnabled(True)


class GrowingText(Framed):
    """A field of several lines. It grows with its text and never scrolls inside the page.

    A list of a thousand lines would be a page of its own: with ``most`` it grows to that many
    lines and then scrolls.

    ``edited`` comes at each keystroke: keep it as a draft; ``left`` is when to settle it.
    """

    def __init__(self, least: int = 2, *, most: int = 0, parent: QWidget | None = None) -> None:
        """Make the field at least ``least`` lines high, and at most ``most`` if that is set."""
        super().__init__(parent=parent)
        self._least, self._most = least, most
        self._edit = PlainEdit(self)
        self.frame.setContentsMargins(_SIDE, _TOP, _SIDE, _BOTTOM)
        if most:
            self._edit.setVerticalScrollBar(ThinBar("raised", self._edit))
            self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.frame.addWidget(self._edit)
        self.setFocusProxy(self._edit)
        self.watch(self._edit)
        self._edit.user_edited.connect(self._tell)
        self._edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def entry(self) -> PlainEdit:
        """Return the editor."""
        return self._edit

    def value(self) -> str:
        """Return the text as typed; empty when nothing is."""
        return self._edit.words()

    def show_value(self, value: Value) -> None:
        """Show a text."""
        self._edit.show_words(value if isinstance(value, str) else "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the text be read and copied, but not changed."""
        self._edit.setReadOnly(read_only)

    def sizeHint(self) -> QSize:
        """Return a comfortable width at the height that the text takes."""
        return QSize(320, self.height())

    def fit(self, width: int) -> None:
        """Take the height for a width that the field is going to get.

        Qt breaks the text only when it is seen, and the page would be laid out once more.
        """
        if self.isVisible():
            return
        self._edit.resize(width - 2 * _SIDE, self._edit.height())
        for part in (self._edit, self._edit.viewport()):
            QApplication.sendEvent(part, QResizeEvent(part.size(), QSize()))

    def _tell(self, words: str) -> None:
        self.edited.emit(words)

    def _fit(self) -> None:
        line = theme.leading("body") - 1
        tall = max(self._least * line, round(self._edit.document().size().height() + 0.5))
        if self._most:
            tall = min(tall, self._most * line)
        wanted = tall + _TOP + _BOTTOM
        if wanted != self.height() or wanted != self.minimumHeight():
            self._edit.setFixedHeight(tall)
            self.setFixedHeight(wanted)
