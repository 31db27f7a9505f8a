"""When Python looks for what nobody uses any more: while nobody does anything."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from jalon.ui.window import Window
from jalon.ui.workspace import Workspace

_SOON_MS: Final = 400
"""How long nobody has gone, answered or typed, before what is new is looked through."""

_LATE_MS: Final = 10_000
"""The same, before all is looked through: that takes as long as some frames."""

_NEW: Final = 10_000
"""So many more objects are made than given back before what the user does next waits for it: some
megabytes. A visit makes some hundreds."""

_ROUNDS: Final = 8
"""So often what is new was looked through before all is."""

_AT_WORST: Final = 200
"""The same, where the user never pauses that long."""


class Collecting(QObject):
    """Has one window's pauses used to give back objects that know of each other only.

    All others are given back at once, by Python itself. It looks for these after so many new ones,
    which is in the middle of a visit, and once in a while through everything there is: 40 to 500
    milliseconds when all pages are made.

    And it does so in whatever thread makes the one too many. In the worker's it would delete
    widgets there, while Qt may be drawing them, so Python never does it by itself here. Nor is
    anything looked through while the worker works, whose libraries are not for two threads.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._jobs, self._all = window.jobs, False
        self._followed: Workspace | None = None
        self._soon, self._late = QTimer(self), QTimer(self)
        for timer, pause, then in (
            (self._soon, _SOON_MS, self._look_at_new),
            (self._late, _LATE_MS, self._look_at_all),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(then)
        window.projects.opened.connect(self._follow)
        window.projects.closed.connect(self._closed)
        window.jobs.quiet.connect(self.wait)
        if window.workspace:
            self._follow(window.workspace)

    def begin(self) -> None:
        """Take over from Python; whatever is there by now stays to the end."""
        gc.disable()
        gc.freeze()

    def wait(self) -> None:
        """Begin to wait anew, for the user does something; look now if nobody ever pauses."""
        new, _, rounds = gc.get_count()
        if new > _NEW and not self._jobs.busy:
            gc.collect(2 if rounds >= _AT_WORST else 1)
        self._soon.start()
        self._late.start()

    def stop(self) -> None:
        """Do nothing until something is done again."""
        self._soon.stop()
        self._late.stop()

    def _follow(self, workspace: object) -> None:
        """Notice what is done in a project."""
        if isinstance(workspace, Workspace) and workspace is not self._followed:
            self._followed = workspace
            workspace.went.connect(self.wait)
            workspace.desk.writing.changed.connect(self.wait)
            self.wait()

    def _closed(self) -> None:
        """Look through all in the next long pause: all pages of the project may go."""
        self._followed, self._all = None, True
        self.wait()

    def _look_at_new(self) -> None:
        if not self._jobs.busy:  # when they are done it waits anew
            gc.collect(1)

    def _look_at_all(self) -> None:
        if not self._jobs.busy and (self._all or gc.get_count()[2] >= _ROUNDS):
            self._all = False
            gc.collect()
