"""The last signed report: what the record notes of it.

Each report made is noted in the record, with who signed it and the ids of what was current. The
last signed one is what the overview compares the record with. One that is signed by a clock that is
behind that of an earlier one notes as its time one that comes after, as a step of a review does.
"""

from collections.abc import Mapping
from datetime import datetime

from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.review.reading import after, moment, moment_text
from jalon.assessment.state import Assessment, Edit, current_ids
from jalon.assessment.versions import Version, reports
from jalon.values import dataclass

_PREFIX = "report-"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed report as the record notes it.

    Attributes:
        signers: names as their certificates have them.
        digest: of the record when the report was made.
        time: when it was made, as the clock was then.
        at: when it counts as made, after all that were known then.
        state: what was current then; None where that was not noted.
    """

    subject: Subject
    file: str
    signers: tuple[str, ...]
    digest: str
    time: datetime
    at: datetime
    state: Version | None


def edits(assessment: Assessment, about: Mapping[str, Value], now: datetime) -> list[Edit]:
    """Return what to record of a report that was made ``now``.

    ``about`` has ``file``, ``sha256`` of it, ``digest`` of the record when it was made,
    ``language`` and ``signers``. Where the record is still the same, the ids of what is current
    are noted, too.
    """
    made = new_subject("report")
    same = about["digest"] == assessment.digest()
    state: dict[str, Value] = {"ids": [*current_ids(assessment)]} if same else {}
    if (before := last(assessment)) and about["signers"] and (at := after(before.at, now)) != now:
        state["at"] = moment_text(at)
    return [(Key(made, "report", name), value) for name, value in {**about, **state}.items()]


def last(assessment: Assessment) -> Signed | None:
    """Return the report that was signed last; None where none was."""
    found = [one for one in _signed(assessment) if one]
    return max(found, key=lambda one: (one.at, one.subject), default=None)


def _signed(assessment: Assessment) -> list[Signed | None]:
    subjects = {k.subject for k in assessment.heads if k.subject.startswith(_PREFIX)}
    kept = {version.subject: version for version in reports(assessment)} if subjects else {}
    return [_one(assessment, subject, kept.get(subject)) for subject in subjects]


def _one(assessment: Assessment, subject: Subject, state: Version | None) -> Signed | None:
    signers = assessment.value(subject, "report", "signers")
    made = assessment.latest(subject, "report", "signers")
    if made is None or not isinstance(signers, list) or not signers:
        return None
    return Signed(
        subject,
        assessment.text(subject, "report", "file"),
        tuple(str(name) for name in signers),
        assessment.text(subject, "report", "digest"),
        made.time,
        moment(assessment.value(subject, "report", "at")) or made.time,
        state,
    )
