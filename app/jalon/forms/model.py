"""Shapes of a questionnaire: frozen values that every other layer reads.

The TOML files in ``forms/`` have these shapes (:mod:`jalon.forms.schema` checks them,
strictly); the program itself builds them from the compiled cache without pydantic.
Texts are English source texts; ``Translator.of(context, text)`` gives the other languages,
with the contexts of :mod:`jalon.forms.messages`.
"""

from functools import cached_property
from typing import ClassVar, Final, Literal, NewType, TypeAlias

from jalon.forms.dates import Dates
from jalon.forms.documents import Answer, Document, DocumentField
from jalon.forms.editions import Earlier
from jalon.forms.notes import Note, NotePage, Signatories
from jalon.forms.options import Option
from jalon.values import dataclass

ItemId = NewType("ItemId", str)
FactId = NewType("FactId", str)

Force: TypeAlias = Literal["binding", "encouraged", "presumption", "example", "optional"]
"""Only ``binding`` items count in results; ``optional`` is what a provider may do and need not."""

Scope: TypeAlias = Literal["provider", "model"]
"""Who answers: the company once, or each model."""

State: TypeAlias = Literal[
    "implemented", "partial", "planned", "alternative", "not-implemented", "not-applicable"
]
STATES: Final[tuple[State, ...]] = (
    "implemented",
    "partial",
    "planned",
    "alternative",
    "not-implemented",
    "not-applicable",
)
"""In the order of the keys 1 to 6. All but ``not-implemented`` are OSCAL tokens."""

_STRICT: Final = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True)
class Equals:
    """True when the fact has this value (or, of several chosen, holds it)."""

    __pydantic_config__: ClassVar = _STRICT
    fact: FactId
    equals: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when the fact, a number, is ``at_least`` this; in the unit of the fact."""

    __pydantic_config__: ClassVar = _STRICT
    fact: FactId
    at_least: float


@dataclass(frozen=True, slots=True)
class Before:
    """True when the fact, a day, lies before this one; both ISO 8601."""

    __pydantic_config__: ClassVar = _STRICT
    fact: FactId
    before: str


@dataclass(frozen=True, slots=True)
class Concludes:
    """True when what appears from the facts (:mod:`jalon.assessment.conclusions`) is this."""

    __pydantic_config__: ClassVar = _STRICT
    conclusion: str
    equals: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one is true; not known while none is and one is not known."""

    __pydantic_config__: ClassVar = _STRICT
    any: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when all are true; not known while none is false and one is not known."""

    __pydantic_config__: ClassVar = _STRICT
    all: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; what is not known stays not known."""

    __pydantic_config__: ClassVar = _STRICT
    negated: "Condition"


Condition: TypeAlias = Equals | AtLeast | Before | Concludes | AnyOf | AllOf | Not


PlaceText: TypeAlias = Literal["code", "act", "notice", "template"]
"""The Code; the AI Act; the Explanatory Notice to the template of the training summary, and that
template itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: in a measure or commitment of the Code, or in another ``text``.

    ``paragraph`` counts from 1 as printed (or, where the text prints no numbers, in order);
    ``sentence`` counts within the paragraph; ``point`` is what is printed, from the outermost
    inwards, joined by dots: ``a``, ``1``, ``1.a.ii``. ``appendix`` names the appendix that the
    measure refers to, ``4.2``; the other parts then count within it. Outside the Code ``article``
    is that of the Act, ``section`` that of the template.
    """

    __pydantic_config__: ClassVar = _STRICT
    paragraph: int | None = None
    point: str | None = None
    subparagraph: int | None = None
    sentence: int | None = None
    appendix: str | None = None
    text: PlaceText = "code"
    article: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A period the text sets, e.g. 10 years of keeping; ``unit`` and ``kind`` are closed sets.

    ``from_when`` says in words from what it runs, ``caution`` any exception in the text. Before a
    ``waiting`` period is over something cannot be done.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    value: int
    unit: Literal["days", "business-days", "weeks", "months", "years"]
    kind: Literal["deadline", "retention", "interval", "waiting"]
    from_when: str
    caution: str = ""


