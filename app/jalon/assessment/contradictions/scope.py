"""Contradictions in scope: what counted requirements depend on is not known, or is in doubt."""

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
from jalon.forms.model import Equals, FactId, Requirement

OPEN: Final = N_("Not known. What follows from it cannot be concluded.")
DOUBTFUL: Final = N_("It is not known whether this applies.")
NO_POSITION: Final = N_("The position on the Code is not given.")
NOT_MET: Final = N_(
    "Recorded as not met, although the model is stated to be similarly safe or safer (Appendix 2):"
    " what is not asked of it for that reason may be owed."
)
_POSITION: Final = FactId("code-position")
_SIMILAR: Final = FactId("safe-reference")
_FOR_SIMILAR: Final = Equals(_SIMILAR, "yes")


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


def doubted(view: View) -> Iterator[Contradiction]:
    """Yield the criteria of a status that spares a model some points, where they are not met."""
    for (subject, item), status in view.evaluation.items.items():
        if status.counted != "weak" or not (status.applies != "no" or status.counts_apart):
            continue
        stated = facts.value(view.form, _SIMILAR, subject, view.assessment)
        if _criterion(view.form.items[item]) and stated == "yes":
            yield at_requirement("status", subject, item, NOT_MET)


def _criterion(requirement: Requirement) -> bool:
    """Tell whether a model has to meet it to be similarly safe or safer.

    The first paragraph of Appendix 2.2 lists the criteria; the others say what follows from them.
    """
    place = requirement.place
    listed = place.appendix == "2.1" or (place.appendix == "2.2" and place.paragraph == 1)
    return requirement.force == "binding" and requirement.applies_when == _FOR_SIMILAR and listed


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
