"""One writer at a time, and a second one is told who and since when."""

import errno
import getpass
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import lock
from jalon.store.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]

OPEN = """
import sys
from pathlib import Path
from jalon.errors import ProjectError
from jalon.store.project import Project
try:
    with Project.open(Path(sys.argv[1])) as project:
        print("opened", "read-only" if project.read_only else "for writing")
except ProjectError as error:
    print(error.reason, error)
"""

WRITE_PAST_US = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], timeout=0)
try:
    other.execute("DELETE FROM head")
    other.commit()
    print("written")
except sqlite3.OperationalError as error:
    print(error)
"""


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def test_that_a_second_process_is_told_who_writes_and_since_when(
    project: Project, other_process: Run
) -> None:
    said = json.loads(beside(project.path).read_text())
    assert said["pid"] == os.getpid()
    since = datetime.fromisoformat(said["since"])
    assert abs((datetime.now(UTC) - since).total_seconds()) < 600
    told = other_process(OPEN, project.path).stdout
    assert told.startswith("locked ")
    assert said["who"] in told
    assert said["host"] in told
    assert f"{since.astimezone():%Y-%m-%d %H:%M}" in told


def test_that_another_program_cannot_write_while_we_have_it_open(
    project: Project, key: Key, other_process: Run
) -> None:
    project.append([(key, "ours")], author="Anna")
    assert "locked" in other_process(WRITE_PAST_US, project.path).stdout


def test_that_a_second_writer_is_refused_even_after_the_path_was_opened_and_closed(
    project: Project, key: Key, other_process: Run
) -> None:
    project.append([(key, "ours")], author="Anna")
    with project.path.open("rb") as stray:
        stray.read(1)
    assert other_process(OPEN, project.path).stdout.startswith("locked ")
    project.append([(key, "still ours")], author="Anna")
    assert project.heads()[key][0].value == "still ours"
    assert project.check() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps locks when another handle closes")
def test_that_such_a_stray_opening_does_open_the_door_to_programs_without_our_lock(
    project: Project, other_process: Run
) -> None:
    # Why nothing here may open the path: if this ever fails, the rule can go.
    project.path.read_bytes()
    assert "written" in other_process(WRITE_PAST_US, project.path).stdout


def test_that_this_process_cannot_open_a_project_twice(project: Project) -> None:
    for read_only in (False, True):
        with pytest.raises(ProjectError) as error:
            Project.open(project.path, read_only=read_only)
        assert error.value.reason == "locked"
    linked = project.path.with_name("another name.jalon")
    os.link(project.path, linked)
    with pytest.raises(ProjectError) as error:
        Project.open(linked)
    assert error.value.reason == "locked"


NOTHING_OPENS_IT = """
import sys
from pathlib import Path
from jalon.assessment.changes import Key
from jalon.store.project import Project
path = Path(sys.argv[1])
project = Project.create(path, "test-edition")
opened = []
sys.addaudithook(lambda event, told: opened.append(told) if event == "open" else None)
key = Key("provider", "name", "value")
(change,) = project.append([(key, "A")], author="Anna")
project.draft(key, "B", "Anna")
project.drafts(); project.heads(); project.history(); project.digest(); project.check()
project.copy_to(path.with_name("copy.jalon"))
project.copy_to(path.with_name("current.jalon"), history=False)
project.expunge(change.id, author="Anna", reason="test")
project.checkpoint(); project.clear_drafts([key])
for again in (lambda: Project.open(path), lambda: Project.create(path, "x"),
              lambda: project.copy_to(path)):
    try:
        again()
    except Exception as error:
        print(error.reason)
