"""Commands run in this process, and what they print."""

import json
from typing import Any

import pytest

from jalon.cli.main import parsed, run


def here(*arguments: object) -> int:
    """Run a command; return its exit code."""
    return run(*parsed([str(a) for a in arguments]))


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command; return what it prints."""
    capsys.readouterr()
    here(*arguments)
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:  # noqa: ANN401  JSON
    """Run a command that has to succeed; return the JSON that it prints."""
    capsys.readouterr()
    assert here(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)
