"""The real program, killed while one types into its window: nothing said to be saved is missing."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jalon.session import Session, opened

WRITER = Path(__file__).parent / "writers" / "window.py"
ITEM = "copyright-1.1-draw-up"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")


def killed(
    path: Path, number: int, environment: dict[str, str], dice: random.Random, *how: str
) -> int:
    """Type for a while, kill the program, return the last number that was said to be saved."""
    command = [sys.executable, str(WRITER), str(path), str(number), *how]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        if dice.random() < 0.9:  # else somewhere in its start
            child.stdout.readline()
        time.sleep(dice.uniform(0, 1.5))
        assert child.poll() is None, child.stderr.read().decode()
        child.kill()
        said = child.stdout.read().decode().split("\n")[:-1]
    saved = [int(line.split()[1]) for line in said if line.startswith("saved")]
    return max(saved, default=0)


def last_in(session: Session) -> int:
    """Return the last number that a project holds."""
    text = str(session.shown("provider", ITEM, "how") or "0")  # type: ignore[arg-type]
    return int(text.rsplit(maxsplit=1)[-1])


def test_that_nothing_said_to_be_saved_is_missing_after_a_kill(
    tmp_path: Path, environment: dict[str, str], *, full: bool
) -> None:
    rounds, seen = (1000 if full else 6), 0
    path = tmp_path / "project.jalon"
    Session.create(path).close()
    dice = random.Random(20261126)  # noqa: S311  no secret
    for number in range(rounds):
        saved = killed(path, number, environment, dice)
        with opened(path) as session:
            assert last_in(session) >= saved, f"kill {number}"
            if number % 10 == 0 or number == rounds - 1:
                assert session.check() == ()
        seen += saved > 0
    assert seen >= rounds // 3  # the harness did kill it in the middle of its work


def test_that_the_harness_sees_a_window_that_says_saved_too_early(
    tmp_path: Path, environment: dict[str, str], *, full: bool
) -> None:
    if not full:
        pytest.skip("takes its time: with --full")
    path = tmp_path / "project.jalon"
    Session.create(path).close()
    dice = random.Random(2)  # noqa: S311  no secret
    for number in range(20):
        saved = killed(path, number, environment, dice, "careless")
        with opened(path) as session:
            if last_in(session) < saved:
                return
    pytest.fail("the careless window lost nothing: the harness cannot see losses")
