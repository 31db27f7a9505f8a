"""The shape of the dates and incidents that ``jalon status`` and ``jalon dates`` print."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from jalon.assessment.deadlines.incidents import Harm
from jalon.assessment.deadlines.shapes import Status
from jalon.assessment.entries import Strict
from jalon.assessment.results import Applies
from jalon.forms.dates import RuleKind

Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Time: TypeAlias = Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


class OtherPeriod(Strict):
    """A longer period of another harm of the same incident."""

    rule: str
    date: Day | None


class Settles(Strict):
    """What would settle a date: a fact or a kind of event by its id, or a part in words."""

    kind: str
    name: str | None
    text: str


class Dated(Strict):
    """One date that follows from the record, for one subject.

    ``date`` is null while it is not known; ``not_before`` is then the day before which it cannot
    be. ``source`` is the event or incident that starts it; ``late`` and ``done`` tell of what was
    recorded. Texts are in the language asked for.
    """

    id: str
    rule: str
    kind: RuleKind
    subject: str
    source: str | None
    title: str
    status: Status
    date: Day | None
    time: Time | None
    not_before: Day | None
    start: Day | None
    started_by: str | None
    done: Day | None
    late: bool
    applies: Applies
    voluntary: bool
    ordinary_date: Day | None
    extended_date: Day | None
    other_periods: list[OtherPeriod]
    missed: Day | None
    counting: str
    citation: str
    force: str
    cautions: list[str]
    why_not: str | None
    would_settle: list[Settles]


class ReportedIncident(Strict):
    """One serious incident; ``open_points`` are those of Measure 9.2 that nothing is said on.

    ``dates`` are the ids of its dates. What is written about it is in ``jalon export``.
    """

    id: str
    name: str | None
    withdrawn: bool
    harms: list[Harm]
    cause: Literal["established", "suspected"] | None
    models: list[str]
    aware: Day | None
    aware_time: Time | None
    start: Day | None
    end: Day | None
    resolved: Day | None
    initial_sent: Day | None
    intermediate_sent: list[Day]
    final_sent: Day | None
    documented: Day | None
    open_points: list[int]
    dates: list[str]
