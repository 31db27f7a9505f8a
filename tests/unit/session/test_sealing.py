"""Once a project is under a passphrase no backup of it stays readable, or that is said."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from unit_cli import here

from jalon import assets
from jalon.assessment.changes import PROVIDER
from jalon.cli import keeping
from jalon.language import translator
from jalon.session import Session, opened
from jalon.store import backups, faults

ITEM, TYPED = "copyright-1.1-draw-up", "our weakest point is the evaluation"

KILLED = """
import os, sys
from pathlib import Path
from jalon import assets
from jalon.session import Session
from jalon.store import backups, faults
setattr(backups.Making, sys.argv[2], lambda *_: os.kill(os.getpid(), 9))
session = Session.open(Path(sys.argv[1]))
session.custody.protect("two words", assets.backup_folder())
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where backups lie in this test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setattr(assets, "backup_folder", lambda: tmp_path / "data" / "jalon" / "backups")
    return tmp_path / "data" / "jalon" / "backups"


@pytest.fixture
def path(tmp_path: Path, kept: Path) -> Path:
    """Make a project with an answer and one backup."""
    path = tmp_path / "work" / "project.jalon"
    path.parent.mkdir()
    session = Session.create(path, author="Ada")
    session.answer(PROVIDER, ITEM, "how", TYPED)
    session.close()
    assert here("backup", path) == 0
    assert len(readable(kept)) == 1
    return path


def readable(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and TYPED.encode() in p.read_bytes()]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text("two words\n")
    return file


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("moment", ["__init__", "step", "finish"])
def test_that_a_kill_after_sealing_leaves_no_backup_readable_for_long(
    path: Path, kept: Path, secret: Path, moment: str
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), moment],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert TYPED.encode() not in path.read_bytes()
    assert readable(kept)
    assert here("--project-passphrase-file", secret, "backup", path) == 0
    assert readable(kept) == []
    (made,) = kept.rglob("*Z.jalon")
    assert here("--project-passphrase-file", secret, "check", made) == 0
    assert [p.name for p in made.parent.iterdir() if p != made] == ["about.json"]


def test_that_backups_of_a_copy_that_nobody_sealed_stay(
    path: Path, kept: Path, tmp_path: Path, secret: Path
) -> None:
    other = tmp_path / "other.jalon"
    shutil.copyfile(path, other)
    with opened(path) as session:
        session.custody.protect("two words", kept)
    assert readable(kept) == []
    with opened(other, author="Bea") as session:
        session.answer(PROVIDER, ITEM, "gap", "more")
    assert here("backup", other) == 0
    assert len(readable(kept)) == 1
    assert here("--project-passphrase-file", secret, "backup", path) == 0
    assert len(readable(kept)) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_backups_that_could_not_be_replaced_are_said_and_the_passphrase_holds(
    path: Path,
    kept: Path,
    secret: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
) -> None:
    def full(*_: object) -> None:
        raise faults.no_backup(path.name, str(kept))

    monkeypatch.setattr(backups.Making, "__init__", full)
    assert keeping.protect(path, "two words", tr=translator(language)) == 1
    told = capsys.readouterr()
    (left,) = readable(kept)
    assert str(left.parent) in told.err
    assert path.name in told.out
    assert "not changed" not in told.err
    assert "Rien n’a été modifié" not in told.err
    assert here("check", path) == 2
    assert here("--project-passphrase-file", secret, "check", path) == 0
    monkeypatch.undo()
    monkeypatch.setattr(assets, "backup_folder", lambda: kept)
    assert here("--project-passphrase-file", secret, "backup", path) == 0
    assert readable(kept) == []
