"""What was removed is cleared away, also after a kill or on a disk that was full."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from jalon.assessment.changes import Key
from jalon.store.project import Project
from store_harness.failing_disk import FailingDisk, failing_disk

Run = Callable[..., subprocess.CompletedProcess[str]]

PASTED = "hunter2-pasted-by-mistake "
LONG = PASTED * 3000
"""Goes on over pages of its own, as a text being typed and as a change."""

KILLED = """
import os, sys
from pathlib import Path
from jalon.assessment.changes import ChangeId
from jalon.store.file import File
from jalon.store.project import Project
File.scrub = lambda _: os.kill(os.getpid(), 9)
with Project.open(Path(sys.argv[1])) as project:
    project.expunge(ChangeId(sys.argv[2]), author="Bruno", reason="a password")
"""


def on_disk(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.iterdir()) if p.is_file())


@pytest.fixture
def pasted(path: Path, key: Key) -> str:
    """Make a project in which a secret was typed and saved; return the id of the change."""
    with Project.create(path, "test-edition") as project:
        project.draft(key._replace(field="gap"), LONG, "Anna")
        project.clear_drafts([key._replace(field="gap")])
        (made,) = project.append([(key, LONG)], author="Anna")
    return made.id


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_a_removal_that_was_killed_is_finished_by_the_next_opening(
    path: Path, pasted: str, other_process: Run
) -> None:
    killed = other_process(KILLED, path, pasted)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert PASTED.encode() in on_disk(path)
    with Project.open(path) as project:
        assert not project.unscrubbed
        assert project.check() == ()
    assert PASTED.encode() not in on_disk(path)


def rewriting_fails(disk: FailingDisk, project: Project, pasted: str) -> None:
    """Remove the secret, on a disk that has no room for the file to be written anew."""
    real, called = project._file.scrub, []

    def scrub() -> None:
        called.append(disk.left)
        disk.left = 0
        real()

    project._file.scrub = scrub  # type: ignore[method-assign]  # where the room ends
    project.expunge(pasted, author="Bruno", reason="a password")  # type: ignore[arg-type]
    project._file.scrub = real  # type: ignore[method-assign]
    assert called


def test_that_a_removal_holds_on_a_full_disk_and_is_cleared_when_there_is_room(
    path: Path, key: Key, pasted: str
) -> None:
    with failing_disk(apsw.FullError) as disk, Project.open(path) as project:
        rewriting_fails(disk, project, pasted)
        assert project.unscrubbed
        assert [c.value for c in project.heads()[key]] == [None]
        disk.left = None  # somebody makes room
    assert PASTED.encode() not in on_disk(path)


def test_that_the_next_opening_clears_it_where_there_was_no_room_to_the_end(
    path: Path, key: Key, pasted: str
) -> None:
    with failing_disk(apsw.FullError) as disk, Project.open(path) as project:
        rewriting_fails(disk, project, pasted)
        project.close()
    assert PASTED.encode() in on_disk(path)
    with Project.open(path, read_only=True) as project:
        assert [c.value for c in project.heads()[key]] == [None]
    with Project.open(path) as project:
        assert not project.unscrubbed
        assert project.check() == ()
    assert PASTED.encode() not in on_disk(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
