"""Runs the program as its users do, and moves mouse and keys in its real window.

Started as a process of its own. Standard input brings one command a line (JSON: its name and
what it needs), standard output answers each with one line. A command names what a person
would: the words on a button or beside a field. Nothing of the program is called but its
entry; clicks and keys go through Qt to what lies under them.

A click is posted, not made: one that opens a dialog ends only when the dialog does. No command
waits: one that cannot be done yet says so, and the test asks again.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from jalon.__main__ import main
from jalon.ui.pages.requirement import RequirementRow

_EDITORS = (QLineEdit, QTextEdit)
_MOMENT_S, _ENOUGH = 0.4, 16
_HELD: list[QWidget] = []
"""Dialogs that C++ has made. Python's view of what is in one ends with its view of the dialog."""


class Unseen(Exception):  # noqa: N818  reads as what happened
    """What was asked for cannot be seen, or not be reached; perhaps not yet."""


class Hands(QObject):
    """Does one command after the other, in the window's thread."""

    _asked = Signal(str)
    _later = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self._later.connect(self._act, Qt.ConnectionType.QueuedConnection)
        self._typing = QTimer(self)
        self._typing.timeout.connect(self._type_next)
        self._rest: list[str] = []
        self._typed = 0
        self._typed_at, self._tried = 0.0, 0
        self._heard = b""
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._listen)

    # -- commands --------------------------------------------------------------------------

    def click(self, name: str, row: str = "", inside: str = "") -> None:
        """Click what bears these words, or the field of this name."""
        found = seen(name, row, inside)
        self._click(found, *_spot(found))

    def menu(self, words: str) -> None:
        """Open a menu of the bar."""
        bar = _window().findChild(QMenuBar)
        top = _named(bar.actions(), words)
        self._click(bar, bar, bar.actionGeometry(top).center())

    def pick(self, words: list[str]) -> None:
        """Click an entry of a menu of the bar that is open."""
        bar = _window().findChild(QMenuBar)
        menu = _named(bar.actions(), words[0]).menu()
        if not menu.isVisible():
            raise Unseen(f"the menu {words[0]!r} is not open")
        at = menu.actionGeometry(_named(menu.actions(), words[1])).center()
        self._later.emit(lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at))

    def outline(self, words: str) -> None:
        """Click a line of the outline."""
        for view in _visible(QListView):
            for number in range(view.model().rowCount()):
                index = view.model().index(number, 0)
                if index.data() == words:
                    view.scrollTo(index)
                    at = view.visualRect(index).center()
                    self._click(view, view.viewport(), at)
                    return
        raise Unseen(f"no line of the outline says {words!r}")

    def keys(self, sequence: str) -> None:
        """Press keys, as ``Ctrl+V``, where the focus is."""
        QTest.keySequence(_focus(), QKeySequence(sequence))

    def type(self, text: str, name: str = "", row: str = "") -> None:
        """Type into the field of this name, or where the focus is; what is there goes."""
        if name:
            editor = _editor(name, row)
            widget, at = _spot(editor)
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
            if QApplication.focusWidget() is not editor:
                raise Unseen(f"a click into {name!r} gives the focus to {_focus()}")
            QTest.keySequence(editor, QKeySequence.StandardKey.SelectAll)
        for letter in text:
            _key(letter)

    def paste(self, text: str, name: str, row: str = "") -> None:
        """Paste into the field of this name, as a person with a full clipboard does."""
        self.type("", name, row)
        QGuiApplication.clipboard().setText(text)
        QTest.keySequence(_focus(), QKeySequence.StandardKey.Paste)

    def type_on(self, text: str, every_ms: int) -> None:
        """Begin to type and answer at once; each letter is told with the time and "Saved"."""
        self._rest, self._typed = list(text), 0
        self._typing.start(every_ms)

    def type_file(self, path: str) -> None:
        """Type a path into the file dialog that is open."""
        self._tried = 0
        self._type_file(path)

    def _type_file(self, path: str) -> None:
        line = _file_line()
        QTest.keySequence(line, QKeySequence.StandardKey.SelectAll)
        QTest.keyClicks(line, path)
        self._typed_at = time.monotonic()

    def confirm_file(self, path: str) -> bool:
        """Press Return a moment after typing: the dialog looks folders up while one types.

        On a busy machine Qt's dialog at times takes no Return: then its button is clicked, and
        then the path is typed once more, as a person does; who has had enough cancels. Tells
        whether the path was taken.
        """
        if not _visible(QFileDialog, QApplication.topLevelWidgets()):
            return self._tried < _ENOUGH
        line, button = _file_line(), _file_button()
        if time.monotonic() - self._typed_at > _MOMENT_S:
            self._tried += 1
            if self._tried >= _ENOUGH:
                self._later.emit(_escapes)
            elif line.text() != path or self._tried % 4 == 0:
                self._type_file(path)
            else:
                self._typed_at = time.monotonic()
                self._later.emit(_clicks(button) if self._tried % 4 == 3 else _returns)
        state = "on" if button.isEnabled() else "off"
        raise Unseen(f"the file dialog is still open at {line.text()!r}, its button {state}")

    def read(self, name: str, row: str = "") -> str:
        """Return the text that a field shows."""
        editor = _editor(name, row)
        if isinstance(editor, QLineEdit):
            return editor.text()
        return editor.document().toRawText().replace("\u2029", "\n")

    def checked(self, name: str, row: str = "", inside: str = "") -> bool:
        """Tell whether a radio button or a box is checked."""
        return seen(name, row, inside).isChecked()

    def enabled(self, name: str, row: str = "") -> bool:
        """Tell whether a button can be pressed."""
        return seen(name, row).isEnabled()

    def sees(self, name: str, row: str = "") -> bool:
        """Tell whether something of this name can be seen."""
        return bool(_candidates(name, row))

    def words(self) -> list[str]:
        """Return every text of the window that is shown, labels first."""
        labels = [label.text() for label in _visible(QLabel)]
        return [t for t in (*labels, *map(_words, _visible(QAbstractButton))) if t]

    def wait(self, words: str) -> str:
        """Return the whole of a shown text that contains these words, once there is one."""
        found = next((text for text in self.words() if words in text), "")
        if not found:
            raise Unseen(f"nothing says {words!r}")
        return found

    def wait_enabled(self, name: str) -> None:
        """Return once a button can be pressed."""
        if not seen(name).isEnabled():
            raise Unseen(f"{name!r} cannot be pressed")

    def open_row(self, row: str) -> None:
        """Open the row of a requirement by a click on its head, if it is closed."""
        head = _head(row)
        if not head.isChecked():
            self._click(head, *_spot(head))

    def focus_row(self, row: str) -> None:
        """Give the focus to the head of a row; what Tab would do."""
        head = _head(row)
        head.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> None:
        """Close the window by its own button."""
        self._later.emit(_window().close)

    # -- inside ----------------------------------------------------------------------------

    def _listen(self) -> None:
        heard = os.read(sys.stdin.fileno(), 65536)
        *lines, self._heard = (self._heard + heard).split(b"\n")
        for line in lines:
            self._asked.emit(line.decode())
        self._ear.setEnabled(bool(heard))

    def _do(self, line: str) -> None:
        command, needs = json.loads(line)
        try:
            say({"answer": getattr(self, command)(**needs)})
        except Unseen as error:
            say({"unseen": str(error), "seen": self.words()})
        except Exception:  # noqa: BLE001  told to the test, which fails by it
            say({"problem": traceback.format_exc(), "seen": self.words()})

    def _act(self, act: Callable[[], object]) -> None:
        act()

    def _click(self, asked: QWidget, widget: QWidget, at: QPoint) -> None:
        if not asked.isEnabled():
            raise Unseen(f"{_words(asked)!r} cannot be pressed")
        self._later.emit(lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at))

    def _type_next(self) -> None:
        if not self._rest:
            self._typing.stop()
            return
        header = _window().workspace.header
        saved = self._typed if header.saved.text().startswith(SAVED) else 0
        _key(self._rest.pop(0))
        self._typed += 1
        say({"typed": self._typed, "at": time.monotonic(), "saved": saved})


