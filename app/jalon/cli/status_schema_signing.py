"""The shape of what is to be seen before signing, in ``jalon status --json``; needs pydantic."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from jalon.cli.status_schema_review import Withdrawn

Kind: TypeAlias = Literal[
    "dissent",
    "conflict",
    "own-means",
    "no-evidence",
    "evidence",
    "action",
    "not-applicable",
    "stale-review",
    "scope",
    "unanswered",
]
Count: TypeAlias = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PointAbout(_Strict):
    """What a review or an opinion is about."""

    scope: Literal["whole", "chapter", "measure", "requirement"]
    item: str | None


class Contradiction(_Strict):
    """One point; ``text`` and ``where`` are in the language asked for.

    ``at`` says what it is found at: ``subject`` is the id of the opinion, review, action or piece
    of evidence, or whose answer ``item`` is. ``depending`` counts the requirements that a question
    on scope decides.
    """

    kind: Kind
    at: Literal["requirement", "fact", "opinion", "review", "action", "evidence", "record"]
    subject: str
    item: str | None
    field: str | None
    about: PointAbout | None
    text: str
    where: str | None
    depending: Count


class Contradictions(_Strict):
    """What does not go together in the record; nothing here is scored."""

    counts: dict[Kind, Count]
    points: list[Contradiction]


class Attestation(_Strict):
    """That somebody attested a statement, by name; stale when the record changed since."""

    id: str
    by: str
    typed_by: str | None
    at: str
    words: str | None
    stale: bool
    withdrawn: Withdrawn | None


class SigningStatement(_Strict):
    """One of the four statements; ``text`` is in the language asked for."""

    statement: Literal["answers", "evidence", "gaps", "nature"]
    text: str
    standing: Literal["given", "stale", "not-given"]
    given: list[Attestation]


class LastSigned(_Strict):
    """The report that was signed last, as the record notes it."""

    file: str
    signers: list[str]
    time: str
    digest: str
    unchanged: bool
