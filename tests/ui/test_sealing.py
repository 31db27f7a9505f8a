"""A project under a passphrase in the window: what stays readable of it, and what does not."""

import tempfile
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER
from jalon.errors import ProjectError
from jalon.export import verify
from jalon.session import Session
from jalon.store import backups, faults
from jalon.ui.pages.report import ReportPage
from jalon.ui.passphrase import SetPassphrase
from jalon.ui.places import REPORT
from ui.stage import Stage, answer_dialogs

SECRET, WORD = "two words", "Zebrafinch"


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
    backing = stage.window.projects._backing
    assert backing is not None
    with stage.qtbot.waitSignal(backing.made, timeout=60_000):
        backing.begin()

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
    assert readable() == [target]
    assert stage.window.projects.close()
    assert readable() == [target]
    assert list(kept.rglob("*.jalon"))
