"""A copy of the file, taken with any tool while "Saved" is shown, holds every answer."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon.store.project import Project

WRITERS = Path(__file__).parent / "writers"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows copies no file that is locked")


class Writer:
    """A process that has a project open and answers when told to."""

    def __init__(self, child: "subprocess.Popen[str]") -> None:
        self.child = child

    def answer(self, *, checkpoint: bool) -> str:
        """Let it give an answer; return the digest it acknowledges."""
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write("checkpoint\n" if checkpoint else "answer\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "project.jalon"
    Project.create(made, "test-edition").close()
    return made


@pytest.fixture
def writer(path: Path, environment: dict[str, str]) -> Iterator[Writer]:
    with subprocess.Popen(
        [sys.executable, str(WRITERS / "at_request.py"), str(path)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        yield Writer(child)
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(60) == 0


def copied(path: Path, number: int) -> str:
    """Copy the file alone, as a file manager does; return the digest of the copy."""
    copy = path.with_name(f"copy-{number}.jalon")
    shutil.copyfile(path, copy)
    with Project.open(copy) as project:
        assert project.check() == ()
        digest = project.digest()
    copy.unlink()
    return digest


def test_that_a_copy_taken_after_the_checkpoint_holds_every_answer(
    path: Path, writer: Writer, *, full: bool
) -> None:
    for number in range(200 if full else 15):
        for _ in range(number % 4):
            writer.answer(checkpoint=False)
        acknowledged = writer.answer(checkpoint=True)
        assert len(acknowledged) == 64
        assert copied(path, number) == acknowledged


def test_that_the_harness_sees_a_copy_that_misses_an_answer(path: Path, writer: Writer) -> None:
    missing = 0
    for number in range(10):
        acknowledged = writer.answer(checkpoint=False)
        missing += copied(path, number) != acknowledged
    assert missing == 10  # why there is a checkpoint before "Saved" grows old
