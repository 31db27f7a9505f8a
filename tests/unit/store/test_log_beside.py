"""The log beside an open project: voided when it was folded in, and never taken for more."""

import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import evidence, snapshot, sniff
from jalon.store.connection import LOG_HEADER
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.store.rescue import rescue
from unit.store.conftest import Run
from unit.store.test_rescue import filled, values


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def left(path: Path, folder: Path) -> Path:
    """Copy file and log as a killed process leaves them; return the file."""
    folder.mkdir()
    for source in (path, log_of(path)):
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return folder / path.name


def answer(path: Path, key: Key) -> object:
    with Project.open(path) as project:
        assert project.check() == ()
        (change,) = project.heads()[key]
        return change.value


def test_that_a_log_folded_in_is_voided_and_the_file_alone_holds_all(
    project: Project, key: Key, tmp_path: Path
) -> None:
    project.append([(key, "text")], author="Anna")
    before = log_of(project.path).stat().st_size
    project.checkpoint()
    log = log_of(project.path).read_bytes()
    assert len(log) == before > 0
    assert not any(log[:LOG_HEADER])
    alone = tmp_path / "alone.jalon"
    shutil.copyfile(project.path, alone)
    assert answer(alone, key) == "text"


@pytest.mark.parametrize("voided", [True, False])
def test_that_an_older_state_beside_a_voided_log_is_not_mixed_with_it(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch, *, voided: bool
) -> None:
    """Somebody restores a copy after a crash; where the log is not voided, this ends badly."""
    if not voided:
        monkeypatch.setattr(connections, "_void", lambda _log: None)
    filled(path, key, 30)
    with Project.open(path) as project:
        project.append([(key, "as it was")], author="Anna")
    older = path.read_bytes()
    with Project.open(path) as project:
        project.append([(key, "as it became")], author="Bruno")
        project.checkpoint()
        log = log_of(path).read_bytes()
    path.write_bytes(older)
    log_of(path).write_bytes(log)
    reader = sqlite3.connect(path)
    told = [row[0].decode() for row in reader.execute("SELECT payload FROM change")]
    reader.close()
    assert any("as it was" in payload for payload in told)
    assert any("as it became" in payload for payload in told) is not voided
    if voided:
        path.write_bytes(older)
        log_of(path).write_bytes(log)
        assert answer(path, key) == "as it was"