def say(document: dict[str, Any]) -> None:
    """Write one line for the test."""
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def seen(name: str, row: str = "", inside: str = "") -> QWidget:
    """Return the one thing of this name that can be seen: in a row, or in a field."""
    found = _candidates(name, row, inside)
    if len(found) != 1:
        raise Unseen(f"{len(found)} things are called {name!r} {row}: {found}")
    return found[0]


def _candidates(name: str, row: str, inside: str = "") -> list[QWidget]:
    roots = [r for r in _visible(RequirementRow) if r.item == row] if row else [_root()]
    if inside:
        roots = [seen(inside, row)]
    found = [w for root in roots for w in root.findChildren(QWidget) if w.isVisible()]
    of_name = [w for w in found if name in (w.objectName(), w.accessibleName(), _words(w))]
    return [w for w in of_name if not any(w is not v and v.isAncestorOf(w) for v in of_name)]


def _file_button() -> QPushButton:
    """Return the button by which the file dialog that is open takes the path."""
    box = _file_line().window().findChild(QDialogButtonBox)
    kinds = QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Open
    return next(button for kind in kinds if (button := box.button(kind)))


def _returns() -> None:
    QTest.keyClick(_file_line(), Qt.Key.Key_Return)


def _escapes() -> None:
    QTest.keyClick(_file_line(), Qt.Key.Key_Escape)


