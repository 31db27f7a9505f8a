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
