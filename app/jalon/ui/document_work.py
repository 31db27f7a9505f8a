"""What a worker does for a document's page: make its PDF and write it."""

import hashlib
from pathlib import Path

from jalon.assessment.changes import Subject
from jalon.assessment.snapshot import Snapshot
from jalon.forms.documents import DocumentId, Recipient
from jalon.language import translator
from jalon.session import Session
from jalon.ui import free_names
from jalon.ui.desk import Desk
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Which document of which model, for whom (None: the company itself), in which language."""

    document: DocumentId
    model: Subject
    reader: Recipient | None
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """A document that lies on the disk; ``substitutes`` could not be printed as typed."""

    order: Order
    path: Path
    sha256: str
    digest: str
    substitutes: tuple[str, ...]


def write(snapshot: Snapshot, order: Order, path: Path) -> Written:
    """Make a document's PDF and write it as a new file.

    Raises:
        UserError: it cannot be made, something is there already, or it cannot be written.
    """
    from jalon.export import document, files, pdf

    made = document.build(
        snapshot, order.document, order.model, order.reader, translator(order.language)
    )
    printed = pdf.printed(made)
    files.write_new(path, printed.data)
    return Written(
        order,
        path,
        hashlib.sha256(printed.data).hexdigest(),
        snapshot.digest,
        tuple(substitute.printed for substitute in printed.substitutes),
    )


def record(session: Session, written: Written) -> None:
    """Note in the record that a document was made."""
    session.record_document(
        {
            "document": written.order.document,
            "model": written.order.model,
            "reader": written.order.reader or "company",
            "file": written.path.name,
            "sha256": written.sha256,
            "digest": written.digest,
            "language": written.order.language,
        }
    )


def proposed(desk: Desk, name: str, reader: Recipient | None) -> Path:
    """Return a free name for a document, in the project's folder."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in name).split()).casefold()
    return free_names.pdf(desk.session, plain, reader or "")
