"""Killed at any step of what takes several, a project is as before or after, and leaves no trace.

The acts are killed by the number of the write, not by time: each step is met in the full run.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

WRITERS: Final = Path(__file__).parent / "writers"
SHORT: Final = ("merge", "remove")
"""The acts of the short run; the others have tests of their own that kill at one step."""

ALL: Final = (
    *SHORT,
    *(
        "create",
        "copy",
        "copy-sealed",
        "without-history",
        "remembered",
        "backup",
        "restore",
        "rescue",
    ),
    *("migrate", "remove-sealed", "protect", "change", "unprotect"),
    *("remove-older", "change-older", "unprotect-older"),
)
ENDINGS: Final = ("", ".lock", "-journal", "-wal")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork are POSIX's")


@pytest.mark.parametrize("act", ALL)
def test_that_an_act_that_is_killed_leaves_before_or_after(
    tmp_path: Path, environment: dict[str, str], act: str, *, full: bool
) -> None:
    if not full and act not in SHORT:
        pytest.skip("in the full run")
    most = 1_000_000 if full else 3
    done = subprocess.run(
        [sys.executable, str(WRITERS / "acts.py"), act, str(tmp_path), str(most)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, after, *kills = map(json.loads, done.stdout.splitlines())
    print(act, len(kills), "kills")  # noqa: T201  shown by -s, for the page of figures
    assert len(kills) >= 3
    assert before != after
    for killed in kills:
        assert killed["project"] in (before["project"], after["project"]), killed
        _require_known_new(act, killed["new"], after["new"])
        _require_nothing_left(killed)
        _require_nothing_readable(before, killed)


def _require_known_new(act: str, found: dict[str, Any] | None, whole: dict[str, Any]) -> None:
    """Accept no new file, or the one that the act makes; a project may be new and still empty."""
    if found and act == "create":
        assert found["troubles"] == []
    elif found:
        assert found == whole


def _require_nothing_left(killed: dict[str, Any]) -> None:
    names = ("project.jalon", "project-v0.jalon", "other.jalon", "new.jalon")
    known = {f"{name}{ending}" for name in names for ending in ENDINGS}
    assert set(killed["files"]) <= known
    assert [name for name in killed["kept"] if name.startswith(".")] == []


def _require_nothing_readable(before: dict[str, Any], killed: dict[str, Any]) -> None:
    """Accept the secret only where it is meant to stand: in what was never sealed or cleared."""
    project, left = killed["project"], killed["readable"]
    if before["project"]["passphrase"]:
        # Once the passphrase is gone, the next backup has none either.
        assert left == [] or not project["passphrase"]
        assert "work/other.jalon" not in left
    elif project["passphrase"]:
        assert left == ["work/other.jalon"]
    elif not project["secret"]:
        assert "work/project.jalon" not in left
