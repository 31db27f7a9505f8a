"""A log beside a file is used when it is of that file; else it is named, and nothing is lost."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import sniff
from jalon.store.project import Project
from jalon.store.protection import Opens, Passphrase
from jalon.store.rescue import rescue
from unit.store.conftest import Run

SECRET = Passphrase("secret words")

KILLED = """
import os, sys
from pathlib import Path
from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project
from jalon.store.protection import Passphrase
path, subject, item, start, many, words, secret = sys.argv[1:]
opens = Passphrase(secret) if secret else None
project = Project.open(Path(path), opens=opens)
for number in range(int(start), int(start) + int(many)):
    key = Key(Subject(subject), f"{item}-{number % 40}", "how")
    project.append([(key, f"{number} {words}")], author="Anna")
os.kill(os.getpid(), 9)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")


def log_of(path: Path) -> Path:
    return sniff.beside(path, "-wal")


def journal_of(path: Path) -> Path:
    return sniff.beside(path, "-journal")


def answered(
    path: Path, key: Key, numbers: range, words: str, opens: Opens | None = None
) -> list[str]:
    """Answer and close; return the ids of what was answered."""
    with Project.open(path, opens=opens) as project:
        return [
            made.id
            for number in numbers
            for made in project.append(
                [(key._replace(item=f"{key.item}-{number % 40}"), f"{number} {words}")],
                author="Anna",
            )
        ]


def refused(path: Path, opens: Opens | None = None, *, read_only: bool = False) -> ProjectError:
    with pytest.raises(ProjectError) as raised:
        Project.open(path, opens=opens, read_only=read_only)
    return raised.value


@pytest.mark.parametrize(
    ("words", "opens"),
    [("short", None), ("some length " * 40, SECRET), ("much longer " * 900, None)],
    ids=["short", "protected", "long"],
)
def test_that_a_log_of_an_older_state_takes_no_later_answer_away(
    path: Path, key: Key, other_process: Run, words: str, opens: Passphrase | None
) -> None:
    """Work went on in a copy elsewhere, which then came back to where the log still lay."""
    Project.create(path, "test-edition", passphrase=opens).close()
    answered(path, key, range(40), words, opens)
    secret = opens.text if opens else ""
    other_process(KILLED, path, key.subject, key.item, 40, 5, words, secret)
    log = log_of(path).read_bytes()
    later = answered(path, key, range(45, 52), words, opens)
    log_of(path).write_bytes(log)
    before = path.read_bytes()

    for read_only in (False, True):
        error = refused(path, opens, read_only=read_only)
        assert (error.reason, error.details["log"]) == ("foreign", log_of(path).name)
    assert (path.read_bytes(), log_of(path).read_bytes()) == (before, log)
    log_of(path).rename(path.with_name("kept.log"))
    with Project.open(path, opens=opens) as project:
        assert set(later) <= {change.id for change in project.history()}
        assert project.check() == ()


def test_that_an_older_file_under_a_later_log_is_no_damage(
    path: Path, key: Key, other_process: Run
) -> None:
    words = "some length " * 40
    Project.create(path, "test-edition").close()
    older = answered(path, key, range(40), words)
    kept = path.read_bytes()
    answered(path, key, range(40, 200), words)
    other_process(KILLED, path, key.subject, key.item, 200, 20, words, "")
    path.write_bytes(kept)
    assert refused(path).reason == "foreign"
    assert path.read_bytes() == kept
    log_of(path).unlink()
    with Project.open(path) as project:
        assert {change.id for change in project.history()} == set(older)


def test_that_the_log_of_a_deleted_project_does_not_come_back_in_a_new_one(
    path: Path, key: Key, tmp_path: Path, other_process: Run
) -> None:
    Project.create(path, "test-edition").close()
    other_process(KILLED, path, key.subject, key.item, 0, 20, "of the deleted one", "")
    path.unlink()
    other = tmp_path / "other.jalon"
    with Project.create(other, "test-edition") as source:
        with pytest.raises(ProjectError) as raised:
            Project.create(path, "test-edition")
        assert raised.value.details["log"] == log_of(path).name
        with pytest.raises(ProjectError, match="-wal"):
            source.copy_to(path)
    answered(other, key, range(3), "words")
    with pytest.raises(ProjectError, match="-wal"):
        rescue(other, path)
    assert not path.exists()
    shutil.copyfile(other, path)  # as by a file manager
    assert refused(path).reason == "foreign"


