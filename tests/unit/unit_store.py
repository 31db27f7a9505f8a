"""What other programs do to a project file."""

import sqlite3
from pathlib import Path


def edited(path: Path, *statements: str) -> None:
    """Change a project file as another program would."""
    editor = sqlite3.connect(path)
    for statement in statements:
        editor.execute(statement)
    editor.commit()
    editor.close()