@pytest.mark.parametrize("seed", range(8))
def test_that_nothing_acknowledged_is_missing_however_often_the_log_begins_anew(
    path: Path, key: Key, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    with Project.create(path, "test-edition") as project:
        for number in range(40):
            text = f"{number} " + "x" * dice.randrange(9000)
            project.append([(key, text)], author="Anna")
            if dice.random() < 0.5:
                project.checkpoint()
            if dice.random() < 0.3:
                assert answer(left(path, tmp_path / f"left {number}"), key) == text


def test_that_a_large_log_is_emptied(project: Project, key: Key) -> None:
    data = random.Random(0).randbytes(2 << 20)  # noqa: S311  no secret
    content = evidence.of_bytes(hashlib.sha256(data).hexdigest(), data)
    project.append([(key, "text")], author="Anna", contents=[content])
    assert log_of(project.path).stat().st_size > len(data)
    project.checkpoint()
    assert log_of(project.path).stat().st_size == 0


def test_that_what_is_expunged_does_not_stay_in_the_log(project: Project, key: Key) -> None:
    (secret,) = project.append([(key, "hunter2")], author="Anna")
    project.checkpoint()
    assert b"hunter2" in log_of(project.path).read_bytes()
    project.expunge(secret.id, author="Anna", reason="a secret")
    assert b"hunter2" not in log_of(project.path).read_bytes()
    assert b"hunter2" not in project.path.read_bytes()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_that_what_took_the_place_of_the_log_is_left_as_it_is(
    project: Project, key: Key, tmp_path: Path, kind: str
) -> None:
    project.append([(key, "text")], author="Anna")
    other, log = tmp_path / "other", log_of(project.path)
    content = log.read_bytes() if kind == "link" else b"a letter, and none of ours, of some length"
    other.write_bytes(content)
    log.unlink()
    if kind == "link":
        log.symlink_to(other)
    else:
        shutil.copyfile(other, log)
    project.checkpoint()
    assert log.read_bytes() == other.read_bytes() == content
    log.unlink()


TRY_TO_WRITE = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("CREATE TABLE mine(a)")
except sqlite3.OperationalError as error:
    print(error)
"""


def test_that_voiding_lets_no_second_program_write(
    project: Project, key: Key, other_process: Run
) -> None:
    project.append([(key, "text")], author="Anna")
    project.checkpoint()
    assert other_process(TRY_TO_WRITE, project.path).stdout == "database is locked\n"
    project.append([(key, "more")], author="Anna")
    assert other_process(TRY_TO_WRITE, project.path).stdout == "database is locked\n"


def test_that_a_voided_log_counts_as_none(project: Project, key: Key, tmp_path: Path) -> None:
    project.append([(key, "text")], author="Anna")
    assert sniff.look(left(project.path, tmp_path / "before")).leftover
    project.checkpoint()
    assert not sniff.look(left(project.path, tmp_path / "after")).leftover


def test_that_the_log_of_a_protected_project_is_voided_too(
    path: Path, key: Key, tmp_path: Path
) -> None:
    opens = Passphrase("secret words")
    with Project.create(path, "test-edition", passphrase=opens) as project:
        project.append([(key, "text")], author="Anna")
        project.checkpoint()
        assert not any(log_of(path).read_bytes()[:LOG_HEADER])
        project.append([(key, "more")], author="Anna")
        copy = left(path, tmp_path / "left")
    with pytest.raises(ProjectError):
        Project.open(copy)
    with Project.open(copy, opens=opens) as project:
        assert values(project.heads())[key] == ["more"]


@pytest.mark.parametrize("more", [0, 1, 3])
def test_that_pages_of_a_log_folded_in_do_not_come_back_when_a_file_is_rescued(
    path: Path, key: Key, tmp_path: Path, more: int
) -> None:
    filled(path, key, 20)
    with Project.open(path) as project:
        for number in range(8):
            project.append([(key, f"early {number}")], author="Anna")
        project.checkpoint()
        project.append([(key, "late")], author="Anna")
        project.checkpoint()
        for number in range(more):
            project.append([(key, f"last {number}")], author="Anna")
        bad = left(path, tmp_path / "bad")
        count = project.count()
    with bad.open("r+b") as file:
        file.seek(64)
        file.write(bytes(8))  # no version: neither we nor anybody opens it
    made = rescue(bad, path.with_name("saved.jalon"))
    assert made.changes == count
    assert made.missing == 0
    assert answer(made.path, key) == (f"last {more - 1}" if more else "late")


def test_that_an_empty_journal_of_a_closing_cut_off_goes_when_the_project_is_closed(
    path: Path, key: Key
) -> None:
    with Project.create(path, "test-edition") as made:
        made.append([(key, "text")], author="Anna")
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(bytes(512) + path.read_bytes()[:4096])  # its header was blanked already
    assert answer(path, key) == "text"
    assert not journal.exists()
    path.unlink()
    Project.create(path, "test-edition").close()


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("-journal", b""),
        ("-journal", bytes.fromhex("d9d505f920a163d7ffffffff00000000003fffff0000020000001000")),
        ("-wal", bytes.fromhex("377f0682")),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_that_a_log_no_write_can_have_left_is_refused_before_it_is_read(
    project: Project,
    key: Key,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    begins: bytes,
    *,
    read_only: bool,
) -> None:
    project.append([(key, "text")], author="Anna")
    project.close()
    beside = path.with_name(path.name + ending)
    with beside.open("wb") as log:
        log.write(begins)
        log.truncate(6 << 30)  # sparse: takes no room
    before = path.read_bytes()

    def copied(*_: object) -> None:
        raise AssertionError("it was copied")

    monkeypatch.setattr(snapshot, "_copy", copied)
    with pytest.raises(ProjectError, match=f"at its side lies {beside.name}"):
        Project.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert beside.stat().st_size == 6 << 30
    beside.unlink()
    assert answer(path, key) == "text"


def test_that_a_journal_of_a_file_that_was_larger_is_looked_at(
    project: Project, key: Key, path: Path
) -> None:
    """A rewriting that was cut off has cut the file short already, and not its journal."""
    project.append([(key, "text")], author="Anna")
    project.close()
    pages, size = 4096, 4096
    header = bytes.fromhex("d9d505f920a163d700000000") + bytes(4)
    header += b"".join(number.to_bytes(4) for number in (pages, 512, size))
    path.with_name(f"{path.name}-journal").write_bytes(header.ljust(pages * (size + 8), b"x"))
    assert sniff.look(path).leftover
