"""The dates of a serious incident: initial, intermediate and final report, and how long it is kept.

Source: Code, Safety and Security chapter, Measures 9.3 and 9.4.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from jalon.assessment.changes import PROVIDER
from jalon.assessment.deadlines import counting, shapes
from jalon.assessment.deadlines.counting import Holidays
from jalon.assessment.deadlines.incidents import HARMS, Incident
from jalon.assessment.deadlines.shapes import Deadline, Settle, Standing
from jalon.assessment.deadlines.standing import Standings
from jalon.forms.dates import DateRule
from jalon.forms.model import Form

RULES: Final = "incident-"
"""How the ids of the rules begin that are counted here."""

_INITIAL: Final = f"{RULES}initial"
_HARMS: Final[Mapping[str, str]] = MappingProxyType({f"{RULES}{h}": h for h in HARMS})


class Register:
    """Counts the dates of every incident that was not withdrawn."""

    def __init__(
        self,
        form: Form,
        holidays: Holidays,
        incidents: tuple[Incident, ...],
        standings: Standings,
        today: date,
    ) -> None:
        self._form, self._holidays, self._today = form, holidays, today
        self._living = tuple(i for i in incidents if not i.withdrawn)
        self._standings = standings
        self._rules = {rule.id: rule for rule in form.dates.rule}

    def rows(self, rule: DateRule) -> Iterator[Deadline]:
        """Return a row for each incident that this rule speaks of; one that says if none is."""
        if not self._living:
            if rule.id != _INITIAL:
                standing = self._standings.of(rule, PROVIDER)
                length = shapes.length(self._form, rule)
                applies = standing.applies != "no"
                found: shapes.Status = "not-started" if applies else "not-applicable"
                yield Deadline(rule, PROVIDER, found, standing, length=length)
            return
        for incident in self._living:
            standing = self._standings.of_models(rule, incident.models)
            row = self._row(rule, incident, standing)
            if row:
                yield row

    def _row(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline | None:
        if rule.id == _INITIAL:
            return None if incident.harms else self._unnamed(rule, incident, standing)
        if rule.id in _HARMS:
            shortest = incident.harms[:1]
            return self._initial(rule, incident, standing) if _HARMS[rule.id] in shortest else None
        if rule.id.endswith("-intermediate"):
            return self._intermediate(rule, incident, standing)
        if rule.id.endswith("-final"):
            return self._final(rule, incident, standing)
        return self._kept(rule, incident, standing)

    # -- the reports -----------------------------------------------------------------------

    def _unnamed(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline:
        """While no harm is named the shortest period could be the one."""
        shortest = shapes.length(self._form, self._rules[f"{RULES}{HARMS[0]}"])
        bound = self._end(incident.aware, shortest)
        return self._made(
            rule,
            incident,
            standing,
            start=incident.aware,
            bound=bound,
            done=incident.initial_sent,
            settle=(Settle("harm"), *(() if incident.aware else (Settle("aware"),))),
        )

    def _initial(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline:
        length = shapes.length(self._form, rule)
        end = self._end(incident.aware, length)
        longer = (self._rules[f"{RULES}{harm}"] for harm in incident.harms[1:])
        ends = ((r.id, self._end(incident.aware, shapes.length(self._form, r))) for r in longer)
        return self._made(
            rule,
            incident,
            standing,
            start=incident.aware,
            length=length,
            day=end,
            time=incident.aware_time if end else "",
            done=incident.initial_sent,
            settle=() if incident.aware else (Settle("aware"),),
            others=tuple((name, day) for name, day in ends if day),
        )

    def _intermediate(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline:
        length = shapes.length(self._form, rule)
        closed = incident.resolved or incident.final_sent
        sent = [d for d in (incident.initial_sent, *incident.intermediate) if d]
        last = max(sent, default=None)
        end = self._end(last, length)
        missed = end if closed and end and end < closed else None
        return self._made(
            rule,
            incident,
            standing,
            start=last,
            length=length,
            day=None if closed else end,
            done=closed,
            settle=() if last or closed else (Settle("initial"),),
            missed=missed,
        )

    def _final(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline:
        length = shapes.length(self._form, rule)
        return self._made(
            rule,
            incident,
            standing,
            start=incident.resolved,
            length=length,
            day=self._end(incident.resolved, length),
            done=incident.final_sent,
            settle=() if incident.resolved else (Settle("resolved"),),
        )

    def _kept(self, rule: DateRule, incident: Incident, standing: Standing) -> Deadline:
        """The later of the incident and of its last known documentation, and five years."""
        length = shapes.length(self._form, rule)
        happened = incident.end or incident.start
        documents = (
            incident.documented,
            incident.initial_sent,
            *incident.intermediate,
            incident.final_sent,
        )
        start = max((d for d in (happened, *documents) if d), default=None)
        return self._made(
            rule,
            incident,
            standing,
            start=start,
            length=length,
            day=self._end(start, length),
            settle=() if start else (Settle("incident-date"),),
        )

    # -- inside ----------------------------------------------------------------------------

    def _end(self, start: date | None, length: shapes.Length | None) -> date | None:
        if start is None or length is None:
            return None
        return counting.end(start, length.value, length.unit, self._holidays).day

    def _made(
        self,
        rule: DateRule,
        incident: Incident,
        standing: Standing,
        *,
        start: date | None = None,
        length: shapes.Length | None = None,
        day: date | None = None,
        bound: date | None = None,
        time: str = "",
        done: date | None = None,
        settle: tuple[Settle, ...] = (),
        others: tuple[tuple[str, date], ...] = (),
        missed: date | None = None,
    ) -> Deadline:
        facts = tuple(Settle("fact", fact) for fact in standing.missing)
        return Deadline(
            rule,
            PROVIDER,
            shapes.status(rule, standing, day, done, self._today),
            standing,
            incident,
            start,
            "incident" if start else "",
            length,
            day,
            bound,
            time=time,
            done=done,
            settle=(*facts, *settle) if done is None or facts else (),
            others=others,
            missed=missed,
        )
