"""Work done ahead, in steps, while nobody does anything."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

PAUSE_MS: Final = 800
"""How long nobody has gone, answered or typed."""

_BETWEEN_MS: Final = 8
"""Between two steps, of which most take two milliseconds: whatever the user does comes first."""


class Ahead(QObject):
    """Takes the steps of some work, one at a time, once the window has been idle.

    ``begin`` is called for the steps, each time anew: it finds out what there is to do.
    """

    def __init__(self, begin: Callable[[], Iterator[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._begin = begin
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    @property
    def at_work(self) -> bool:
        """Whether there are steps to take, or a pause until then."""
        return self._timer.isActive()

    def wait(self, pause_ms: int = PAUSE_MS) -> None:
        """Drop what was begun, for the user does something; begin again after a pause."""
        self._steps = None
        self._timer.start(pause_ms)

    def stop(self) -> None:
        """Do nothing any more."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Take all steps now."""
        self.stop()
        for _ in self._begin():
            pass

    def _step(self) -> None:
        if self._steps is None:
            self._steps = self._begin()
        try:
            next(self._steps)
        except StopIteration:
            self._steps = None
        else:
            self._timer.start(_BETWEEN_MS)
