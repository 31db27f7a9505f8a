"""Copies of the shipped forms and of the tables made from them, to be spoilt."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMS = Path("forms/code-2025-07-10")


def copied(folder: Path, page: Path | str) -> Path:
    """Copy the forms and a page of ``docs/`` made from them, each to its place in a folder."""
    shutil.copytree(ROOT / "forms", folder / "forms")
    (folder / "docs").mkdir()
    shutil.copy(ROOT / page, folder / page)
    return folder


def spoil(root: Path, file: str, before: str, after: str) -> None:
    """Replace the first ``before`` in a file of the form, which must hold it."""
    path = root / FORMS / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
