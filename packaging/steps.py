"""How the bootstrap speaks and runs other programs: one line a step."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TAIL = 40
_NOT_INHERITED = (
    "PYTHONDONTWRITEBYTECODE",  # without byte-code the program starts three times slower
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
    "UV_SYSTEM_PYTHON",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
)


class StepError(Exception):
    """A step that did not work; the text says what to do about it."""


def say(text: str) -> None:
    """Print one step."""
    print(f"jalon: {text}", flush=True)


def environment(**more: str) -> dict[str, str]:
    """Return the environment for programs that the bootstrap starts."""
    kept = {k: v for k, v in os.environ.items() if k not in _NOT_INHERITED}
    return {
        **kept,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        **more,
    }


def quiet(command: list[str], *, trouble: str, env: dict[str, str] | None = None) -> str:
    """Run ``command`` in the checkout without showing its output, which is returned.

    Raises:
        StepError: it ended with an error; its last lines and ``trouble`` are in the text.
    """
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env or environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as cause:
        raise StepError(f"{command[0]} cannot be started: {cause}\n{trouble}") from cause
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-_TAIL:])
        raise StepError(f"{tail}\n{trouble}")
    return done.stdout


def shown(command: list[str], env: dict[str, str]) -> int:
    """Run ``command`` in the checkout, its output passed through; return its exit code."""
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    except OSError as cause:
        raise StepError(f"{command[0]} cannot be started: {cause}") from cause
