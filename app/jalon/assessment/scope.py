"""Which requirements apply to whom, by rules over the profile's facts.

Three values: yes, no, not known yet. What is not known never counts as no.
"""

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.results import Applies
from jalon.assessment.state import Assessment
from jalon.forms import conditions
from jalon.forms.conditions import Known
from jalon.forms.model import Condition, FactId, Form, Requirement


def applies(
    form: Form,
    requirement: Requirement,
    subject: Subject,
    assessment: Assessment,
    models: tuple[Subject, ...],
) -> tuple[Applies, tuple[FactId, ...]]:
    """Tell whether a requirement applies, and which facts would settle it when not known.

    What binds the company applies as soon as it applies for one of its models.
    """
    condition = requirement.applies_when
    if condition is None:
        return "yes", ()
    looked_at = (subject,) if requirement.scope == "model" else (models or (PROVIDER,))
    answers = [holds(form, condition, one, assessment) for one in looked_at]
    if any(answer is True for answer in answers):
        return "yes", ()
    if all(answer is False for answer in answers):
        return "no", ()
    return "not-known", tuple(
        fact
        for fact in conditions.facts(condition)
        if any(_fact(form, fact, one, assessment) is None for one in looked_at)
    )


def holds(form: Form, condition: Condition, subject: Subject, assessment: Assessment) -> Known:
    """Evaluate a condition as seen from one subject; company facts are read from the company."""
    return conditions.holds(condition, lambda fact: _fact(form, fact, subject, assessment))


def _fact(
    form: Form, fact: FactId, subject: Subject, assessment: Assessment
) -> conditions.FactValue:
    whose = PROVIDER if form.fact_scope[fact] == "provider" else subject
    value = assessment.value(whose, fact, "value")
    if isinstance(value, list):
        return tuple(str(v) for v in value) or None
    if isinstance(value, (bool, dict)) or value == "":
        return None
    return value
