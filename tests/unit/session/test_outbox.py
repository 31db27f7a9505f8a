"""What was opened with another program is not left where others can read it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from jalon.session import Session
from jalon.store import lock, outside, private

WORDS = "quatre mots faciles à retenir"
PATIENCE_S = 60
SECRET = b"%PDF-1.7 the weak points of the company"

OPENS = """
import sys
from pathlib import Path
from jalon.session import Session
session = Session.open(Path(sys.argv[1]), passphrase=sys.argv[2])
(one,) = session.attachments.register.entries.values()
print(session.attachments.copy_for_opening(one), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and those it starts put temporary files."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(SECRET)
    session = Session.create(tmp_path / "project.jalon", passphrase=WORDS)
    session.attachments.attach(outside.read(paper))
    session.close()
    return session.path


def readable(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and SECRET in p.read_bytes()]


def until_empty(folder: Path) -> None:
    """Wait until nothing is left in a folder."""
    ends = time.monotonic() + PATIENCE_S
    while list(folder.iterdir()):
        assert time.monotonic() < ends, list(folder.rglob("*"))
        time.sleep(0.01)


def opened_elsewhere(path: Path) -> "subprocess.Popen[str]":
    """Start a program that opens the evidence of a project and goes on."""
    child = subprocess.Popen(
        [sys.executable, "-c", OPENS, str(path), WORDS],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert Path(child.stdout.readline().rstrip("\n")).read_bytes() == SECRET
    return child


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_what_was_opened_of_a_protected_project_goes_when_the_program_is_killed(
    protected: Path, shared: Path
) -> None:
    with opened_elsewhere(protected) as child:
        assert len(readable(shared)) == 1
        private.sweep()  # somebody else's start: the program lives
        assert len(readable(shared)) == 1
        child.send_signal(signal.SIGKILL)
    until_empty(shared)


def left_by_a_power_cut(shared: Path) -> Path:
    """Leave a copy as a power cut does, which ends what watches over it, too."""
    folder = shared / f"jalon-evidence-{os.getpid()}-0123456789abcdef"
    lock.beside(folder).touch()  # held by nobody
    paper = folder / "1" / "paper.pdf"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(SECRET)
    paper.chmod(0o400)
    return paper


def test_that_what_no_watcher_could_remove_goes_with_the_next_that_is_opened(
    protected: Path, shared: Path
) -> None:
    paper = left_by_a_power_cut(shared)
    with closing(Session.open(protected, passphrase=WORDS)) as session:
        (one,) = session.attachments.register.entries.values()
        assert session.attachments.copy_for_opening(one).read_bytes() == SECRET
        assert not paper.exists()
    assert list(shared.iterdir()) == []


def test_that_it_goes_when_the_window_starts_though_nothing_is_opened(
    shared: Path, tmp_path: Path
) -> None:
    left_by_a_power_cut(shared)
    settings = {"XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    path = {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "jalon"]
    with subprocess.Popen(command, env={**os.environ, **path, **settings}) as window:
        until_empty(shared)
        window.terminate()
