"""Long names and deep folders: taken as far as the disk goes, and else refused as that."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import lengths, whole
from jalon.store.project import Project
from jalon.store.protection import Passphrase

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows counts in other units")

Run = Callable[..., subprocess.CompletedProcess[str]]

SECRET = Passphrase("trois mots sûrs")
LONGEST = 255 - len("-journal")
KILLED = """
import os, sys
from pathlib import Path
from jalon.store import whole
from jalon.store.project import Project
from jalon.store.protection import Passphrase
whole._rename_new = lambda *_: os.kill(os.getpid(), 9)
Project.open(Path(sys.argv[1])).protect(Passphrase("trois mots"))
"""


def called(size: int, letter: str = "n") -> str:
    """Return a name of so many bytes, with an odd one before letters of two."""
    room = size - len(".jalon")
    return "-" * (room % len(letter.encode())) + letter * (room // len(letter.encode())) + ".jalon"


def deep(folder: Path, size: int) -> Path:
    """Make folders so deep that a project in them has a path of so many bytes."""
    while (left := size - len(os.fsencode(folder)) - len("/p.jalon")) > 0:
        folder /= "d" * min(left - 1, 100 if left > 102 else left)
    folder.mkdir(parents=True)
    assert len(os.fsencode(folder / "p.jalon")) == size
    return folder / "p.jalon"


def every_act(path: Path, key: Key) -> None:
    """Do with a project at ``path`` whatever makes a file beside it."""
    with Project.create(path, "test-edition") as made:
        made.append([(key, "first")], author="Anna")
        made.protect(SECRET)
        made.append([(key, "second")], author="Anna")
        made.protect(None)
        copy = path.with_name(f"c{path.name[1:]}")
        made.copy_to(copy)
    assert {p.name for p in path.parent.iterdir()} == {path.name, copy.name}
    with Project.open(copy) as again:
        assert [c.value for c in again.history(key)] == ["second", "first"]
        assert again.check() == ()


@pytest.mark.parametrize("letter", ["n", "é"])
@pytest.mark.parametrize("size", [200, 207, 220, LONGEST - 1, LONGEST])
def test_that_every_act_takes_a_name_as_long_as_can_be(
    tmp_path: Path, key: Key, size: int, letter: str
) -> None:
    every_act(tmp_path / called(size, letter), key)


@pytest.mark.parametrize("size", [LONGEST + 1, 255, 256])
def test_that_a_longer_name_is_said_to_be_that(project: Project, tmp_path: Path, size: int) -> None:
    long = tmp_path / called(size)
    for act in (lambda: Project.create(long, "test-edition"), lambda: project.copy_to(long)):
        with pytest.raises(ProjectError, match="longer than this system takes"):
            act()
    if size <= 255:
        shutil.copy(project.path, long)
        with pytest.raises(ProjectError, match="longer than this system takes"):
            Project.open(long)


def test_that_a_deep_folder_is_taken_as_far_as_sqlite_goes(tmp_path: Path, key: Key) -> None:
    every_act(deep(tmp_path, lengths._longest_path() - 80), key)


@pytest.mark.parametrize("beyond", [-30, -7, 0, 100, 3000])
def test_that_a_deeper_one_is_said_to_be_that(
    project: Project, tmp_path: Path, beyond: int
) -> None:
    path = deep(tmp_path, lengths._longest_path() + beyond)
    for act in (lambda: Project.create(path, "test-edition"), lambda: project.copy_to(path)):
        with pytest.raises(ProjectError, match="not as deep"):
            act()
    assert list(path.parent.iterdir()) == []


def test_that_long_names_that_begin_alike_stay_apart(tmp_path: Path) -> None:
    one, other = (tmp_path / f"{'n' * 240}{letter}.jalon" for letter in "ab")
    assert lengths.cut(one.name, tmp_path) != lengths.cut(other.name, tmp_path)
    theirs = whole.unfinished(other)
    theirs.touch()
    whole.sweep(one)
    assert theirs.exists()


def test_that_what_a_kill_leaves_of_a_long_name_goes_with_its_project(
    tmp_path: Path, other_process: Run
) -> None:
    path = tmp_path / called(LONGEST)
    Project.create(path, "test-edition").close()
    killed = other_process(KILLED, path)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert any(p.name.startswith(".") for p in tmp_path.iterdir())
    Project.open(path).close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
