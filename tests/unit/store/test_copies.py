"""Copies: whole, or for outsiders without what was replaced; never over something else."""

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from unit_store import edited

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store.project import Project


@pytest.fixture
def filled(project: Project, key: Key) -> Project:
    project.append([(key, "early and wrong")], author="Anna")
    (secret,) = project.append([(key, "expunged later")], author="Anna")
    project.append([(key, "current")], author="Bruno")
    project.append([(key._replace(field="gap"), None)], author="Bruno")
    project.expunge(secret.id, author="Bruno", reason="test")
    project.draft(key._replace(field="owner"), "half typed", "Bruno")
    return project


def test_that_a_copy_holds_everything(filled: Project, tmp_path: Path) -> None:
    target = tmp_path / "copy.jalon"
    filled.copy_to(target)
    with Project.open(target) as copy:
        assert copy.heads() == filled.heads()
        assert copy.history() == filled.history()
        assert copy.digest() == filled.digest()
        assert copy.drafts() == filled.drafts()
        assert copy.check() == ()
        copy.append([(Key("provider", "a", "b"), "goes its own way")], author="C")  # type: ignore[arg-type]
        assert copy.count() == filled.count() + 1


def test_that_a_copy_is_at_rest_and_leaves_no_litter(filled: Project, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name, history in (("whole.jalon", True), ("current.jalon", False)):
        filled.copy_to(folder / name, history=history)
        assert (folder / name).read_bytes()[18:20] == b"\x01\x01"
    assert sorted(p.name for p in folder.iterdir()) == ["current.jalon", "whole.jalon"]


def test_that_a_copy_without_history_holds_what_is_current_and_nothing_else(
    filled: Project, tmp_path: Path, key: Key
) -> None:
    target = tmp_path / "current.jalon"
    filled.copy_to(target, history=False)
    for gone in (b"early and wrong", b"expunged later", b"half typed"):
        assert gone not in target.read_bytes()
    with Project.open(target) as copy:
        assert copy.heads() == filled.heads()
        assert copy.digest() == filled.digest()
        assert copy.check() == ()
        assert copy.count() == len(filled.heads())
        (newer,) = copy.append([(key, "goes on")], author="C")
        assert copy.heads()[key] == (newer,)
        assert copy.check() == ()


def test_that_an_ordinary_project_may_not_lack_what_was_replaced(
    filled: Project, tmp_path: Path
) -> None:
    target = tmp_path / "current.jalon"
    filled.copy_to(target, history=False)
    edited(target, "UPDATE meta SET value = 'whole' WHERE name = 'history'")
    with Project.open(target) as copy:
        assert {finding.trouble for finding in copy.check()} == {"parent"}


@pytest.mark.parametrize("history", [True, False])
def test_that_a_copy_never_replaces_what_is_there(
    filled: Project, tmp_path: Path, *, history: bool
) -> None:
    target = tmp_path / "precious.jalon"
    target.write_text("keep me")
    dangling = tmp_path / "dangling.jalon"
    dangling.symlink_to(tmp_path / "nowhere")
    for place in (target, dangling, filled.path):
        with pytest.raises(ProjectError) as error:
            filled.copy_to(place, history=history)
        assert error.value.reason == "exists"
    assert target.read_text() == "keep me"
    assert not (tmp_path / "nowhere").exists()


def test_that_making_a_project_never_replaces_what_is_there(path: Path) -> None:
    path.write_text("keep me")
    with pytest.raises(ProjectError) as error:
        Project.create(path, "test-edition")
    assert error.value.reason == "exists"
    assert path.read_text() == "keep me"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_that_a_missing_folder_is_named(filled: Project, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "p.jalon"
    with pytest.raises(ProjectError) as first:
        filled.copy_to(nowhere)
    with pytest.raises(ProjectError) as second:
        Project.create(nowhere, "test-edition")
    assert first.value.reason == second.value.reason == "missing"


def test_that_a_name_too_long_for_the_disk_is_named(filled: Project, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 250 + ".jalon")
    with pytest.raises(ProjectError, match="longer than this system takes"):
        filled.copy_to(long)
    with pytest.raises(ProjectError, match="longer than this system takes"):
        Project.create(long, "test-edition")


def test_that_without_hard_links_a_new_file_still_appears_whole(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_source: object, _target: object) -> None:
        raise PermissionError(1, "this file system has no links")

    monkeypatch.setattr(os, "link", unknown)
    target = tmp_path / "copy.jalon"
    filled.copy_to(target)
    with Project.open(target) as copy:
        assert copy.check() == ()


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_that_a_copy_is_as_private_as_the_project(filled: Project, tmp_path: Path) -> None:
    filled.path.chmod(0o600)
    filled.copy_to(tmp_path / "copy.jalon")
    assert (tmp_path / "copy.jalon").stat().st_mode & 0o777 == 0o600


def test_that_two_copies_bear_the_name_of_the_same_project(filled: Project, tmp_path: Path) -> None:
    names = set()
    for number, history in enumerate((True, False)):
        target = tmp_path / f"{number}.jalon"
        filled.copy_to(target, history=history)
        reader = sqlite3.connect(target)
        names.add(reader.execute("SELECT value FROM meta WHERE name = 'project'").fetchone())
        reader.close()
    names.add((filled.source().execute("SELECT value FROM meta WHERE name = 'project'").get,))
    assert len(names) == 1


@pytest.mark.parametrize("written", [" ", "\t\n "], ids=repr)
def test_that_a_copy_from_memory_keeps_what_another_program_wrote_in_its_own_way(
    path: Path, key: Key, tmp_path: Path, written: str
) -> None:
    """Its bytes are no canonical JSON; they are not in memory, and its id cannot be had again."""
    with Project.create(path, "test-edition") as project:
        project.append([(key, "ours")], author="Anna")
        (old,) = project.heads()[key]
    told = {
        **key._asdict(),
        "author": "Bruno",
        "edition": "test-edition",
        "supersedes": [old.id],
        "time": "2026-11-26T10:00:00+01:00",
        "value": "theirs",
    }
    stored = json.dumps(told, separators=(f",{written}", ":")).encode()
    foreign = hashlib.sha256(stored).hexdigest()
    with closing(sqlite3.connect(path)) as writer, writer:
        columns = (foreign, stored, *key, told["time"], told["author"])
        writer.execute("INSERT INTO change VALUES(NULL, ?, ?, ?, ?, ?, ?, ?)", columns)
        writer.execute("UPDATE head SET seq = (SELECT max(seq) FROM change)")

    copy = tmp_path / "copy.jalon"
    with Project.open(path) as project:
        assert project.check() == ()
        project.copy_remembered(copy, project.heads()[key])
    with Project.open(copy, read_only=True) as made:
        assert made.check() == ()
        (change,) = made.heads()[key]
        assert (change.value, change.author, change.supersedes) == ("theirs", "Bruno", (foreign,))
        with Project.open(path) as project:
            project.take_in(made)
            assert [c.value for c in project.heads()[key]] == ["theirs"]
            assert project.check() == ()
