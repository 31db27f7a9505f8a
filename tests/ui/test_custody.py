"""Other copies, versions, backups, passphrases and damage, through the window."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QWidget

from jalon.assessment import compare, models
from jalon.assessment.changes import PROVIDER, Key
from jalon.language import translator
from jalon.session import opened
from jalon.ui.kit import Button, EmptyState, RecentProject
from jalon.ui.pages import removing
from jalon.ui.pages.changes import ChangeRow, ConflictRow
from jalon.ui.pages.comparing import DifferenceRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.pages.removing import ReasonDialog
from jalon.ui.pages.restore import RestorePage
from jalon.ui.passphrase import AskPassphrase, SetPassphrase
from jalon.ui.places import HISTORY
from tools.derived import derived_once
from ui.stage import Stage, answer_dialogs, pump, words_of
from ui.test_opinions import write
from ui.test_review import give

ITEM = "copyright-1.1-draw-up"
WRITER = """
import sys
from pathlib import Path
from jalon.session import Session
session = Session.open(Path(sys.argv[1]), author="Béa")
session.answer("provider", "copyright-1.1-draw-up", "how", "being written elsewhere")
print("open", flush=True)
sys.stdin.readline()
session.close()
"""

pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture(autouse=True)
def _derived_once() -> Iterator[None]:
    with derived_once():
        yield


def press(box: QMessageBox, words: str) -> None:
    """Press a button of a message by its words."""
    found = [b for b in box.buttons() if b.text().replace("&", "") == words]
    assert len(found) == 1, [b.text() for b in box.buttons()]
    found[0].click()
    pump()


def dialog(stage: Stage, kind: type[QDialog]) -> QDialog:
    (found,) = [d for d in stage.window.findChildren(kind) if d.isVisible()]
    return found


def history(stage: Stage, item: str = "") -> HistoryPage:
    page = stage.go(HISTORY, item)
    assert isinstance(page, HistoryPage)
    return page


def how(path: Path) -> object:
    with opened(path) as session:
        return session.assessment.value(PROVIDER, ITEM, "how")


@pytest.fixture
def elsewhere(stage: Stage) -> Iterator[Path]:
    """A project that another process has open."""
    path = stage.create()
    stage.window.projects.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline().strip() == "open"
        yield path
        child.stdin.close()


def test_that_what_is_open_elsewhere_can_be_read_as_it_is(stage: Stage, elsewhere: Path) -> None:
    assert not stage.window.projects.open_path(elsewhere)
    box = stage.message()
    assert "has been working on it since" in box.informativeText()
    press(box, "Read it as it is now")
    assert stage.session.read_only
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "being written elsewhere"
    assert stage.workspace.notices.read_only.isVisible()


def test_that_nothing_that_writes_is_offered_for_what_is_only_read(
    stage: Stage, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered() -> set[str]:
        acts = ("copy", "duplicate", "outside", "merge", "protect", "check", "report")
        return {name for name in acts if stage.window.menus.actions[name].isEnabled()}

    stage.window.projects.open_path(elsewhere)
    press(stage.message(), "Read it as it is now")
    assert offered() == {"copy", "duplicate", "outside", "check", "report"}
    answer_dialogs(monkeypatch, stage.folder / "mine.jalon")
    stage.window.menus.actions["duplicate"].trigger()
    assert offered() == {"copy", "duplicate", "outside", "check", "report", "merge", "protect"}
    stage.window.projects.close()
    assert offered() == set()


def test_that_what_is_open_elsewhere_can_be_worked_on_in_a_copy(
    stage: Stage, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = stage.folder / "mine.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.window.projects.open_path(elsewhere)
    press(stage.message(), "Work on a copy…")
    assert stage.session.path == copy
    assert not stage.session.read_only
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "being written elsewhere"


def test_that_a_passphrase_is_set_asked_for_and_taken_away(stage: Stage) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "a weak point")
    stage.window.menus.actions["protect"].trigger()
    asked = dialog(stage, SetPassphrase)
    assert isinstance(asked, SetPassphrase)
    stage.type(asked.secret.field, "trois mots sûrs")
    stage.type(asked.again.field, "deux mots")
    press_in(asked, "Protect the project")
    assert asked.isVisible()
    stage.type(asked.again.field, "trois mots sûrs")
    press_in(asked, "Protect the project")
    stage.session.answer(PROVIDER, ITEM, "gap", "still open")
    stage.window.projects.close()
    assert b"a weak point" not in path.read_bytes()

    stage.window.projects.open_path(path)
    ask = dialog(stage, AskPassphrase)
    assert isinstance(ask, AskPassphrase)
    stage.type(ask.secret.field, "wrong")
    press_in(ask, "Open")
    again = dialog(stage, AskPassphrase)
    assert isinstance(again, AskPassphrase)
    stage.type(again.secret.field, "trois mots sûrs")
    press_in(again, "Open")
    assert stage.session.assessment.value(PROVIDER, ITEM, "gap") == "still open"

    stage.window.menus.actions["protect"].trigger()
    press_in(dialog(stage, SetPassphrase), "Take the passphrase away")
    stage.window.projects.close()
    assert how(path) == "a weak point"


def test_that_the_settings_say_nothing_of_what_stands_in_a_protected_project(
    stage: Stage,
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    stage.session.answer(stage.model, "model-name", "value", "Qwv-7")
    stage.window.projects.close()

    def said() -> list[bytes]:
        stage.settings._store.sync()
        every = [p.read_bytes() for p in stage.folder.rglob("*") if p.is_file()]
        return [name for name in (b"Zyx SAS", b"Qwv-7") if any(name in text for text in every)]

    assert said() == [b"Zyx SAS", b"Qwv-7"]
    stage.click(stage.window.welcome.findChildren(RecentProject)[0])
    stage.window.menus.actions["protect"].trigger()
    asked = dialog(stage, SetPassphrase)
    assert isinstance(asked, SetPassphrase)
    stage.type(asked.secret.field, "trois mots sûrs")
    stage.type(asked.again.field, "trois mots sûrs")
    press_in(asked, "Protect the project")
    assert said() == []
    stage.window.projects.close()
    pump()

    assert said() == []
    (entry,) = stage.window.welcome.findChildren(RecentProject)
    assert entry.accessibleName() == "project"
    assert "protected" in entry.accessibleDescription()


def press_in(owner: QDialog, words: str) -> None:
    found = [b for b in owner.findChildren(Button) if words_of(b) == words]
    assert len(found) == 1
    found[0].click()
    pump()


def test_that_what_is_readable_of_a_damaged_file_is_saved_and_opened(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    for number in range(120):
        stage.session.answer(PROVIDER, f"item-{number}", "how", "words " * 200)
    stage.window.projects.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 4096 // 2
    for page in (5, *range(middle, middle + 16)):
        data[4096 * page : 4096 * (page + 1)] = bytes(4096)
    path.write_bytes(data)
    target = stage.folder / "rescued.jalon"
    answer_dialogs(monkeypatch, target)
    assert not stage.window.projects.open_path(path)
    press(stage.message(), "Save what is readable…")
    told = stage.message()
    lines = told.informativeText().splitlines()
    assert "could not be read" in lines[1]
    assert len(lines) < 20
    assert lines[-1].startswith("and ")
    press(told, "Open rescued.jalon")
    assert stage.session.path == target
    assert stage.session.check() == ()
    assert path.read_bytes() == bytes(data)


def test_that_what_is_readable_of_a_damaged_protected_file_is_saved_and_opened(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    for number in range(40):
        stage.session.answer(PROVIDER, f"item-{number}", "how", "words " * 200)
    stage.session.custody.protect("correct horse", stage.folder / "backups")
    stage.window.projects.close()
    data = bytearray(path.read_bytes())
    for page in (0, 5, len(data) // 4096 // 2):
        data[4096 * page + 500 : 4096 * page + 600] = bytes(100)
    path.write_bytes(data)
    target = stage.folder / "rescued.jalon"
    answer_dialogs(monkeypatch, target)

    def give(secret: str) -> None:
        dialog = next(d for d in stage.window.findChildren(AskPassphrase) if d.isVisible())
        stage.type(dialog.secret.field, secret)
        press_in(dialog, "Open")

    assert not stage.window.projects.open_path(path)
    give("correct horse")
    press(stage.message(), "Save what is readable…")
    give("wrong")
    assert not target.exists()
    give("correct horse")
    press(stage.message(), "Open rescued.jalon")
    assert stage.session.path == target
    assert stage.session.check() == ()
    assert stage.session.custody.protected
    assert b"words words" not in target.read_bytes()
    assert path.read_bytes() == bytes(data)


def test_that_a_backup_is_made_and_restored_as_a_new_file(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "as it was")
    stage.back_up()
    (made,) = kept.rglob("*Z.jalon")
    with sqlite3.connect(made) as connection:
        assert connection.execute("SELECT count(*) FROM change").fetchone()[0] > 0
    stage.session.answer(PROVIDER, ITEM, "how", "as it is")

    stage.window.menus.actions["restore"].trigger()
    stage.finish_jobs()
    page = stage.window.shown
    assert isinstance(page, RestorePage)
    said = " ".join(words_of(w) for w in page.findChildren(QLabel))
    assert "1 field differs from now" in said
    assert "Ada Test" in said
    target = stage.folder / "restored.jalon"
    answer_dialogs(monkeypatch, target)
    restore = [b for b in page.findChildren(Button) if words_of(b).startswith("Restore into")]
    restore[0].click()
    pump()
    assert stage.session.path == target
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "as it was"
    assert how(path) == "as it is"


def test_that_no_backup_is_said_to_be_none(stage: Stage) -> None:
    stage.window.menus.actions["restore"].trigger()
    stage.finish_jobs()
    page = stage.window.shown
    assert isinstance(page, RestorePage)
    assert page.findChildren(EmptyState)[0].isVisible()


def test_that_a_backup_is_made_soon_after_opening_without_being_asked_for(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.ui.backing.FIRST_MS", 20)
    path = stage.create()
    stage.wait(lambda: any(kept.rglob("*Z.jalon")))
    stage.finish_jobs()
    (made,) = kept.rglob("*Z.jalon")
    stage.window.projects.close()
    with opened(path) as project, opened(made, read_only=True) as backup:
        assert backup.models == project.models


def test_that_backups_can_be_switched_off(stage: Stage) -> None:
    stage.settings.backups = False
    stage.create()
    backing = stage.window.projects._backing
    assert backing is not None
    assert not backing._first.isActive()


def test_that_copies_are_united_and_conflicts_settled_in_the_window(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "common")
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with opened(other, author="Béa") as session:
        session.answer(PROVIDER, ITEM, "how", "Béa's")
        session.answer(PROVIDER, ITEM, "gap", "only Béa's")
    stage.session.answer(PROVIDER, ITEM, "how", "Ada's")
    answer_dialogs(monkeypatch, other)
    stage.window.menus.actions["merge"].trigger()
    pump()
    told = stage.message()
    assert "Béa: 2" in told.informativeText()
    press(told, "Settle them")
    page = stage.workspace.page
    assert isinstance(page, HistoryPage)
    (conflict,) = page.conflicts.rows
    assert isinstance(conflict, ConflictRow)
    shown = " ".join(words_of(w) for w in conflict.findChildren(QLabel))
    assert "Ada's" in shown
    assert "Béa's" in shown
    next(b for b in conflict.takes if "Béa's" in b.accessibleName()).click()
    pump()
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "Béa's"
    assert stage.session.assessment.value(PROVIDER, ITEM, "gap") == "only Béa's"
    stage.window.projects.close()
    with sqlite3.connect(path) as connection:
        payloads = [json.loads(p) for (p,) in connection.execute("SELECT payload FROM change")]
    said = [p["value"] for p in payloads if p["item"] == ITEM and p["field"] == "how"]
    assert sorted(said) == ["Ada's", "Béa's", "Béa's", "common"]


def test_that_a_conflict_is_settled_by_writing_something_else(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with opened(other, author="Béa") as session:
        session.answer(PROVIDER, ITEM, "how", "Béa's")
        session.answer(PROVIDER, ITEM, "state", "planned")
    stage.session.answer(PROVIDER, ITEM, "how", "Ada's")
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    answer_dialogs(monkeypatch, other)
    stage.window.menus.actions["merge"].trigger()
    pump()
    press(stage.message(), "Settle them")
    page = stage.workspace.page
    assert isinstance(page, HistoryPage)
    conflict, state = page.conflicts.rows
    assert isinstance(state, ConflictRow)
    assert state.own is None
    assert len(state.takes) == 2
    state.takes[0].click()
    pump()
    (conflict,) = page.conflicts.rows
    assert isinstance(conflict, ConflictRow)
    assert conflict.own is not None
    stage.type(conflict.own, "agreed by both")
    stage.click(conflict.write)
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "agreed by both"
    assert page.conflicts.rows == []


def test_that_an_earlier_value_is_taken_again_and_a_version_compared(stage: Stage) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "first words")
    page = history(stage)
    stage.type(page.naming.name, "Board of 3 June")
    stage.click(page.naming.keep)
    stage.session.answer(PROVIDER, ITEM, "how", "first and second words")
    assert [v.name for v in stage.session.custody.versions] == ["Board of 3 June"]

    page = history(stage, ITEM)
    rows = [row for row in page.log.rows if isinstance(row, ChangeRow)]
    assert len(rows) == 2
    assert rows[0].back is None
    version = stage.session.custody.versions[0].subject
    page.comparing.before.show_value(version)
    page.comparing.before.edited.emit(version)
    pump()
    (difference,) = page.comparing.found.rows
    text = " ".join(words_of(w) for w in difference.findChildren(QLabel))
    assert "first words" in text
    assert "first and second words" in text
    assert rows[1].back is not None
    stage.click(rows[1].back)
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "first words"
    key = Key(PROVIDER, ITEM, "how")  # type: ignore[arg-type]
    assert [c.value for c in stage.session.history(key)] == [
        "first words",
        "first and second words",
        "first words",
    ]


def test_that_another_file_is_compared(stage: Stage) -> None:
    stage.create()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with opened(other) as session:
        session.answer(PROVIDER, ITEM, "how", "there")
    page = history(stage)
    page.comparing.compare_with(other)
    pump()
    assert len(page.comparing.found.rows) == 1
    with opened(other) as session:
        session.apply(models.added(session.assessment, "Only there")[1])
    page.comparing.compare_with(other)
    pump()
    titles = [words_of(row.findChildren(QLabel)[0]) for row in page.comparing.found.rows]
    assert any(title.endswith(" · Only there") for title in titles)
    page.comparing.compare_with(stage.folder / "absent.jalon")
    assert page.comparing._problem.isVisible()


def test_that_a_protected_file_is_compared_after_asking_for_its_passphrase(stage: Stage) -> None:
    stage.create()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with opened(other) as session:
        session.answer(PROVIDER, ITEM, "how", "there")
        session.custody.protect("trois mots sûrs", stage.folder / "backups")
    page = history(stage)
    page.comparing.compare_with(other)
    for answer in ("wrong", "trois mots sûrs"):
        ask = dialog(stage, AskPassphrase)
        assert isinstance(ask, AskPassphrase)
        stage.type(ask.secret.field, answer)
        press_in(ask, "Open")
    (row,) = page.comparing.found.rows
    assert isinstance(row, DifferenceRow)
    assert not [d for d in stage.window.findChildren(AskPassphrase) if d.isVisible()]


def test_that_what_differs_or_changed_is_all_shown_when_asked_for(stage: Stage) -> None:
    stage.create()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    items = [
        (PROVIDER if r.scope == "provider" else stage.model, item)
        for item, r in stage.session.form.items.items()
    ][:120]
    with opened(other) as session:
        session.apply([(Key(*place, "how"), f"text of {place[1]}") for place in items])
    for place in items:
        stage.session.answer(*place, "gap", f"gap of {place[1]}")
        stage.session.answer(*place, "next-step", f"step for {place[1]}")
    page = history(stage)
    page.comparing.compare_with(other)
    pump()
    differ = len(compare.differences(stage.session.assessment, page.comparing._other[1]))
    assert differ == 3 * len(items) > 200
    for part, all_of_it in (
        (page.comparing.found, differ),
        (page.log, len(stage.session.history())),
    ):
        assert len(part.rows) == 200
        for _ in range(4):
            if part.more.isVisible():
                stage.click(part.more)
        assert len(part.rows) == all_of_it
        assert not part.more.isVisible()


def test_that_showing_more_leaves_the_rows_that_are_shown_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.ui.pages.history._MOST", 20)
    stage.create()
    for number in range(45):
        stage.session.answer(PROVIDER, ITEM, "how", f"version {number}")
    page = history(stage)
    shown: list[QWidget] = []
    for count in (20, 40, len(stage.session.history())):
        assert page.log.rows[: len(shown)] == shown
        assert len(page.log.rows) == count
        if shown:
            assert page.log.rows[len(shown)].isAncestorOf(stage.window.focusWidget())
        shown = list(page.log.rows)
        if page.log.more.isVisible():
            stage.click(page.log.more)
            pump()
    told = [row._change for row in shown if isinstance(row, ChangeRow)]
    assert tuple(told) == stage.session.history()
    stage.session.answer(PROVIDER, ITEM, "how", "one more")
    pump()
    assert isinstance(first := page.log.rows[0], ChangeRow)
    assert first._change.value == "one more"
    assert len({row._change.id for row in page.log.rows if isinstance(row, ChangeRow)}) == len(
        page.log.rows
    )


def test_that_a_secret_is_removed_everywhere_and_backups_that_hold_it_are_named(
    stage: Stage, kept: Path
) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "hunter2 hunter2")
    stage.back_up()
    page = history(stage, ITEM)
    (row,) = page.log.rows
    assert isinstance(row, ChangeRow)
    assert row.remove is not None
    stage.click(row.remove)
    asked = dialog(stage, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    stage.click(asked.go)
    assert asked.isVisible()
    stage.type(asked.reason.field, "a password")
    stage.click(asked.go)
    told = stage.message()
    (backup,) = kept.rglob("*Z.jalon")
    assert str(backup) in told.informativeText()
    press(told, "Delete these backups")
    assert not backup.exists()
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") is None
    stage.window.projects.close()
    assert b"hunter2" not in path.read_bytes()
    with opened(path) as session:
        assert session.check() == ()


def test_that_a_backup_that_cannot_be_deleted_is_named_with_the_reason_in_our_words(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "hunter2 hunter2")
    stage.back_up()
    (backup,) = kept.rglob("*Z.jalon")
    change = next(c for c in stage.session.history() if c.value == "hunter2 hunter2")
    stage.session.custody.expunge(change.id, "a password", kept)

    def refuse(path: Path, *, missing_ok: bool = False) -> None:  # noqa: ARG001  Path's own
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as disk:
        disk.setattr(Path, "unlink", refuse)
        held = stage.session.custody.backups(kept)
        removal = removing._Removal(
            stage.workspace.desk, translator("fr"), stage.window, str, "hunter2 hunter2"
        )
        removal._delete(held)
    told = stage.message().informativeText()
    assert told == f"{backup.name} ne peut pas être supprimé\u00a0: accès refusé."


def test_that_nothing_is_removed_for_good_that_only_holds_a_word_together(stage: Stage) -> None:
    stage.create()
    give(stage, stage.measure("copyright-1.1").review, 0, by="Rita", comment="Too short.")
    write(stage, "Me Dupont", 0, "A draft.")
    session, page = stage.session, history(stage)
    offered = {
        (row._change.key.item, row._change.key.field)
        for row in page.log.rows
        if isinstance(row, ChangeRow) and row.remove is not None
    }
    assert {("review", "comment"), ("opinion", "reasons"), ("opinion", "name")} <= offered
    for change in session.history():
        if (change.key.item, change.key.field) in offered:
            session.custody.expunge(change.id, "a person's right", stage.folder)
    assert [o.direction for o in session.evaluation.review.dissent] == ["unfavourable"]
    assert [s.verdict for s in session.evaluation.review.steps] == ["to-correct"]


def test_that_a_copy_without_history_holds_what_is_current_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "embarrassing draft")
    stage.session.answer(PROVIDER, ITEM, "how", "as we say it")
    copy = stage.folder / "outside.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.window.menus.actions["outside"].trigger()
    pump()
    assert b"embarrassing" not in copy.read_bytes()
    assert how(copy) == "as we say it"


def test_that_a_file_replaced_underneath_is_noticed_and_work_goes_on_in_a_copy(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "before")
    stage.session.checkpoint()
    foreign = stage.folder / "foreign"
    shutil.copyfile(path, foreign)
    foreign.replace(path)
    stage.workspace.desk.writing.choose(Key(PROVIDER, ITEM, "how"), "after")  # type: ignore[arg-type]
    pump()
    assert stage.workspace.notices.failed.isVisible()
    copy = stage.folder / "copy.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.click(stage.workspace.notices.copy)
    assert stage.session.path == copy
    assert stage.session.assessment.value(PROVIDER, ITEM, "how") == "after"


@pytest.mark.parametrize("folder", ["OneDrive - Exemple", "Nextcloud", "Dropbox (Team)"])
def test_that_a_synchronised_folder_is_explained_once(stage: Stage, folder: str) -> None:
    place = stage.folder / folder
    place.mkdir()
    path = place / "p.jalon"
    stage.window.projects.create(path, "Ada Test")
    stage.wait(stage.workspace.notices.place.isVisible)
    assert "synchronised" in stage.workspace.notices.place.accessibleName()
    stage.workspace.notices.place.acted.emit()
    pump()
    assert not stage.workspace.notices.place.isVisible()
    stage.reopen(path)
    assert not stage.workspace.notices.place.isVisible()


def test_that_the_mark_of_a_synchroniser_is_known(stage: Stage) -> None:
    (stage.folder / ".sync_0123456789ab.db").write_bytes(b"")
    stage.create()
    stage.wait(stage.workspace.notices.place.isVisible)


@pytest.mark.skipif(os.name == "nt", reason="os.link needs more there than a test has")
def test_that_a_second_name_of_the_file_is_explained_once(stage: Stage) -> None:
    path = stage.create()
    assert not stage.workspace.notices.place.isVisible()
    os.link(path, path.with_name("second.jalon"))
    stage.reopen(path)
    stage.wait(stage.workspace.notices.place.isVisible)
    assert "second name" in stage.workspace.notices.place.accessibleName()
    stage.workspace.notices.place.acted.emit()
    stage.reopen(path)
    assert not stage.workspace.notices.place.isVisible()


def test_that_an_ordinary_folder_is_not_remarked_on(stage: Stage) -> None:
    stage.create()
    stage.workspace.notices.look_around()
    assert not stage.workspace.notices.place.isVisible()
