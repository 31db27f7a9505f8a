"""Contradictions in the review: dissent, and reviews of something that is another by now."""

from collections.abc import Iterator
from typing import Final

from jalon.assessment.changes import Subject
from jalon.assessment.contradictions.model import Contradiction, Kind, Term, View
from jalon.assessment.review.model import VERDICT_WORDS, Opinion, Target
from jalon.assessment.review.standing import Standing
from jalon.errors import N_

UNFAVOURABLE: Final = N_("{name} gives an unfavourable opinion.")
REFUSED: Final = N_("{name} refused to validate this assessment.")
STALE_VERDICT: Final = N_("{name} gave the verdict “{verdict}” before this changed.")
STALE_OPINION: Final = N_("{name} gave an opinion before the answers changed.")
STALE_VALIDATION: Final = N_("{name} validated this assessment before the answers changed.")
NOBODY: Final = Term(N_("somebody who is not named"))


def dissent(view: View) -> Iterator[Contradiction]:
    """Yield every unfavourable opinion, and the refusal of the whole while it stands."""
    review = view.evaluation.review
    if review.refusal:
        step = review.refusal
        yield _of_review("dissent", step.about, step.id, REFUSED, step.by)
    for opinion in review.dissent:
        yield _of_opinion("dissent", opinion, UNFAVOURABLE)


def stale(view: View) -> Iterator[Contradiction]:
    """Yield verdicts, validations and opinions given on what has changed since."""
    review = view.evaluation.review
    for about, standing in review.standings.items():
        if review.present(about):
            yield from _stale(standing)
    for opinion in review.opinions:
        if opinion.withdrawn is None and review.outdated(opinion):
            yield _of_opinion("stale-review", opinion, STALE_OPINION)


def _stale(standing: Standing) -> Iterator[Contradiction]:
    given, last = standing.verdict, standing.last
    if given is not None and not given.current and given.step.verdict:
        step, word = given.step, Term(VERDICT_WORDS[given.step.verdict])
        yield _of_review("stale-review", step.about, step.id, STALE_VERDICT, step.by, verdict=word)
    if standing.state == "validated" and last is not None and standing.changed:
        yield _of_review("stale-review", last.about, last.id, STALE_VALIDATION, last.by)


def _of_review(
    kind: Kind, about: Target, step: Subject, message: str, name: str, **more: Term
) -> Contradiction:
    item = about.item if about.scope == "requirement" else ""
    details = (("name", _name(name)), *more.items())
    return Contradiction(kind, "review", step, item, message, details, about=about)


def _of_opinion(kind: Kind, opinion: Opinion, message: str) -> Contradiction:
    details = (("name", _name(opinion.name)),)
    return Contradiction(kind, "opinion", opinion.id, "", message, details, about=opinion.about)


def _name(name: str) -> str | Term:
    return " ".join(name.split()) or NOBODY
