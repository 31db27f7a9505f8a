"""What a start leaves for after its first page is painted, and yet is there when it is needed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.ContextMenu,
        QEvent.Type.InputMethod,
        QEvent.Type.Wheel,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)


class Later(QObject):
    """Does things once a window has been painted, or at once when somebody acts on it before.

    Nothing is left for longer than that: whoever clicks or types finds all of it done.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Callable[[], object]] = []
        self._done = False
        window.installEventFilter(self)

    @property
    def waits(self) -> bool:
        """Whether what is asked for now waits for the first paint."""
        return not self._done

    def do(self, act: Callable[[], object]) -> None:
        """Do something later, in the order in which it was asked for."""
        if self._done:
            act()
        else:
            self._waiting.append(act)

    def finish(self) -> None:
        """Do now what is left to do."""
        if self._done:
            return
        self._done = True
        self._window.removeEventFilter(self)
        if self._window.windowHandle() is not None:
            self._window.windowHandle().removeEventFilter(self)
        for act in self._waiting:
            act()
        self._waiting.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint, and any input that comes before what is to follow it."""
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.Show:
                self._window.windowHandle().installEventFilter(self)  # where input comes first
            elif kind == QEvent.Type.Paint:
                QTimer.singleShot(0, self.finish)
        elif kind in _INPUT:
            self.finish()
        return False


def once_painted(widget: QWidget, act: Callable[[], object]) -> None:
    """Do something as soon as a widget has been painted for the first time."""
    widget.installEventFilter(_Once(widget, act))


class _Once(QTimer):
    """Watches a widget until it is painted, then runs out at once."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self.setSingleShot(True)
        self.timeout.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.start(0)
        return False
