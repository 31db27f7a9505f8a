"""A disk that takes no more: said so, nothing lost, and it goes on when there is room."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

FILL = """
import sys
from pathlib import Path
from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store.project import Project

def fill(project, limit):
    said = 0
    for number in range(limit):
        key = Key("provider", f"item-{number}", "how")
        try:
            project.append([(key, "x" * 3000)], author="Anna")
        except ProjectError as error:
            assert error.reason == "full", error
            return number
    raise AssertionError("the disk was never full")

def held(project):
    return sorted(int(key.item[5:]) for key in project.heads())

def tell(path, project, make_room):
    acknowledged = fill(project, 5000)
    assert acknowledged > 3
    for _ in range(3):  # it goes on failing cleanly
        try:
            project.append([(Key("provider", "item-9999", "how"), "x" * 3000)], author="Anna")
        except ProjectError as error:
            assert error.reason == "full", error
    assert held(project) == list(range(acknowledged))
    try:
        project.draft(Key("provider", "a", "b"), "x" * 9000, "Anna")
    except ProjectError as error:
        assert error.reason == "full", error
    make_room()
    project.append([(Key("provider", f"item-{acknowledged}", "how"), "y")], author="Anna")
    project.checkpoint()
    assert project.check() == ()
    project.close()
    with Project.open(path) as again:
        assert held(again) == list(range(acknowledged + 1))
        assert again.check() == ()
    print("sound")
"""

LIMITED = (
    FILL
    + """
import resource
path = Path(sys.argv[1])
project = Project.create(path, "test-edition")
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, most))
tell(path, project, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
"""
)

MOUNTED = (
    FILL
    + """
folder = Path(sys.argv[1])
ballast = folder / "ballast"
ballast.write_bytes(bytes(400_000))
path = folder / "p.jalon"
project = Project.create(path, "test-edition")
tell(path, project, ballast.unlink)
"""
)

AT_CLOSE = (
    FILL
    + """
folder = Path(sys.argv[1])
path = folder / "p.jalon"
project = Project.create(path, "test-edition")
acknowledged = fill(project, 5000)
project.close()
leftover = sorted(p.name for p in folder.iterdir())
new = folder / "new.jalon"
for make in (lambda: Project.create(new, "x").close(),
             lambda: Project.open(path, read_only=True).close()):
    try:
        make()
    except ProjectError as error:
        assert error.reason == "full", error
assert sorted(p.name for p in folder.iterdir()) == leftover, "litter"
import shutil
elsewhere = Path(sys.argv[2])
for file in folder.iterdir():
    shutil.copy(file, elsewhere / file.name)
with Project.open(elsewhere / "p.jalon") as again:
    assert held(again) == list(range(acknowledged))
    assert again.check() == ()
print("sound")
"""
)


@pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX's")
def test_that_a_write_that_fails_loses_nothing_and_can_be_repeated(
    path: Path, other_process: Run
) -> None:
    run = other_process(LIMITED, path)
    assert run.stdout == "sound\n", run.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A memory file system of one megabyte; needs the right to mount."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="the small disk is a tmpfs")
def test_that_a_full_disk_loses_nothing_and_it_goes_on_when_there_is_room(
    small_disk: Path, other_process: Run
) -> None:
    run = other_process(MOUNTED, small_disk)
    assert run.stdout == "sound\n", run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the small disk is a tmpfs")
def test_that_closing_on_a_full_disk_loses_nothing(
    small_disk: Path, tmp_path: Path, other_process: Run
) -> None:
    run = other_process(AT_CLOSE, small_disk, tmp_path)
    assert run.stdout == "sound\n", run.stderr