@pytest.mark.parametrize("seed", range(2))
def test_that_the_log_of_a_killed_process_is_used(
    path: Path, key: Key, other_process: Run, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    Project.create(path, "test-edition").close()
    for start in range(0, 40, 20):
        answered(path, key, range(start, start + 10), "x" * dice.randrange(4000))
        words = "y" * dice.randrange(4000)
        other_process(KILLED, path, key.subject, key.item, start + 10, 10, words, "")
    for read_only in (True, False):
        with Project.open(path, read_only=read_only) as project:
            assert project.count() == 40
            assert project.check() == ()


def journalled(path: Path, *, commit: bool) -> bytes:
    """Write as a program does that is killed with its journal in place; return the journal."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 2")
        writer.execute("BEGIN")
        writer.execute("UPDATE draft SET text = text || 'and more'")
        writer.execute("UPDATE meta SET value = value")
        writer.execute("CREATE TABLE filling(bytes)")
        writer.execute("INSERT INTO filling SELECT zeroblob(9000) FROM change")
        writer.execute("DROP TABLE filling")
        found = journal_of(path).read_bytes()
        if not commit:
            half = path.read_bytes()
        writer.execute("COMMIT" if commit else "ROLLBACK")
    if not commit:
        path.write_bytes(half)
    return found


@pytest.mark.parametrize("later", [True, False])
def test_that_a_journal_of_another_state_is_not_rolled_back_into_the_file(
    path: Path, key: Key, tmp_path: Path, *, later: bool
) -> None:
    Project.create(path, "test-edition").close()
    answered(path, key, range(30), "some length " * 20)
    other = tmp_path / "other.jalon"
    shutil.copyfile(path, other)
    journal = journalled(other, commit=True)
    if later:
        answered(path, key, range(30, 90), "some length " * 20)
    else:
        with Project.create(tmp_path / "new.jalon", "test-edition"):
            pass
        shutil.copyfile(tmp_path / "new.jalon", path)
    journal_of(path).write_bytes(journal)
    before = path.read_bytes()
    for read_only in (False, True):
        assert refused(path, read_only=read_only).details["log"] == journal_of(path).name
    assert path.read_bytes() == before


def test_that_a_write_that_was_cut_off_is_taken_back(path: Path, key: Key) -> None:
    Project.create(path, "test-edition").close()
    ids = answered(path, key, range(30), "some length " * 20)
    journal_of(path).write_bytes(journalled(path, commit=False))
    with Project.open(path) as project:
        assert [change.id for change in project.history()] == ids[::-1]
        assert project.check() == ()
    assert not journal_of(path).exists()


def test_that_an_answer_that_had_arrived_outlives_its_journal(path: Path, key: Key) -> None:
    """Killed between the last write and the removal of the journal, where no log can be had."""
    Project.create(path, "test-edition").close()
    answered(path, key, range(30), "some length " * 20)
    before = path.read_bytes()
    last = answered(path, key, range(30, 31), "the last one")
    after = path.read_bytes()
    pages = {n: before[n : n + 4096] for n in range(0, len(before), 4096)}
    changed = [n for n, page in pages.items() if after[n : n + 4096] != page]
    journal_of(path).write_bytes(journal_with(before, changed))
    with Project.open(path) as project:
        assert last[0] in {change.id for change in project.history()}
        assert project.check() == ()
    assert not journal_of(path).exists()


def journal_with(before: bytes, places: list[int]) -> bytes:
    """Make the journal that brings these pages of a file back.

    Source: the SQLite database file format, section 3.
    """
    nonce = 12345
    sector, size = 512, 4096
    head = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"".join(
        number.to_bytes(4) for number in (len(places), nonce, len(before) // size, sector, size)
    )
    made = head.ljust(sector, b"\0")
    for at in places:
        page = before[at : at + size]
        total = nonce + sum(page[place] for place in range(size - 200, 0, -200))
        made += (at // size + 1).to_bytes(4) + page + (total & 0xFFFFFFFF).to_bytes(4)
    return made


def test_that_a_wrong_passphrase_rolls_nothing_back(path: Path, key: Key, tmp_path: Path) -> None:
    Project.create(path, "test-edition", passphrase=SECRET).close()
    answered(path, key, range(10), "words", SECRET)
    plain = tmp_path / "plain.jalon"
    Project.create(plain, "test-edition").close()
    answered(plain, key, range(10), "words")
    journal_of(path).write_bytes(journalled(plain, commit=True))
    before = path.read_bytes()
    for opens in (Passphrase("wrong words"), SECRET):
        assert refused(path, opens).reason in {"damaged", "foreign", "passphrase"}
        assert path.read_bytes() == before
    journal_of(path).unlink()
    with Project.open(path, opens=SECRET) as project:
        assert project.count() == 10
