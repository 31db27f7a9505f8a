"""One start, up to the first painted frame; measured from outside by ``bench_start.py``.

Arguments: ``bare`` (a main window with one label) or ``jalon`` and the program's own arguments.
The moment and what is imported by then go to standard output. A frame counts as painted when
the event loop comes round after the first paint: it has reached the backing store by then.
"""

import json
import os
import sys
import time
from collections.abc import Callable


def painted_once(then: Callable[[], None]) -> object:
    """Have ``then`` called after the first window has painted itself; keep what is returned."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class First(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = isinstance(watched, QMainWindow)
                if self.seen:
                    QTimer.singleShot(0, then)
            return False

    first = First()
    QApplication.instance().installEventFilter(first)
    return first


def done() -> None:
    """Say when it was and what is imported, and end at once."""
    elapsed = (time.monotonic_ns() - int(os.environ["STARTED_NS"])) / 1e6
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stdout.write(json.dumps({"ms": elapsed, "modules": modules}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    """The floor: nothing but a main window with a label."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Jalon"))
    window.resize(1280, 800)
    window.show()
    _kept = painted_once(done)
    app.exec()


def program(arguments: list[str]) -> None:
    """The program itself, by its own entry; the first thing it does once the loop runs is seen."""
    from jalon.ui import application

    shown = application.Window.show
    kept: list[object] = []

    def show(window: application.Window) -> None:
        kept.append(painted_once(done))
        shown(window)

    application.Window.show = show
    from jalon.__main__ import main

    main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program(sys.argv[2:])
