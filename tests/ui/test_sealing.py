"""A project under a passphrase in the window: what stays readable of it, and what does not."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit

from jalon.assessment.changes import PROVIDER
from jalon.errors import ProjectError
from jalon.export import verify
from jalon.session import Session
from jalon.store import backups, faults
from jalon.ui.kit import Field
from jalon.ui.pages.report import ReportPage
from jalon.ui.passphrase import SetPassphrase
from jalon.ui.places import REPORT
from tools.derived import derived_once
from tools.report_printing import shorten
from ui.stage import Stage, answer_dialogs, pump

SECRET, WORD = "two words", "Zebrafinch"
ITEM = "copyright-1.1-draw-up"


@pytest.fixture(autouse=True)
def _derived_once() -> Iterator[None]:
    with derived_once():
        yield


def protect(stage: Stage) -> None:
    """Put the open project under a passphrase by its dialog."""
    stage.window.menus.actions["protect"].trigger()
    (dialog,) = [d for d in stage.window.findChildren(SetPassphrase) if d.isVisible()]
    stage.type(dialog.secret.field, SECRET)
    stage.type(dialog.again.field, SECRET)
    dialog._accept()


def test_that_a_full_backup_folder_does_not_say_that_the_passphrase_was_not_set(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    stage.back_up()

    def full(*_: object) -> None:
        raise faults.no_backup(path.name, str(kept))

    monkeypatch.setattr(backups.Making, "__init__", full)
    protect(stage)
    told = stage.message()
    assert told.windowTitle() == "Backups can still be read"
    assert "opens only with this passphrase now" in told.informativeText()
    assert str(next(kept.rglob("*Z.jalon")).parent) in told.informativeText()
    stage.window.projects.close()
    with pytest.raises(ProjectError, match="protected"):
        Session.open(path)
    Session.open(path, passphrase=SECRET).close()


def test_that_printing_a_protected_project_leaves_nothing_else_to_read(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    passing = stage.folder / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    stage.create()
    protect(stage)
    stage.session.answer(PROVIDER, "company-name", "value", WORD)
    page = stage.go(REPORT)
    assert isinstance(page, ReportPage)
    stage.finish_jobs()
    stage.click(page.options.sign)
    panel, target = page.signing, stage.folder / "signed.pdf"
    stage.type(panel.name, "Ada Test")
    stage.type(panel.path, str(stage.folder / "ada.p12"))
    stage.type(panel.passphrase, "correct horse battery")
    stage.type(panel.again, "correct horse battery")
    answer_dialogs(monkeypatch, target)
    stage.click(panel.sign)
    stage.finish_jobs()

    def readable() -> list[Path]:
        files = [f for f in stage.folder.rglob("*") if f.is_file()]
        return [f for f in files if WORD.encode() in f.read_bytes() or f.is_relative_to(passing)]

    assert verify.verify(target.read_bytes()).status == "intact"
    stage.back_up()
    assert readable() == [target]
    assert stage.window.projects.close()
    assert readable() == [target]
    assert list(kept.rglob("*.jalon"))


@pytest.mark.parametrize("protected", [True, False])
def test_that_evidence_and_copies_of_a_protected_project_leave_nothing_to_read(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch, *, protected: bool
) -> None:
    """Without a passphrase all of it can be read: what looks for the words finds them."""
    paper = stage.folder / "source" / "paper.txt"
    paper.parent.mkdir()
    paper.write_text("Okapi\n" * 3000)
    stage.create()
    if protected:
        protect(stage)
    words = (WORD, "Okapi", "Axolotl")
    found: set[str] = set()

    def look() -> None:
        for file in stage.folder.rglob("*"):
            if file.is_file() and file != paper:
                with suppress(FileNotFoundError):
                    data = file.read_bytes()
                    found.update(word for word in words if word.encode() in data)

    body = stage.body(ITEM)
    for field in body.findChildren(Field):
        if isinstance(field.entry(), QTextEdit):
            stage.type(field, WORD)
            look()  # typed, and not left yet
    stage.wait(lambda: stage.workspace.desk.writing.condition == "saved")
    look()
    answer_dialogs(monkeypatch, paper)
    evidence = stage.body(ITEM).evidence
    stage.click(evidence.list._add)
    assert evidence.form is not None
    stage.click(evidence.form.attach)
    stage.finish_jobs()
    look()
    other = stage.folder / "other.jalon"
    stage.session.copy_to(other)
    with closing(Session.open(other, passphrase=SECRET if protected else None)) as copy:
        copy.answer(PROVIDER, ITEM, "gap", "Axolotl " * 9000)
        look()
    stage.back_up()
    answer_dialogs(monkeypatch, other)
    stage.window.menus.actions["merge"].trigger()
    pump()
    stage.reply("Close")
    look()
    assert stage.window.projects.close()
    look()
    assert list(kept.rglob("*Z.jalon"))
    assert found == (set() if protected else {*words})
