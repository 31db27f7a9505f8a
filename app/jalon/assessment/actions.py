"""Actions: what somebody will do by when, for one requirement or several.

An action is a subject ``action-<8 hex>``. Its item ``action`` has the fields ``what``, ``owner``,
``due``, ``priority``, ``cost`` (a note), ``state``, ``reason`` (why it was dropped) and ``origin``
(see :class:`Origin`); the evidence of what was done is linked to it like to a requirement. A
requirement holds the link: its field with the name of the action is true.
"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from jalon.assessment import disputes, evidence
from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.disputes import Disputed
from jalon.assessment.review.model import TORN
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.language import BETWEEN
from jalon.values import dataclass

State: TypeAlias = Literal["open", "in-progress", "done", "dropped"]
Priority: TypeAlias = Literal["high", "medium", "low"]

STATES: Final[tuple[State, ...]] = ("open", "in-progress", "done", "dropped")
PRIORITIES: Final[tuple[Priority, ...]] = ("high", "medium", "low")
ITEM: Final = "action"
PREFIX: Final = "action-"
FIELDS: Final = ("what", "owner", "due", "priority", "cost", "state", "reason")
_SETTLED: Final = ("done", "dropped")


class Origin(NamedTuple):
    """The field whose text an action was made from."""

    subject: Subject
    item: str
    field: str

    def value(self) -> Value:
        """Return what the record holds of it."""
        return {"subject": self.subject, "item": self.item, "field": self.field}


@dataclass(frozen=True, slots=True)
class Action:
    """An action.

    Attributes:
        what: what is to be done; its first line is its title.
        due: ISO or empty; where copies disagree, the day of each, earliest first.
        priority: None where none was given.
        state: as its owner says; without a word it is open.
        counted: as it counts: one that is done without evidence, or dropped without a reason,
            is not finished.
        problems: what keeps ``state`` from counting, as source texts.
        links: the requirements it serves, oldest link first.
        added: by whom and when (UTC, ISO) it was recorded.
        disputed: the fields that copies fill in differently; texts stand both in their places.
    """

    subject: Subject
    what: str
    owner: str
    due: str
    priority: Priority | None
    cost: str
    state: State
    reason: str
    counted: State
    problems: tuple[str, ...]
    links: tuple[tuple[Subject, str], ...] = ()
    origin: Origin | None = None
    added: tuple[str, str] = ("", "")
    disputed: Disputed = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said beside how it stands, as source texts: problems, and disagreement."""
        return (*self.problems, TORN) if self.disputed else self.problems

    @property
    def last(self) -> datetime.date | None:
        """By when it is due; the earliest day where copies disagree."""
        return min(evidence.days(self.due), default=None)

    @property
    def title(self) -> str:
        """The first line of what is to be done; empty until something was written."""
        return self.what.strip().partition("\n")[0].strip()

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done."""
        return self.counted in _SETTLED

    def overdue(self, today: datetime.date) -> bool:
        """Tell whether it should have been finished before a day."""
        return self.last is not None and self.last < today and not self.settled


@dataclass(frozen=True, slots=True)
class Plan:
    """All actions of a project.

    Attributes:
        entries: every action, oldest first.
        by_place: the actions of each requirement, oldest link first.
        origins: the fields that were made into an action, and which.
    """

    entries: Mapping[Subject, Action]
    by_place: Mapping[tuple[Subject, str], tuple[Subject, ...]]
    origins: Mapping[Origin, Subject]

    def at(self, subject: Subject, item: str) -> tuple[Action, ...]:
        """Return the actions of a requirement."""
        return tuple(self.entries[found] for found in self.by_place.get((subject, item), ()))

    def in_order(self) -> tuple[Action, ...]:
        """Return every action as one works through them: unfinished first, by date."""
        return tuple(sorted(self.entries.values(), key=order))


def plan(assessment: Assessment) -> Plan:
    """Return the actions of a project; kept until something of them changes."""
    return assessment.derived("actions", _concerned, _plan)


def order(action: Action) -> tuple[object, ...]:
    """Order actions: unfinished first, by date, without a date last; then by weight."""
    weight = PRIORITIES.index(action.priority) if action.priority else len(PRIORITIES)
    return action.settled, not action.due, action.due, weight, action.added[1], action.subject


def made(
    places: tuple[tuple[Subject, str], ...] = (),
    *,
    what: str = "",
    owner: str = "",
    due: str = "",
    origin: Origin | None = None,
) -> tuple[Subject, list[Edit]]:
    """Return a new action and what to set so that it is there."""
    subject = new_subject("action")
    values: dict[str, Value] = {"what": what, "owner": owner, "due": due}
    if origin:
        values["origin"] = origin.value()
    return subject, [
        (Key(subject, "subject", "kind"), "action"),
        *((Key(subject, ITEM, field), value) for field, value in values.items() if value),
        *links(subject, places),
    ]


def links(subject: Subject, places: tuple[tuple[Subject, str], ...]) -> list[Edit]:
    """Return what to set so that an action serves these requirements too."""
    return [(Key(whose, item, subject), True) for whose, item in places]


def taken_back(action: Action) -> list[Edit]:
    """Return what to set so that an action is not there; for one that was begun by mistake."""
    return [
        *((Key(action.subject, ITEM, field), None) for field in (*FIELDS, "origin")),
        *((key, None) for key, _ in links(action.subject, action.links)),
        (Key(action.subject, "subject", "kind"), None),
    ]


def _concerned(key: Key) -> bool:
    return any(part.startswith((PREFIX, evidence.PREFIX)) for part in (key.subject, key.field))


def _plan(assessment: Assessment) -> Plan:
    served: dict[Subject, list[tuple[str, tuple[Subject, str]]]] = {}
    for key, current in assessment.heads.items():
        if key.field.startswith(PREFIX) and current[-1].value is True:
            when = current[-1].time.isoformat()
            served.setdefault(Subject(key.field), []).append((when, (key.subject, key.item)))
    torn = disputes.found(assessment, ITEM)
    entries = {
        subject: _action(
            assessment, subject, sorted(served.get(subject, ())), torn.get(subject, ())
        )
        for subject in assessment.subjects("action")
    }
    found = [
        (when, one.title, one.subject, place)
        for one in entries.values()
        for when, place in served.get(one.subject, ())
    ]
    by_place: dict[tuple[Subject, str], list[Subject]] = {}
    for _, _, subject, place in sorted(found):
        by_place.setdefault(place, []).append(subject)
    return Plan(
        MappingProxyType(entries),
        MappingProxyType({place: tuple(subjects) for place, subjects in by_place.items()}),
        MappingProxyType({one.origin: one.subject for one in entries.values() if one.origin}),
    )


def _action(
    assessment: Assessment,
    subject: Subject,
    places: list[tuple[str, tuple[Subject, str]]],
    disputed: Disputed,
) -> Action:
    def part(name: str) -> str:
        return assessment.text(subject, ITEM, name)

    def said(name: str) -> str:
        return assessment.said(subject, ITEM, name)

    state = next((known for known in STATES if known == part("state")), STATES[0])
    counted, problems = _counted(assessment, subject, state, said("reason"))
    first = assessment.latest(subject, "subject", "kind")
    return Action(
        subject,
        said("what"),
        assessment.said(subject, ITEM, "owner", BETWEEN),
        assessment.days(subject, ITEM, "due"),
        next((known for known in PRIORITIES if known == part("priority")), None),
        said("cost"),
        state,
        said("reason"),
        counted,
        problems,
        tuple(place for _, place in places),
        origin(assessment.value(subject, ITEM, "origin")),
        (first.author, first.time.isoformat()) if first else ("", ""),
        disputed,
    )


def _counted(
    assessment: Assessment, subject: Subject, state: State, reason: str
) -> tuple[State, tuple[str, ...]]:
    if state == "done" and not evidence.linked(assessment, subject, ITEM):
        said = N_("Add evidence of what was done. Without any, the action counts as in progress.")
        return "in-progress", (said,)
    if state == "dropped" and not reason.strip():
        said = N_("Say why the action was dropped. Without a reason it counts as open.")
        return "open", (said,)
    return state, ()


def origin(value: Value) -> Origin | None:
    """Read what the record holds of an origin; None where it holds none."""
    if not isinstance(value, dict):
        return None
    parts = [value.get(name) for name in ("subject", "item", "field")]
    if not all(isinstance(part, str) for part in parts):
        return None
    subject, item, field = map(str, parts)
    return Origin(Subject(subject), item, field)