print("seen" if opened else "hook saw nothing")
print([told for told in opened if str(told[0]) == str(path)])
"""


def test_that_no_python_code_opens_the_path_of_an_open_project(
    path: Path, other_process: Run
) -> None:
    told = other_process(NOTHING_OPENS_IT, path)
    assert told.stdout.split("\n")[:-1] == ["locked", "exists", "exists", "seen", "[]"], told.stderr


def test_that_closing_removes_the_lock_and_lets_the_next_in(path: Path, other_process: Run) -> None:
    Project.create(path, "test-edition").close()
    assert not beside(path).exists()
    assert other_process(OPEN, path).stdout == "opened for writing\n"


HOLD = """
import sys
from pathlib import Path
from jalon.store.project import Project
project = Project.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_that_the_lock_of_a_killed_process_is_stale(path: Path) -> None:
    Project.create(path, "test-edition").close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ProjectError) as error:
            Project.open(path)
        assert error.value.reason == "locked"
        holder.kill()
    assert holder.returncode == -signal.SIGKILL
    assert beside(path).exists()
    with Project.open(path) as project:
        assert json.loads(beside(path).read_text())["pid"] == os.getpid()
        assert not project.read_only


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"not json",
        b"[]",
        b'{"who": 3, "host": [], "pid": "x", "since": "now"}',
        b"[" * 4096,
        b'{"who": "a", "host": "b", "pid": 99999999, "since": "2026-01-01T00:00:00+00:00"}',
    ],
)
def test_that_whatever_a_stale_lock_file_says_it_is_taken_over(path: Path, words: bytes) -> None:
    Project.create(path, "test-edition").close()
    beside(path).write_bytes(words)
    with Project.open(path) as project:
        assert not project.read_only
    assert not beside(path).exists()


def test_that_what_a_lock_file_says_is_printed_without_control_characters(
    path: Path, other_process: Run
) -> None:
    with Project.create(path, "test-edition"):
        words = json.loads(beside(path).read_text())
        beside(path).write_text(json.dumps({**words, "who": "\x1b[31mEve\n" + "x" * 1000}))
        told = other_process(OPEN, path).stdout
    assert "[31mEvexx" in told
    assert "\x1b" not in told
    assert len(told) < 600


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_that_a_link_in_the_place_of_the_lock_is_not_followed(path: Path) -> None:
    Project.create(path, "test-edition").close()
    precious = path.with_name("precious")
    precious.write_text("keep me")
    beside(path).symlink_to(precious)
    with pytest.raises(ProjectError, match="lies where Jalon keeps its lock"):
        Project.open(path)
    assert precious.read_text() == "keep me"


def test_that_a_folder_in_the_place_of_the_lock_is_named(path: Path) -> None:
    Project.create(path, "test-edition").close()
    beside(path).mkdir()
    with pytest.raises(ProjectError, match="lies where Jalon keeps its lock"):
        Project.open(path)


@pytest.mark.skipif(os.name == "nt", reason="every Windows file system knows locks")
@pytest.mark.parametrize(
    ("host", "pid", "taken"),
    [("here", "dead", True), ("here", "alive", False), ("elsewhere", "dead", False)],
)
def test_that_where_locks_are_unknown_the_word_of_the_file_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch, host: str, pid: str, *, taken: bool
) -> None:
    def unknown(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    Project.create(path, "test-edition").close()
    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    finished = subprocess.Popen([sys.executable, "-c", ""])
    finished.wait()
    words = {
        "who": "Eve",
        "host": socket.gethostname() if host == "here" else "elsewhere",
        "pid": finished.pid if pid == "dead" else os.getppid(),
        "since": "2026-06-03T09:30:00+00:00",
    }
    beside(path).write_text(json.dumps(words))
    if taken:
        with Project.open(path) as project:
            assert not project.read_only
    else:
        with pytest.raises(ProjectError, match="Eve"):
            Project.open(path)


@pytest.mark.parametrize("named", ["", "LOGNAME", "USERNAME"])
def test_that_the_lock_names_person_and_machine(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    if named:
        monkeypatch.setenv(named, "ada.l")
    path = tmp_path / "p.jalon"
    Project.create(path, "test-edition").close()
    with Project.open(path):
        said = json.loads(lock.beside(path).read_bytes())
    assert said["who"] == getpass.getuser()
    assert said["host"] == socket.gethostname()
