"""The shape of evidence and actions in ``jalon status --json``; needs pydantic."""

from typing import Annotated

from pydantic import Field

from jalon.assessment.actions import Priority, State
from jalon.assessment.attached_file import Stored
from jalon.assessment.entries import Count, Strict
from jalon.assessment.evidence import Condition, Found


class Linked(Strict):
    """What evidence or an action belongs to: a requirement of a subject, or an action."""

    subject: str
    item: str


class Added(Strict):
    """By whom, as declared, and when (ISO 8601) something was recorded."""

    author: str
    time: str


class File(Strict):
    """A file as it was when it was attached; of a linked one with its place and time."""

    name: str
    size: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    type: str
    stored: Stored
    path: str = ""
    modified: str = ""


class Evidence(Strict):
    """A piece of evidence; ``found`` is null where its file was not looked at.

    ``disputed`` has what copies say of a field that disagree on it; a day is null meanwhile.
    ``removed`` is the reason why it was removed, ``renewed`` who took its file over anew last.
    Days are ISO 8601.
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
    condition: Condition
    found: Found | None
    removed: str | None
    links: list[Linked]
    disputed: dict[str, list[str]]
    added: Added
    renewed: Added | None


class Origin(Strict):
    """The field whose text an action is, or would be, made from."""

    subject: str
    item: str
    field: str


class Action(Strict):
    """An action: ``state`` as its owner says, ``counted`` as it counts; problems in English.

    ``disputed`` has what copies say of a field that disagree on it, an empty text for nothing;
    until one is chosen ``due`` and ``priority`` are null, and it counts as open.
    """

    id: str
    what: str
    owner: str | None
    due: str | None
    overdue: bool
    priority: Priority | None
    cost: str | None
    state: State
    counted: State
    reason: str | None
    problems: list[str]
    disputed: dict[str, list[str]]
    links: list[Linked]
    evidence: list[str]
    origin: Origin | None
    added: Added


class ProposedAction(Strict):
    """A text of the record that asks for an action and has none yet."""

    origin: Origin
    what: str
    owner: str | None
    due: str | None
    links: list[Linked]
