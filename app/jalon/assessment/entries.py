"""What the parts of the JSON that Jalon reads and prints have in common; needs pydantic."""

from typing import Annotated, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

LONGEST_TEXT: Final = 200_000
"""In characters; also what a field of the window holds."""

Text: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]
Line: TypeAlias = Annotated[str, Field(max_length=1000)]
"""A name or another short text."""
Count: TypeAlias = Annotated[int, Field(ge=0)]


class Strict(BaseModel):
    """A part that is just as it is described, or refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
