"""The shape of evidence and actions in ``jalon status --json``; needs pydantic."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

State: TypeAlias = Literal["open", "in-progress", "done", "dropped"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Linked(_Strict):
    """What evidence or an action belongs to: a requirement of a subject, or an action."""

    subject: str
    item: str


class Added(_Strict):
    """By whom, as declared, and when (ISO 8601) something was recorded."""

    author: str
    time: str


class File(_Strict):
    """A file as it was when it was attached; of a linked one with its place and time."""

    name: str
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    type: str
    stored: Literal["embedded", "linked", "absent"]
    path: str = ""
    modified: str = ""


class Evidence(_Strict):
    """A piece of evidence; ``found`` is null where its file was not looked at.

    ``removed`` is the reason why it was removed. Days are ISO 8601.
    """

    id: str
    title: str
    kind: str
    name: str
    target: str
    note: str
    date: str | None
    expires: str | None
    file: File | None
    condition: Literal[
        "removed",
        "changed",
        "missing",
        "unreadable",
        "absent",
        "expired",
        "expires-soon",
        "current",
    ]
    found: Literal["as-attached", "changed", "missing", "unreadable"] | None
    removed: str | None
    links: list[Linked]
    added: Added


class Origin(_Strict):
    """The field whose text an action is, or would be, made from."""

    subject: str
    item: str
    field: str


class Action(_Strict):
    """An action: ``state`` as its owner says, ``counted`` as it counts; problems in English."""

    id: str
    what: str
    owner: str | None
    due: str | None
    overdue: bool
    priority: Literal["high", "medium", "low"] | None
    cost: str | None
    state: State
    counted: State
    reason: str | None
    problems: list[str]
    links: list[Linked]
    evidence: list[str]
    origin: Origin | None
    added: Added


class ProposedAction(_Strict):
    """A text of the record that asks for an action and has none yet."""

    origin: Origin
    what: str
    owner: str | None
    due: str | None
    links: list[Linked]
