"""Contradictions in scope: questions without an answer on which counted requirements depend."""

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from jalon.assessment import facts
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import asked
from jalon.assessment.contradictions.model import Contradiction, View, at_fact, at_requirement
from jalon.errors import N_
from jalon.forms.conditions import NOT_KNOWN
from jalon.forms.model import FactId

OPEN: Final = N_("Not known. What follows from it cannot be concluded.")
DOUBTFUL: Final = N_("It is not known whether this applies.")
NO_POSITION: Final = N_("The position on the Code is not given.")
_POSITION: Final = FactId("code-position")


def unknown(view: View) -> Iterator[Contradiction]:
    """Yield the open questions, those on which most counted requirements depend first."""
    if _POSITION in view.form.fact and not facts.answered(
        view.form, _POSITION, PROVIDER, view.assessment
    ):
        yield at_fact(_POSITION, NO_POSITION)
    depending: Counter[tuple[Subject, FactId]] = Counter()
    whose = cache(partial(_whose, view))  # hundreds of requirements depend on a handful of facts
    alone: list[Contradiction] = []
    for (subject, item), status in view.evaluation.items.items():
        if status.applies != "not-known" or view.form.items[item].force != "binding":
            continue
        if not status.missing:
            alone.append(at_requirement("scope", subject, item, DOUBTFUL))
        depending.update((one, fact) for fact in status.missing for one in whose(fact, subject))
    for (subject, _), conclusion in view.evaluation.conclusions.items():
        if conclusion.value == "not-known":
            for fact in conclusion.missing:
                depending.update(dict.fromkeys(((one, fact) for one in whose(fact, subject)), 0))
    for (subject, fact), count in depending.most_common():
        if fact != _POSITION:
            yield at_fact(fact, OPEN, count, subject)
    yield from alone


def _whose(view: View, fact: FactId, subject: Subject) -> tuple[Subject, ...]:
    """Return who has still to answer a question that somebody's scope depends on."""
    models = view.assessment.subjects("model")
    if view.form.fact_scope[fact] == "provider":
        return (PROVIDER,)
    if subject in models:
        return (subject,)
    lacking = tuple(
        model
        for model in models
        if facts.value(view.form, fact, model, view.assessment) in (None, NOT_KNOWN)
    )
    drawn = view.evaluation.conclusions
    put = (m for m in lacking if asked(view.form, fact, m, view.assessment, drawn))
    return tuple(put) or lacking
