"""A project under a passphrase: opens with it alone, leaves nothing readable behind."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import backups
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from tools.layouts import LAYOUTS, written_in
from tools.thorough import THOROUGH, examples

Run = Callable[..., subprocess.CompletedProcess[str]]
SECRET = Passphrase("cœur battant, 7 ânes")
TYPED = "our weakest point is the evaluation"


@pytest.fixture(params=LAYOUTS)
def protected(path: Path, key: Key, request: pytest.FixtureRequest) -> Path:
    with (
        written_in(request.param),
        Project.create(path, "test-edition", passphrase=SECRET) as project,
    ):
        project.append([(key, TYPED)], author="Anna")
    return path


def readable(folder: Path) -> list[str]:
    """Return the files below a folder in which the typed text can be read."""
    marks = [TYPED.encode(), TYPED.encode("utf-16-le"), b"transparency-1-1-1", b"SQLite format"]
    found = [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
    return [p.name for p in found if any(mark in p.read_bytes() for mark in marks)]


def refused(path: Path, given: Passphrase | None) -> str:
    before = path.read_bytes()
    with pytest.raises(ProjectError) as met:
        Project.open(path, opens=given)
    assert path.read_bytes() == before
    return met.value.reason


def test_that_only_the_passphrase_opens_it(protected: Path, key: Key) -> None:
    assert refused(protected, None) == "protected"
    assert refused(protected, Passphrase("Cœur battant, 7 ânes")) == "passphrase"
    assert refused(protected, Passphrase("")) == "passphrase"
    with Project.open(protected, opens=SECRET) as project:
        assert [c.value for c in project.heads()[key]] == [TYPED]
        assert project.check() == ()


def test_that_accents_typed_in_two_ways_are_the_same_passphrase(protected: Path) -> None:
    decomposed = Passphrase("cœur battant, 7 a\u0302nes")
    with Project.open(protected, opens=decomposed) as project:
        assert project.count() == 1


def test_that_nothing_can_be_read_while_one_works_and_after(
    protected: Path, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with Project.open(protected, opens=SECRET) as project:
        project.append([(key._replace(field="gap"), TYPED * 500)], author="Anna")
        project.draft(key._replace(field="owner"), TYPED, "Anna")
        making = backups.Making(project, tmp_path / "kept")
        assert readable(tmp_path) == []
        while not making.step():
            pass
        making.finish(datetime.now(UTC))
        project.copy_to(tmp_path / "copy.jalon")
        project.copy_to(tmp_path / "outside.jalon", history=False)
        with pytest.raises(ProjectError):
            Project.open(protected, read_only=True, opens=SECRET)
        assert readable(tmp_path) == []
    assert readable(tmp_path) == []
    for copy in ("copy.jalon", "outside.jalon"):
        with Project.open(tmp_path / copy, opens=SECRET) as project:
            assert project.check() == ()


def test_that_the_file_as_a_kill_leaves_it_cannot_be_read_and_opens(
    protected: Path, key: Key, tmp_path: Path
) -> None:
    with Project.open(protected, opens=SECRET) as project:
        project.append([(key, "in the log only")], author="Anna")
        left = tmp_path / "left"
        left.mkdir()
        for ending in ("", "-wal"):
            shutil.copyfile(f"{protected}{ending}", left / f"project.jalon{ending}")
    assert (left / "project.jalon-wal").stat().st_size > 0
    assert readable(left) == []
    with Project.open(left / "project.jalon", opens=SECRET) as project:
        assert [c.value for c in project.heads()[key]] == ["in the log only"]


def test_that_a_passphrase_is_set_changed_and_removed(path: Path, key: Key) -> None:
    other = Passphrase("another one")
    with Project.create(path, "test-edition") as project:
        project.append([(key, TYPED)], author="Anna")
        digest = project.digest()
        project.protect(SECRET)
        project.append([(key, "after")], author="Anna")
        assert readable(path.parent) == []
        with pytest.raises(ProjectError, match="in use"):
            Project.open(path, opens=SECRET)
    assert refused(path, None) == "protected"
    with Project.open(path, opens=SECRET) as project:
        assert project.digest() != digest
        project.protect(other)
    assert refused(path, SECRET) == "passphrase"
    with Project.open(path, opens=other) as project:
        project.protect(None)
        project.append([(key, "in the open")], author="Anna")
    with Project.open(path) as project:
        assert [c.value for c in project.heads()[key]] == ["in the open"]
        assert project.count() == 3
        assert project.check() == ()
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


KILLED = """
import os, sys
from pathlib import Path
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.store.file import File
File.replace_by = lambda *_: os.kill(os.getpid(), 9)
with Project.open(Path(sys.argv[1]), opens=Passphrase(sys.argv[2])) as project:
    project.protect(None)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_a_kill_while_the_passphrase_is_taken_away_leaves_nothing_readable_for_long(
    protected: Path, other_process: Run
) -> None:
    done = other_process(KILLED, protected, SECRET.text)
    assert done.returncode == -9, done.stderr
    assert len(readable(protected.parent)) == 1  # beside the file, which is as it was
    assert refused(protected, None) == "protected"
    mine = [protected.with_name(n) for n in (f".{protected.name}.tmp", f".{protected.name}.old")]
    for path in mine:
        path.touch()
    with Project.open(protected, opens=SECRET) as project:
        assert project.check() == ()
    assert readable(protected.parent) == []
    assert {p.name for p in protected.parent.iterdir()} == {protected.name, *(p.name for p in mine)}


def test_that_a_disk_without_room_leaves_the_passphrase_as_it_was(
    protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with Project.open(protected, opens=SECRET) as project:
        monkeypatch.setattr("jalon.store.whole.sync", full)
        with pytest.raises(ProjectError, match="disk is full"):
            project.protect(Passphrase("new"))
        monkeypatch.undo()
        project.check()
    with Project.open(protected, opens=SECRET) as project:
        assert project.check() == ()
    assert sorted(p.name for p in protected.parent.iterdir()) == [protected.name]


def test_that_an_altered_page_is_refused_or_reported(protected: Path) -> None:
    data = bytearray(protected.read_bytes())
    for at in range(40, len(data), 997 if THOROUGH else 3989):  # as good as every page
        changed = bytearray(data)
        changed[at] ^= 1
        protected.write_bytes(changed)
        try:
            with Project.open(protected, opens=SECRET) as project:
                assert project.check()
        except ProjectError:
            pass
    protected.write_bytes(data)


def test_that_a_file_that_ends_too_early_is_damaged(protected: Path) -> None:
    data = protected.read_bytes()
    for part in (2, 3, 5, 7):
        protected.write_bytes(data[: len(data) * (part - 1) // part])
        assert refused(protected, SECRET) == "damaged"


@settings(max_examples=examples(3, 20), deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_that_any_text_can_be_a_passphrase(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.jalon"
        Project.create(path, "test-edition", passphrase=Passphrase(text)).close()
        with Project.open(path, opens=Passphrase(text)) as project:
            assert project.count() == 0
        with pytest.raises(sqlite3.DatabaseError):
            sqlite3.connect(path).execute("SELECT * FROM change").fetchall()


def test_that_the_passphrase_stands_in_no_message_and_no_picture_of_the_object() -> None:
    assert "ânes" not in repr(SECRET)
    assert SECRET.new().key not in repr(SECRET.new())
    assert os.path.sep not in repr(SECRET)
