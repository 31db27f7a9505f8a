"""Attestations: what people stand for before a report is signed, by name.

Each is a subject ``attestation-<8 hex>`` of its own, so that nothing that somebody attested takes
the place of what somebody else did. It notes what the record said then: where that is another by
now, the attestation is stale and says so. None is ever given by default, and each can be taken
back; it stays on record.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import PROJECT, Change, Key, Subject, Value, new_subject
from jalon.assessment.review.model import alike
from jalon.assessment.review.reading import moment, moment_text
from jalon.assessment.state import BOOKKEEPING, ORIGIN, Assessment, Edit
from jalon.errors import N_
from jalon.values import dataclass

Statement: TypeAlias = Literal["answers", "evidence", "gaps", "nature"]
STATEMENTS: Final[tuple[Statement, ...]] = ("answers", "evidence", "gaps", "nature")

WORDS: Final[Mapping[Statement, str]] = MappingProxyType(
    {
        "answers": N_("To my knowledge the answers describe the situation of the company."),
        "evidence": N_("The evidence referred to exists and can be produced."),
        "gaps": N_(
            "The gaps, and the requirements without an answer, have been brought to the "
            "attention of those who decide."
        ),
        "nature": N_(
            "I know that this report is a self-assessment: no certificate, no legal advice, no "
            "presumption of conformity."
        ),
    }
)
"""Our own words; none says that a duty is fulfilled."""

Standing: TypeAlias = Literal["given", "stale", "not-given"]

ITEM: Final = "attestation"
_PREFIX: Final = "attestation-"
_SILENT: Final = frozenset({"confidentiality", "language"})
"""Items of the project that change how a report looks and not what it says."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """One person's attestation of one statement.

    Attributes:
        by: who gives it, as declared; ``typed_by`` is who recorded it.
        words: the sentence that was ticked, as it was shown.
        stale: whether the record says something else by now.
        withdrawn: when it was taken back, and by whom; None while it stands.
    """

    subject: Subject
    statement: Statement
    by: str
    typed_by: str
    at: datetime
    words: str
    stale: bool
    withdrawn: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Attested:
    """Everything that was attested.

    ``every`` is oldest first, with what was taken back.
    """

    every: tuple[Attestation, ...] = ()

    def of(self, statement: Statement) -> tuple[Attestation, ...]:
        """Return the attestations of a statement that stand, stale ones last, else oldest first."""
        standing = [a for a in self.every if a.statement == statement and a.withdrawn is None]
        return tuple(sorted(standing, key=lambda a: (a.stale, a.at)))

    def standing(self, statement: Statement) -> Standing:
        """Tell whether a statement is attested on the record as it is."""
        standing = self.of(statement)
        if not standing:
            return "not-given"
        return "stale" if standing[0].stale else "given"

    @property
    def given(self) -> int:
        """How many of the statements are attested on the record as it is."""
        return sum(self.standing(statement) == "given" for statement in STATEMENTS)


def attested(assessment: Assessment) -> Attested:
    """Return what was attested in a record; kept until something else is said in it."""
    return assessment.derived("attestations", _concerned, _attested)


def _concerned(key: Key) -> bool:
    return not key.subject.startswith(BOOKKEEPING)


def _attested(assessment: Assessment) -> Attested:
    subjects = assessment.subjects(ITEM)
    if not subjects:
        return Attested()
    now = seen(assessment)
    every = (_attestation(assessment, subject, now) for subject in subjects)
    return Attested(tuple(sorted((a for a in every if a), key=lambda a: (a.at, a.subject))))


def seen(assessment: Assessment) -> str:
    """Return the digest of what the record says, attestations apart.

    Over values and not over ids of changes: what is changed and changed back is as it was.
    """
    aside = (*BOOKKEEPING, _PREFIX)
    said = [
        [*key, *_values(current)]
        for key, current in assessment.heads.items()
        if not (key.subject.startswith(aside) or key[1:] == ORIGIN)
        and not (key.subject == PROJECT and key.item in _SILENT)
        and any(c.value is not None for c in current)
    ]
    said.sort(key=itemgetter(0, 1, 2))
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()


def _values(current: tuple[Change, ...]) -> list[Value]:
    """Return the values of a field, each once; of copies that differ, in a settled order."""
    if len(current) == 1:
        return [current[0].value]
    return [json.loads(text) for text in sorted({json.dumps(c.value) for c in current})]


def give(
    assessment: Assessment, statement: Statement, *, by: str, at: datetime, words: str
) -> tuple[Subject, list[Edit]]:
    """Return a new attestation and its edits; ``words`` is the sentence as it was shown."""
    made = new_subject(ITEM)
    values: dict[str, Value] = {
        "statement": statement,
        "by": by,
        "at": moment_text(at),
        "seen": seen(assessment),
        "words": words,
    }
    edits: list[Edit] = [(Key(made, "subject", "kind"), ITEM)]
    return made, [*edits, *((Key(made, ITEM, name), value) for name, value in values.items())]


def given_again(
    assessment: Assessment,
    before: Attested,
    statement: Statement,
    *,
    by: str,
    at: datetime,
    words: str,
) -> list[Edit]:
    """Return the edits after which somebody attests a statement on the record as it is.

    A stale attestation of the same person is taken back; where one is current, nothing changes.
    """
    mine = _of_person(before, statement, by)
    if any(not one.stale for one in mine):
        return []
    _, made = give(assessment, statement, by=by, at=at, words=words)
    return [*made, *(edit for one in mine for edit in withdraw(one.subject, by=by, at=at))]


def taken_back(before: Attested, statement: Statement, *, by: str, at: datetime) -> list[Edit]:
    """Return the edits after which somebody attests a statement no longer."""
    mine = _of_person(before, statement, by)
    return [edit for one in mine for edit in withdraw(one.subject, by=by, at=at)]


def _of_person(before: Attested, statement: Statement, by: str) -> list[Attestation]:
    return [one for one in before.of(statement) if alike(one.by) == alike(by)]


def withdraw(subject: Subject, *, by: str, at: datetime) -> list[Edit]:
    """Return the edits that take an attestation back; it stays on record."""
    return [
        (Key(subject, ITEM, "withdrawn"), moment_text(at)),
        (Key(subject, ITEM, "withdrawn-by"), by or None),
    ]


def _attestation(assessment: Assessment, subject: Subject, now: str) -> Attestation | None:
    def part(name: str) -> str:
        return assessment.text(subject, ITEM, name)

    statement = next((known for known in STATEMENTS if known == part("statement")), None)
    made = assessment.latest(subject, ITEM, "statement")
    if statement is None or made is None:
        return None
    gone = moment(part("withdrawn"))
    return Attestation(
        subject,
        statement,
        part("by"),
        made.author,
        moment(part("at")) or made.time,
        part("words"),
        part("seen") != now,
        (part("withdrawn-by"), gone) if gone else None,
    )
