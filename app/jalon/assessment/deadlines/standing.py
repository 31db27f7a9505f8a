"""Whether a rule of dates applies to a subject: by its requirement, or by a conclusion."""

from typing import Final

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, known
from jalon.assessment.deadlines.shapes import Standing
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.state import Assessment
from jalon.forms.dates import DateRule
from jalon.forms.model import FactId, Form, ItemId

_CHAPTER: Final = "safety-security"
"""The chapter that models with systemic risk are a reason for, and the conclusion on it."""
_VOLUNTARY: Final = "voluntary-safety-security"


class Standings:
    """Tells of every rule whether it applies; one for each reckoning."""

    def __init__(self, form: Form, assessment: Assessment, evaluation: Evaluation) -> None:
        self._form, self._evaluation = form, evaluation
        self._models = assessment.subjects("model")

    def of(self, rule: DateRule, subject: Subject) -> Standing:
        """Tell whether a rule applies to the company or a model."""
        if rule.conclusion == _CHAPTER:
            return self.of_models(rule, self._models if subject == PROVIDER else (subject,))
        if rule.conclusion:
            found = self._concluded(rule.conclusion, subject)
            return _standing(found, (f"rule.{rule.id}.otherwise", rule.otherwise))
        if rule.item:
            return self._required(ItemId(rule.item), subject)
        return Standing("yes")

    def of_models(self, rule: DateRule, models: tuple[Subject, ...]) -> Standing:
        """Tell whether a rule of the chapter applies because of one of these models."""
        if not models:
            return self.of(rule, PROVIDER) if self._models else Standing("not-known")
        found = [self._chapter(model) for model in models]
        for wanted in ("yes", "not-known"):
            if one := next((s for s in found if s.applies == wanted), None):
                return one
        return found[0]

    def concerns(self, rule: DateRule, model: Subject) -> bool:
        """Tell whether a model can be a reason for what binds the company by this rule."""
        home = self._form.home.get(ItemId(rule.item))
        if home is None or home[0].id != _CHAPTER:
            return True
        return self._chapter(model).applies != "no"

    def missing(self, name: str, subject: Subject) -> tuple[FactId, ...]:
        """Return what a conclusion on a model, or on any of the company's, is still open for."""
        models = self._models if subject == PROVIDER else (subject,)
        found = (self._concluded(name, model) for model in models)
        return tuple(dict.fromkeys(m for one in found if one for m in one.missing))

    def several_runs(self, subject: Subject) -> tuple[FactId, ...]:
        """Return the question that has to be answered anew where an entry is several models.

        Of versions from several pre-training runs each model has a day of its own, and none is
        known by the day of the first.
        """
        models = self._models if subject == PROVIDER else (subject,)
        found = (self._concluded("older-model", model) for model in models)
        mixed = any(r.id == "another-model" for one in found if one for r in one.reasons)
        return (FactId("same-run"),) if mixed else ()

    def _required(self, item: ItemId, subject: Subject) -> Standing:
        whose = PROVIDER if self._form.items[item].scope == "provider" else subject
        found = self._evaluation.items.get((whose, item))
        if found is None:
            return Standing("not-known")
        if found.applies == "no" and found.voluntary is not None:
            return Standing(found.voluntary, found.missing, found.why_not, voluntary=True)
        return Standing(found.applies, found.missing, found.why_not, conclusion=found.conclusion)

    def _chapter(self, model: Subject) -> Standing:
        chapter = next(c for c in self._form.chapter if c.id == _CHAPTER)
        why = (f"{chapter.id}.otherwise", chapter.otherwise)
        found = _standing(self._concluded(_CHAPTER, model), why)
        taken_on = known(self._evaluation.conclusions, PROVIDER, _VOLUNTARY)
        if found.applies == "no" and taken_on:
            return Standing("yes", (), why, voluntary=True)
        return found

    def _concluded(self, name: str, subject: Subject) -> Conclusion | None:
        return self._evaluation.conclusions.get((subject, name))


def _standing(found: Conclusion | None, why: tuple[str, str]) -> Standing:
    if found is None:
        return Standing("not-known")
    if found.value == "no":
        return Standing("no", (), why, conclusion=found)
    return Standing(found.value, found.missing)
