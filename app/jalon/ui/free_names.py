"""Where the files that are made of a project are proposed to lie."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from jalon.session import Session


def pdf(session: Session, *parts: str) -> Path:
    """Return a free name for a PDF made today: the project's, then ``parts`` that say something.

    It lies beside the project; of the example, whose folder goes with it, among the documents.
    """
    day = datetime.now(UTC).astimezone().date().isoformat()
    stem = "-".join(part for part in (session.path.stem, *parts, day) if part)
    folder = session.path.parent
    if session.example:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or folder)
    number, path = 1, folder / f"{stem}.pdf"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.pdf"
    return path
