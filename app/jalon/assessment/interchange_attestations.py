"""Attestations in an answers file; pydantic, so imported when a file is read.

An attestation is of the state that it notes: in another project it arrives as stale.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AwareDatetime, Field

from jalon.assessment.attestations import ITEM, Statement
from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.entries import Line, Strict, Text
from jalon.assessment.review.reading import moment_text
from jalon.assessment.state import Edit

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Moment = Annotated[AwareDatetime, Field(strict=False)]


class AttestationEntry(Strict):
    """What somebody attested, by name; ``seen`` is the digest of what the record said then."""

    id: Annotated[str, Field(pattern="^attestation-[0-9a-f]{8}$")] | None = None
    statement: Statement
    by: Annotated[Line, Field(min_length=1)]
    at: Moment
    words: Text = ""
    seen: Digest | None = None
    withdrawn: Moment | None = None
    withdrawn_by: Line | None = None


def edits(entries: Iterable[AttestationEntry]) -> Iterator[Edit]:
    """Yield what to set so that these attestations stand in the record."""
    for entry in entries:
        subject = Subject(entry.id) if entry.id else new_subject(ITEM)
        gone = entry.withdrawn
        values: dict[str, Value] = {
            "statement": entry.statement,
            "by": entry.by,
            "at": moment_text(entry.at),
            "words": entry.words or None,
            "seen": entry.seen,
            "withdrawn": moment_text(gone) if gone else None,
            "withdrawn-by": (entry.withdrawn_by or None) if gone else None,
        }
        yield Key(subject, "subject", "kind"), ITEM
        yield from ((Key(subject, ITEM, name), value) for name, value in values.items())
