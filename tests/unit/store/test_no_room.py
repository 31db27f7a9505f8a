"""Where there is no room, the message names what the person knows, and nothing half-made stays."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.session import Session
from jalon.store import whole
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from store_harness.failing_disk import failing_disk

OLD = Path(__file__).parents[2] / "data" / "projects" / "v0-2026-11-23.jalon"


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("moment", ["sync", "_rename_new"])
def test_that_an_older_file_without_room_for_a_migrated_one_can_be_read(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    shutil.copyfile(OLD, path)
    with Project.open(path, read_only=True) as read:
        expected = read.digest()
    with monkeypatch.context() as small:
        small.setattr(whole, moment, full)
        project = Project.open(path)
    with project:
        assert project.read_only
        assert project.unmigrated
        assert project.digest() == expected
        for write in (
            lambda: project.append([(key, "more")], author="Ada"),
            lambda: project.protect(Passphrase("two words")),
        ):
            with pytest.raises(ProjectError, match=f"^{path.name} could not be saved") as met:
                write()
            assert met.value.reason == "full"
    assert path.read_bytes() == OLD.read_bytes()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    with Project.open(path) as project:
        assert not project.read_only
        assert project.digest() == expected


@pytest.mark.parametrize("left", [0, 5])
def test_that_an_older_file_that_finds_no_room_anywhere_is_refused(path: Path, left: int) -> None:
    shutil.copyfile(OLD, path)
    with failing_disk(apsw.FullError) as disk:
        disk.left = left
        with pytest.raises(ProjectError, match="can only be read from a copy"):
            Project.open(path)
    assert path.read_bytes() == OLD.read_bytes()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_that_a_passphrase_without_room_names_the_project(
    path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "sync", full)
    with pytest.raises(ProjectError, match=f"^{path.name} could not be saved"):
        project.protect(Passphrase("two words"))


@pytest.mark.parametrize("left", [30, 60, 75])
def test_that_a_passphrase_finds_no_room_for_what_is_still_in_the_log(
    path: Path, key: Key, left: int
) -> None:
    with failing_disk(apsw.FullError) as disk, Project.create(path, "test-edition") as project:
        for number in range(20):
            project.append([(key._replace(field=f"f{number}"), "x" * 3000)], author="Anna")
        disk.left = left  # some fail at the copy, some at folding the log in
        with pytest.raises(ProjectError, match=f"^{path.name} could not be saved"):
            project.protect(Passphrase("two words"))
        disk.left = None
        project.append([(key, "goes on")], author="Anna")
    with Project.open(path) as again:
        assert len(again.heads()) == 21
        assert again.check() == ()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_that_a_folder_that_is_not_flushed_leaves_the_project_as_it_can_be_opened(
    path: Path, project: Project, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.append([(key, "saved")], author="Anna")
    secret = Passphrase("two words")
    with monkeypatch.context() as failing:
        failing.setattr(whole, "sync_folder", _once_taken())
        with pytest.raises(ProjectError, match="could not be saved"):
            project.protect(secret)
    project.append([(key, "goes on")], author="Anna")
    project.close()
    with Project.open(path, opens=secret) as again:
        assert [c.value for c in again.heads()[key]] == ["goes on"]
        assert again.check() == ()


def _once_taken() -> Callable[..., None]:
    """Return what takes one folder, and no other."""
    real, taken = whole.sync_folder, list[object]()

    def sync(folder: Path) -> None:
        if taken:
            full()
        taken.append(folder)
        real(folder)

    return sync


def test_that_reading_what_another_program_writes_says_where_room_is_lacking(
    path: Path, project: Project, key: Key, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project.append([(key, "saved")], author="Anna")
    project.close()
    shutil.copyfile(OLD, path)
    before = path.read_bytes()
    with failing_disk(apsw.FullError) as disk:
        disk.left = 3
        with pytest.raises(ProjectError, match="can only be read from a copy") as met:
            Project.open(path, read_only=True)
    assert met.value.details["folder"] == tempfile.gettempdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ProjectError, match="can only be read from a copy"):
        Project.open(path, read_only=True)
    assert path.read_bytes() == before


def test_that_a_log_is_not_copied_to_where_there_is_no_room(
    path: Path, project: Project, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.append([(key, "saved")], author="Anna")
    left = path.with_name("left.jalon")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{left}{ending}")
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(ProjectError, match="can only be read from a copy"):
        Project.open(left, read_only=True)


@pytest.mark.parametrize("left", range(0, 40, 3))
def test_that_a_project_that_could_not_be_made_whole_is_not_there(
    tmp_path: Path, left: int
) -> None:
    path = tmp_path / "new.jalon"
    with failing_disk(apsw.FullError) as disk:
        disk.left = left
        try:
            Session.create(path).close()
        except ProjectError:
            assert list(tmp_path.iterdir()) == []
            disk.left = None
            Session.create(path).close()  # the name is free
    with Project.open(path) as project:
        assert len(project.heads()) == 2
