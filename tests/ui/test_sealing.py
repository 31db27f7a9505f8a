"""The window says it where backups stay readable of a project that was put under a passphrase."""

from pathlib import Path

import pytest

from jalon.errors import ProjectError
from jalon.session import Session
from jalon.store import backups, faults
from jalon.ui.passphrase import SetPassphrase
from ui.stage import Stage


def test_that_a_full_backup_folder_does_not_say_that_the_passphrase_was_not_set(
    stage: Stage, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = stage.create(), "two words"
    backing = stage.window.projects._backing
    assert backing is not None
    with stage.qtbot.waitSignal(backing.made, timeout=60_000):
        backing.begin()

    def full(*_: object) -> None:
        raise faults.no_backup(path.name, str(kept))

    monkeypatch.setattr(backups.Making, "__init__", full)
    stage.window.menus.actions["protect"].trigger()
    (dialog,) = [d for d in stage.window.findChildren(SetPassphrase) if d.isVisible()]
    stage.type(dialog.secret.field, secret)
    stage.type(dialog.again.field, secret)
    dialog._accept()
    told = stage.message()
    assert told.windowTitle() == "Backups can still be read"
    assert "opens only with this passphrase now" in told.informativeText()
    assert str(next(kept.rglob("*Z.jalon")).parent) in told.informativeText()
    stage.window.projects.close()
    with pytest.raises(ProjectError, match="protected"):
        Session.open(path)
    Session.open(path, passphrase=secret).close()
