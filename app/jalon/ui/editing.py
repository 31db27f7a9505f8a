"""Undo, redo and the clipboard: the field that has the focus first, then the record."""

from typing import TYPE_CHECKING, Final, TypeAlias, TypeGuard, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.language import Translator
from jalon.session import Session

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QLineEdit, QTextEdit

    from jalon.ui.desk import Desk
    from jalon.ui.kit import LawPanel
    from jalon.ui.workspace import Workspace

    Editor: TypeAlias = QLineEdit | QTextEdit


class Editing(QObject):
    """Leaves the keys of undo and redo to the record where a field has nothing to undo.

    A text field takes Ctrl+Z even when it has nothing to undo; while it has the focus, this
    object lets such a key pass on to the menu.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left_for_menu: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @property
    def aim(self) -> QWidget | None:
        """What the menu acts on: what has the focus, or gets it back when the menu bar is left."""
        widget = QApplication.focusWidget()
        return self._left_for_menu if widget is not None and _is_menu(widget) else widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the menu have an undo or redo that the field cannot do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence

            editor = watched if is_editor(watched) else None
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if editor and ((undo and not can_undo(editor)) or (redo and not can_redo(editor))):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and _is_menu(new):  # opened by Alt or F10, which Qt gives the focus
            self._left_for_menu = old if old is None or not _is_menu(old) else self._left_for_menu
            return
        self._left_for_menu = None
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and is_editor(new):
            new.installEventFilter(self)


ACTS: Final = ("undo", "redo", "cut", "copy-text", "paste", "all")
"""The acts of the Edit menu, by name."""


def possible(session: Session | None, aim: QWidget | None, *, pastes: bool = False) -> set[str]:
    """Return which acts of the Edit menu would do something now.

    ``aim``: what they would act on. ``pastes``: whether what is in the clipboard can be pasted
    outside a field.
    """
    editor = aim if aim is not None and is_editor(aim) else None
    found = {"paste"} if pastes else set[str]()
    if editor is not None:
        found |= {"cut", "copy-text", "paste", "all"}
    elif _law(aim):
        found.add("copy-text")
    if (editor is not None and can_undo(editor)) or (session is not None and session.undoable):
        found.add("undo")
    if (editor is not None and can_redo(editor)) or (session is not None and session.redoable):
        found.add("redo")
    return found


def names(desk: "Desk | None", aim: QWidget | None, tr: Translator) -> dict[str, str]:
    """Return what Undo and Redo are called now: they say what they would do."""
    editor = aim if aim is not None and is_editor(aim) else None
    found = {}
    if editor is not None and can_undo(editor):
        found["undo"] = tr.text("&Undo typing")
    if editor is not None and can_redo(editor):
        found["redo"] = tr.text("&Redo typing")
    if desk is not None:
        from jalon.ui import undoing

        found.setdefault("undo", undoing.undo_words(desk, tr))
        found.setdefault("redo", undoing.redo_words(desk, tr))
    return found


def clipboard() -> "QMimeData":
    """Return what is in the clipboard; nothing, too, where the platform has none to be asked."""
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QGuiApplication

    held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
    return QMimeData() if held is None else held


def undo(workspace: "Workspace | None", tr: Translator) -> None:
    """Undo typing in the field that has the focus; where there is none, a step of the record."""
    editor = focused()
    if editor is not None and can_undo(editor):
        editor.undo()
    elif workspace is not None:
        from jalon.ui import undoing

        undoing.undo(workspace, tr)


def redo(workspace: "Workspace | None", tr: Translator) -> None:
    """Redo typing in the field that has the focus; where there is none, a step of the record."""
    editor = focused()
    if editor is not None and can_redo(editor):
        editor.redo()
    elif workspace is not None:
        from jalon.ui import undoing

        undoing.redo(workspace, tr)


def cut() -> None:
    """Cut in the field that has the focus."""
    if editor := focused():
        editor.cut()


def copy() -> None:
    """Copy from the field that has the focus; of the law panel all that it shows."""
    if editor := focused():
        editor.copy()
    elif panel := _law(QApplication.focusWidget()):
        panel.copy()


def select_all() -> None:
    """Select all in the field that has the focus."""
    if editor := focused():
        editor.selectAll()


def paste() -> bool:
    """Paste into the field that has the focus; tells whether there is one."""
    editor = focused()
    if editor is None:
        return False
    editor.paste()
    return True


def focused() -> "Editor | None":
    """Return the text field that has the focus."""
    widget = QApplication.focusWidget()
    return widget if widget is not None and is_editor(widget) else None


def is_editor(widget: QObject) -> "TypeGuard[Editor]":
    """Tell whether this is a text field; Qt is asked, so that no start brings fields for it."""
    return widget.inherits("QLineEdit") or widget.inherits("QTextEdit")


def _is_menu(widget: QWidget) -> bool:
    return widget.inherits("QMenuBar") or widget.inherits("QMenu")


def _law(widget: QWidget | None) -> "LawPanel | None":
    """Return the law panel, if the widget is in it."""
    from jalon.ui.kit import LawPanel

    while widget is not None and not isinstance(widget, LawPanel):
        widget = widget.parentWidget()
    return widget


def can_undo(editor: "Editor") -> bool:
    """Tell whether a field has typing of its own to undo."""
    from PySide6.QtWidgets import QLineEdit

    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable() and not editor.isReadOnly()
    return editor.document().isUndoAvailable() and not editor.isReadOnly()


def can_redo(editor: "Editor") -> bool:
    """Tell whether a field has typing of its own to redo."""
    from PySide6.QtWidgets import QLineEdit

    if isinstance(editor, QLineEdit):
        return editor.isRedoAvailable() and not editor.isReadOnly()
    return editor.document().isRedoAvailable() and not editor.isReadOnly()
