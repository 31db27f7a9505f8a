"""The shape of the review and the opinions in ``jalon status --json``; needs pydantic."""

from pydantic import Field

from jalon.assessment.entries import Strict
from jalon.assessment.review.model import Act, Capacity, Direction, Scope, State, Verdict


class About(Strict):
    """What something is about; ``subject`` tells whose answer a requirement is."""

    scope: Scope
    item: str | None
    subject: str | None


class Withdrawn(Strict):
    """That something was withdrawn; ``at`` is ISO 8601."""

    by: str | None
    at: str


class ItemReview(Strict):
    """The verdict that stands for a requirement: its ``own``, or its measure's."""

    verdict: Verdict | None
    by: str | None
    own: bool
    counts: bool


class Given(Strict):
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


class Step(Strict):
    """One step, as it was taken; ``typed_by`` is who recorded it."""

    id: str
    step: Act
    by: str | None
    typed_by: str | None
    at: str
    to: str | None
    verdict: Verdict | None
    comment: str | None
    corrective_action: str | None
    corrective_owner: str | None
    corrective_due: str | None
    withdrawn: Withdrawn | None


class Target(Strict):
    """Where the review of one thing stands; ``changed_since`` its last step that saw answers."""

    about: About
    state: State
    changed_since: bool
    problems: list[str]
    verdicts: list[Given]
    steps: list[Step]


class Comment(Strict):
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


class People(Strict):
    """The names of each role, as typed."""

    author: str | None
    reviewer: str | None
    validator: str | None


class Refused(Strict):
    """Who refused to validate the whole, and why."""

    by: str
    reason: str


class Review(Strict):
    """The review of a project."""

    people: People
    targets: list[Target]
    refused: Refused | None
    comments: list[Comment]


class Opinion(Strict):
    """The opinion of an adviser; unfavourable ones come first, withdrawn ones last."""

    id: str
    about: About
    name: str | None
    capacity: Capacity | None
    capacity_text: str | None
    direction: Direction | None
    reasons: str | None
    day: str | None = Field(alias="date")
    changed_since: bool
    problems: list[str]
    withdrawn: Withdrawn | None
