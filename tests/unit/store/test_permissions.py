"""What is made of a project can be read by those who could read the project, and by no others."""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.store import backups, whole
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.store.rescue import rescue

MODES = (0o600, 0o640, 0o664)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")


def restored(project: Project, target: Path) -> None:
    making = backups.Making(project, target.parent / "kept")
    while not making.step():
        pass
    backups.restore(making.finish(datetime(2026, 11, 26, tzinfo=UTC)), target)


def remembered(project: Project, target: Path) -> None:
    project.copy_remembered(target, [c for current in project.heads().values() for c in current])


def protected(project: Project, target: Path) -> None:
    project.copy_to(target)
    with Project.open(target) as copy:
        copy.protect(Passphrase("secret words"))


WAYS: dict[str, Callable[[Project, Path], object]] = {
    "copy": lambda project, target: project.copy_to(target),
    "copy without history": lambda project, target: project.copy_to(target, history=False),
    "copy from memory": remembered,
    "backup restored": restored,
    "protected": protected,
}


@pytest.fixture
def all_may_read() -> Iterator[None]:
    before = os.umask(0o002)
    yield
    os.umask(before)


@pytest.mark.usefixtures("all_may_read")
@pytest.mark.parametrize("mode", MODES, ids=oct)
@pytest.mark.parametrize("way", [*WAYS, "rescue"])
def test_that_what_is_made_of_a_project_is_as_private_as_it_is(
    path: Path, key: Key, tmp_path: Path, way: str, mode: int
) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "weak point")], author="Anna")
    path.chmod(mode)
    target = tmp_path / "made.jalon"
    if way == "rescue":
        rescue(path, target)
    else:
        with Project.open(path) as project:
            WAYS[way](project, target)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.usefixtures("all_may_read")
def test_that_nobody_else_can_read_it_while_it_is_being_written(
    path: Path, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    sync = whole.sync

    def looking(new: Path) -> None:
        seen.extend(stat.S_IMODE(p.stat().st_mode) for p in new.parent.iterdir() if p.is_file())
        sync(new)

    with Project.create(path, "test-edition") as project:
        project.append([(key, "weak point")], author="Anna")
        path.chmod(0o600)
        target = tmp_path / "elsewhere" / "copy.jalon"
        target.parent.mkdir()
        real = os.open
        made: list[int] = []

        def opened(name: str, flags: int, mode: int = 0o777, **more: int) -> int:
            found = real(name, flags, mode, **more)
            if str(name).startswith(str(target.parent)) and flags & os.O_CREAT:
                made.append(stat.S_IMODE(os.fstat(found).st_mode))
            return found

        monkeypatch.setattr(os, "open", opened)
        monkeypatch.setattr(whole, "sync", looking)
        project.copy_to(target)
    assert made == seen == [0o600]


@pytest.mark.usefixtures("all_may_read")
def test_that_a_copy_of_what_is_gone_is_for_its_owner_alone(
    path: Path, key: Key, tmp_path: Path
) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "weak point")], author="Anna")
        path.unlink()
        remembered(project, target := tmp_path / "copy.jalon")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
