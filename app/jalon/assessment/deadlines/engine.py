"""Applies the form's rules of dates to what is recorded, for one day that is called today."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from jalon.assessment import carried
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import counting, incident_dates, shapes
from jalon.assessment.deadlines.counting import End, Holidays
from jalon.assessment.deadlines.counting_words import PLACED
from jalon.assessment.deadlines.events import Event, iso_day, living, recorded
from jalon.assessment.deadlines.incidents import Incident, register
from jalon.assessment.deadlines.shapes import Deadline, Length, Settle, Standing, status
from jalon.assessment.deadlines.standing import Standings
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.state import Assessment
from jalon.forms.dates import DateRule, Extension, Transition
from jalon.forms.model import FactId, Form
from jalon.values import replace

_STATUS: Final = "market-status"
_NOT_PLACED: Final = frozenset({"planned", "research"})
_OLDER: Final = "older-model"
_RUNNING: Final = frozenset({"due", "overdue", "next"})


class _Start(NamedTuple):
    """From when a period is counted, and what said so; repeated until it reaches a day."""

    day: date | None = None
    by: str = ""
    event: Event | None = None
    until: date | None = None


class Reckoning:
    """Everything that can be counted of one record, on one day.

    Attributes:
        events: those recorded, withdrawn ones included.
        incidents: the register, withdrawn ones included.
        deadlines: every date, by day; what has no day comes last, in the order of the rules.
    """

    def __init__(
        self, form: Form, assessment: Assessment, evaluation: Evaluation, today: date
    ) -> None:
        assessment = carried.counting(assessment)
        self.form, self.assessment, self.today = form, assessment, today
        self.holidays = Holidays.of(form.dates.holiday)
        self.events = recorded(assessment)
        self.incidents: tuple[Incident, ...] = register(assessment, self.events)
        self._models = assessment.subjects("model")
        self._living = living(self.events)
        self._standings = Standings(form, assessment, evaluation)
        rows = [row for rule in form.dates.rule for row in self._rows(rule)]
        self.deadlines: tuple[Deadline, ...] = tuple(sorted(rows, key=_order))

    def standing(self, rule: DateRule, subject: Subject) -> Standing:
        """Tell whether a rule applies to the company or a model."""
        return self._standings.of(rule, subject)

    # -- rows ------------------------------------------------------------------------------

    def _rows(self, rule: DateRule) -> Iterator[Deadline]:
        if rule.id.startswith(incident_dates.RULES):
            register = incident_dates.Register(
                self.form, self.holidays, self.incidents, self._standings, self.today
            )
            yield from register.rows(rule)
        elif rule.take == "each" and rule.events:
            yield from self._each(rule)
        else:
            for subject in (PROVIDER,) if rule.scope == "provider" else self._models:
                yield self._one(rule, subject)

    def _each(self, rule: DateRule) -> Iterator[Deadline]:
        """A row for each event, and one that says so for each subject that has none."""
        whose = (PROVIDER,) if rule.scope == "provider" else self._models
        subjects = {*whose, *self._models}
        found = [e for e in self._living if e.kind in rule.events and e.whose in subjects]
        for event in found:
            yield self._row(rule, event.whose, _Start(event.day, event.kind, event))
        have = {event.whose for event in found}
        if found and rule.scope == "provider":
            return
        yield from (self._row(rule, one, _Start()) for one in whose if one not in have)

    def _one(self, rule: DateRule, subject: Subject) -> Deadline:
        """The row of a subject; of several starts the one that ends first."""
        rows = [self._row(rule, subject, start) for start in self._starts(rule, subject)]
        return min(rows, key=_order)

    def _row(self, rule: DateRule, subject: Subject, start: _Start) -> Deadline:
        length = shapes.length(self.form, rule)
        if length and start.day and start.until:
            many = counting.repeated(start.day, length.value, length.unit, start.until)
            length = replace(length, value=many)
        end, transition = self._end(rule, subject, start, length)
        row = Deadline(
            rule,
            subject,
            "not-known",
            self._standings.of(rule, subject),
            start.event if rule.take == "each" else None,
            start.day,
            start.by,
            length,
            end.day if end else None,
            None if end is None or end.day else end.bound,
            end.beyond if end else (),
            done=self._done(rule, subject, start),
            transition=transition,
            because=start.until,
        )
        return self._settled(self._extended(row), start)

    def _settled(self, row: Deadline, start: _Start) -> Deadline:
        """Say how it stands, and what would settle what is not known."""
        rule, standing = row.rule, row.standing
        found = status(rule, standing, row.day, row.done, self.today)
        if standing.applies != "no" and not rule.day and start.day is None and row.done is None:
            if rule.optional and start.event is None:
                return replace(row, status="not-started")
            found = "not-known"
        if row.doubtful and row.source is None and found != "done":
            found = "not-known"
        if unsure := self._unsure(row):
            found = "not-known" if found in _RUNNING else found
        settle = tuple(Settle("fact", fact) for fact in dict.fromkeys((*standing.missing, *unsure)))
        if row.day is None and standing.applies != "no" and row.done is None:
            settle += self._wanted(row, start)
        return replace(row, status=found, settle=settle)

    def _unsure(self, row: Deadline) -> tuple[FactId, ...]:
        """Return what is missing to tell if a model counts as older, where that moved the day."""
        moved = row.transition
        if moved is None or PLACED not in {moved.fact, row.rule.fact} or row.done:
            return ()
        if moved.fact not in {"", PLACED} or row.standing.applies == "no":
            return ()
        several = self._standings.several_runs(row.subject)
        return (*self._standings.missing(_OLDER, row.subject), *several)

    def _wanted(self, row: Deadline, start: _Start) -> tuple[Settle, ...]:
        rule = row.rule
        if start.event is not None and start.day is None:
            return (Settle("event-date", start.event.kind),)
        if row.beyond:
            return tuple(Settle("holidays", str(year)) for year in row.beyond)
        if self._set_by_others(rule):
            return (Settle("limit", rule.events[0]),)
        facts = (Settle("fact", rule.fact),) if rule.fact else ()
        named = dict.fromkeys(name.partition(".")[0] for name in rule.events)
        return (*facts, *(Settle("event", n) for n in (rule.instead, *named) if n))

    # -- starts and ends -------------------------------------------------------------------

    def _starts(self, rule: DateRule, subject: Subject) -> list[_Start]:
        """Return from when a rule counts: one start, or that of each model for the company."""
        if rule.day:
            return [_Start(date.fromisoformat(rule.day))]
        found = self._dated(rule.events, subject)
        if rule.take == "open" and found:
            return [self._open(found, self._dated(rule.done, subject))]
        if found:
            return [found[-1]]
        whose: tuple[Subject, ...] = (subject,)
        if subject == PROVIDER:
            whose = tuple(m for m in self._models if self._standings.concerns(rule, m))
        placed = [_Start(d, rule.fact) for one in whose if (d := self._fact(rule.fact, one))]
        planned = self._dated((rule.instead,), subject) if rule.instead else []
        return placed or planned[-1:] or [_Start()]

    @staticmethod
    def _open(found: list[_Start], done: list[_Start]) -> _Start:
        """Return the start for the first event that nothing done covers, else for the last one.

        What was done before is counted from, at intervals; without any the event itself.
        """
        days = [one.day for one in done if one.day]
        wanted = next((s for s in found if s.day and all(d < s.day for d in days)), found[-1])
        before = [one for one in done if one.day and wanted.day and one.day < wanted.day]
        return before[-1]._replace(until=wanted.day) if before else wanted

    def _fact(self, name: str, subject: Subject) -> date | None:
        """Return a date of the profile; a model that is still to come is on no market yet."""
        if not name:
            return None
        status = self.assessment.text(subject, _STATUS, "value")
        if name == PLACED and status in _NOT_PLACED:
            return None
        return iso_day(self.assessment.text(subject, name, "value"))

    def _dated(self, names: tuple[str, ...], subject: Subject) -> list[_Start]:
        """Return the days that these kinds of events give, in order: ``kind`` or ``kind.done``."""
        found: list[_Start] = []
        for name in names:
            kind, _, part = name.partition(".")
            for event in self._living:
                when = event.done if part == "done" else event.day
                if event.kind == kind and event.whose in {subject, PROVIDER} and when:
                    found.append(_Start(when, kind, event))
        return sorted(found, key=lambda s: (s.day or date.max, s.event.subject if s.event else ""))

    def _end(
        self, rule: DateRule, subject: Subject, start: _Start, length: Length | None
    ) -> tuple[End | None, Transition | None]:
        if start.day is None:
            return None, None
        if self._set_by_others(rule):
            limit = start.event.limit if start.event else None
            return (End(limit, limit), None) if limit else (None, None)
        end = End(start.day, start.day)
        if length:
            end = counting.end(
                start.day, length.value, length.unit, self.holidays, before=rule.before
            )
        if rule.fact and start.event and start.by != rule.instead:
            return end, None  # what recurs has begun; only its beginning is put off
        for transition in rule.transition:
            looked = self._fact(transition.fact, subject) if transition.fact else start.day
            if looked and looked < date.fromisoformat(transition.before):
                until = date.fromisoformat(transition.until)
                moved = end.day is not None and end.day < until
                return (End(until, until), transition) if moved else (end, None)
        return end, None

    def _set_by_others(self, rule: DateRule) -> bool:
        """Tell whether the end is a day that whoever asks has set."""
        kinds = (self.form.dates.kind(name) for name in rule.events)
        return any(kind is not None and bool(kind.limit) for kind in kinds)

    # -- done and extended -----------------------------------------------------------------

    def _done(self, rule: DateRule, subject: Subject, start: _Start) -> date | None:
        if rule.take == "each" and rule.events:
            return start.event.done if start.event else None
        if rule.take == "open":
            since = start.until or start.day
            done = (s.day for s in self._dated(rule.done, subject) if s.day)
            return next((day for day in done if since and day >= since), None)
        told = [self._fact(name, subject) for name in rule.done if name in self.form.fact]
        found = [start.day for start in self._dated(rule.done, subject)]
        return min((day for day in (*told, *found) if day), default=None)

    def _extended(self, row: Deadline) -> Deadline:
        """Reckon with the longer period that the text allows on conditions."""
        extension = row.rule.extension
        if extension is None or row.day is None:
            return row
        period = shapes.of_period(self.form, extension.item, extension.period)
        longer = counting.end(row.day, period.value, period.unit, self.holidays)
        if not self._used(extension, row):
            return replace(row, extended=longer.day)
        return replace(
            row,
            ordinary=row.day,
            day=longer.day,
            bound=None if longer.day else longer.bound,
            beyond=longer.beyond,
        )

    def _used(self, extension: Extension, row: Deadline) -> bool:
        if extension.event:
            return bool(self._dated((extension.event,), row.subject))
        return isinstance(row.source, Event) and row.source.interim is not None


def _order(row: Deadline) -> tuple[date, str]:
    return row.day or row.bound or date.max, row.id