@dataclass(frozen=True, slots=True, in_part=True)
class Requirement:
    """One point of the Code, or of a duty outside it, that can be met, or not, by itself.

    Attributes:
        demand: what must be done, in plain words, one sentence; the row's title.
        explain: what it means in practice.
        concerns: who is concerned.
        evidence: what good evidence looks like, one entry each.
        relief: what the text grants SMEs or SMCs here; empty where it grants nothing.
        applies_when: None when it always applies to those whom the chapter binds.
        otherwise: why it is not asked when ``applies_when`` is false.
        act: articles of the AI Act to cite beside its place, as ``53(1)(a)``.
        law: articles of other acts, as printed (``Directive (EU) 2019/790, Art. 4(3)``).
        terms: ids of glossary terms explained in the law panel.
        group: heading above the first of consecutive requirements that share it.
        exceptions: exceptions the text states for this point, which no fact decides.
        presumes: of a presumption, the items whose being met it presumes.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: ItemId
    force: Force
    scope: Scope
    place: Place
    obligations: tuple[str, ...]
    demand: str
    explain: str
    concerns: str
    evidence: tuple[str, ...] = ()
    relief: str = ""
    applies_when: Condition | None = None
    otherwise: str = ""
    act: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    group: str = ""
    exceptions: tuple[str, ...] = ()
    presumes: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True, in_part=True)
class Measure:
    """One measure of the Code, or what a commitment itself says (``number`` None).

    ``title`` is the official English name; ``short`` fits the outline (22 characters).
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    number: str | None
    title: str
    short: str
    summary: str
    requirement: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment of a chapter."""

    __pydantic_config__: ClassVar = _STRICT
    number: int
    title: str
    measure: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the Code; ``binds`` says in words whom it concerns.

    ``applies_when`` holds for every item of the chapter besides the item's own condition;
    ``otherwise`` says why the chapter is not asked when it is false. ``voluntary_when`` tells
    who takes it on all the same; its results are then counted apart.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    title: str
    binds: str
    commitment: tuple[Commitment, ...]
    applies_when: Condition | None = None
    otherwise: str = ""
    voluntary_when: Condition | None = None

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures, in reading order."""
        return tuple(m for c in self.commitment for m in c.measure)


@dataclass(frozen=True, slots=True, in_part=True)
class Duty:
    """A duty of the AI Act that the Code does not cover: one page with its rows.

    It is read like a measure, whose names of parts it shares, but stands in no chapter and
    enters no figure of the Code. ``article`` is where the duty stands, ``binds`` says whom it
    concerns; ``note`` holds what is pointed at and not assessed.
    """

    __pydantic_config__: ClassVar = _STRICT
    number: ClassVar[None] = None
    voluntary_when: ClassVar[None] = None
    id: str
    title: str
    short: str
    article: str
    binds: str
    summary: str
    requirement: tuple[Requirement, ...] = ()
    note: tuple[Note, ...] = ()
    applies_when: Condition | None = None
    otherwise: str = ""


Sheet: TypeAlias = Measure | Duty
"""What has a page with rows."""

Frame: TypeAlias = Chapter | Duty
"""What has a rule that holds for all requirements within it."""


