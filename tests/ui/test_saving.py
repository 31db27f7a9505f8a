"""Saving: when it is said, what happens when it fails, and that nothing on screen is lost."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from jalon.assessment.changes import PROVIDER, Key
from jalon.errors import N_, ProjectError
from jalon.session import Session, opened
from jalon.ui.places import COMPANY
from jalon.ui.uniting import unite
from ui.stage import Stage, answer_dialogs, pump

NAME = Key(PROVIDER, "company-name", "value")


class FullDisk:
    """Refuses every write of a session, as a full disk does, until it is ``mended``."""

    def __init__(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        for command in ("append", "draft"):
            monkeypatch.setattr(session._project, command, self._refuse)

    def _refuse(self, *_args: object, **_more: object) -> None:
        raise ProjectError("full", N_("There is no room for {name} on this disk."), name="x.jalon")

    def mended(self) -> None:
        """Let writes through again."""
        self._patch.undo()


def test_that_saved_is_said_only_when_it_is_on_disk(stage: Stage) -> None:
    stage.create()
    header = stage.workspace.header
    stage.type(stage.field("company-name"), "Zyx")
    assert header.saved.text() == "Saving…"

    stage.wait(lambda: stage.workspace.desk.writing.condition == "saved")

    assert header.saved.text().startswith("Saved ")
    assert NAME in stage.session.drafts


def test_that_a_failure_is_said_at_once_and_the_text_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    disk = FullDisk(stage.session, monkeypatch)
    field = stage.field("company-name")
    stage.type(field, "Kept on the screen")
    stage.go(COMPANY, "company-country")
    stage.wait(lambda: stage.workspace.desk.writing.condition == "failed")

    assert field.value() == "Kept on the screen"
    notice = stage.workspace.notices
    assert notice.failed.isVisible()
    assert "There is no room for x.jalon on this disk." in notice.failed.accessibleName()
    assert stage.workspace.header.saved.text() == "Not saved"

    disk.mended()
    notice.failed.acted.emit()
    pump()

    assert not notice.failed.isVisible()
    assert stage.session.shown(*NAME) == "Kept on the screen"


def test_that_saving_is_tried_again_without_being_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    disk = FullDisk(stage.session, monkeypatch)
    writing = stage.workspace.desk.writing
    writing._again.setInterval(1)
    stage.type(stage.field("company-name"), "Waits for room")
    stage.wait(lambda: writing.condition == "failed")
    assert stage.workspace.notices.failed.isVisible()

    disk.mended()
    stage.wait(lambda: writing.condition == "saved")

    assert not stage.workspace.notices.failed.isVisible()
    assert stage.session.assessment.value(*NAME) == "Waits for room"


def test_that_a_choice_that_could_not_be_saved_stays_chosen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    disk = FullDisk(stage.session, monkeypatch)
    body = stage.body("copyright-1.1-draw-up")
    stage.press(body.state, Qt.Key.Key_1)

    assert stage.workspace.desk.writing.condition == "failed"
    body.refresh(stage.window._tr)
    assert body.state.value() == "implemented"

    disk.mended()
    assert stage.workspace.desk.writing.retry()
    assert (
        stage.session.assessment.value(PROVIDER, "copyright-1.1-draw-up", "state") == "implemented"
    )


def test_that_closing_with_something_unsaved_asks_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    FullDisk(stage.session, monkeypatch)
    stage.type(stage.field("company-name"), "Unsaved")
    stage.window.close()
    pump()

    assert stage.window.isVisible()
    box = stage.message()
    assert "There is no room for x.jalon on this disk." in box.informativeText()
    cancel = next(b for b in box.findChildren(QPushButton) if b.text() == "Cancel")
    stage.click(cancel)
    assert stage.field("company-name").value() == "Unsaved"


def pressed(stage: Stage, words: str) -> None:
    box = stage.message()
    stage.click(next(b for b in box.findChildren(QPushButton) if b.text() == words))
    pump()


def test_that_closing_an_unsaved_project_closes_no_more_than_that(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    disk = FullDisk(stage.session, monkeypatch)
    stage.type(stage.field("company-name"), "Unsaved")
    stage.window.menus.actions["close"].trigger()
    pressed(stage, "Try again")
    assert stage.field("company-name").value() == "Unsaved", "the disk is as full as before"
    stage.window.menus.actions["close"].trigger()
    pressed(stage, "Close without saving")
    assert stage.window.workspace is None
    assert stage.window.isVisible()

    disk.mended()
    assert stage.window.projects.open_path(path)
    disk = FullDisk(stage.session, monkeypatch)
    stage.type(stage.field("company-name"), "Saved in the end")
    stage.window.close()
    disk.mended()
    pressed(stage, "Try again")
    assert not stage.window.isVisible()
    with opened(path) as session:
        assert session.shown(*NAME) == "Saved in the end"


def test_that_one_can_go_on_in_a_copy_elsewhere(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, "company-country", "value", "Zedland")
    FullDisk(stage.session, monkeypatch)
    stage.type(stage.field("company-name"), "Taken along")
    stage.workspace.leave()
    other = stage.folder / "elsewhere.jalon"
    answer_dialogs(monkeypatch, other)
    stage.click(stage.workspace.notices.copy)

    assert stage.session.path == other
    stage.workspace.leave()
    assert stage.session.assessment.value(PROVIDER, "company-name", "value") == "Taken along"
    assert stage.session.assessment.value(PROVIDER, "company-country", "value") == "Zedland"
    assert stage.workspace.place == COMPANY


def test_that_leaving_the_window_makes_a_change_of_what_was_typed(stage: Stage) -> None:
    stage.create()
    stage.type(stage.field("company-name"), "Left by the window")
    stage.workspace.desk.writing.leave()

    assert stage.session.assessment.value(*NAME) == "Left by the window"
    assert not stage.session.drafts


def test_that_idle_text_becomes_a_change_by_itself(stage: Stage) -> None:
    stage.create()
    writing = stage.workspace.desk.writing
    stage.type(stage.field("company-name"), "Idle")
    writing._settle.setInterval(1)
    writing._settle.start()
    stage.wait(lambda: not stage.session.drafts and writing.condition == "saved")

    assert stage.session.assessment.value(*NAME) == "Idle"


def test_that_the_file_is_brought_up_to_date_after_the_last_change(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    asked: list[str] = []
    monkeypatch.setattr(stage.session, "checkpoint", lambda: asked.append("checkpoint"))
    stage.session.answer(*NAME, "Zyx")
    stage.workspace.desk.writing.choose(NAME, "Zyx 2")
    stage.wait(lambda: bool(asked))

    assert asked == ["checkpoint"]


def test_that_the_file_is_brought_up_to_date_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    asked: list[str] = []
    monkeypatch.setattr(stage.session, "checkpoint", lambda: asked.append("checkpoint"))
    writing = stage.workspace.desk.writing
    writing.choose(NAME, "Zyx")
    stage.wait(lambda: bool(asked))

    # Whoever does nothing has no disk woken every second, and pauses are pauses.
    assert not writing._checkpoint.isActive()
    for write in (
        lambda: writing.choose(NAME, "Zyx 2"),
        lambda: stage.session.answer(*NAME, "Zyx 3"),
    ):
        write()
        assert writing._checkpoint.isActive()
        writing._checkpoint.stop()


@pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX's")
def test_that_a_union_with_room_only_beside_the_file_is_told_as_it_is(stage: Stage) -> None:
    path = stage.create()
    items = [*stage.session.form.items]
    for item in items:
        stage.session.answer(PROVIDER, item, "gap", "What is missing. " * 200)
    stage.session.checkpoint()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with opened(other, author="Bob") as session:
        for number, item in enumerate(items[:40]):
            session.answer(PROVIDER, item, "how", f"text {number} " * 300)
    saying = stage.workspace.notices, stage.workspace.header.saved
    with no_larger_file(path.stat().st_size + 4096):
        unite(stage.workspace, other, stage.window, stage.window._tr)
        stage.wait(lambda: saying[0].isVisible() and saying[0].failed.isVisible())
        told = (
            stage.message().informativeText(),
            saying[0].failed.accessibleName(),
            saying[1].text(),
        )
        assert told[0].startswith("40 changes came in")
        assert told[1].startswith("Everything is saved, but the last of it lies beside")
        assert f"{path.name}-wal" in told[1]
        assert told[2].startswith("Saved ")
        saying[0].failed.acted.emit()
        assert saying[0].failed.isVisible()
        assert stage.workspace.desk.writing.condition == "saved"
    saying[0].failed.acted.emit()

    assert not saying[0].failed.isVisible()
    alone = stage.folder / "alone.jalon"
    shutil.copyfile(path, alone)
    with opened(alone) as session:
        assert session.check() == ()
        assert sum(bool(key.field == "how") for key in session.assessment.heads) == 40


@pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX's")
@pytest.mark.parametrize("chosen", ["Cancel", "Try again", "Close all the same"])
def test_that_whoever_closes_is_told_that_the_file_alone_is_not_whole(
    chosen: str, stage: Stage
) -> None:
    path = stage.create()
    for item in stage.session.form.items:
        stage.session.answer(PROVIDER, item, "gap", "What is missing. " * 200)
    stage.session.checkpoint()
    said = [f"text {number} " * 500 for number in range(20)]
    with no_larger_file(path.stat().st_size + 4096):
        for item, text in zip(stage.session.form.items, said, strict=False):
            stage.workspace.desk.writing.choose(Key(PROVIDER, item, "how"), text)
        assert not stage.window.projects.close()  # within the second, before any notice
        assert "-wal" in stage.message().informativeText()
        if chosen != "Try again":
            stage.reply(chosen)
    if chosen == "Try again":
        stage.reply(chosen)  # there is room by now
    if chosen == "Cancel":
        assert texts_of(stage.session) == {*said}
        return
    assert stage.window.workspace is None
    alone = stage.folder / "alone.jalon"
    shutil.copyfile(path, alone)
    with opened(alone if chosen == "Try again" else path, read_only=True) as session:
        assert texts_of(session) == {*said}


def texts_of(session: Session) -> set[object]:
    heads = session.assessment.heads.items()
    return {found[-1].value for key, found in heads if key.field == "how"}


@contextmanager
def no_larger_file(size: int) -> Iterator[None]:
    """Have no file of this process grow beyond so many bytes."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def test_that_a_name_of_any_length_leaves_answers_to_be_saved(stage: Stage) -> None:
    stage.settings.author = "名" * 70_000  # as an earlier version has kept it
    stage.create()
    stage.workspace.desk.writing.choose(NAME, "Zyx")
    assert stage.workspace.desk.writing.condition == "saved"
    stage.settings.author = ""
    stage.reopen(stage.session.path)
    asked = stage.workspace.notices.author
    stage.type(asked.name, "")
    QApplication.clipboard().setText("Nom " * 20_000)
    asked.name.entry().paste()
    stage.click(asked.save)
    stage.workspace.desk.writing.choose(NAME, "Zyx 2")

    assert stage.workspace.desk.writing.condition == "saved"
    assert stage.session.author == ("Nom " * 50).strip() == stage.settings.author
