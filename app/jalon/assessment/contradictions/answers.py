"""Contradictions in single answers: without evidence, own means, not applicable, unanswered."""

from collections.abc import Iterator
from typing import Final

from jalon.assessment import evidence
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.contradictions.model import Contradiction, View, at_requirement
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.review.model import TORN
from jalon.errors import N_
from jalon.forms.model import ItemId, Requirement

NO_EVIDENCE: Final = N_("Recorded as implemented; no evidence is linked.")
OWN_MEANS: Final = N_(
    "Own means are recorded in a chapter that the company has signed. They are the way of those"
    " outside the Code (AI Act, Art. 53(4) and 55(2))."
)
NOT_REVIEWED: Final = N_("Declared not applicable; no reviewer has found that acceptable.")
NO_ANSWER: Final = N_("No answer is recorded.")

_ALLOWING: Final = "safety-security-6.2"
"""Measure 6.2, paragraph 1, sentence 2: each mitigation of Appendix 4 may be another one."""

Row = tuple[Subject, ItemId, Requirement, ItemStatus]


def without_evidence(view: View) -> Iterator[Contradiction]:
    """Yield what is recorded as implemented and has no evidence, counted or not."""
    register = evidence.register(view.assessment)
    for subject, item, _, status in _rows(view):
        if status.state == "implemented" and not register.linked(subject, item):
            yield at_requirement("no-evidence", subject, item, NO_EVIDENCE)


def own_means(view: View) -> Iterator[Contradiction]:
    """Yield own means in what the company has signed, but where the Code allows others.

    What it names as an example, encourages or takes as enough is owed by nobody.
    """
    signed = _signed(view)
    for subject, item, requirement, status in _rows(view) if signed else ():
        inside = item in view.form.home and view.form.frame[item].id in signed
        owed = requirement.force == "binding" and not _allowed(view, item, requirement)
        if inside and owed and status.state == "alternative":
            yield at_requirement("own-means", subject, item, OWN_MEANS)


def not_reviewed(view: View) -> Iterator[Contradiction]:
    """Yield what leaves the figures only with a reviewer's consent, and has none."""
    for subject, item, requirement, status in _rows(view):
        if requirement.force == "binding" and status.counted == "declared-na":
            said = next(iter(status.problems), NOT_REVIEWED)
            yield at_requirement("not-applicable", subject, item, said)


def unanswered(view: View) -> Iterator[Contradiction]:
    """Yield what is counted and has no answer, or none that counts."""
    for subject, item, requirement, status in _rows(view):
        if requirement.force == "binding" and status.counted == "unanswered":
            said = next(iter(status.problems), NO_ANSWER)
            yield at_requirement("unanswered", subject, item, said)
    for (subject, item), status in view.evaluation.suspended.items():
        yield at_requirement("unanswered", subject, item, status.problems[0])


def torn(view: View) -> Iterator[Contradiction]:
    """Yield the fields that two copies of the project fill in differently."""
    for key in view.assessment.conflicts():
        yield Contradiction("conflict", "record", key.subject, key.item, TORN, (), field=key.field)


def _rows(view: View) -> Iterator[Row]:
    """Yield the answers that matter: what applies, may apply, or was taken on voluntarily."""
    for (subject, item), status in view.evaluation.items.items():
        if status.applies != "no" or status.counts_apart:
            yield subject, item, view.form.items[item], status


def _signed(view: View) -> frozenset[str]:
    """Return the chapters that the company has signed, as recorded."""
    position = view.assessment.value(PROVIDER, "code-position", "value")
    if position == "signed-whole":
        return frozenset(chapter.id for chapter in view.form.chapter)
    chosen = view.assessment.value(PROVIDER, "signed-chapters", "value")
    if position == "signed-chapters" and isinstance(chosen, list):
        return frozenset(str(one) for one in chosen)
    return frozenset()


def _allowed(view: View, item: ItemId, requirement: Requirement) -> bool:
    within = (requirement.place.appendix or "").startswith("4.")
    return within and view.form.sheet[item].id == _ALLOWING