FactKind: TypeAlias = Literal["text", "long-text", "date", "number", "choice", "choices", "table"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of numbers; ``most`` is the greatest number that makes sense."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    label: str
    most: float | None = None


@dataclass(frozen=True, slots=True, in_part=True)
class Fact:
    """One question of the company's or a model's profile.

    ``unit`` is shown beside a number, ``columns`` are those of a table; ``source`` is the
    citation that makes the fact matter. An ``overridable`` fact of the company can be another for
    one of its models, with a reason. A ``retired`` fact is asked and read no longer; an answer
    that it has stays in the record.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: FactId
    kind: FactKind
    label: str
    help: str = ""
    source: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    shown_when: Condition | None = None
    overridable: bool = False
    retired: bool = False
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts shown together under one heading."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    scope: Scope
    title: str
    intro: str
    fact: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty of the AI Act that requirements serve; ``article`` as ``53(1)(a)``.

    ``short`` names it where there is one line only.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    article: str
    title: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the Code (``code``), the Act (``act``) or other law; ``where`` cites it."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    name: str
    meaning: str
    origin: Literal["act", "code", "other"]
    where: str


@dataclass(frozen=True, in_part=True)
class Form:
    """One edition of the questionnaire.

    ``edition`` is the Code's date (ISO), ``law_date`` the date of the law used (ISO).
    ``duties`` are those of the Act outside the Code; ``notes`` what is told and not asked;
    ``earlier`` the map from the edition before, None in the first.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    edition: str
    law_date: str
    title: str
    chapter: tuple[Chapter, ...]
    facts: tuple[FactGroup, ...]
    obligation: tuple[Obligation, ...]
    term: tuple[Term, ...]
    duties: tuple[Duty, ...] = ()
    dates: Dates = Dates()
    notes: tuple[NotePage, ...] = ()
    signatories: Signatories | None = None
    documents: tuple[Document, ...] = ()
    earlier: Earlier | None = None

    @cached_property
    def items(self) -> dict[ItemId, Requirement]:
        """Every requirement by id, in reading order: the Code's, then the duties' outside it."""
        return {r.id: r for sheet in self.sheets for r in sheet.requirement}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Everything that has a page with rows: the measures, then the duties."""
        return (*(m for c in self.chapter for m in c.measures()), *self.duties)

    @cached_property
    def sheet(self) -> dict[ItemId, Sheet]:
        """The measure or duty that each requirement stands on."""
        return {r.id: sheet for sheet in self.sheets for r in sheet.requirement}

    def note_page(self, name: str) -> NotePage:
        """Return the statements on one subject; none where the form has none."""
        return next((page for page in self.notes if page.id == name), NotePage(name, ()))

    @cached_property
    def frame(self) -> dict[ItemId, Frame]:
        """The chapter or duty whose rule holds for each requirement besides its own."""
        inside: dict[ItemId, Frame] = {item: home[0] for item, home in self.home.items()}
        return inside | {r.id: duty for duty in self.duties for r in duty.requirement}

    @cached_property
    def fact(self) -> dict[FactId, Fact]:
        """Every fact by id, in reading order."""
        return {f.id: f for g in self.facts for f in g.fact}

    @cached_property
    def fact_scope(self) -> dict[FactId, Scope]:
        """Whose each fact is: the company's or a model's."""
        return {f.id: g.scope for g in self.facts for f in g.fact}

    @cached_property
    def home(self) -> dict[ItemId, tuple[Chapter, Commitment, Measure]]:
        """Where each requirement of the Code stands; a duty's requirement has no such home."""
        return {
            r.id: (c, k, m)
            for c in self.chapter
            for k in c.commitment
            for m in k.measure
            for r in m.requirement
        }

    @cached_property
    def answers(self) -> dict[str, tuple[Document, DocumentField, Answer]]:
        """Every answer of a document by ``FIELD.part``, in reading order."""
        return {
            f"{f.id}.{a.id}": (d, f, a)
            for d in self.documents
            for f in d.fields()
            for a in f.answer
        }

    @cached_property
    def askers(self) -> dict[str, Requirement | Fact | DocumentField]:
        """Everything that answers are kept under, by id, in reading order."""
        found: dict[str, Requirement | Fact | DocumentField] = {}
        found.update(self.fact.items())
        found.update(self.items.items())
        found.update((f.id, f) for d in self.documents for f in d.fields())
        return found

    @cached_property
    def first_answers(self) -> dict[str, str]:
        """The place of the first answer of each field of a document, by ``FIELD``."""
        return {f.id: f"{f.id}.{f.answer[0].id}" for d in self.documents for f in d.fields()}
