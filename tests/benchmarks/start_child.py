"""One start, up to the first painted frame; measured from outside by ``bench_start.py``.

Arguments: ``bare`` (a main window with one label) or ``jalon`` and the program's own arguments.
The moment, what is imported by then and the peak of memory go to standard output. A frame counts
as painted when the event loop comes round after the first paint: it has reached the backing store
by then.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  no pathlib

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def painted_once(window: "QWidget", then: Callable[[], None]) -> None:
    """Have ``then`` called after a window has painted itself.

    The window alone is watched: a filter of the application would see, and PySide would have to
    make objects for, every event of every thing inside Qt, and so weigh upon what is measured.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class First(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = True
                QTimer.singleShot(0, then)
            return False

    window.installEventFilter(First(window))


def done() -> None:
    """Say when it was and what is imported, and end at once."""
    elapsed = (time.monotonic_ns() - int(os.environ["STARTED_NS"])) / 1e6
    told = {"ms": elapsed, "modules": sorted(sys.modules)}
    sys.path.append(TESTS)  # not before: each place to look for modules makes a start longer
    from tools.memory import peak

    sys.stdout.write(json.dumps({**told, "peak": peak()}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    """The floor: nothing but a main window with a label."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Jalon"))
    window.resize(1280, 800)
    painted_once(window, done)
    window.show()
    app.exec()


def program(arguments: list[str]) -> None:
    """The program itself, by its own entry; the first thing it does once the loop runs is seen."""
    gc.disable()  # as the entry does before it imports the window, which is imported here already
    from jalon.ui import application

    shown = application.Window.show

    def show(window: application.Window) -> None:
        painted_once(window, done)
        shown(window)

    application.Window.show = show
    from jalon.__main__ import main

    main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program(sys.argv[2:])
