"""The long-run harness of the store: short in every test run, in full with ``--full``."""

import os
import sys
from pathlib import Path

import pytest

WRITERS = Path(__file__).parent / "writers"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the store's harness in full")


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    # Without this folder on the command line the option is not known.
    return bool(pytestconfig.getoption("--full", default=False))


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What a child process needs to import the program."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
