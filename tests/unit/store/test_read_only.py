"""Files that may be read but not written, and files that somebody else is writing."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]

READ = """
import os, pkgutil, sys, tempfile
from importlib import import_module
from pathlib import Path
import jalon.store
from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store.project import Project
for found in pkgutil.iter_modules(jalon.store.__path__):  # the other user may not read our Python
    import_module(f"jalon.store.{found.name}")
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
path = Path(sys.argv[1])
os.umask(0)
def tried(action):
    try:
        action()
    except ProjectError as error:
        print(error.reason)
    else:
        print("done")
if sys.argv[2] == "create":
    tried(lambda: Project.create(path.with_name("new.jalon"), "x"))
    sys.exit()
try:
    project = Project.open(path)
except ProjectError as error:
    print("refused", error.reason)
    sys.exit()
key = Key("provider", "name", "value")
print("read-only" if project.read_only else "writable", project.heads()[key][0].value)
tried(lambda: project.append([(key, "x")], author="Eve"))
tried(lambda: project.draft(key, "x", "Eve"))
tried(lambda: project.clear_drafts([key]))
tried(lambda: project.expunge(project.heads()[key][0].id, author="Eve", reason="x"))
tried(project.checkpoint)
print(len(project.check()), len(project.history()))
copy = Path(tempfile.mkdtemp()) / "copy.jalon"
project.copy_to(copy)
project.close()
with Project.open(copy) as again:
    print("copy", "read-only" if again.read_only else "writable", again.heads()[key][0].value)
"""

READ_ONLY = ["read-only A", *["read-only"] * 4, "done", "0 2", "copy writable A"]

needs_posix = pytest.mark.skipif(
    not hasattr(os, "setuid"), reason="permissions are tested as another user of a POSIX system"
)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder that everybody can reach, with a project in it whose log may be left over."""
    folder = tmp_path / "shared"
    folder.mkdir()
    top = Path(tempfile.gettempdir())  # a whole run may have one of its own, and keep others out
    for above in [folder, *folder.parents]:
        if above.stat().st_uid == os.getuid() and above.parent != above:
            above.chmod(above.stat().st_mode | 0o055)
        if above == top:
            break
    with Project.create(folder / "p.jalon", "test-edition") as project:
        key = Key("provider", "name", "value")  # type: ignore[arg-type]
        project.append([(key, "B"), (key, "A")], author="Anna")
    return folder / "p.jalon"


def leave_a_log(path: Path) -> None:
    """Make the project as a killed process leaves it: answers in the log beside the file."""
    with Project.open(path) as project:
        key = Key("provider", "name", "value")  # type: ignore[arg-type]
        project.checkpoint()
        project.append([(key, "C")], author="Anna")
        ending = "-wal"
        kept = {p: p.read_bytes() for p in (path, path.with_name(path.name + ending))}
    for file, data in kept.items():
        file.write_bytes(data)


def lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    assert run.stderr == ""
    return run.stdout.splitlines()


@needs_posix
def test_that_a_file_we_may_not_write_opens_for_reading(shared: Path, other_process: Run) -> None:
    shared.chmod(0o444)
    shared.parent.chmod(0o777)
    assert lines(other_process(READ, shared, "read")) == READ_ONLY
    assert [p.name for p in shared.parent.iterdir()] == [shared.name]


@needs_posix
def test_that_a_file_in_a_folder_we_may_not_write_opens_for_reading(
    shared: Path, other_process: Run
) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    assert lines(other_process(READ, shared, "read")) == READ_ONLY
    assert lines(other_process(READ, shared, "create")) == ["read-only"]


@needs_posix
def test_that_a_killed_process_log_is_read_from_a_folder_we_may_not_write(
    shared: Path, other_process: Run
) -> None:
    leave_a_log(shared)
    shared.parent.chmod(0o555)
    expected = ["read-only C", *READ_ONLY[1:6], "0 3", "copy writable C"]
    before = shared.read_bytes()
    assert lines(other_process(READ, shared, "read")) == expected
    assert shared.read_bytes() == before


@needs_posix
def test_that_a_file_left_in_wal_mode_without_a_log_is_read_in_place(
    shared: Path, other_process: Run
) -> None:
    leave_a_log(shared)
    with Project.open(shared) as project:
        project.checkpoint()
        folded = shared.read_bytes()
    shared.write_bytes(folded)
    assert folded[18:20] == b"\x02\x02"
    shared.parent.chmod(0o555)
    expected = ["read-only C", *READ_ONLY[1:6], "0 3", "copy writable C"]
    assert lines(other_process(READ, shared, "read")) == expected


@needs_posix
def test_that_a_file_we_may_not_read_is_refused(shared: Path, other_process: Run) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can make a file that another user owns")
    shared.chmod(0o600)
    assert lines(other_process(READ, shared, "read")) == ["refused unreadable"]


@needs_posix
def test_that_another_users_stale_lock_is_no_obstacle_to_reading(
    shared: Path, other_process: Run
) -> None:
    shared.with_name(shared.name + ".lock").write_text("{}")
    shared.with_name(shared.name + ".lock").chmod(0o444)
    shared.chmod(0o444)
    shared.parent.chmod(0o555)
    assert lines(other_process(READ, shared, "read")) == READ_ONLY


def test_that_reading_can_be_asked_for(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "A")], author="Anna")
    with Project.open(path, read_only=True) as project:
        assert project.read_only
        assert project.locked_by is None
        assert [p.name for p in path.parent.iterdir()] == [path.name]
        with pytest.raises(ProjectError) as error:
            project.append([(key, "B")], author="Anna")
        assert error.value.reason == "read-only"
        assert project.heads()[key][0].value == "A"


SNAPSHOT = """
import sys, tempfile
from pathlib import Path
from jalon.store.project import Project
with Project.open(Path(sys.argv[1]), read_only=True) as project:
    print(*sorted(c.value for found in project.heads().values() for c in found))
    print(project.read_only, project.locked_by.pid, len(project.check()))
    print(len(list(Path(tempfile.gettempdir()).glob("jalon-*"))) > 0)
print(len(list(Path(tempfile.gettempdir()).glob("jalon-*"))))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to copy a file that is locked")
def test_that_a_project_being_written_is_read_from_a_snapshot(
    project: Project, key: Key, other_process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    project.append([(key, "folded")], author="Anna")
    project.checkpoint()
    project.append([(key._replace(field="gap"), "in the log")], author="Anna")
    told = lines(other_process(SNAPSHOT, project.path))
    assert told == ["folded in the log", f"True {os.getpid()} 0", "True", "0"]
    project.append([(key, "goes on")], author="Anna")
    assert project.check() == ()
