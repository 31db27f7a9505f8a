"""Shapes of the documents that a provider draws up for each model, item by item.

The TOML files in ``forms/*/documents/`` have these shapes. A document has sections, a section
fields, a field one or more answers: an official form may want one answer for one reader and
another for the next. Texts are English source texts, in our own words but for names; their
contexts are those of :mod:`jalon.forms.document_messages`.
"""

from collections.abc import Iterator
from typing import ClassVar, Final, Literal, NewType, TypeAlias

from jalon.forms.options import STRICT, Option
from jalon.values import dataclass

FieldId = NewType("FieldId", str)

DocumentId: TypeAlias = Literal["model-documentation", "training-summary"]

Recipient: TypeAlias = Literal["ai-office", "national-authority", "downstream", "public"]
RECIPIENTS: Final[tuple[Recipient, ...]] = (
    "ai-office",
    "national-authority",
    "downstream",
    "public",
)

Certainty: TypeAlias = Literal["sure", "one-source", "uncertain"]
"""How sure our copy of an official form is of one of its rows; anything but ``sure`` is to be
checked against the official form."""

AnswerKind: TypeAlias = Literal[
    "text", "long-text", "lines", "number", "date", "month", "choice", "choices", "table"
]
"""``lines`` is a list, one entry a line; ``month`` is stored as ``2026-11``."""

ColumnKind: TypeAlias = Literal["text", "long-text", "number", "date", "month", "choice"]

Rule: TypeAlias = Literal["as-is", "parameter-range", "month-range", "magnitude"]
"""How a draft is made from another value."""


@dataclass(frozen=True, slots=True)
class When:
    """True when a fact or an earlier answer has a value (or, of several chosen, holds it).

    ``of`` is the id of a fact, or ``FIELD`` or ``FIELD.part`` of the same document;
    ``before`` compares days (ISO) instead.
    """

    __pydantic_config__: ClassVar = STRICT
    of: str
    equals: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Gives:
    """What one value of the source of a draft becomes."""

    __pydantic_config__: ClassVar = STRICT
    when: str
    gives: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An option that a draft chooses when one of these answers is ``yes``."""

    __pydantic_config__: ClassVar = STRICT
    option: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the record already holds what an answer asks for.

    Attributes:
        of: a fact, or ``FIELD`` or ``FIELD.part`` of any document of the model.
        rule: what is made of the value.
        values: options that the source's options become; others give no draft.
        otherwise: the option when the source has a value that ``values`` does not name.
        says: texts (to be translated) that the source's options become.
        marks: options to be chosen together, once each of their answers is known.
    """

    __pydantic_config__: ClassVar = STRICT
    of: str = ""
    rule: Rule = "as-is"
    values: tuple[Gives, ...] = ()
    otherwise: str = ""
    says: tuple[Gives, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``choice`` names a set of options."""

    __pydantic_config__: ClassVar = STRICT
    id: str
    kind: ColumnKind
    label: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a field.

    Attributes:
        id: the part of the key that holds it.
        label: where a field has several answers.
        asks: what must be stated, in our words.
        recipients: who gets it; nobody outside the company when there are none.
        wording: how sure the wording of the official row is.
        crosses: how sure the recipients of the official row are.
        doubt: what exactly is not sure, in words.
        row: whether it is a row of the official form; progress counts rows, and an answer
            that is none belongs to the row before it.
        optional: whether the official form leaves it to the provider.
        unit: shown beside a number.
        choice: the set of options, of a choice or choices.
        words: how long an answer the official form recommends; 0 where it says nothing.
        asked_when: any of these; always when there are none.
        drafts: where the record may hold it; of a text the pieces one a line.
    """

    __pydantic_config__: ClassVar = STRICT
    id: str
    kind: AnswerKind
    label: str = ""
    asks: str = ""
    recipients: tuple[Recipient, ...] = ()
    wording: Certainty = "sure"
    crosses: Certainty = "sure"
    doubt: str = ""
    row: bool = True
    optional: bool = False
    unit: str = ""
    choice: str = ""
    words: int = 0
    columns: tuple[Column, ...] = ()
    asked_when: tuple[When, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the official form is to be looked at."""
        return self.wording != "sure" or self.crosses != "sure"


@dataclass(frozen=True, slots=True)
class DocumentField:
    """One item of a document; ``source`` cites the official form, ``act`` the Act behind it.

    ``related`` names measures whose answers may help.
    """

    __pydantic_config__: ClassVar = STRICT
    id: FieldId
    label: str
    answer: tuple[Answer, ...]
    asks: str = ""
    source: str = ""
    act: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    asked_when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """Fields under one heading.

    Attributes:
        number: as the official form prints it; empty where it prints none.
        group: heading above this section and those that follow it.
        intro: what the section is about, in our words.
        official: whether the official form has it; others are ours, for the company's record.
    """

    __pydantic_config__: ClassVar = STRICT
    id: str
    number: str
    title: str
    field: tuple[DocumentField, ...]
    group: str = ""
    intro: str = ""
    official: bool = True


@dataclass(frozen=True, slots=True)
class OptionSet:
    """Options that several answers share."""

    __pydantic_config__: ClassVar = STRICT
    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, in_part=True)
class Document:
    """A document about one model.

    Attributes:
        title: its official name.
        short: for the outline, 22 characters at most.
        summary: what it is and whom it is for.
        basis: where the official form is published, and what our copy of it is.
        serves: requirements that it helps to meet.
    """

    __pydantic_config__: ClassVar = STRICT
    id: DocumentId
    title: str
    short: str
    summary: str
    basis: str
    choices: tuple[OptionSet, ...]
    section: tuple[DocumentSection, ...]
    serves: tuple[str, ...] = ()

    def fields(self) -> Iterator[DocumentField]:
        """Yield every field, in reading order."""
        return (f for s in self.section for f in s.field)

    def options(self, choice: str) -> tuple[Option, ...]:
        """Return the options of a set; none for no set."""
        return next((s.options for s in self.choices if s.id == choice), ())

    def recipients(self) -> tuple[Recipient, ...]:
        """Return whom any part of it is for."""
        found = {r for f in self.fields() for a in f.answer for r in a.recipients}
        return tuple(r for r in RECIPIENTS if r in found)
