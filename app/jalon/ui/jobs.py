"""Work beside the window: the only place that crosses threads, and catches everything.

A job gets values that nobody can change, touches no widget, and answers once: with its
result, with the error the user can act on, or with the programming error it met. The answer
is given in the window's thread; a job that was dropped answers nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)

from jalon.errors import UserError

T = TypeVar("T")

PATIENCE_MS = 10_000
"""How long closing waits for what is to be kept before it asks."""
_LOOK_MS = 50


class Job(Generic[T]):
    """One piece of work under way.

    ``dropped`` may be asked by long work to end early; nobody waits for its result any more.
    ``kept`` is work that the user waits for, such as a file to be written: see ``Jobs.settle``.
    """

    def __init__(
        self,
        work: Callable[["Job[T]"], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        *,
        kept: bool = False,
    ) -> None:
        self._work, self._done, self._failed = work, done, failed
        self.kept, self.refused = kept, False
        self._dropped = Event()

    @property
    def dropped(self) -> bool:
        """Whether the result is wanted no more."""
        return self._dropped.is_set()

    def drop(self) -> None:
        """Say that the result is wanted no more."""
        self._dropped.set()

    def run(self) -> Callable[[], None]:
        """Do the work, in the worker's thread; return what the window's thread must then do."""
        try:
            result = self._work(self)
        except UserError as error:
            told, self.refused = error, True
            return lambda: self._failed(told)
        except Exception as error:  # noqa: BLE001  raised again in the window's thread
            met = error

            def raise_there() -> None:
                raise met

            return raise_there
        return lambda: self._done(result)


class Jobs(QObject):
    """The window's workers: one thread, so that jobs run in the order they were asked for.

    One is enough, and pypdfium2 must not be used by two at once.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # pypdfium2's state stays in the thread that made it
        self._running: dict[Job[object], _Task] = {}
        self._refused = False  # one of what is to be kept, which is said when all of it is there
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        *,
        kept: bool = False,
    ) -> Job[T]:
        """Begin ``work``; ``done`` or ``failed`` is called later, in this thread."""
        job = Job(work, done, failed, kept=kept)
        task = _Task(job, self._finished.emit)
        self._running[job] = task  # type: ignore[index]  # a job is only looked up by identity
        self._pool.start(task)
        return job

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waits."""
        return bool(self._running)

    def settle(self, patience_ms: int | None = None) -> bool | None:
        """Wait for what is to be kept, and give its answers; tells whether all of it was done.

        None where it takes longer than ``patience_ms``, by default :data:`PATIENCE_MS`.
        """
        end = monotonic() + (PATIENCE_MS if patience_ms is None else patience_ms) / 1000
        kept, refused = dict[Job[object], None](), self._refused
        while now := [job for job in self._running if job.kept]:  # an answer may start the next
            kept.update(dict.fromkeys(now))
            if monotonic() > end:
                return None
            self._pool.waitForDone(_LOOK_MS)
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        return not (refused or any(job.refused for job in kept))

    def give_up(self) -> None:
        """Drop what was to be kept: nobody waits for it any more, and nobody is there to tell."""
        for job in self._running:
            if job.kept:
                job.drop()

    def close(self) -> None:
        """Drop every job and wait for the one that runs; their answers are never given."""
        for job in self._running:
            job.drop()
        self._pool.clear()
        self._pool.waitForDone()
        self._running.clear()

    @Slot(object, object)
    def _answer(self, job: Job[object], answer: Callable[[], None] | None) -> None:
        self._running.pop(job, None)
        if answer and not job.dropped:
            self._refused |= job.kept and job.refused
            answer()
        self._refused &= any(other.kept for other in self._running)


class _Task(QRunnable):
    """A job as the thread pool takes it."""

    def __init__(self, job: Job[T], finished: Callable[[object, object], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python owns it: Jobs keeps it until its answer is given
        self._job, self._finished = job, finished

    def run(self) -> None:
        """Run the job, unless nobody wants it any more; it is answered in any case."""
        answer = None if self._job.dropped else self._job.run()
        with suppress(RuntimeError):  # the window that asked has gone meanwhile
            self._finished(self._job, answer)
