"""The shape of the position on the Code and of the fine, as ``jalon status --json`` prints them."""

from typing import Literal

from jalon.assessment.entries import Strict
from jalon.assessment.fine import Basis
from jalon.forms.notes import Weight


class Statement(Strict):
    """A statement of law with its weight and source; texts by language code."""

    id: str
    weight: Weight
    title: dict[str, str]
    text: dict[str, str]
    source: dict[str, str]


class StatementGroup(Strict):
    """Statements under one heading."""

    id: str
    title: dict[str, str]
    statements: list[Statement]


class PartSignatory(Strict):
    """Who signed some chapters only."""

    name: str
    chapters: list[str]


class Signatories(Strict):
    """Who has signed the Code, as the Commission listed it on ``date`` (ISO 8601)."""

    date: str
    source: dict[str, str]
    address: str
    whole: list[str]
    partly: list[PartSignatory]
    absent: list[str]
    remark: dict[str, str]


class Position(Strict):
    """The position on the Code as stated, and what is told of it."""

    value: str | None
    signed_chapters: list[str] | None
    groups: list[StatementGroup]
    signatories: Signatories | None


class Fine(Strict):
    """The ceiling of a fine (AI Act, Art. 101(1)) in euros, null as far as it is not known.

    It is ``ceiling`` where that is known, else not below ``least`` nor above ``most``.
    """

    article: Literal["101(1)"]
    currency: Literal["EUR"]
    basis: Basis
    ceiling: float | None
    least: float
    most: float | None
    turnover: float | None
    turnover_band: str | None
    figure_outside_band: bool
    groups: list[StatementGroup]
