"""Killed at any moment, a project holds every answer and draft that was acknowledged."""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project

WRITERS = Path(__file__).parent / "writers"
DRAFT = Key(Subject("provider"), "long-text", "how")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")


@dataclass
class Acknowledged:
    """What a killed process had said was saved."""

    answers: list[str] = field(default_factory=list)
    draft: int = 0


def killed(
    writer: str, arguments: list[str], environment: dict[str, str], dice: random.Random
) -> Acknowledged:
    """Start a writer, kill it at a random moment, return what it had acknowledged."""
    command = [sys.executable, str(WRITERS / writer), *arguments]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        if dice.random() < 0.8:  # else somewhere in its start: importing, opening, recovering
            child.stdout.readline()
        time.sleep(dice.uniform(0, 0.2))
        assert child.poll() is None, child.stderr.read().decode()
        child.kill()
        said = child.stdout.read().decode()
    found = Acknowledged()
    # A line without its end was being written: not acknowledged.
    for line in said.split("\n")[:-1]:
        word, _, rest = line.partition(" ")
        if word == "answer":
            found.answers.append(rest)
        elif word == "draft":
            found.draft = int(rest)
    return found


def test_that_nothing_acknowledged_is_missing_after_a_kill(
    tmp_path: Path, environment: dict[str, str], *, full: bool
) -> None:
    rounds = 300 if full else 10
    path = tmp_path / "project.jalon"
    Project.create(path, "test-edition").close()
    dice = random.Random(20261123)  # noqa: S311  no secret
    answers = drafts = 0
    for number in range(rounds):
        said = killed("steady.py", [str(path), str(number)], environment, dice)
        with Project.open(path) as project:
            kept = {change.id for change in project.history(limit=len(said.answers) + 10)}
            assert set(said.answers) <= kept
            typed = int(project.drafts().get(DRAFT, "0 ").split()[0])
            assert typed >= said.draft
            if number % 10 == 0 or number == rounds - 1:
                assert project.check() == ()
        answers += len(said.answers)
        drafts += said.draft > 0
    assert answers > rounds  # the harness did kill writers in the middle of their work
    assert drafts > 0


def test_that_the_harness_catches_a_writer_that_loses_answers(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    path = tmp_path / "careless.json"
    dice = random.Random(1)  # noqa: S311  no secret
    for _ in range(60):
        said = killed("careless.py", [str(path)], environment, dice)
        if not said.answers:
            continue
        try:
            kept = int(json.loads(path.read_text())["item-0"])
        except ValueError:
            return
        if kept < int(said.answers[-1]):
            return
    pytest.fail("the careless writer lost nothing: the harness cannot see losses")
