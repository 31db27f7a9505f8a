"""The report as a tree of typed blocks: every word chosen, nothing said of fonts or points.

:func:`jalon.export.report.build` makes it, :func:`jalon.export.pdf.printed` prints it. All
texts are plain: no markup, whoever wrote them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from jalon.export.text import Naming

Role: TypeAlias = Literal[
    "title", "h1", "h2", "h3", "lead", "body", "brief", "strong", "answer", "small",
    "small-strong", "small-right", "head", "head-right", "label", "note", "official", "alert",
    "figure", "figure-words", "numeral", "contents", "code", "reason",
]  # fmt: skip
"""What a text is for; its look follows."""

Sign: TypeAlias = Literal["full", "half", "planned", "own", "bad", "open", "none"]
"""A drawn sign that repeats a word: settled, in part, planned, own means, not met, unanswered,
not concerned."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text; ``strong`` names parts of it to set bold, ``language`` when not the report's."""

    text: str
    role: Role = "body"
    strong: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A word with its sign."""

    sign: Sign
    word: str


@dataclass(frozen=True, slots=True)
class Range:
    """A result from 0 to 1 as a bar; ``alt`` says the same in words.

    Attributes:
        low: the least that can be settled.
        own: the width of the band of own means, which begins at ``low``.
        high: the most that can turn out to be met.
    """

    low: float
    own: float
    high: float
    alt: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; level 2 is also a bookmark."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their texts, hanging; a text may have several paragraphs.

    Attributes:
        wide: more room for the labels, which are questions.
    """

    rows: tuple[tuple[str, str], ...]
    wide: bool = False


Cell: TypeAlias = tuple[Words | Marked | Range, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Data in rows and columns; the first column names the row.

    Attributes:
        head: one word or two for each column.
        widths: relative.
        right: numbers of columns set to the right, from 0.
        summary: what the table tells, for screen readers.
        dense: less air between rows, as on the board page.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    summary: str
    right: tuple[int, ...] = ()
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """The reading key of the bars: settled, own means, unanswered, weak."""

    words: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A weak point: what is found, what would settle it, who by when."""

    title: str
    citation: str
    state: Marked
    found: str
    settles_label: str
    settles: str
    who_when: str
    alert: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Weak points, heaviest first."""

    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement and all that was answered.

    Attributes:
        place: where in the measure it stands.
        state: in a word.
        flags: short remarks under the state (``encouraged, not counted``; a model's name).
        demand: what must be done.
        parts: label and text, each printed in full.
        alert: what is wrong with the answer; empty when nothing is.
        group: heading above the row; empty when it goes on under the one before.
    """

    place: str
    state: Marked
    flags: tuple[str, ...]
    demand: str
    parts: tuple[tuple[str, str], ...]
    alert: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its requirements; ``result`` is said in words and as a bar.

    ``remark`` stands below the result: how a presumption of the Code stands.
    """

    title: str
    official: str
    summary: str
    result: str
    bar: Range | None
    entries: tuple[Entry, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made from the sections."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A place to sign: printed role, name and meaning, and the field's names.

    Attributes:
        name: printed name; empty when the signature itself shows it.
        tip: the field's accessible name.
    """

    field: str
    role: str
    name: str
    meaning: str
    tip: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature fields, side by side."""

    places: tuple[Signatory, ...]


Block: TypeAlias = (
    Words | Heading | Bullets | Facts | Table | Key | Gaps | Measure | Contents | Signatures
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a heading of level 1.

    Attributes:
        key: name of the bookmark, unique in the report.
        new_page: whether it begins on a new page, unless the last one is still nearly empty.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """One of the three numbers; ``range`` stands under the last one."""

    label: str
    figure: str
    text: str
    range: Range | None = None
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class BriefGap:
    """A gap on the board page: one or two lines."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """The first page. It is one page whatever the data: texts come shortened.

    Attributes:
        eyebrow: the kind of document, small, above the title.
        facts: label and text, four.
        conclusion: the outcome in a sentence.
        numbers: answered, reviewed, result.
        outcomes: one row for each obligation.
        outside: what the questionnaire does not cover.
        dissent: heading, then who dissents and why, in bold and plain; None where nobody does.
            It stands before all else.
        gaps, asked, dates: heading and at most three each; None when there is nothing to say.
        unsaid: what is said of the gaps, requests and dates that are not shown, by how many of
            each are shown; empty where all are.
        dissent_brief: the same dissent in fewer words, then in still fewer, for a page that
            cannot hold more; none where nobody dissents.
    """

    eyebrow: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    conclusion: Words
    numbers: tuple[Number, Number, Number]
    outcomes: Table
    outside: str
    gaps: tuple[str, tuple[BriefGap, ...]]
    asked: tuple[str, tuple[str, ...]] | None
    dates: tuple[str, tuple[tuple[str, str], ...]] | None
    unsaid: tuple[tuple[tuple[str, ...], ...], ...]
    dissent: tuple[str, tuple[tuple[str, str], ...]] | None = None
    dissent_brief: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The head of a document that is no report; its sections follow on the same page.

    Attributes:
        eyebrow: the kind of document, small, above the title.
        facts: label and text, hanging.
        notes: what a reader must know first.
    """

    eyebrow: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What each page carries at its head and foot; page words hold ``{page}`` and ``{pages}``.

    Attributes:
        marking: confidentiality, on every page.
        watermark: behind the text of every page; empty for none.
    """

    left: str
    right: str
    foot: str
    pages: str
    marking: str
    watermark: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready to be printed.

    Attributes:
        language: code of the report's language, such as ``fr``.
        created: when the picture of the project was taken (aware).
        percents: how 0, 50 and 100 % are written.
        answers: the attached answers, as JSON.
        answers_about: what the attachment is, in words.
    """

    language: str
    title: str
    subject: str
    author: str
    created: datetime
    furniture: Furniture
    board: Board | Cover
    sections: tuple[Section, ...]
    naming: Naming
    percents: tuple[str, str, str]
    answers: bytes
    answers_name: str
    answers_about: str