def _clicks(button: QPushButton) -> Callable[[], None]:
    return lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _file_line() -> QLineEdit:
    """Return where a file dialog takes a path; found anew each time, for Qt owns it."""
    dialogs = _visible(QFileDialog, QApplication.topLevelWidgets())
    if not dialogs:
        raise Unseen("no file dialog is open")
    _HELD.extend(dialogs)
    line = dialogs[0].findChild(QLineEdit, "fileNameEdit")
    line.setFocus()
    return line


def _head(row: str) -> QAbstractButton:
    heads = [found.head for found in _visible(RequirementRow) if found.item == row]
    if not heads:
        raise Unseen(f"no row of {row}")
    return heads[0]


def _editor(name: str, row: str) -> QLineEdit | QTextEdit:
    found = seen(name, row)
    inner = [found] if isinstance(found, _EDITORS) else [*_inner(found)]
    if len(inner) != 1:
        raise Unseen(f"{name!r} has {len(inner)} editors")
    return inner[0]


def _inner(outer: QWidget) -> Iterator[QLineEdit | QTextEdit]:
    yield from (w for w in outer.findChildren(QWidget) if isinstance(w, _EDITORS))


def _spot(widget: QWidget) -> tuple[QWidget, QPoint]:
    """Scroll a widget into sight; return what a click in the middle of it meets, and where."""
    _scroll_to(widget)
    window = widget.window()
    at = _in_sight(widget).center()
    met = window.childAt(at) or window
    if met is not widget and not widget.isAncestorOf(met):  # or the page is still laid out
        raise Unseen(f"{_words(widget)!r} lies under {met}")
    return met, met.mapFrom(window, at)


def _in_sight(widget: QWidget) -> QRect:
    """Return the part of a widget that no ancestor cuts off, in its window.

    Qt's own visible region leaves out what children cover, which in an editor is all of it.
    """
    window = widget.window()
    area, outer = QRect(widget.mapTo(window, QPoint()), widget.size()), widget.parentWidget()
    while outer is not None:
        area &= QRect(outer.mapTo(window, QPoint()), outer.size())
        outer = outer.parentWidget() if outer is not window else None
    return area


def _scroll_to(widget: QWidget) -> None:
    outer = widget.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(widget, 0, 30)
        outer = outer.parentWidget()


def _key(letter: str) -> None:
    """Press the key of a letter; one that keyboards lack comes as from an input method."""
    focus = _focus()
    if letter == "\n":
        QTest.keyClick(focus, Qt.Key.Key_Return)
    elif letter.isascii() and letter.isprintable():
        QTest.keyClicks(focus, letter)
    else:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(focus, event)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    return ""


def _named(actions: list[QAction], words: str) -> QAction:
    found = [a for a in actions if a.text().replace("&", "") == words.replace("&", "")]
    if len(found) != 1:
        raise Unseen(f"no menu entry {words!r} in {[a.text() for a in actions]}")
    return found[0]


def _focus() -> QWidget:
    return QApplication.focusWidget() or _root()


def _root() -> QWidget:
    if dialog := QApplication.activeModalWidget():
        _HELD.append(dialog)
        return dialog
    return _window()


def _window() -> Any:  # noqa: ANN401
    return next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Window")


def _visible(kind: type[QWidget], among: list[QWidget] | None = None) -> list[Any]:
    found = among if among is not None else _root().findChildren(kind)
    return [w for w in found if isinstance(w, kind) and w.isVisible()]


if __name__ == "__main__":
    SAVED = tuple(json.loads(sys.argv[1]))
    application = QApplication(["jalon"])
    hands = Hands()
    sys.exit(main(sys.argv[2:]))
