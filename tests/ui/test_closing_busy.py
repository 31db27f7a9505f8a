"""A project is closed while workers are at it: what was asked for by its pages is forgotten."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from jalon.store import backups
from jalon.store.backups import Backup, Making
from jalon.ui import work
from jalon.ui.places import REPORT
from ui.stage import Stage

pytestmark = pytest.mark.usefixtures("company")


def test_that_nothing_is_said_of_a_report_that_was_being_made(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ended, make = Event(), list[int](), work.make

    def slowly(*given: object) -> work.Made:
        gate.wait(60)
        made = make(*given)  # type: ignore[arg-type]
        ended.append(made.pages)
        return made

    monkeypatch.setattr(work, "make", slowly)
    stage.go(REPORT)
    stage.reopen(stage.session.path)
    gate.set()
    stage.finish_jobs()  # an error in an answer fails the test

    assert ended


def test_that_a_backup_that_is_nearly_made_is_there(
    kept: Path, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_it, gate, finish = Event(), Event(), Making.finish_unless

    def slowly(making: Making, stale: Callable[[], bool], now: datetime) -> Backup | None:
        at_it.set()
        gate.wait(60)
        return finish(making, stale, now)

    monkeypatch.setattr(Making, "finish_unless", slowly)
    backing = stage.window.projects._backing
    assert backing is not None
    backing.begin()
    stage.wait(at_it.is_set)
    path = stage.session.path
    assert stage.window.projects.close()
    gate.set()
    stage.finish_jobs()

    found = [b for origin in backups.origins(kept) for b in backups.found(origin.folder)]
    assert len(found) == 1
    assert path.exists()
