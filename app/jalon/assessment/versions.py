"""Named versions: a state of the project that somebody gave a name, such as "Board of 3 June".

A version holds the ids of what was current, so that the state can be read again from the log
and proves itself: the digest of those ids is the digest it had. It is a change like any other,
but like a report made it enters no digest itself.
"""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final

from jalon.assessment.changes import Change, ChangeId, Key, Subject, new_subject
from jalon.assessment.state import Assessment, Edit, current_ids
from jalon.values import dataclass

ITEM: Final = "version"
_REPORT: Final = "report-"


@dataclass(frozen=True, slots=True)
class Version:
    """A named state.

    ``ids`` are those of its current changes, sorted; ``author`` and ``time`` tell who named it
    and when.
    """

    subject: Subject
    name: str
    ids: tuple[ChangeId, ...]
    author: str
    time: datetime


def edits(assessment: Assessment, name: str) -> list[Edit]:
    """Return what to record so that the state now has a name."""
    made = new_subject(ITEM)
    return [
        (Key(made, "subject", "kind"), ITEM),
        (Key(made, ITEM, "name"), name),
        (Key(made, ITEM, "ids"), [*current_ids(assessment)]),
    ]


def versions(assessment: Assessment) -> tuple[Version, ...]:
    """Return the named versions, oldest first."""
    return tuple(_version(assessment, subject) for subject in assessment.subjects(ITEM))


def reports(assessment: Assessment) -> tuple[Version, ...]:
    """Return the states of the reports made, oldest first, as far as they are recorded."""
    subjects = {key.subject for key in assessment.heads if key.subject.startswith(_REPORT)}
    found = []
    for subject in subjects:
        named = assessment.latest(subject, "report", "ids")
        if named and isinstance(named.value, list):
            ids = tuple(ChangeId(str(i)) for i in named.value)
            name = assessment.text(subject, "report", "file")
            found.append(Version(subject, name, ids, named.author, named.time))
    return tuple(sorted(found, key=lambda v: v.time))


def state(changes: Iterable[Change]) -> Assessment:
    """Return the state in which just these changes are current."""
    heads: dict[Key, tuple[Change, ...]] = {}
    for change in sorted(changes, key=lambda c: (c.time, c.id)):
        heads[change.key] = (*heads.get(change.key, ()), change)
    return Assessment(MappingProxyType(heads))


def _version(assessment: Assessment, subject: Subject) -> Version:
    named = assessment.latest(subject, ITEM, "ids")
    listed = named.value if named and isinstance(named.value, list) else []
    told = assessment.latest(subject, ITEM, "name")
    time = named.time if named else datetime.fromtimestamp(0).astimezone()
    return Version(
        subject,
        assessment.text(subject, ITEM, "name"),
        tuple(ChangeId(str(i)) for i in listed),
        told.author if told else "",
        time,
    )
