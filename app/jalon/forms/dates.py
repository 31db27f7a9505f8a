"""Shapes of what is counted in time: events that users enter, rules, the Commission's holidays.

``dates.toml`` and ``holidays.toml`` of a form have these shapes. A rule that a requirement of
the Code states takes value, unit, caution and citation from that requirement's period, so
that no number stands in two places.
"""

from typing import ClassVar, Final, Literal, TypeAlias

from jalon.values import dataclass

_STRICT: Final = {"extra": "forbid", "strict": True}

Unit: TypeAlias = Literal["days", "business-days", "weeks", "months", "years"]

RuleKind: TypeAlias = Literal["deadline", "retention", "interval", "earliest", "fixed"]
"""Due by; kept until; due again; not before; a day that the law itself names."""

Take: TypeAlias = Literal["each", "last", "open"]
"""Which recorded events start a period: every one; the latest; or, with ``open``, the first that
nothing done since covers, counted at intervals from what was done before it."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of dated event; it can be entered again and again.

    Attributes:
        scope: whose events these are; ``any`` is the company's or a model's.
        date: label of its day.
        done: label of the day on which what it starts was done; empty when there is none.
        limit: label of a day that somebody else has set.
        interim: label of the day on which an interim report was given.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    scope: Literal["provider", "model", "any"]
    label: str
    date: str
    help: str = ""
    source: str = ""
    done: str = ""
    limit: str = ""
    interim: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """What holds instead when the start lies before a day: not due before ``until``.

    ``fact`` is the date looked at where it is not the start itself.
    """

    __pydantic_config__: ClassVar = _STRICT
    before: str
    until: str
    source: str
    note: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer period that the text allows on conditions.

    ``item`` and ``period`` name it; ``event`` is the kind of event that tells of its use, empty
    where the starting event itself tells (its ``interim``).
    """

    __pydantic_config__: ClassVar = _STRICT
    item: str
    period: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one date follows from what is recorded.

    Attributes:
        scope: whose date it is.
        title: what is due, kept or possible.
        item: the requirement that states it; empty for what the Act or a template states.
        period: the id of that requirement's period; empty where it states no number.
        value: the number, where no period of a requirement gives it.
        before: counted backwards from the start.
        fact: the date of the profile that starts it.
        events: kinds of events that start it, as ``kind`` or ``kind.done``.
        instead: a kind of event that starts it while the fact is not known.
        take: which of the events count.
        done: what tells that it was done: kinds of events, or dates of the profile.
        day: the day itself, for ``fixed`` and for deadlines that name one.
        conclusion: what must hold of the subject, by the id of a conclusion.
        otherwise: why it does not apply when the conclusion is no.
        optional: without an event there is nothing to count, and nothing unknown.
        source: where it is written, where no requirement says so.
        from_when, caution: as in a period, where no period of a requirement has them.
        force: of what no requirement states: the Act binds, the Commission gives guidance.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str
    scope: Literal["provider", "model"]
    kind: RuleKind
    title: str
    item: str = ""
    period: str = ""
    value: int = 0
    unit: Unit = "days"
    before: bool = False
    fact: str = ""
    events: tuple[str, ...] = ()
    instead: str = ""
    take: Take = "each"
    done: tuple[str, ...] = ()
    day: str = ""
    conclusion: str = ""
    otherwise: str = ""
    optional: bool = False
    source: str = ""
    from_when: str = ""
    caution: str = ""
    force: Literal["binding", "guidance"] = "binding"
    transition: tuple[Transition, ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The Commission's holidays of one year that fall on Monday to Friday, as ISO dates.

    ``source`` is where they are published, ``checked`` how far they were compared.
    """

    __pydantic_config__: ClassVar = _STRICT
    year: int
    source: str
    checked: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Everything a form says of dates."""

    __pydantic_config__: ClassVar = _STRICT
    event: tuple[EventKind, ...] = ()
    rule: tuple[DateRule, ...] = ()
    holiday: tuple[HolidayYear, ...] = ()

    def kind(self, name: str) -> EventKind | None:
        """Return a kind of event by its id."""
        return next((kind for kind in self.event if kind.id == name), None)
