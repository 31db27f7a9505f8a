"""Backups of the open project: begun soon after opening and once a day, a little at a time."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jalon import assets
from jalon.errors import UserError
from jalon.ui.desk import Desk
from jalon.ui.jobs import Jobs

if TYPE_CHECKING:
    from jalon.store.backups import Backup, Making

FIRST_MS, DAILY_MS = 3_000, 24 * 60 * 60 * 1_000
_STEP_MS = 2


class Backing(QObject):
    """Makes the backups of one project, between what the user does.

    ``failed`` carries why one could not be made; the project itself is never at risk.
    ``made`` says that one is there.
    """

    failed = Signal(object)
    made = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs, self._ended = jobs, False  # what is nearly made is finished, whoever closes
        self._making: Making | None = None
        self._removals: frozenset[str] = frozenset()
        self._first, self._daily, self._steps = QTimer(self), QTimer(self), QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_MS)
        self._daily.setInterval(DAILY_MS)
        self._steps.setInterval(_STEP_MS)
        self._first.timeout.connect(self.begin)
        self._daily.timeout.connect(self.begin)
        self._steps.timeout.connect(self._step)

    def start(self) -> None:
        """Make one soon and one each day, where the user has not switched that off.

        Soon in any case where an earlier one that anybody can read is still to go.
        """
        session, self._ended = self._desk.session, False
        if session.read_only or session.example:
            return
        if self._desk.settings.backups or session.custody.protected:
            self._first.start()
        if self._desk.settings.backups:
            self._daily.start()

    def begin(self) -> None:
        """Begin a backup now, unless this state has one or one is under way."""
        if self._making is None and self._desk.writing.condition == "saved":
            try:
                custody, root = self._desk.session.custody, assets.backup_folder()
                if not self._desk.settings.backups and not custody.seal_is_due(root):
                    return
                self._removals = custody.removals
                self._making = custody.begin_backup(root)
            except UserError as error:
                self.failed.emit(error)
                return
            if self._making:
                self._steps.start()

    def end(self) -> None:
        """Drop what is under way; the project is about to be closed."""
        self._ended = True
        for timer in (self._first, self._daily, self._steps):
            timer.stop()
        making, self._making = self._making, None
        if making:
            making.give_up()

    @property
    def busy(self) -> bool:
        """Whether a backup is under way."""
        return self._making is not None

    def _step(self) -> None:
        making = self._making
        if making is None:
            return
        try:
            last = making.step()
        except UserError as error:
            self.end()
            self.start()
            self.failed.emit(error)
            return
        if last:
            self._steps.stop()
            self._making = None
            custody, begun = self._desk.session.custody, self._removals
            self._jobs.start(
                lambda _: making.finish_unless(
                    lambda: custody.removals != begun, datetime.now(UTC)
                ),
                self._finished,
                self._not_finished,
            )

    def _finished(self, backup: "Backup | None") -> None:
        if self._ended:
            return
        if backup:
            self.made.emit()
        elif self._daily.isActive():
            self.begin()

    def _not_finished(self, error: UserError) -> None:
        if not self._ended:
            self.failed.emit(error)
