"""The choices that a question offers; shared by the profile and the documents."""

from typing import ClassVar, Final

from jalon.values import dataclass

STRICT: Final = {"extra": "forbid", "strict": True}
"""How pydantic reads every shape of a form."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: ``value`` is stored, ``label`` is shown."""

    __pydantic_config__: ClassVar = STRICT
    value: str
    label: str
    help: str = ""
