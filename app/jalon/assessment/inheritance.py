"""What a model takes over from the company, and what it answers in its place.

The company answers once for all its models. A model that differs gives its own answer, under
its own subject, with the reason (field ``override-reason``); the field ``override`` says that
this answer is to stand in the place of the company's. Without a reason it does not: the
company's goes on to hold. Taking it back empties ``override`` only, so that every text stays.

Facts are taken over the same way; of them a model may change only those that the
questionnaire marks as overridable.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from jalon.assessment.changes import PROVIDER, Change, Key, Subject
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.forms.model import FactId, Form

OVERRIDE: Final = "override"
REASON: Final = "override-reason"
FIELDS: Final = ("state", "how", "reason", "gap", "next-step", "owner", "due")
"""Of an answer, in the order of the page."""

NO_REASON: Final = N_(
    "Say why this model differs. Without a reason the company’s answer goes on to hold."
)
NO_HEIR: Final = N_(
    "Every model has an answer of its own here, so that the company’s holds for none of them."
)


def begun(assessment: Assessment, model: Subject, item: str) -> bool:
    """Tell whether a model is to have its own answer, with or without a reason."""
    return assessment.value(model, item, OVERRIDE) is True


def reason(assessment: Assessment, model: Subject, item: str) -> str:
    """Return why a model differs from the company; empty when nothing was said."""
    return assessment.text(model, item, REASON).strip()


def holds(assessment: Assessment, model: Subject, item: str) -> bool:
    """Tell whether a model's own answer stands in the place of the company's."""
    return begun(assessment, model, item) and bool(reason(assessment, model, item))


def all_begun(
    assessment: Assessment, models: Iterable[Subject]
) -> Mapping[str, tuple[Subject, ...]]:
    """Return, by item or fact, the models that are to have their own answer, in their order."""
    found: dict[str, list[Subject]] = {}
    wanted = assessment.derived("overrides", _overrides, _wanted)
    for model in models if wanted else ():
        for key in wanted:
            if key.subject == model and begun(assessment, model, key.item):
                found.setdefault(key.item, []).append(model)
    return {item: tuple(those) for item, those in found.items()}


def _overrides(key: Key) -> bool:
    return key.field == OVERRIDE


def _wanted(assessment: Assessment) -> tuple[Key, ...]:
    return tuple(assessment.called(OVERRIDE))


def begin(model: Subject, item: str) -> list[Edit]:
    """Return what lets a model have its own answer; what it had written before is there again."""
    return [(Key(model, item, OVERRIDE), True)]


def take_back(model: Subject, item: str) -> list[Edit]:
    """Return what lets the company's answer hold again; every text stays in the record."""
    return [(Key(model, item, OVERRIDE), None)]


def whose(form: Form, fact: FactId, subject: Subject, assessment: Assessment) -> Subject:
    """Return whose answer to a fact holds for a subject: its own or the company's."""
    if form.fact_scope[fact] == "model":
        return subject
    own = subject != PROVIDER and form.fact[fact].overridable
    return subject if own and holds(assessment, subject, fact) else PROVIDER


def source(assessment: Assessment, item: str, subject: Subject = PROVIDER) -> Change | None:
    """Return the newest change of an answer or a fact: who gave it, and when."""
    newest = [
        found
        for field in (*FIELDS, "value")
        if (found := assessment.latest(subject, item, field)) and found.value is not None
    ]
    return max(newest, key=lambda change: change.time, default=None)
