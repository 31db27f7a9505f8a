"""What a person at the screen can do in a review: each act is one step of undo."""

from collections.abc import Sequence
from datetime import UTC, datetime

from jalon.assessment.changes import Key, Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import Act, Comment, Role, Step, Target, alike
from jalon.assessment.review.reading import moment_text
from jalon.assessment.review.standing import Standing
from jalon.assessment.state import Edit
from jalon.ui.desk import Desk

_SEE = ("verdict", "validate", "refuse")
_SAYS = {
    "review": ("comment",),
    "comment": ("text",),
    "opinion": ("name", "reasons", "capacity", "capacity-text", "date", "direction"),
}
"""The fields without which a record that was begun says nothing."""


class Reviewing:
    """Takes steps and makes remarks on one thing, in the name of who works on the project."""

    def __init__(self, desk: Desk, about: Target) -> None:
        self.desk, self.about = desk, about

    @property
    def standing(self) -> Standing:
        """Where the review of it stands."""
        return self.desk.session.evaluation.review.of(self.about)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """What was remarked on it."""
        return self.desk.session.evaluation.review.on(self.about)

    @property
    def name(self) -> str:
        """Who works on the project, as declared."""
        return self.desk.session.author

    def is_own(self, by: str) -> bool:
        """Tell whether something was said by who works on the project now."""
        return alike(by) == alike(self.name)

    def proposed_name(self) -> str:
        """Return the name under which a verdict is offered: the one used last by this person."""
        mine = [
            step.by
            for step in self.desk.session.evaluation.review.steps
            if step.act == "verdict" and step.typed_by == self.name and step.by
        ]
        return mine[-1] if mine else self.name

    def act(self, act: Act, by: str | None = None, **more: str) -> Subject | None:
        """Take a step; None when it could not be saved."""
        made: list[Subject] = []

        def take() -> None:
            review = self.desk.session.evaluation.review
            noted = review.noted(self.about) if act in _SEE else {}
            name = self.name if by is None else by
            at = self.standing.moment(datetime.now(UTC))
            step, edits = acts.step(self.about, act, by=name, at=at, **noted, **more)
            self.desk.session.apply(edits)
            made.append(step)

        self.desk.writing.do(take)
        return made[0] if made else None

    def ask(self) -> Subject | None:
        """Ask for a review, of the reviewers named; or, of the whole, for validation."""
        role: Role = "validator" if self.about.scope == "whole" else "reviewer"
        people = self.desk.session.evaluation.review.people
        return self.act("request", to=" ".join(people[role].split()))

    def choose(self, step: Subject, verdict: str | None) -> None:
        """Choose the verdict of a step: one on the answers as they are now."""

        def set_both() -> None:
            review = self.desk.session.evaluation.review
            noted = {"verdict": verdict, **review.noted(self.about)}
            self.desk.session.apply(
                [(Key(step, "review", field), said or None) for field, said in noted.items()]
            )

        self.desk.writing.do(set_both)

    def confirm(self, step: Step) -> Subject | None:
        """Give a verdict again, as it was, on the answers as they are now."""
        return self.act(
            "verdict",
            by=step.by,
            verdict=step.verdict or "",
            comment=step.comment,
            corrective_action=step.corrective_action,
            corrective_owner=step.corrective_owner,
            corrective_due=step.corrective_due,
        )

    def remark(self, answers: Subject | None) -> Subject | None:
        """Begin a comment, still empty."""
        made: list[Subject] = []

        def begin() -> None:
            comment, edits = acts.comment(
                self.about, "", by=self.name, at=datetime.now(UTC), answers=answers
            )
            self.desk.session.apply(edits)
            made.append(comment)

        self.desk.writing.do(begin)
        return made[0] if made else None

    def withdraw(self, subject: Subject) -> None:
        """Withdraw a step or a comment; it stays on record."""
        edits = acts.withdraw(subject, by=self.name, at=datetime.now(UTC))
        self._apply(edits)

    def restore(self, subject: Subject) -> None:
        """Take a withdrawal back."""
        self._apply(acts.restore(subject))

    def mark_edited(self, comment: Subject) -> None:
        """Note that a comment is not as it was first written."""
        edited = moment_text(datetime.now(UTC))
        self._apply([(Key(comment, "comment", "edited"), edited)])

    def forget_if_empty(self, subject: Subject) -> None:
        """Take back what was begun and says nothing; the record's history keeps it all the same."""
        forget_if_empty(self.desk, subject)

    def _apply(self, edits: Sequence[Edit]) -> None:
        self.desk.writing.do(lambda: self.desk.session.apply(edits))


def forget_if_empty(desk: Desk, subject: Subject) -> None:
    """Take back a comment or an opinion that was begun and says nothing."""
    kind, state = acts.kind(subject), desk.session.assessment
    if any(state.said(subject, kind, name).strip() for name in _SAYS[kind]):
        return
    fields = [key for key in state.heads if key.subject == subject]
    desk.writing.do(lambda: desk.session.apply([(key, None) for key in fields]))
