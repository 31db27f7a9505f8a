"""A document of one model as it stands: every answer with where it comes from, and progress."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from jalon.assessment.changes import Subject, Value
from jalon.assessment.document_tables import Row
from jalon.assessment.results import Applies
from jalon.forms.documents import Answer, Document, DocumentField, DocumentSection, Recipient
from jalon.values import dataclass

Origin: TypeAlias = Literal["written", "draft", "none", "disputed"]
"""Where a value comes from; ``disputed``: two copies of the project answer differently."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a drafted text: as typed, or a form's text with its context."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One answer of a document, for one model.

    Attributes:
        asked: whether it is asked at all, by the profile and the answers before it.
        value: what stands there; of a drafted text its ``pieces`` say it.
        rows: of a table, those in which something is written.
        sources: facts, or ``FIELD.part``, that a draft comes from.
    """

    field: DocumentField
    answer: Answer
    asked: Applies
    origin: Origin
    value: Value = None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[Row, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """``FIELD.part``."""
        return f"{self.field.id}.{self.answer.id}"

    @property
    def stands(self) -> bool:
        """Whether something stands there, written or drafted."""
        return self.origin in {"written", "draft"}

    @property
    def text(self) -> str:
        """What is written, of a text; empty when nothing is, or a draft."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | float | None:
        """The number that stands there, if one does."""
        known = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return self.value if known else None  # type: ignore[return-value]  # told by ``known``


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document, or a section, has come: rows of the official form.

    ``asked`` counts those that are or may be asked, what is optional left out; ``doubtful``
    are those of them of which it is not known yet.
    """

    asked: int = 0
    written: int = 0
    drafts: int = 0
    doubtful: int = 0

    @property
    def stated(self) -> int:
        """Rows in which everything stands, drafts included."""
        return self.written + self.drafts

    @property
    def open(self) -> int:
        """Rows in which something is not stated yet."""
        return self.asked - self.stated


@dataclass(frozen=True)
class Paper:
    """One document of one model, as it stands; ``answers`` are in reading order."""

    document: Document
    model: Subject
    answers: tuple[Stated, ...]

    @cached_property
    def _by_place(self) -> Mapping[str, Stated]:
        found: dict[str, Stated] = {}
        for stated in self.answers:
            found.setdefault(stated.field.id, stated)
            found[stated.place] = stated
        return found

    def of(self, place: str) -> Stated:
        """Return an answer by ``FIELD.part``, or the first of a field by ``FIELD``."""
        return self._by_place[place]

    def inside(self, section: DocumentSection) -> tuple[Stated, ...]:
        """Return the answers of one section."""
        fields = {f.id for f in section.field}
        return tuple(s for s in self.answers if s.field.id in fields)

    def progress(self, answers: Iterable[Stated] | None = None) -> Progress:
        """Count the rows of these answers, or of all."""
        asked = written = drafts = doubtful = 0
        for row in _rows(self.answers if answers is None else answers):
            if row[0].answer.optional or row[0].asked == "no":
                continue
            asked += 1
            doubtful += row[0].asked == "not-known"
            wanted = [s for s in row if s is row[0] or _belongs(s)]
            if all(s.stands for s in wanted):
                drafted = any(s.origin == "draft" for s in wanted)
                drafts, written = drafts + drafted, written + (not drafted)
        return Progress(asked, written, drafts, doubtful)

    def edition(self, recipient: Recipient | None) -> tuple[Stated, ...]:
        """Return what one reader gets; None is the company itself, which sees everything."""
        if recipient is None:
            return self.answers
        return tuple(s for s in self.answers if recipient in s.answer.recipients)


def _rows(answers: Iterable[Stated]) -> Iterator[list[Stated]]:
    """Yield each row of the official form with the answers that belong to it."""
    row: list[Stated] = []
    for stated in answers:
        starts = stated.answer.row or (row and row[0].field is not stated.field)
        if starts and row:
            yield row
            row = []
        if stated.answer.row or row:
            row.append(stated)
    if row:
        yield row


def _belongs(stated: Stated) -> bool:
    return stated.asked == "yes" and not stated.answer.optional
