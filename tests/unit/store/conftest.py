"""A project in a folder of its own, and other processes that meet it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "évaluation n° 1.jalon"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path, "test-edition") as made:
        yield made


@pytest.fixture
def key() -> Key:
    return Key(Subject("model-0a1b2c3d"), "transparency-1-1-1", "how")


@pytest.fixture
def other_process() -> Run:
    """Run Python code in a process of its own; its arguments are in ``sys.argv[1:]``."""

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
