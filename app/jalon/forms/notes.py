"""Statements of law that are no requirements: what is told, with its source and its weight.

Nobody answers them and nothing is counted. They are data as the requirements are, so that a
lawyer finds and changes them in one place.
"""

from typing import ClassVar, Final, Literal, TypeAlias

from jalon.values import dataclass

_STRICT: Final = {"extra": "forbid", "strict": True}

Weight: TypeAlias = Literal["binding", "not-binding", "fact", "reading"]
"""Text of law that binds; a text that does not; a fact of a day; a reading of ours."""


@dataclass(frozen=True, slots=True)
class Note:
    """One statement in our words.

    Attributes:
        source: where it is written, as printed.
        title: a heading of its own; often none.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    text: str
    source: str
    weight: Weight
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Statements under one heading.

    ``shown_for`` names the positions on the Code (values of its fact, empty for no answer) to
    which the group is shown; none named means all.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    title: str
    note: tuple[Note, ...]
    shown_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotePage:
    """All statements on one subject, in reading order: ``position``, ``fine``, ``about``."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    group: tuple[NoteGroup, ...]

    def shown(self, position: str) -> tuple[NoteGroup, ...]:
        """Return the groups for a company with this position on the Code (empty: not given)."""
        return tuple(g for g in self.group if not g.shown_for or position in g.shown_for)


@dataclass(frozen=True, slots=True)
class PartSignatory:
    """Who signed some chapters only."""

    __pydantic_config__: ClassVar = _STRICT
    name: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who has signed the Code, as listed by the Commission on ``date`` (ISO).

    A number of signatories is never shown without that date.
    """

    __pydantic_config__: ClassVar = _STRICT
    date: str
    source: str
    address: str
    whole: tuple[str, ...]
    partly: tuple[PartSignatory, ...] = ()
    absent: tuple[str, ...] = ()
    remark: str = ""
