"""Dates in words: what is due, how it stands, where it is written, what would settle it.

One place for window, command line and report, so that the screen says what is printed.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from jalon.assessment.conclusions.words import reason
from jalon.assessment.deadlines.counting_words import Counting, period
from jalon.assessment.deadlines.shapes import Deadline, Settle, Status, Want
from jalon.errors import N_
from jalon.forms.citations import citation
from jalon.forms.model import FactId, Form, ItemId
from jalon.language import Translator

_STANDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        "overdue": N_("overdue since {day}"),
        "due": N_("due {day}"),
        "next": N_("next by {day}"),
        "from": N_("not before {day}"),
        "kept-until": N_("kept until {day}"),
        "fixed": N_("{day}"),
        "not-started": N_("nothing recorded that starts it"),
        "not-applicable": N_("does not apply"),
    }
)
_WANTS: Final[Mapping[Want, str]] = MappingProxyType(
    {
        "event-date": N_("The day of what is recorded"),
        "limit": N_("The day by which the request wants its answer"),
        "holidays": N_(
            "The holidays of the Commission in {year}, which this version does not know"
        ),
        "harm": N_("What harm the incident led to"),
        "aware": N_("When the company became aware of its model’s involvement"),
        "initial": N_("When the initial report was sent"),
        "resolved": N_("When the incident was resolved"),
        "incident-date": N_("The dates of the incident, or of its documentation"),
    }
)


_OUTSIDE: Final = {
    "binding": N_("Binding: law of the Union"),
    "guidance": N_("Guidance of the Commission on a duty of the AI Act"),
    "right": N_("A right under the AI Act, no duty"),
}
"""The force of what does not stand in the Code."""
_REASONS: Final = 1
"""The decisive one stands first."""
_QUESTIONS: Final = 3
"""How many open questions on scope are named; the first ones settle most."""


class Wording:
    """Says dates in one language; ``say`` writes a day."""

    def __init__(
        self, form: Form, tr: Translator, say: Callable[[date], str] | None = None
    ) -> None:
        self._form, self._tr = form, tr
        self._say = say or tr.date
        self._counting = Counting(form, tr, self._say)

    def title(self, row: Deadline) -> str:
        """Say what is due, kept or possible."""
        return self._tr.of(f"rule.{row.rule.id}.title", row.rule.title)

    def counting(self, row: Deadline) -> str:
        """Say by which rule the day was found, in one or more sentences."""
        return self._counting.of(row)

    def stands(self, row: Deadline) -> str:
        """Say how it stands today, with its day."""
        if row.status == "done":
            return self._done(row)
        if row.status == "not-known":
            return self._not_known(row)
        if row.status == "not-applicable" and row.day:
            return self._tr.text("does not apply; otherwise {day}", day=self._when(row))
        return self._tr.text(_STANDS[row.status], day=self._when(row))

    def _when(self, row: Deadline) -> str:
        if row.day is None:
            return ""
        if row.time:
            return self._tr.text("{day}, {time}", day=self._say(row.day), time=row.time)
        return self._say(row.day)

    def _done(self, row: Deadline) -> str:
        tr, done = self._tr, row.done
        if done is None:
            return ""
        said = self._say(done)
        if row.rule.id.endswith("-intermediate"):
            return tr.text("ended on {day}: the incident is resolved or finally reported", day=said)
        if row.late and row.day:
            return tr.text("done on {day}, late: due {due}", day=said, due=self._say(row.day))
        if row.early and row.day:
            return tr.text("ended on {day}, before {due}", day=said, due=self._say(row.day))
        if row.day is None:
            return tr.text("done on {day}; when it was due is not known", day=said)
        return tr.text("done on {day}, in time: due {due}", day=said, due=self._say(row.day))

    def _not_known(self, row: Deadline) -> str:
        tr = self._tr
        if row.day:
            return tr.text("not known yet whether it applies; if so: {day}", day=self._say(row.day))
        if row.bound:
            return tr.text("not known; not before {day}", day=self._say(row.bound))
        return tr.text("not known yet")

    def where(self, row: Deadline) -> str:
        """Say where the rule is written."""
        tr, rule = self._tr, row.rule
        parts = []
        if rule.item:
            parts.append(self._required(ItemId(rule.item)))
        if rule.source:
            parts.append(tr.of(f"rule.{rule.id}.source", rule.source))
        if row.transition:
            number = rule.transition.index(row.transition)
            context = f"rule.{rule.id}.transition.{number}.source"
            parts.append(tr.of(context, row.transition.source))
        return tr.text(N_("; ")).join((*parts[:1], *map(tr.after_another, parts[1:])))

    def _required(self, item: ItemId) -> str:
        """Cite a requirement, with the name of its text."""
        place = citation(self._form, item, self._tr)
        if item not in self._form.home:
            return place
        return self._tr.text("Code of Practice, {place}", place=place)

    def force(self, row: Deadline) -> str:
        """Say what kind of rule it is: a duty of the Act, a commitment, an example."""
        tr, item = self._tr, ItemId(row.rule.item)
        if item not in self._form.home:
            name = "right" if row.rule.kind == "earliest" else row.rule.force
            return tr.text(_OUTSIDE[name])
        match self._form.items[item].force:
            case "binding" | "optional":  # the Code has nothing optional
                return tr.text("Binding on those who signed the chapter")
            case "encouraged":
                return tr.text("Encouraged")
            case "presumption":
                return tr.text("One way to meet it")
            case "example":
                return tr.text("An example of the text")

    def cautions(self, row: Deadline) -> tuple[str, ...]:
        """Return the exceptions and doubts that go with it."""
        tr, rule = self._tr, row.rule
        found = []
        if stated := period(self._form, rule.item, rule.period):
            found.append(tr.of(f"{rule.item}.{stated.id}.caution", stated.caution))
        if rule.caution:
            found.append(tr.of(f"rule.{rule.id}.caution", rule.caution))
        longer = rule.extension
        if longer and (stated := period(self._form, longer.item, longer.period)):
            found.append(tr.of(f"{longer.item}.{stated.id}.caution", stated.caution))
        return tuple(dict.fromkeys(text for text in found if text))

    def why_not(self, row: Deadline) -> str:
        """Say why it does not apply; empty when it does."""
        standing = row.standing
        if standing.why_not is None or standing.voluntary:
            return ""
        said = [self._tr.of(*standing.why_not)]
        if standing.conclusion:
            said += [reason(r, self._tr) for r in standing.conclusion.reasons[:_REASONS]]
        return " ".join(said)

    def settled_by(self, row: Deadline) -> str:
        """Say in a sentence what would settle it; of many open questions only the first."""
        tr = self._tr
        scope = [s for s in row.settle if s.name in row.standing.missing]
        told = scope if len(scope) <= _QUESTIONS else scope[: _QUESTIONS - 1]
        named = [s for s in row.settle if s in told or s not in scope]
        parts = [tr.text("“{text}”", text=self.settles(one)) for one in named]
        if left := len(scope) - len(told):
            parts.append(
                tr.plural("{count} more question on scope", "{count} more questions on scope", left)
            )
        return tr.text("Would settle it: {what}", what=tr.listed(parts)) if parts else ""

    def settles(self, settle: Settle) -> str:
        """Say what would settle what is not known."""
        tr = self._tr
        if settle.want == "fact":
            return tr.of(f"{settle.name}.label", self._form.fact[FactId(settle.name)].label)
        if settle.want == "event":
            kind = self._form.dates.kind(settle.name)
            return tr.of(f"event.{settle.name}.label", kind.label) if kind else ""
        return tr.text(_WANTS[settle.want], year=settle.name)
