"""What the register looks through: each piece with how it stands, and its words.

They are prepared when the record changes, when a look at the files has found something, or when a
day has gone by. A key in the filter then only asks for words in texts that are there.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Condition, Evidence, Found, Register
from jalon.ui.folding import folded
from jalon.values import dataclass

BY_WEIGHT: Final[tuple[Condition, ...]] = (
    "changed",
    "missing",
    "unreadable",
    "absent",
    "expired",
    "expires-soon",
    "current",
    "removed",
)
"""What weighs most comes first when the table is sorted by state."""

WARNED: Final = frozenset(BY_WEIGHT[:6])


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as it stands; ``words`` are all that the filter looks into, folded."""

    subject: Subject
    entry: Evidence
    condition: Condition
    words: str


class Pieces:
    """All pieces of evidence, the newest first."""

    def __init__(self) -> None:
        self._register: Register | None = None
        self._found: dict[Subject, Found] = {}
        self._today: date | None = None
        self.all: tuple[Piece, ...] = ()
        self.has_linked = False

    def prepare(self, register: Register, found: Mapping[Subject, Found], today: date) -> bool:
        """Have the pieces as they are now; tells whether they had to be looked at again."""
        if register is self._register and found == self._found and today == self._today:
            return False
        self._register, self._found, self._today = register, dict(found), today
        entries = tuple(register.entries.values())
        self.all = tuple(
            Piece(
                entry.subject,
                entry,
                entry.condition(today, found.get(entry.subject)),
                _words(entry),
            )
            for entry in reversed(entries)
        )
        self.has_linked = any(
            e.file and e.file.stored == "linked" and not e.removed for e in entries
        )
        return True

    def fitting(self, which: str, words: str) -> list[Piece]:
        """Return the pieces that are asked for by a choice and have all of these words."""
        found = [*self.all]
        if which == "removed":
            found = [p for p in found if p.condition == "removed"]
        elif which == "amiss":
            found = [p for p in found if p.condition in WARNED]
        elif which == "unlinked":
            found = [p for p in found if not p.entry.links and p.condition != "removed"]
        for word in folded(words).split():
            found = [p for p in found if word in p.words]
        return found


def _words(entry: Evidence) -> str:
    texts = [entry.title, entry.where, entry.note]
    texts += [entry.file.name, entry.file.sha256] if entry.file else []
    return folded(" ".join(texts))
