"""Looks at what the program left behind by other means than the program's own window."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from journeys.person import ROOT

needs_pdfsig = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="no pdfsig here")
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")


def jalon(
    *arguments: object, text: str = "", code: int | None = 0, language: str = "en"
) -> subprocess.CompletedProcess[str]:
    """Run a command of the program as a process; ``code`` is the exit code it must have."""
    done = subprocess.run(
        [sys.executable, "-m", "jalon", "--language", language, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        input=text,
        check=False,
        env={
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT / "app"),
            "PYTHONUTF8": "1",
        },
        timeout=120,
    )
    assert code is None or done.returncode == code, (arguments, done)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def exported(project: Path) -> dict[str, Any]:
    """Return what ``jalon export`` prints."""
    found: dict[str, Any] = json.loads(jalon("export", project).stdout)
    return found


def heads(project: Path) -> dict[tuple[str, str, str], object]:
    """Return the current answers, read with Python's own SQLite and JSON from the file."""
    connection = sqlite3.connect(f"file:{project}?immutable=1", uri=True)
    try:
        rows = connection.execute(
            "SELECT change.payload FROM head JOIN change USING (seq)"
        ).fetchall()
    finally:
        connection.close()
    found = [json.loads(payload) for (payload,) in rows]
    return {(c["subject"], c["item"], c["field"]): c["value"] for c in found}


def drafts(project: Path, folder: Path) -> dict[tuple[str, str, str], str]:
    """Return the texts being typed when the program was killed, from a copy of what it left."""
    folder.mkdir()
    for left in project.parent.glob(f"{project.name}*"):
        if not left.name.endswith(".lock"):
            shutil.copy(left, folder / left.name)
    connection = sqlite3.connect(folder / project.name)
    try:
        rows = connection.execute("SELECT subject, item, field, text FROM draft").fetchall()
    finally:
        connection.close()
    return {(subject, item, field): text for subject, item, field, text in rows}


def pdfsig(report: Path) -> str:
    """Return what poppler says of the signatures of a PDF."""
    done = subprocess.run(
        ["pdfsig", str(report)], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    return done.stdout


def signed_whole(report: Path) -> bool:
    """Tell whether poppler finds one valid signature over the whole document."""
    said = pdfsig(report)
    valid = said.count("Signature Validation: Signature is Valid")
    return valid == 1 and said.count("Total document signed") == 1


def printed(report: Path, *, raw: bool = False, pages: tuple[int, int] | None = None) -> str:
    """Return the text of a PDF as poppler reads it, without what stands on each page.

    ``raw`` keeps it in the order in which it was written: each cell of a table in one piece.
    """
    area = ["-x", "0", "-y", "60", "-W", "596", "-H", "725"]  # in points, on A4
    how = ["-raw"] if raw else []
    how += ["-f", str(pages[0]), "-l", str(pages[1])] if pages else []
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *area, *how, str(report), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return done.stdout


def together(text: str) -> str:
    """Return a text without spaces: where lines are broken does not matter.

    Hyphens go too: pdftotext takes one at the end of a line for a sign of hyphenation.
    """
    return re.sub(r"[\s\u00a0\u202f\u2009-]+", "", text)
