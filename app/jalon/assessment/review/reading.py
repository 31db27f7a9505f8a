"""From the record to the steps, comments and opinions it holds."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from jalon.assessment.changes import PROJECT, PROVIDER, Change, Key, Subject
from jalon.assessment.review.model import (
    ACTS,
    CAPACITIES,
    DIRECTIONS,
    ROLES,
    SCOPES,
    VERDICTS,
    Comment,
    Opinion,
    Role,
    Step,
    Target,
    Withdrawal,
)
from jalon.assessment.state import Assessment
from jalon.language import BETWEEN
from jalon.values import dataclass

PEOPLE: Final = "people"
"""Item of the project under which the names of the roles stand."""

_NEXT: Final = timedelta(microseconds=1)
_LATEST: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""No calendar has room after it."""

_Word = TypeVar("_Word", bound=str)
Fields = Mapping[str, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class _Record:
    """The fields of one subject."""

    id: Subject
    fields: Fields

    def said(self, name: str) -> str:
        """Return a text; where two copies differ, both, so that nothing written is lost."""
        values = (c.value for c in self.fields.get(name, ()))
        return "\n\n".join(dict.fromkeys(v for v in values if isinstance(v, str) and v))

    def line(self, name: str) -> str:
        """Return a name or a day: where two copies differ, both on one line, days in order."""
        values = (c.value for c in self.fields.get(name, ()))
        return BETWEEN.join(sorted({v for v in values if isinstance(v, str) and v}))

    def word(self, name: str, known: tuple[_Word, ...]) -> _Word | None:
        """Return a value of a closed set; None when there is none or two copies differ."""
        said = self.said(name)
        return next((word for word in known if word == said), None)

    def words(self, name: str, known: tuple[_Word, ...]) -> tuple[_Word, ...]:
        """Return the values of a closed set that are said, in the order of ``known``."""
        said = [change.value for change in self.fields.get(name, ())]
        return tuple(word for word in known if word in said)

    def newest(self, name: str) -> str:
        """Return a text that was chosen, not written: where two copies differ, the newest."""
        current = self.fields.get(name, ())
        found = max(current, key=lambda change: change.time, default=None)
        return found.value if found and isinstance(found.value, str) else ""

    def moment(self, name: str) -> datetime | None:
        """Return a time; of several the newest."""
        found = [moment(c.value) for c in self.fields.get(name, ())]
        return max((one for one in found if one), default=None)

    @property
    def torn(self) -> bool:
        """Whether two copies say different things of it."""
        return any(
            any(c.value != current[0].value for c in current) for current in self.fields.values()
        )

    @property
    def made(self) -> Change | None:
        """The change that says what it is."""
        current = self.fields.get("kind", ())
        return next((c for c in current if c.value is not None), None)

    @property
    def about(self) -> Target | None:
        """What it is about, as it was said last; None when that cannot be read."""
        scope = next((known for known in SCOPES if known == self.newest("about")), None)
        if scope is None:
            return None
        item, subject = self.newest("item"), self.newest("subject")
        return Target(scope, item if scope != "whole" else "", Subject(subject or PROVIDER))

    @property
    def withdrawn(self) -> Withdrawal | None:
        """That it was withdrawn; where two copies differ, it was not."""
        current = self.fields.get("withdrawn", ())
        if not current or any(c.value is None for c in current):
            return None
        at = self.moment("withdrawn")
        return Withdrawal(self.said("withdrawn-by"), at) if at else None

    def when(self, made: Change) -> datetime:
        """Return when it was said."""
        return self.moment("at") or made.time


def steps(assessment: Assessment) -> tuple[Step, ...]:
    """Return every step, withdrawn ones included, in the order in which they were taken."""
    found = [_step(record) for record in _records(assessment, "review")]
    return tuple(sorted((s for s in found if s), key=lambda s: (s.at, s.id)))


def comments(assessment: Assessment) -> tuple[Comment, ...]:
    """Return every comment, withdrawn ones included, oldest first."""
    found = [_comment(record) for record in _records(assessment, "comment")]
    return tuple(sorted((c for c in found if c), key=lambda c: (c.at, c.id)))


def opinions(assessment: Assessment) -> tuple[Opinion, ...]:
    """Return every opinion: unfavourable ones first, withdrawn ones last, else newest first."""
    found = [_opinion(record) for record in _records(assessment, "opinion")]
    return tuple(sorted((o for o in found if o), key=_first))


def people(assessment: Assessment) -> dict[Role, str]:
    """Return the names that stand for each role, as typed; of two copies those of both."""
    return {role: assessment.said(PROJECT, PEOPLE, role, "; ") for role in ROLES}


def after(last: datetime | None, now: datetime) -> datetime:
    """Return now, or a moment after the last where the clock is behind it."""
    if last is None or last < now or last >= _LATEST:
        return now
    return last + _NEXT


def moment_text(at: datetime) -> str:
    """Return a time as it is stored: UTC, ISO 8601."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _records(assessment: Assessment, kind: str) -> tuple[_Record, ...]:
    """Return the living subjects of a kind; kept until something of them changes."""
    start = f"{kind}-"

    def concerned(key: Key) -> bool:
        return key.subject.startswith(start)

    def made(state: Assessment) -> tuple[_Record, ...]:
        return tuple(_sorted_out(state, kind, start))

    return assessment.derived(f"records {kind}", concerned, made)


def _sorted_out(assessment: Assessment, kind: str, start: str) -> Iterator[_Record]:
    """Yield them in one pass over the record."""
    found: dict[Subject, dict[str, tuple[Change, ...]]] = {}
    if not any(key.subject.startswith(start) for key in assessment.called("kind")):
        return  # without it there is none: most projects have no review yet
    for key, current in assessment.heads.items():
        if key.subject.startswith(start) and key.item in {kind, "subject"}:
            found.setdefault(key.subject, {})[key.field] = current
    for subject, fields in found.items():
        record = _Record(subject, fields)
        if record.made:
            yield record


def _step(record: _Record) -> Step | None:
    act, about, made = record.word("step", ACTS), record.about, record.made
    if act is None or about is None or made is None:
        return None
    verdicts = record.words("verdict", VERDICTS)
    return Step(
        record.id,
        about,
        act,
        record.line("by"),
        made.author,
        record.when(made),
        record.line("to"),
        next(iter(verdicts), None),
        record.said("comment"),
        record.said("corrective-action"),
        record.line("corrective-owner"),
        record.line("corrective-due"),
        record.said("seen"),
        record.withdrawn,
        record.torn,
        record.said("applied"),
        record.said("rest"),
        verdicts[1:],
        record.said("whose"),
    )


def _comment(record: _Record) -> Comment | None:
    about, made = record.about, record.made
    if about is None or made is None:
        return None
    answers = record.said("answers")
    return Comment(
        record.id,
        about,
        record.said("text"),
        record.line("by"),
        made.author,
        record.when(made),
        Subject(answers) if answers else None,
        record.moment("edited"),
        record.withdrawn,
        record.torn,
    )


def _opinion(record: _Record) -> Opinion | None:
    about, made = record.about, record.made
    if about is None or made is None:
        return None
    directions = record.words("direction", DIRECTIONS)
    capacities = record.words("capacity", CAPACITIES)
    return Opinion(
        record.id,
        about,
        record.line("name"),
        capacities[0] if len(capacities) == 1 else None,
        record.line("capacity-text"),
        next(iter(directions), None),
        record.said("reasons"),
        record.line("date"),
        record.when(made),
        made.author,
        record.said("seen"),
        record.withdrawn,
        record.torn,
        directions[1:],
        capacities if len(capacities) > 1 else (),
        record.said("whose"),
    )


def _first(opinion: Opinion) -> tuple[bool, int, float, str]:
    place = DIRECTIONS.index(opinion.direction) if opinion.direction else len(DIRECTIONS)
    return opinion.withdrawn is not None, place, -opinion.at.timestamp(), opinion.id


def moment(value: object) -> datetime | None:
    """Read a time as it is stored; None where it is none. Without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(str(value)) if isinstance(value, str) else None
    except ValueError:
        return None
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
