"""Work beside the window: answered once, in the window's thread, or not at all."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from jalon.errors import UserError
from jalon.ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    del qtbot


def unexpected(error: UserError) -> None:
    raise AssertionError(error)


def test_that_the_answer_comes_in_the_threads_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    done: list[str] = []

    def work(_: Job[str]) -> str:
        threads.append(threading.get_ident())
        return "made"

    def answered(result: str) -> None:
        threads.append(threading.get_ident())
        done.append(result)

    jobs.start(work, answered, unexpected)
    qtbot.waitUntil(lambda: bool(done))

    assert done == ["made"]
    assert threads[0] != threading.get_ident() == threads[1]
    assert not jobs.busy


def test_that_a_failure_the_user_can_mend_is_given_back(jobs: Jobs, qtbot: QtBot) -> None:
    met: list[UserError] = []

    def work(_: Job[None]) -> None:
        raise UserError("No room.")

    jobs.start(work, unexpected, met.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(met))

    assert met[0].message == "No room."


def test_that_a_programming_error_is_raised_in_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_: Job[None]) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.start(work, lambda _: None, unexpected)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_that_a_dropped_job_answers_nothing_and_is_not_waited_for(jobs: Jobs, qtbot: QtBot) -> None:
    gate, answers = threading.Event(), list[str]()

    def slow(_: Job[str]) -> str:
        gate.wait()
        return "slow"

    first = jobs.start(slow, answers.append, unexpected)
    second = jobs.start(lambda _: "never", answers.append, unexpected)
    jobs.start(lambda _: "last", answers.append, unexpected)
    first.drop()
    second.drop()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert answers == ["last"]


def test_that_closing_waits_for_the_job_that_runs(jobs: Jobs) -> None:
    begun, ended = threading.Event(), threading.Event()
    answers: list[None] = []

    def work(job: Job[None]) -> None:
        begun.set()
        while not job.dropped:
            threading.Event().wait(0.001)
        ended.set()

    jobs.start(work, answers.append, unexpected)
    begun.wait()
    jobs.close()
    QCoreApplication.processEvents()

    assert ended.is_set()
    assert answers == []


def test_that_what_is_to_be_kept_is_done_and_answered_before_all_else_is_dropped(
    jobs: Jobs,
) -> None:
    gate, answers = threading.Event(), list[str]()

    def slow(_: Job[str]) -> str:
        gate.wait()
        return "kept"

    jobs.start(slow, answers.append, unexpected, kept=True)
    threading.Timer(0.01, gate.set).start()

    assert jobs.settle()
    assert answers == ["kept"]


def test_that_what_asks_is_let_go_of_in_the_threads_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    """A worker that comes back late would otherwise be the last to hold a page that is gone."""
    gone_in, late = list[int](), threading.Event()

    class Asks:
        def done(self, _: None) -> None: ...

        def __del__(self) -> None:
            gone_in.append(threading.get_ident())

    def work(_: Job[None]) -> None: ...

    send = jobs._finished.emit

    def sent(job: object, came: object) -> None:
        send(job, came)
        late.wait()  # the window's thread has answered before this one has come back

    for _ in range(3):
        late.clear()
        asks = Asks()
        job = jobs.start(work, asks.done, unexpected)
        jobs._running[job].task._finished = sent  # type: ignore[index]
        del asks, job
        qtbot.waitUntil(lambda: not jobs.busy)
        late.set()
    jobs.close()

    assert gone_in == [threading.get_ident()] * 3


def test_that_it_is_told_when_what_was_to_be_kept_could_not_be_done(jobs: Jobs) -> None:
    met: list[UserError] = []

    def work(_: Job[None]) -> None:
        raise UserError("No room.")

    jobs.start(work, unexpected, met.append, kept=True)  # type: ignore[arg-type]

    assert not jobs.settle()
    assert [one.message for one in met] == ["No room."]
    assert jobs.settle()
