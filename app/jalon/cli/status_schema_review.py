"""The shape of the review and the opinions in ``jalon status --json``; needs pydantic."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Verdict: TypeAlias = Literal["to-correct", "improvable", "acceptable"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class About(_Strict):
    """What something is about; ``subject`` tells whose answer a requirement is."""

    scope: Literal["whole", "chapter", "measure", "requirement"]
    item: str | None
    subject: str | None


class Withdrawn(_Strict):
    """That something was withdrawn; ``at`` is ISO 8601."""

    by: str | None
    at: str


class ItemReview(_Strict):
    """The verdict that stands for a requirement: its ``own``, or its measure's."""

    verdict: Verdict | None
    by: str | None
    own: bool
    counts: bool


class Given(_Strict):
    """A reviewer's last verdict; what is missing, and what keeps it from counting, in English."""

    id: str
    by: str | None
    verdict: Verdict | None
    comment: str | None
    corrective_action: str | None
    corrective_owner: str | None
    corrective_due: str | None
    current: bool
    counts: bool
    problems: list[str]
    remarks: list[str]


class Step(_Strict):
    """One step, as it was taken; ``typed_by`` is who recorded it."""

    id: str
    step: Literal["request", "cancel", "verdict", "send-back", "resume", "validate", "refuse"]
    by: str | None
    typed_by: str | None
    at: str
    to: str | None
    verdict: Verdict | None
    comment: str | None
    withdrawn: Withdrawn | None


class Target(_Strict):
    """Where the review of one thing stands; ``changed_since`` its last step that saw answers."""

    about: About
    state: Literal["none", "asked", "given", "sent-back", "validated", "refused"]
    changed_since: bool
    problems: list[str]
    verdicts: list[Given]
    steps: list[Step]


class Comment(_Strict):
    """One comment; ``answers`` is the id of the comment that it answers."""

    id: str
    about: About
    text: str
    by: str | None
    typed_by: str | None
    at: str
    answers: str | None
    edited: str | None
    withdrawn: Withdrawn | None


class People(_Strict):
    """The names of each role, as typed."""

    author: str | None
    reviewer: str | None
    validator: str | None


class Refused(_Strict):
    """Who refused to validate the whole, and why."""

    by: str
    reason: str


class Review(_Strict):
    """The review of a project."""

    people: People
    targets: list[Target]
    refused: Refused | None
    comments: list[Comment]


class Opinion(_Strict):
    """The opinion of an adviser; unfavourable ones come first, withdrawn ones last."""

    id: str
    about: About
    name: str | None
    capacity: Literal["dpo", "counsel", "other"] | None
    capacity_text: str | None
    direction: Literal["favourable", "unfavourable"] | None
    reasons: str | None
    day: str | None = Field(alias="date")
    changed_since: bool
    problems: list[str]
    withdrawn: Withdrawn | None
