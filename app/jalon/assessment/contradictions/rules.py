"""The rules, in the order in which what they find is told. A new one is added here."""

from collections.abc import Callable, Iterator
from typing import Final

from jalon.assessment.carried import counting
from jalon.assessment.contradictions import answers, plans, proofs, review, scope
from jalon.assessment.contradictions.model import KINDS, Contradiction, View
from jalon.assessment.snapshot import Snapshot

Rule = Callable[[View], Iterator[Contradiction]]

RULES: Final[tuple[Rule, ...]] = (
    review.dissent,
    answers.torn,
    answers.own_means,
    scope.doubted,
    answers.without_evidence,
    proofs.amiss,
    plans.tasks,
    plans.steps,
    answers.not_reviewed,
    review.stale,
    scope.unknown,
    answers.unanswered,
)


def found(view: View) -> tuple[Contradiction, ...]:
    """Return every contradiction, by kind, in the order of the record within each."""
    every = [point for rule in RULES for point in rule(view)]
    return tuple(sorted(every, key=lambda point: KINDS.index(point.kind)))


def of_snapshot(snapshot: Snapshot) -> tuple[Contradiction, ...]:
    """Return the contradictions of a project as it was when the snapshot was taken."""
    today, assessment = snapshot.time.date(), counting(snapshot.assessment)
    return found(View(snapshot.form, assessment, snapshot.evaluation, today, snapshot.found))
