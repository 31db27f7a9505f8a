"""One requirement for one subject: what was answered, what is wrong with it, how it counts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, assert_never

from jalon.assessment.changes import Subject
from jalon.assessment.conclusions import Conclusion
from jalon.assessment.results import Applies, Counted, Kind
from jalon.assessment.scope import Scope
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import STATES, FactId, ItemId, Requirement, State
from jalon.values import dataclass, replace

if TYPE_CHECKING:
    from jalon.assessment.review.standing import ItemReview

ItemKey = tuple[Subject, ItemId]


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One requirement for one subject.

    Attributes:
        applies: by the rules over the scope facts.
        missing: the facts that would settle whether it applies, when that is not known.
        why_not: context and source text of why it does not apply, when it does not.
        voluntary: see :class:`jalon.assessment.scope.Scope`; likewise ``conclusion``.
        state: what the author said; None is no answer.
        counted: how it enters the figures, were it applicable and binding.
        problems: what is wrong with the answer, as source texts marked with ``N_``.
        review: what the review says of it; None where no review was asked.
    """

    applies: Applies
    missing: tuple[FactId, ...]
    state: State | None
    counted: Counted
    problems: tuple[str, ...]
    why_not: tuple[str, str] | None = None
    voluntary: Applies | None = None
    conclusion: Conclusion | None = None
    review: "ItemReview | None" = None

    @property
    def counts_apart(self) -> bool:
        """Whether it is of a chapter taken on voluntarily, and applies there, or may."""
        return self.voluntary in {"yes", "not-known"}

    def kind(self, applies: Applies) -> Kind:
        """Return how it is counted where ``applies`` says whether it does."""
        reviewed = None if self.review is None else self.review.reviewed
        return applies, self.counted, reviewed


def of_answer(
    requirement: Requirement, subject: Subject, assessment: Assessment, found: Scope
) -> ItemStatus:
    """Return what follows from a subject's own answer; ``found`` says whether it applies."""
    state = _state(assessment.value(subject, requirement.id, "state"))
    problems = _problems(requirement, subject, assessment, state)
    return ItemStatus(
        found.applies,
        found.missing,
        state,
        _counted(state, problems),
        problems,
        found.why_not,
        found.voluntary,
        found.conclusion,
    )


_BY_NAME: Final[Mapping[str, State]] = {state: state for state in STATES}


def _state(value: object) -> State | None:
    return _BY_NAME.get(value) if isinstance(value, str) else None


def _problems(
    requirement: Requirement, subject: Subject, assessment: Assessment, state: State | None
) -> tuple[str, ...]:
    if state == "not-applicable" and not assessment.text(subject, requirement.id, "reason").strip():
        return (N_("Say why this does not apply. Without a reason it counts as unanswered."),)
    if state == "alternative" and not assessment.text(subject, requirement.id, "how").strip():
        return (N_("Describe your own means. Without a description it counts as unanswered."),)
    return ()


def _counted(state: State | None, problems: tuple[str, ...]) -> Counted:
    match state:
        case None:
            return "unanswered"
        case "implemented":
            return "settled"
        case "alternative":
            return "unanswered" if problems else "own-means"
        case "partial" | "planned" | "not-implemented":
            return "weak"
        case "not-applicable":
            return "declared-na"
        case _:
            assert_never(state)


def with_review(status: ItemStatus, review: "ItemReview | None") -> ItemStatus:
    """Note a review; what is declared not applicable leaves the figures with consent only."""
    if review is None:
        return status
    declared = status.counted == "declared-na" and not status.problems
    counted: Counted = "accepted-na" if declared and review.accepted else status.counted
    return replace(status, review=review, counted=counted)
