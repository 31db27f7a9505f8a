"""A disk that is nearly full: what is said to be in the file, or to have come in, is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unit_cli import here

from jalon.assessment.changes import PROVIDER
from jalon.forms import load
from jalon.session import Session, opened

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX's")

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:30]
LIMITED = """
import resource, runpy, sys
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), most))
runpy.run_module("jalon", run_name="__main__")
"""
"""No file grows beyond so many bytes: a log of what is new has room, the larger file has not."""


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one project; one has changes that the other lacks."""
    first, second = tmp_path / "a.jalon", tmp_path / "b.jalon"
    session = Session.create(first, author="Ana")
    for number in range(100):
        session.answer(PROVIDER, ITEMS[number % 30], "how", f"text {number} " * 300)
    session.close()
    second.write_bytes(first.read_bytes())
    with opened(second, author="Bob") as session:
        for number, item in enumerate(ITEMS):
            session.answer(PROVIDER, item, "how", f"new {number} " * 500)
    return first, second


def merged(first: Path, second: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return limited(first, "merge", first, second, "--output", target)


def limited(file: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command where no file grows beyond this one."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(file.stat().st_size + 4096), *map(str, words)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=False,
    )


def authors(path: Path) -> set[str]:
    with opened(path) as session:
        assert session.check() == ()
        return {session.assessment.heads[PROVIDER, item, "how"][0].author for item in ITEMS}


def test_that_a_union_that_has_no_room_is_not_said_to_be_made(copies: tuple[Path, Path]) -> None:
    first, second = copies
    before = first.read_bytes(), second.read_bytes()
    target = first.with_name("united.jalon")
    done = merged(first, second, target)
    assert done.returncode == 2, done
    assert "united.jalon could not be saved: the disk is full" in done.stderr
    assert "came in" not in done.stdout
    assert {path.name for path in first.parent.iterdir()} == {"a.jalon", "b.jalon"}
    assert (first.read_bytes(), second.read_bytes()) == before


def test_that_a_union_that_has_room_only_beside_the_file_is_told(
    copies: tuple[Path, Path],
) -> None:
    first, second = copies
    done = merged(first, second, first)
    assert done.returncode == 2, done
    assert "30 changes came in from b.jalon" in done.stdout
    assert "a.jalon-wal" in done.stderr
    assert authors(first) == {"Bob"}  # with the log, once there is room


def test_that_a_command_says_that_the_file_alone_is_not_whole(copies: tuple[Path, Path]) -> None:
    first, second = copies
    answers = first.with_name("answers.json")
    assert here("export", second, answers) == 0
    done = limited(first, "import", first, answers, "--author", "Bob")
    assert done.returncode == 2, done
    assert "Everything is saved" in done.stderr
    assert "a.jalon-wal" in done.stderr
    assert limited(first, "history", first).returncode == 0  # reading leaves it as it is
    assert authors(first) == {"Bob"}
