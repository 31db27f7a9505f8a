"""Which requirements apply to whom, by rules over the profile's facts.

Three values: yes, no, not known yet. What is not known never counts as no.
"""

from jalon.assessment import facts, inheritance
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, Conclusions, Way, asked, conclude, holds
from jalon.assessment.results import Applies
from jalon.assessment.state import Assessment
from jalon.forms import conditions
from jalon.forms.conditions import Known
from jalon.forms.model import Condition, Duty, FactId, Form, Frame, Requirement
from jalon.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether a requirement applies to a subject.

    Attributes:
        applies: by the rules of its chapter (or duty) and its own.
        missing: the facts that would settle it, when that is not known.
        why_not: context and source text of the reason, when it does not apply.
        voluntary: when it does not apply only because its chapter does not, to no model of the
            company: whether it would apply, the chapter having been taken on voluntarily; None
            when it was not.
        conclusion: what it does not apply for, where a conclusion decides.
    """

    applies: Applies
    missing: tuple[FactId, ...] = ()
    why_not: tuple[str, str] | None = None
    voluntary: Applies | None = None
    conclusion: Conclusion | None = None


class Scopes:
    """Tells of every requirement whether it applies, by the facts; see :func:`scopes`.

    What the rule of a chapter or duty says of a subject is the same for each of its hundred items,
    so it is worked out once.
    """

    def __init__(
        self,
        form: Form,
        assessment: Assessment,
        models: tuple[Subject, ...],
        conclusions: Conclusions,
    ) -> None:
        self._form, self._assessment, self._models = form, assessment, models
        self._frames = form.frame
        self.conclusions = conclusions
        self._rules: dict[tuple[str, Subject, bool], Known] = {}
        self._decided: dict[tuple[int, tuple[Subject, ...]], Conclusion | None] = {}
        self._lacking: dict[tuple[int, int, tuple[Subject, ...]], tuple[FactId, ...]] = {}
        self._ways: dict[Subject, Way] = {}
        self._by_rule: dict[tuple[str, int, tuple[Subject, ...]], Scope] = {}

    def of(
        self, requirement: Requirement, subject: Subject, heirs: tuple[Subject, ...] | None = None
    ) -> Scope:
        """Tell whether a requirement applies, why not, and what would settle it.

        What binds the company applies as soon as it applies for one of its models; of those
        only ``heirs`` count, for whom the company's answer holds. Where a model is asked in the
        company's place, it applies as it does for that model.
        """
        if heirs == () and self._models:
            return _NO_HEIR
        frame, own = self._frames[requirement.id], requirement.applies_when
        if own is None and frame.applies_when is None:
            return _ALWAYS
        seen = (subject,) if subject != PROVIDER else (heirs or self._models or (PROVIDER,))
        key = (frame.id, id(own), seen)
        if key not in self._by_rule:  # the same for most rows of a chapter: equal rules are one
            self._by_rule[key] = self._by_rules(frame, own, seen)
        found = self._by_rule[key]
        if found.applies == "no" and found.why_not is None:
            return replace(found, why_not=(f"{requirement.id}.otherwise", requirement.otherwise))
        return found

    def _by_rules(self, frame: Frame, own: Condition | None, seen: tuple[Subject, ...]) -> Scope:
        """Tell it by the rules of a chapter (or duty) and of a requirement, which itself says why.

        The rules of the form are those of this evaluation, so that they have one id each.
        """
        general = [self._frame(frame, one) for one in seen]
        if all(known is False for known in general):
            why = (f"{frame.id}.otherwise", frame.otherwise)
            decisive = self._decisive(frame.applies_when, seen)
            return Scope("no", (), why, self._voluntary(frame, own, seen), decisive)
        specific = [self._holds(own, one) for one in seen]
        applies = _any([conditions.both(g, s) for g, s in zip(general, specific, strict=True)])
        if applies == "not-known":
            return Scope(applies, self._missing(frame.applies_when, own, seen))
        if applies == "yes":
            return Scope(applies)
        return Scope(applies, conclusion=self._decisive(own, seen))

    def unconditional(self, requirement: Requirement) -> bool:
        """Tell whether a requirement applies whatever the facts are."""
        frame = self._frames[requirement.id]
        return requirement.applies_when is None and frame.applies_when is None

    def of_duty(self, duty: Duty) -> Scope:
        """Tell whether a duty outside the Code applies at all: for one model is enough."""
        if duty.applies_when is None:
            return Scope("yes")
        seen = self._models or (PROVIDER,)
        applies = _any([self._frame(duty, one) for one in seen])
        if applies == "no":
            why = (f"{duty.id}.otherwise", duty.otherwise)
            return Scope(applies, (), why, conclusion=self._decisive(duty.applies_when, seen))
        missing = self._missing(duty.applies_when, None, seen) if applies == "not-known" else ()
        return Scope(applies, missing)

    def _frame(self, frame: Frame, subject: Subject, *, voluntary: bool = False) -> Known:
        key = (frame.id, subject, voluntary)
        if key not in self._rules:
            rule = frame.voluntary_when if voluntary else frame.applies_when
            self._rules[key] = self._holds(rule, subject)
        return self._rules[key]

    def _voluntary(
        self, frame: Frame, own: Condition | None, seen: tuple[Subject, ...]
    ) -> Applies | None:
        if frame.voluntary_when is None:
            return None
        if any(self._frame(frame, one) is not False for one in self._models):
            return None  # through that model the chapter binds the company, or may
        if not any(self._frame(frame, one, voluntary=True) for one in seen):
            return None
        return _any([self._holds(own, one) for one in seen])

    def _missing(
        self, general: Condition | None, own: Condition | None, seen: tuple[Subject, ...]
    ) -> tuple[FactId, ...]:
        """Return what is still to be answered: first what conclusions lack, then the facts."""
        key = (id(general), id(own), seen)
        if key not in self._lacking:
            rules = [rule for rule in (general, own) if rule]
            self._lacking[key] = self._asked_by(rules, seen)
        return self._lacking[key]

    def _asked_by(self, rules: list[Condition], seen: tuple[Subject, ...]) -> tuple[FactId, ...]:
        lacking = [
            fact
            for rule in rules
            for name in conditions.conclusions(rule)
            for one in seen
            if (found := self._concluded(name, one))
            for fact in found.missing
        ]
        for fact in (f for rule in rules for f in conditions.facts(rule)):
            lacking += self._questions(fact, seen)
        return tuple(dict.fromkeys(lacking))

    def _questions(self, fact: FactId, seen: tuple[Subject, ...]) -> list[FactId]:
        """Return a fact that is open; where it is not asked yet, what is asked before it."""
        lack = [o for o in seen if facts.value(self._form, fact, o, self._assessment) in _OPEN]
        before = [question for one in lack for question in self._way(one).to(fact)]
        return before or ([fact] if lack else [])

    def _way(self, subject: Subject) -> Way:
        if subject not in self._ways:
            self._ways[subject] = Way(self._form, self._assessment, subject, self.conclusions)
        return self._ways[subject]

    def _decisive(self, rule: Condition | None, seen: tuple[Subject, ...]) -> Conclusion | None:
        """Return the first settled conclusion that a rule looks at."""
        key = (id(rule), seen)
        if key not in self._decided:
            names = conditions.conclusions(rule) if rule else ()
            found = (self._concluded(name, one) for one in seen for name in names)
            settled = (c for c in found if c and c.value != "not-known")
            self._decided[key] = next(settled, None)
        return self._decided[key]

    def _concluded(self, name: str, subject: Subject) -> Conclusion | None:
        return self.conclusions.get((subject, name)) or self.conclusions.get((PROVIDER, name))

    def _holds(self, rule: Condition | None, subject: Subject) -> Known:
        if rule is None:
            return True
        return holds(self._form, rule, subject, self._assessment, self.conclusions)


def scopes(form: Form, assessment: Assessment) -> Scopes:
    """Return what applies by the facts, with the conclusions drawn from them.

    No answer to a requirement is a fact: kept until something else changes.
    """

    def made(state: Assessment) -> Scopes:
        models = state.subjects("model")
        return Scopes(form, state, models, conclude(form, state, models))

    return assessment.derived(f"scopes {id(form)}", lambda key: key.item not in form.items, made)


__all__ = ["Scope", "Scopes", "asked", "holds", "scopes"]
_ALWAYS = Scope("yes")
_NO_HEIR = Scope("no", (), ("", inheritance.NO_HEIR))
_OPEN = (None, conditions.NOT_KNOWN)


def _any(answers: list[Known]) -> Applies:
    match conditions.any_of(answers):
        case True:
            return "yes"
        case False:
            return "no"
        case None:
            return "not-known"
