"""The power goes at any moment: what was acknowledged is there when it comes back."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project
from store_harness import power

WRITERS = Path(__file__).parent / "writers"
DRAFT = Key(Subject("provider"), "long-text", "how")
SHORT, LONG = 6, 150
_PIPE = 1 << 20
"""In bytes: more than a pipe holds, so that one reading empties it."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    why = power.obstacle(tmp_path_factory.mktemp("obstacle"))
    if why:
        pytest.skip(why)
    return tmp_path_factory.mktemp("power")


@pytest.fixture
def disk(place: Path) -> Iterator[power.Disk]:
    with power.disk(place) as made:
        yield made


def until_cut(
    writer: str,
    path: Path,
    disk: power.Disk,
    environment: dict[str, str],
    dice: random.Random,
) -> list[str]:
    """Let a writer work, cut the power, give it back; return what had been acknowledged.

    What the writer says after the cut does not count: no real machine could say it.
    """
    command = [sys.executable, str(WRITERS / writer), str(path), str(dice.randrange(10**6))]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(dice.uniform(0.01, 0.25))
        said = first + os.read(child.stdout.fileno(), _PIPE)
        disk.cut()
        child.kill()
    disk.unmount()
    disk.mount()
    return said.decode().split("\n")[:-1]


def missing_after_cuts(
    writer: str,
    path: Path,
    disk: power.Disk,
    environment: dict[str, str],
    rounds: int,
    kept: Callable[[], int],
) -> int:
    """Return how many cuts lost the last answer that a numbering writer acknowledged."""
    dice, lost = random.Random(5), 0  # noqa: S311  no secret
    for _ in range(rounds):
        said = until_cut(writer, path, disk, environment, dice)
        answers = [int(line.split()[1]) for line in said if line.startswith("answer")]
        if answers:
            try:
                lost += kept() < answers[-1]
            except (OSError, ValueError, IndexError, sqlite3.Error):
                lost += 1
    return lost


def test_that_no_acknowledged_answer_is_lost_when_the_power_goes(
    disk: power.Disk, environment: dict[str, str], *, full: bool
) -> None:
    path = disk.folder / "project.jalon"
    Project.create(path, "test-edition").close()
    dice = random.Random(20261126)  # noqa: S311  no secret
    rounds, answers = (LONG if full else SHORT), 0
    for number in range(rounds):
        said = until_cut("steady.py", path, disk, environment, dice)
        ids = [line.split()[1] for line in said if line.startswith("answer")]
        drafts = [int(line.split()[1]) for line in said if line.startswith("draft")]
        with Project.open(path) as project:
            kept = {change.id for change in project.history(limit=len(ids) + 10)}
            assert set(ids) <= kept, f"cut {number}"
            typed = int(project.drafts().get(DRAFT, "0 ").split()[0])
            assert typed >= max(drafts, default=0), f"cut {number}"
            if number % 10 == 0 or number == rounds - 1:
                assert project.check() == ()
        answers += len(ids)
        if number % 20 == 19:  # the disk is small
            path.unlink()
            Project.create(path, "test-edition").close()
    assert answers > rounds


def test_that_the_harness_sees_what_ways_that_are_not_safe_lose(
    disk: power.Disk, environment: dict[str, str], *, full: bool
) -> None:
    rounds = LONG if full else 4 * SHORT

    def in_database() -> int:
        with closing(sqlite3.connect(disk.folder / "answers.db")) as connection:
            return int(connection.execute("SELECT max(number) FROM answer").fetchone()[0])

    def in_file() -> int:
        return int((disk.folder / "answers.txt").read_text().split()[0])

    defaults = missing_after_cuts(
        "defaults.py", disk.folder / "answers.db", disk, environment, rounds, in_database
    )
    replacing = missing_after_cuts(
        "replacing.py", disk.folder / "answers.txt", disk, environment, rounds, in_file
    )
    sys.stderr.write(f"{rounds} cuts: SQLite's defaults lost {defaults}, replacing {replacing}\n")
    assert defaults + replacing > 0
    if full:
        assert defaults
        assert replacing
