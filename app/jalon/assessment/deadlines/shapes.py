"""One date that follows from the record, and how it stands today."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import Subject
from jalon.assessment.conclusions import Conclusion
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.results import Applies
from jalon.forms.dates import DateRule, RuleKind, Transition, Unit
from jalon.forms.model import FactId, Form, ItemId
from jalon.values import dataclass

Status: TypeAlias = Literal[
    "overdue",
    "due",
    "next",
    "from",
    "kept-until",
    "fixed",
    "done",
    "not-known",
    "not-started",
    "not-applicable",
]
"""``next`` is the next time of what recurs, ``from`` a day before which nothing can be done,
``fixed`` a day that the law names; ``not-started``: nothing is recorded that would start it."""

OPEN: Final[frozenset[Status]] = frozenset({"overdue", "due", "next"})
"""What still has to be done by its date."""

Want: TypeAlias = Literal[
    "fact", "event", "event-date", "limit", "holidays", "harm", "aware", "initial", "resolved",
    "incident-date",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settle:
    """What would settle a date: a fact, a kind of event, or a part of what is recorded."""

    want: Want
    name: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units."""

    value: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a rule applies to a subject.

    Attributes:
        missing: the facts that would tell, when that is not known.
        why_not: context and source text of the reason, when it does not.
        voluntary: it applies only because the chapter was taken on voluntarily.
        conclusion: what decides that it does not.
    """

    applies: Applies
    missing: tuple[FactId, ...] = ()
    why_not: tuple[str, str] | None = None
    voluntary: bool = False
    conclusion: Conclusion | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date for one subject.

    Attributes:
        rule: what it follows from.
        subject: the company or a model.
        source: the event or the incident that starts it; None when a fact or the law does.
        start: the day it is counted from.
        started_by: the fact or the kind of event that gave that day.
        length: the period; None where no number is counted.
        day: the day itself. Given also where it is not known whether the rule applies.
        bound: where the day is not known: it is not before this one.
        beyond: years of the count whose holidays are not known.
        time: time of day, ``HH:MM``, where the period began at one.
        done: when what was due was done; None while it is not, or nothing is recorded.
        settle: what would settle what is not known.
        transition: the transitional rule that moved the day.
        ordinary: the day without an extension that is made use of.
        extended: the latest day if an extension were made use of.
        others: of an incident's initial report, the longer periods of its other harms.
        missed: of an intermediate report, the day on which one was due before the incident was
            resolved and none is recorded.
        because: the day of what makes something owed that is counted from another day.
    """

    rule: DateRule
    subject: Subject
    status: Status
    standing: Standing
    source: Event | Incident | None = None
    start: date | None = None
    started_by: str = ""
    length: Length | None = None
    day: date | None = None
    bound: date | None = None
    beyond: tuple[int, ...] = ()
    time: str = ""
    done: date | None = None
    settle: tuple[Settle, ...] = ()
    transition: Transition | None = None
    ordinary: date | None = None
    extended: date | None = None
    others: tuple[tuple[str, date], ...] = ()
    missed: date | None = None
    because: date | None = None

    @property
    def id(self) -> str:
        """A name that lasts as long as the record stands: rule, and event or subject."""
        return f"{self.rule.id}:{self.source.subject if self.source else self.subject}"

    @property
    def late(self) -> bool:
        """Whether it was done after its day."""
        return bool(
            self.done and self.day and self.rule.kind != "earliest" and self.done > self.day
        )

    @property
    def early(self) -> bool:
        """Whether what should not end before its day ended before it."""
        return bool(
            self.done and self.day and self.rule.kind == "earliest" and self.done < self.day
        )

    @property
    def doubtful(self) -> bool:
        """Whether it is not known if the rule applies."""
        return self.standing.applies == "not-known"


def length(form: Form, rule: DateRule) -> Length | None:
    """Return the period of a rule; None where no number is counted."""
    if rule.item and rule.period:
        return of_period(form, rule.item, rule.period)
    return Length(rule.value, rule.unit) if rule.value else None


def of_period(form: Form, item: str, period: str) -> Length:
    """Return a period of a requirement."""
    found = next(p for p in form.items[ItemId(item)].periods if p.id == period)
    return Length(found.value, found.unit)


def status(
    rule: DateRule, standing: Standing, day: date | None, done: date | None, today: date
) -> Status:
    """Return how a date stands on ``today``."""
    if standing.applies == "no":
        return "not-applicable"
    if done is not None or day is None:
        return "not-known" if done is None else "done"
    late = rule.kind in {"deadline", "interval"} and day < today
    return "overdue" if late else _STANDS[rule.kind]


_STANDS: Final[Mapping[RuleKind, Status]] = MappingProxyType(
    {
        "fixed": "fixed",
        "retention": "kept-until",
        "earliest": "from",
        "deadline": "due",
        "interval": "next",
    }
)
