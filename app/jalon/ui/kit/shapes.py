"""What the widgets show: frozen values, words already chosen by the page."""

from typing import Literal, TypeAlias

from PySide6.QtGui import QPixmap

from jalon.assessment.results import Tally
from jalon.forms.model import State
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field: ``value`` is stored, ``label`` and ``help`` are shown."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The closed row of a requirement.

    Attributes:
        place: where it stands in the measure, ``(1)(a)``.
        demand: what is asked, one sentence.
        state: None when it has no answer.
        meta: who and when, if there is an owner or a date.
        problem: what is wrong, in words; empty when nothing is.
        force: set where it is not binding, e.g. "encouraged, not counted".
        quiet: it does not apply by rule: grey, readable, never counted.
    """

    place: str
    demand: str
    state: State | None = None
    meta: str = ""
    problem: str = ""
    force: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence: ``key`` comes back in signals, ``when`` is the date in words.

    ``problem`` takes the date's place, e.g. "expired since 30 September". ``sign`` is the kind
    of thing it is; one that is ``struck`` was removed and can only be looked at.
    """

    key: str
    name: str
    target: str = ""
    when: str = ""
    problem: str = ""
    sign: str = "other"
    struck: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table.

    Attributes:
        share: its part of the width, relative to the others'.
        from_width: it is shown from this width of the table on (``theme.span``).
    """

    key: str
    title: str
    share: int
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: ``order`` sorts it where its words would not; ``whole`` is its tooltip.

    ``blank``: its words say that there is nothing; either way it is sorted, it comes last.
    """

    text: str
    ink: str = "text"
    order: str = ""
    whole: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a table; ``key`` comes back in signals.

    Attributes:
        below: a second text under the first cell's.
        sign: kind of the sign before the first cell; empty for none.
        struck: whether the name is struck through: what it names was removed.
        picture: stands in the sign's place.
    """

    key: str
    cells: tuple[TableCell, ...]
    below: str = ""
    below_ink: str = "muted"
    sign: str = ""
    struck: bool = False
    picture: QPixmap | None = None


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card of a board; ``late`` is the part of ``meta`` that is set off as a warning."""

    key: str
    title: str
    meta: str = ""
    problem: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column of a board; ``empty`` says that nothing is in it."""

    key: str
    title: str
    empty: str
    cards: tuple[BoardCard, ...]


OutlineKind: TypeAlias = Literal["head", "chapter", "measure", "duty", "page", "model"]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline, in reading order.

    Attributes:
        key: comes back in ``visited``; unique; heads cannot be visited.
        label: short, 22 characters at most.
        number: of a measure, ``1.3``.
        state: icon of a measure or duty; None for not answered. Verdict names serve as well.
        done: how many of ``total`` are answered; a counter shows only while some are missing.
        note: words instead of a counter, e.g. "out of scope".
        spoken: what a screen reader says; the label when empty.
        review: of a measure, what is painted at the end for its review: a verdict's name,
            ``planned`` while one is asked for, ``changed`` where it changed since.
    """

    key: str
    kind: OutlineKind
    label: str
    number: str = ""
    state: str | None = None
    done: int = 0
    total: int = 0
    note: str = ""
    spoken: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class LawPart:
    """One paragraph of the law panel; a ``term`` has its name in ``name``."""

    kind: Literal["text", "quote", "source", "term"]
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LawSection:
    """A label and what stands under it."""

    label: str
    parts: tuple[LawPart, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the three numbers: ``value`` in words ("50 to 72%"), ``note`` counts them.

    ``tally`` draws its range beneath.
    """

    label: str
    value: str
    note: str
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """One obligation of the Act: ``note`` says why nothing is counted, when nothing is."""

    title: str
    article: str
    tally: Tally
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recent:
    """One project on the welcome page; ``tag`` marks an example, ``result`` is its range."""

    name: str
    place: str
    facts: str
    result: str = ""
    tally: Tally | None = None
    tag: str = ""
