"""Removing a text for good: wherever the file holds it, and from backups made in any moment."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QMessageBox

from jalon.assessment.changes import PROVIDER
from jalon.session import opened
from jalon.ui.pages.changes import ChangeRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.pages.removing import ReasonDialog
from jalon.ui.places import HISTORY
from ui.stage import Stage

ITEM, OTHER = "copyright-1.1-draw-up", "copyright-1.1-keep-up-to-date"

pytestmark = pytest.mark.usefixtures("kept")


def remove(stage: Stage, text: str, reason: str = "a password") -> None:
    """Remove the oldest change that says a text, through the page of its history."""
    page = stage.go(HISTORY, ITEM)
    assert isinstance(page, HistoryPage)
    rows = [r for r in page.log.rows if isinstance(r, ChangeRow) and r._change.value == text]
    button = rows[-1].remove
    assert button is not None
    stage.click(button)
    (asked,) = [d for d in stage.window.findChildren(ReasonDialog) if d.isVisible()]
    stage.type(asked.reason.field, reason)
    stage.click(asked.go)


def shown(stage: Stage) -> list[QMessageBox]:
    return [box for box in stage.window.findChildren(QMessageBox) if box.isVisible()]


def payloads(path: Path) -> bytes:
    """Return all that the log of a closed file says, read without Jalon."""
    with closing(sqlite3.connect(path)) as file:
        return b"".join(row[0] for row in file.execute("SELECT payload FROM change"))


def test_that_a_text_done_again_or_written_on_goes_from_every_change_that_holds_it(
    stage: Stage,
) -> None:
    path, secret = stage.create(), "the key is tr0ub4dor&3"
    session = stage.session
    session.answer(PROVIDER, ITEM, "how", secret)
    session.undo()
    session.redo()
    session.answer(PROVIDER, ITEM, "how", f"{secret}, do not pass it on")
    session.answer(PROVIDER, ITEM, "how", "kept in the safe")
    session.answer(PROVIDER, ITEM, "gap", secret)
    remove(stage, secret)
    told = stage.message()
    assert told.informativeText().count("Ada Test") == 3
    stage.reply("Remove all that these say")
    assert shown(stage) == []
    assert session.assessment.value(PROVIDER, ITEM, "how") == "kept in the safe"
    assert session.assessment.value(PROVIDER, ITEM, "gap") is None
    stage.window.projects.close()
    assert b"tr0ub4dor" not in path.read_bytes()
    assert b"kept in the safe" in payloads(path)
    with opened(path) as again:
        assert again.check() == ()
        told_of = [c for c in again.history() if c.key.item == "expunged"]
        assert [c.value["reason"] for c in told_of if isinstance(c.value, dict)] == [
            "a password"
        ] * 4


def test_that_what_others_say_is_kept_when_that_is_chosen(stage: Stage) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "Jane Roe")
    stage.session.answer(PROVIDER, ITEM, "owner", "Jane Roe")
    remove(stage, "Jane Roe")
    stage.reply("Keep them")
    assert shown(stage) == []
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") is None
    assert stage.session.assessment.value(PROVIDER, ITEM, "owner") == "Jane Roe"


def test_that_what_was_chosen_is_not_looked_for_elsewhere(stage: Stage) -> None:
    stage.create()
    stage.session.answer(PROVIDER, OTHER, "state", "implemented")
    stage.session.answer(PROVIDER, ITEM, "state", "implemented")
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    remove(stage, "implemented")
    assert shown(stage) == []
    assert stage.session.assessment.value(PROVIDER, OTHER, "state") == "implemented"


def test_that_a_backup_made_while_the_text_was_being_typed_is_named(
    stage: Stage, kept: Path
) -> None:
    stage.create()
    stage.session.draft(PROVIDER, ITEM, "how", "hunter2 hunter2")
    stage.back_up()
    stage.session.settle()
    (backup,) = kept.rglob("*Z.jalon")
    assert b"hunter2" in backup.read_bytes()
    remove(stage, "hunter2 hunter2")
    assert str(backup) in stage.message().informativeText()
    stage.reply("Delete these backups")
    assert not backup.exists()


def test_that_a_backup_with_what_is_typed_afterwards_is_none_that_holds_it(
    stage: Stage, kept: Path
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "hunter2 hunter2")
    remove(stage, "hunter2 hunter2")
    stage.session.draft(PROVIDER, ITEM, "how", "locked away")
    stage.back_up()
    stage.session.answer(PROVIDER, ITEM, "how", "hunter2 again")
    stage.session.answer(PROVIDER, ITEM, "how", "locked")
    gone = stage.session.history(item=ITEM)
    held = stage.session.custody.holding([c for c in gone if not c.edition], kept)
    assert held == ()


def test_that_a_backup_that_is_being_checked_is_dropped_and_made_anew(
    stage: Stage, kept: Path
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "hunter2 hunter2")
    backing = stage.window.projects._backing
    assert backing is not None
    go_on = Event()
    stage.window.jobs.start(lambda _: go_on.wait(60), lambda _: None, lambda _: None)
    backing.begin()
    stage.qtbot.waitUntil(lambda: not backing.busy, timeout=60_000)
    (unfinished,) = kept.rglob(".*.unfinished")
    assert b"hunter2" in unfinished.read_bytes()
    remove(stage, "hunter2 hunter2")
    with stage.qtbot.waitSignal(backing.made, timeout=60_000):
        go_on.set()
    (backup,) = kept.rglob("*.jalon")
    assert b"hunter2" not in backup.read_bytes()
    assert list(kept.rglob(".*")) == []
