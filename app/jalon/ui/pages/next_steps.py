"""What to do next, in order: each line says what, how much of it, and leads to the first."""

from collections.abc import Callable, Mapping
from typing import Final

from jalon.assessment.attestations import STATEMENTS, attested
from jalon.assessment.contradictions import Contradiction, Kind, words
from jalon.export import contradiction_words
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.pages import point_way
from jalon.ui.pages.linked import Entry
from jalon.ui.pages.missing import names
from jalon.ui.pages.page import Step
from jalon.ui.places import REPORT, REVIEW, SIGNING

_LONGEST_LIST = 6
_ORDER: Final[tuple[Kind, ...]] = (
    "conflict",
    "scope",
    "unanswered",
    "action",
    "no-evidence",
    "evidence",
    "own-means",
    "status",
    "not-applicable",
    "stale-review",
    "dissent",
)
"""What decides most comes first; what takes others to settle, last."""


def next_steps(desk: Desk, tr: Translator) -> tuple[Entry, ...]:
    """Return what to do next, at most six lines; at the end there is always the report."""
    points = desk.session.points()
    found = [Entry(lack.text, "", "", tr.text("Answer"), lack.step) for lack in names(desk, tr)]
    for kind in _ORDER:
        inside = [point for point in points if point.kind == kind]
        if inside:
            found.append(_entry(desk, tr, inside))
    found += _review(desk, tr)
    return tuple([*found, *_end(desk, tr)][:_LONGEST_LIST])


def _entry(desk: Desk, tr: Translator, inside: list[Contradiction]) -> Entry:
    first, session = inside[0], desk.session
    place = contradiction_words.where(first, session.form, session.assessment, tr)
    demand = words.what(first, session.form, tr)
    told = tr.text("First: {place}", place=demand or place) if len(inside) > 1 else demand or place
    step = point_way.step(desk, first)
    return Entry(_SAID[first.kind](tr, len(inside)), told, "", tr.text("Open"), step)


def _review(desk: Desk, tr: Translator) -> list[Entry]:
    """Return the verdicts that want something corrected, if there are any."""
    review = desk.session.evaluation.review
    wanted = [
        about
        for about, standing in review.standings.items()
        if (given := standing.verdict) and given.current and given.step.verdict == "to-correct"
        if review.present(about)
    ]
    if not wanted:
        return []
    said = tr.plural(
        "Correct what a reviewer found in {count} place",
        "Correct what reviewers found in {count} places",
        len(wanted),
    )
    step = point_way.of_review(desk, wanted[0]) if len(wanted) == 1 else Step(REVIEW)
    return [Entry(said, "", "", tr.text("Open"), step)]


def _end(desk: Desk, tr: Translator) -> list[Entry]:
    given = attested(desk.session.assessment).given
    found = []
    if given < len(STATEMENTS):
        said = tr.text("Look through the record before signing, and attest what you stand for")
        told = tr.text(
            "{given} of {count} attestations are given on the record as it is.",
            given=tr.number(given),
            count=tr.number(len(STATEMENTS)),
        )
        found.append(Entry(said, told, "", tr.text("Open"), Step(SIGNING)))
    said = tr.text("Make the report and sign it")
    return [*found, Entry(said, "", "", tr.text("Open"), Step(REPORT))]


_SAID: Final[Mapping[Kind, Callable[[Translator, int], str]]] = {
    "conflict": lambda tr, n: tr.plural(
        "Settle {count} field where two copies disagree",
        "Settle {count} fields where two copies disagree",
        n,
    ),
    "scope": lambda tr, n: tr.plural(
        "Answer {count} question on scope", "Answer {count} questions on scope", n
    ),
    "unanswered": lambda tr, n: tr.plural(
        "Answer {count} counted requirement", "Answer {count} counted requirements", n
    ),
    "action": lambda tr, n: tr.plural(
        "See to {count} action that is late or lacks something",
        "See to {count} actions that are late or lack something",
        n,
    ),
    "no-evidence": lambda tr, n: tr.plural(
        "Add evidence to {count} requirement recorded as implemented",
        "Add evidence to {count} requirements recorded as implemented",
        n,
    ),
    "evidence": lambda tr, n: tr.plural(
        "Check {count} piece of evidence", "Check {count} pieces of evidence", n
    ),
    "own-means": lambda tr, n: tr.plural(
        "Look again at {count} answer by own means in what was signed",
        "Look again at {count} answers by own means in what was signed",
        n,
    ),
    "status": lambda tr, n: tr.plural(
        "Settle {count} criterion not met of a similarly safe or safer model",
        "Settle {count} criteria not met of similarly safe or safer models",
        n,
    ),
    "not-applicable": lambda tr, n: tr.plural(
        "Have {count} requirement declared not applicable reviewed",
        "Have {count} requirements declared not applicable reviewed",
        n,
    ),
    "stale-review": lambda tr, n: tr.plural(
        "Have {count} review given again", "Have {count} reviews given again", n
    ),
    "dissent": lambda tr, n: tr.plural(
        "Discuss {count} unfavourable opinion or refusal",
        "Discuss {count} unfavourable opinions or refusals",
        n,
    ),
}
