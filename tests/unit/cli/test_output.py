"""What is printed arrives, whatever few signs a pipe or a terminal knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.cli import output
from jalon.session import Session

POOR = ["ascii", "cp1252", "cp437", "latin-1", "shift_jis"]


@given(text=st.text(st.characters(exclude_categories=["Cs"])), code=st.sampled_from(POOR))
def test_that_any_text_can_be_carried_and_stays_where_it_can(text: str, code: str) -> None:
    plain = output.writable(text, code)
    plain.encode(code)
    assert output.writable(text, "utf-8") == text
    assert output.writable(plain, code) == plain


def test_that_our_own_signs_are_written_plainly() -> None:
    assert output.writable(
        "75\u202f% \u2013 \u00ab\u00a0l\u2019arrêt\u00a0\u00bb \u2192 b\u2026", "ascii"
    ) == ('75 % - " l\'arr?t " -> b...')


@pytest.mark.parametrize("code", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    ("arguments", "ends"), [("status {file}", 0), ("--help", 0), ("status", 2), ("nothing", 2)]
)
def test_that_no_command_ends_for_want_of_a_sign(
    code: str, arguments: str, ends: int, tmp_path: Path
) -> None:
    file = tmp_path / "p.jalon"
    Session.create(file).close()
    words = [word.format(file=file) for word in arguments.split()]
    done = subprocess.run(
        [sys.executable, "-m", "jalon", "--language", "fr", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": code, "PYTHONUTF8": "0"},
    )
    said = (done.stdout + done.stderr).decode(code)
    assert "Traceback" not in said
    assert done.returncode == ends
    assert len(said) > 100
