"""The facts as seen from one subject, and findings that rest on a single fact."""

from collections.abc import Container
from datetime import date

from jalon.assessment import facts
from jalon.assessment.changes import Subject
from jalon.assessment.conclusions.finding import Finding, agreed, unknown
from jalon.assessment.conclusions.model import Said
from jalon.assessment.state import Assessment
from jalon.forms.conditions import NOT_KNOWN, FactValue
from jalon.forms.model import FactId, Form
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """Facts of one model, with those of its company; what a form does not ask is not known."""

    form: Form
    assessment: Assessment
    subject: Subject

    def choice(self, fact: str) -> str | None:
        """Return the chosen value; None while it is not known."""
        value = self._value(fact)
        return value if isinstance(value, str) and value != NOT_KNOWN else None

    def chosen(self, fact: str) -> tuple[str, ...] | None:
        """Return the values chosen among several; None while none is."""
        value = self._value(fact)
        return value if isinstance(value, tuple) else None

    def number(self, fact: str) -> float | None:
        """Return a number; None while it is not known."""
        value = self._value(fact)
        return float(value) if isinstance(value, int | float) else None

    def day(self, fact: str) -> date | None:
        """Return a day; None while it is not known."""
        try:
            return date.fromisoformat(self.choice(fact) or "")
        except ValueError:
            return None

    def words(self, fact: str) -> str:
        """Return a text without the space around it."""
        return (self.choice(fact) or "").strip()

    def by_maker(self, ours: Finding, theirs: Finding) -> Finding:
        """Return the finding for our own model, or for another's that is integrated unchanged.

        While it is not known whose it is, only what both agree on is found.
        """
        match self.choice("model-origin"):
            case "own" | "modified":
                return ours
            case "integrated":
                asked = "upstream-excluded"
            case _:
                asked = "model-origin"
        match self.choice("upstream-excluded"):
            case "yes":
                return ours
            case "no" if asked == "upstream-excluded":
                return theirs
            case _:
                return agreed(ours, theirs, settled_by=asked)

    def rows(self, fact: str) -> tuple[dict[str, float], ...]:
        """Return the rows of a table of numbers."""
        if fact not in self.form.fact:
            return ()
        return facts.rows(self.form, FactId(fact), self.subject, self.assessment)

    def chose(
        self,
        fact: str,
        values: Container[str],
        *,
        so: Said | None = None,
        not_so: Said | None = None,
    ) -> Finding:
        """Find whether the chosen value is one of these, with a reason for either outcome."""
        value = self.choice(fact)
        if value is None:
            return unknown(fact)
        found = value in values
        said = so if found else not_so
        return Finding(found, (said,) if said else ())

    def _value(self, fact: str) -> FactValue:
        if fact not in self.form.fact:
            return None
        return facts.value(self.form, FactId(fact), self.subject, self.assessment)
