"""What nobody uses any more is looked for in pauses, and not in the middle of a visit."""

import gc
import weakref
from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from jalon.ui import collecting
from jalon.ui.collecting import Collecting
from jalon.ui.jobs import Job
from jalon.ui.places import COMPANY, HISTORY, MODELS
from ui.stage import Stage, pump


class Ring:
    """Something that knows of itself: without the collector it stays for ever."""

    def __init__(self) -> None:
        self.own = self


class Looks:
    """Which generations were looked through."""

    def __init__(self) -> None:
        self.of, self.threads = list[int](), set[int]()

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self.of.append(info["generation"])
            self.threads.add(get_ident())


@pytest.fixture
def looks() -> Iterator[Looks]:
    """The collector as it was before, whatever a test makes of it."""
    found = Looks()
    gc.collect()
    gc.callbacks.append(found)
    yield found
    gc.callbacks.remove(found)


@pytest.mark.usefixtures("created")
def test_that_no_visit_is_held_up_by_it(stage: Stage, looks: Looks) -> None:
    made = Collecting(stage.window)
    made.begin()
    made._soon.stop()
    places = [p for p in stage.workspace.desk.places() if p.kind in {"measure", "duty"}]
    for place in places[:14]:
        looks.of.clear()
        stage.workspace.go(COMPANY)
        stage.workspace.go(place)
        pump()
        assert looks.of == []
        gc.collect(0)  # as in a pause


@pytest.mark.usefixtures("created")
def test_that_what_is_new_is_looked_through_in_a_pause(stage: Stage, looks: Looks) -> None:
    made = Collecting(stage.window)
    made.begin()
    stage.go(MODELS)
    gone = weakref.ref(Ring())
    assert gone() is not None
    stage.wait(lambda: gone() is None)

    assert 2 not in looks.of


@pytest.mark.usefixtures("created")
@pytest.mark.parametrize("why", ["many visits", "closed"])
def test_that_all_is_looked_through_in_a_long_pause(
    why: str, stage: Stage, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_LATE_MS", 600)
    made = Collecting(stage.window)
    made.begin()
    ring = Ring()
    gone = weakref.ref(ring)
    gc.collect(1)  # it is old
    del ring
    stage.go(MODELS)
    stage.wait(lambda: not made._late.isActive())
    assert gone() is not None  # not worth it yet
    if why == "closed":
        assert stage.window.projects.close()
    else:
        for _ in range(collecting._ROUNDS):
            gc.collect(1)
        stage.go(COMPANY)
    stage.wait(lambda: gone() is None)

    assert looks.of[-1] == 2
    assert gc.get_count()[2] == 0


@pytest.mark.usefixtures("created")
def test_that_memory_stays_bounded_where_nobody_ever_pauses(stage: Stage, looks: Looks) -> None:
    made = Collecting(stage.window)
    made.begin()
    gone = weakref.ref(Ring())
    kept = [Ring() for _ in range(2 * collecting._NEW)]
    assert gone() is not None
    stage.workspace.go(MODELS)

    assert gone() is None
    assert looks.of == [1]
    assert kept


@pytest.mark.usefixtures("created")
def test_that_no_other_thread_ever_does_it(stage: Stage, looks: Looks) -> None:
    gc.enable()  # as Python starts
    made = Collecting(stage.window)
    made.begin()
    gate, here, rings = Event(), get_ident(), list[weakref.ref[Ring]]()

    def work(_: Job[None]) -> None:
        rings.extend(weakref.ref(Ring()) for _ in range(3 * collecting._NEW))
        gate.wait()

    stage.window.jobs.start(work, lambda _: None, pytest.fail)
    try:
        stage.wait(lambda: len(rings) == 3 * collecting._NEW)
        stage.go(COMPANY)  # a pause of the user's, in which the worker works on
        stage.wait(lambda: not made._soon.isActive())
        assert looks.of == []
    finally:
        gate.set()
    stage.wait(lambda: rings[-1]() is None)

    assert looks.threads == {here}


@pytest.mark.usefixtures("created")
def test_that_the_next_project_is_followed_as_well(stage: Stage, looks: Looks) -> None:
    made = Collecting(stage.window)
    path = stage.session.path
    stage.reopen(path)
    made._soon.stop()
    stage.go(HISTORY)

    assert made._soon.isActive()
    assert made._late.isActive()
    assert looks is not None
