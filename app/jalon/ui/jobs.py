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
from jalon.values import dataclass

T = TypeVar("T")

PATIENCE_MS = 10_000
"""How long closing waits for what is to be kept before it asks."""
_LOOK_MS = 50


_Answer = Callable[[Callable[[T], None], Callable[[UserError], None]], None]
"""What came of a job: calls one of its two answers."""


class Job(Generic[T]):
    """One piece of work under way.

    ``dropped`` may be asked by long work to end early; nobody waits for its result any more.
    ``kept`` is work that the user waits for, such as a file to be written: see ``Jobs.settle``.
    ``refused`` tells, once it is answered, that it ended with an error the user can act on.
    """

    def __init__(self, *, kept: bool = False) -> None:
        self.kept, self.refused = kept, False
        self._dropped = Event()

    @property
    def dropped(self) -> bool:
        """Whether the result is wanted no more."""
        return self._dropped.is_set()

    def drop(self) -> None:
        """Say that the result is wanted no more."""
        self._dropped.set()


class Jobs(QObject):
    """The window's workers: one thread, so that jobs run in the order they were asked for.

    One is enough, and pypdfium2 must not be used by two at once.
    """

    quiet = Signal()
    """All that was asked for is answered, or was dropped."""

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # pypdfium2's state stays in the thread that made it
        self._running: dict[Job[object], _Asked] = {}
        self._left: _Task | None = None  # the pool may not have come back from it yet
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
        job = Job[T](kept=kept)
        task = _Task(job, work, self._finished.emit)

        def answer(came: "_Answer[T]") -> None:
            came(done, told)

        def told(error: UserError) -> None:
            job.refused = True
            self._refused |= kept
            failed(error)

        self._running[job] = _Asked(task, answer)  # type: ignore[index,arg-type]  # by identity
        self._pool.start(task)
        return job

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waits."""
        return bool(self._running)

    def is_running(self, job: Job[T]) -> bool:
        """Tell whether a job is not answered yet."""
        return job in self._running

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
    def _answer(self, job: Job[object], came: "_Answer[object] | None") -> None:
        asked = self._running.pop(job, None)
        try:
            if asked:
                self._left = asked.task
                if came and not job.dropped:
                    asked.answer(came)
        finally:
            self._refused &= any(other.kept for other in self._running)
            if not self._running:
                self.quiet.emit()


class ProjectJobs:
    """What the pages of one project ask the workers for, and wait for no longer than it lasts."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._asked: list[Job[object]] = []

    def start(
        self,
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        *,
        kept: bool = False,
    ) -> Job[T]:
        """Begin ``work``; see :meth:`Jobs.start`."""
        job = self._jobs.start(work, done, failed, kept=kept)
        self._asked = [*filter(self._jobs.is_running, self._asked), job]  # type: ignore[list-item]
        return job

    def end(self) -> None:
        """Drop what is under way, but for what is to be kept: whoever asked for it goes."""
        for job in self._asked:
            if not job.kept:
                job.drop()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the window's thread alone knows of a job: whom it answers.

    The worker never holds it. Whatever belongs to the window must go in the window's thread, and
    goes in the other where that one is the last to let go of it.
    """

    task: "_Task"
    answer: Callable[[_Answer[object]], None]


class _Task(QRunnable):
    """A job as the thread pool takes it."""

    def __init__(
        self,
        job: Job[T],
        work: Callable[[Job[T]], T],
        finished: Callable[[object, object], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python owns it: Jobs keeps it until the next is answered
        self._job, self._finished = job, finished
        self._work: Callable[[Job[T]], T] | None = work

    def run(self) -> None:
        """Run the job, unless nobody wants it any more; it is answered in any case."""
        work, self._work = self._work, None
        came = _tried(work, self._job) if work and not self._job.dropped else None
        with suppress(RuntimeError):  # the window that asked has gone meanwhile
            self._finished(self._job, came)


def _tried(work: Callable[[Job[T]], T], job: Job[T]) -> _Answer[T]:
    """Do the work, in the worker's thread; return what the window's thread must then do."""
    try:
        result = work(job)
    except UserError as error:
        told = error
        return lambda _, failed: failed(told)
    except Exception as error:  # noqa: BLE001  raised again in the window's thread
        met = error

        def raise_there(_: object, __: object) -> None:
            raise met

        return raise_there
    return lambda done, _: done(result)
