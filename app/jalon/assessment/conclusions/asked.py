"""Which questions are put, and which of them would take a conclusion further."""

from collections.abc import Iterable, Mapping

from jalon.assessment import facts
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions.model import Conclusion
from jalon.assessment.state import Assessment
from jalon.forms import conditions
from jalon.forms.conditions import NOT_KNOWN, Known
from jalon.forms.model import Condition, FactId, Form
from jalon.values import replace

Drawn = Mapping[tuple[Subject, str], Conclusion]


def known(conclusions: Drawn, subject: Subject, name: str) -> Known:
    """Tell whether a conclusion holds as seen from a subject; None when that is not known.

    What is concluded for the company only is read from there.
    """
    found = conclusions.get((subject, name)) or conclusions.get((PROVIDER, name))
    return None if found is None or found.value == "not-known" else found.value == "yes"


def holds(
    form: Form,
    condition: Condition,
    subject: Subject,
    assessment: Assessment,
    conclusions: Drawn,
) -> Known:
    """Evaluate a condition as seen from one subject; company facts are read from the company."""
    return conditions.holds(
        condition,
        lambda fact: facts.value(form, fact, subject, assessment),
        lambda name: known(conclusions, subject, name),
    )


def asked(
    form: Form, fact: FactId, subject: Subject, assessment: Assessment, conclusions: Drawn
) -> bool:
    """Tell whether a question is put to a subject, by its other answers."""
    about = form.fact[fact]
    if about.retired:
        return False
    condition = about.shown_when
    return condition is None or holds(form, condition, subject, assessment, conclusions) is True


def with_questions(
    form: Form, assessment: Assessment, models: tuple[Subject, ...], drawn: Drawn
) -> Drawn:
    """Return conclusions whose missing facts are questions that are put now.

    A question that waits for another gives way to that one.
    """
    ways = {s: Way(form, assessment, s, drawn) for s in (PROVIDER, *models)}

    def questions(conclusion: Conclusion) -> tuple[FactId, ...]:
        missing = tuple(fact for fact in conclusion.missing if fact in form.fact)
        seen = (conclusion.subject,) if conclusion.subject != PROVIDER else models
        found = (
            question
            for fact in missing
            for subject in (seen if form.fact_scope[fact] == "model" else (PROVIDER,))
            for question in ways[subject].to(fact)
        )
        return tuple(dict.fromkeys(found)) or missing

    return {key: replace(c, missing=questions(c)) if c.missing else c for key, c in drawn.items()}


class Way:
    """The way to a fact for one subject: itself, or the questions that come before it."""

    def __init__(self, form: Form, assessment: Assessment, subject: Subject, drawn: Drawn) -> None:
        self._form, self._assessment, self._subject = form, assessment, subject
        self._drawn = drawn
        self._found: dict[FactId, tuple[FactId, ...]] = {}

    def to(self, fact: FactId) -> tuple[FactId, ...]:
        """Return what is to be answered next on the way to a fact; nothing once it is."""
        if fact not in self._found:
            self._found[fact] = ()  # whoever comes round again finds nothing new
            self._found[fact] = self._next(fact)
        return self._found[fact]

    def _next(self, fact: FactId) -> tuple[FactId, ...]:
        value = facts.value(self._form, fact, self._subject, self._assessment)
        table = self._form.fact[fact].kind == "table"
        if value not in (None, NOT_KNOWN) and not table:
            return ()
        condition = self._form.fact[fact].shown_when
        whole = self._holds(condition) if condition else True
        if whole:
            return (fact,)
        if condition is None or whole is False:
            return ()
        before = (*conditions.facts(condition), *self._lacking(conditions.conclusions(condition)))
        return tuple(dict.fromkeys(q for earlier in before for q in self.to(earlier)))

    def _lacking(self, names: Iterable[str]) -> Iterable[FactId]:
        for name in names:
            key = (self._subject, name)
            found = self._drawn.get(key) or self._drawn.get((PROVIDER, name))
            yield from found.missing if found else ()

    def _holds(self, condition: Condition) -> Known:
        return holds(self._form, condition, self._subject, self._assessment, self._drawn)
