"""A file that changes underneath is noticed before anything is written over it."""

import os
import shutil
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store.project import Project
from jalon.store.protection import Passphrase


def test_that_a_file_put_in_its_place_is_not_written_over(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "first")], author="Anna")
        project.checkpoint()
        beside = path.with_name("from the cloud")
        shutil.copyfile(path, beside)
        beside.replace(path)
        foreign = path.read_bytes()
        with pytest.raises(ProjectError) as met:
            project.append([(key, "second")], author="Anna")
        assert met.value.reason == "touched"
        project.checkpoint()
        copy = path.with_name("copy.jalon")
        project.copy_to(copy)
    assert path.read_bytes() == foreign
    with Project.open(copy) as saved:
        assert [c.value for c in saved.heads()[key]] == ["first"]


@pytest.mark.parametrize("act", ["remove", "shorten", "append"])
def test_that_other_ways_of_changing_it_are_noticed(path: Path, key: Key, act: str) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "first")], author="Anna")
        if act == "remove":
            path.unlink()
        elif act == "shorten":
            os.truncate(path, 100)
        else:
            os.truncate(path, path.stat().st_size + 1)
        with pytest.raises(ProjectError) as met:
            project.append([(key, "second")], author="Anna")
        assert met.value.reason == "touched"


def test_that_our_own_writing_is_not_taken_for_anothers(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        for number in range(300):
            project.append([(key, f"{number} " * 3000)], author="Anna")
            if number % 50 == 0:
                project.checkpoint()
        project.expunge(project.heads()[key][0].id, author="Anna", reason="test")
        project.append([(key, "last")], author="Anna")
        assert project.check() == ()


@pytest.mark.parametrize("act", ["remove", "replace"])
@pytest.mark.parametrize("secret", [None, Passphrase("some words")], ids=["plain", "protected"])
def test_that_answers_survive_a_crash_after_another_program_has_removed_the_log(
    path: Path, key: Key, tmp_path: Path, secret: Passphrase | None, act: str
) -> None:
    left, another = (
        tmp_path / "left.jalon",
        b"7\x7f\x06\x82, the log of another program, which is longer",
    )
    log = path.with_name(f"{path.name}-wal")
    with Project.create(path, "test-edition", passphrase=secret) as project:
        project.append([(key, "first")], author="Anna")
        log.unlink()
        if act == "replace":
            log.write_bytes(another)
        project.append([(key, "second")], author="Anna")
        shutil.copyfile(path, left)
        if act == "replace":
            assert log.read_bytes() == another
        project.append([(key, "third")], author="Anna")
    for found, value in ((left, "second"), (path, "third")):
        with Project.open(found, opens=secret) as project:
            assert [c.value for c in project.heads()[key]] == [value]
            assert project.check() == ()
