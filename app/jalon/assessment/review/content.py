"""What a reviewer saw: a digest of answers that tells whether they are still the same.

Over what the answers say, not over ids of changes: an answer changed and changed back is the
one that was reviewed, and a verdict stays current where answers go to another file.
"""

import json
from collections.abc import Container, Iterable
from typing import Final

from jalon.assessment.changes import PROJECT, PROVIDER, Change, Subject, Value
from jalon.assessment.state import BOOKKEEPING, ORIGIN, Assessment
from jalon.hashing import sha256

Pair = tuple[Subject, str]
"""Whose answer, and to what: a requirement or a fact."""

_FIELDS: Final = frozenset(
    {
        "state", "how", "reason", "gap", "next-step", "owner", "due", "override-reason", "value",
    }
)  # fmt: skip
"""What is said of a requirement or a fact; besides, the evidence linked to it."""

_SHORT: Final = 16
"""Of a digest that is told beside another of the same answers, in hexadecimal digits."""
_EVIDENCE: Final = "evidence-"
_ACTION: Final = "action-"
_LINKS: Final = (_EVIDENCE, _ACTION)
_APART: Final = (*BOOKKEEPING, *_LINKS, "review-", "comment-", "opinion-", "attestation-")
"""Subjects that tell of the record, of its review, of evidence and of actions."""


class Content:
    """The answers of a record as a reviewer sees them; sorted out when first asked for."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._answers: dict[Pair, dict[str, tuple[Change, ...]]] | None = None
        self._evidence: dict[str, dict[str, Value]] = {}
        self._texts: dict[Pair, str] = {}

    def digest(self, pairs: Iterable[Pair]) -> str:
        """Return the digest of these answers; models count by what they say, not by their ids."""
        groups: dict[Subject, list[str]] = {}
        for subject, item in pairs:
            groups.setdefault(subject, []).append(self._told((subject, item)))
        return _grouped(groups)

    def whose(self, pairs: Iterable[Pair]) -> str:
        """Return what tells which of several models said what; empty where there is one at most.

        Each by its id, which holds within a project: two models that exchange their answers
        leave the digest of all of them as it was.
        """
        groups: dict[Subject, list[Pair]] = {}
        for pair in pairs:
            if pair[0] != PROVIDER:
                groups.setdefault(pair[0], []).append(pair)
        if len(groups) < 2:  # noqa: PLR2004
            return ""
        return " ".join(f"{one}:{self.digest(said)[:_SHORT]}" for one, said in groups.items())

    def keeps(self, whose: str, pairs: Iterable[Pair]) -> bool:
        """Tell whether each model that is noted, and still there, says what it said then."""
        if not whose:
            return True
        now = dict(part.split(":") for part in self.whose(pairs).split())
        noted = (part.partition(":") for part in whose.split())
        return all(now.get(one, said) == said for one, _, said in noted)

    def authors(self, subject: Subject, item: str) -> frozenset[str]:
        """Return who wrote what now stands there, as declared; empty names included."""
        fields = self._sorted_out().get((subject, item), {})
        return frozenset(
            c.author for current in fields.values() for c in current if c.value is not None
        )

    def _told(self, pair: Pair) -> str:
        """Return an answer as the digests take it; written once for all verdicts it is in."""
        told = self._texts.get(pair)
        if told is None:
            told = json.dumps([pair[1], self._said(*pair)], sort_keys=True)
            self._texts[pair] = told
        return told

    def _said(self, subject: Subject, item: str) -> list[Value]:
        found: list[Value] = []
        for field, current in sorted(self._sorted_out().get((subject, item), {}).items()):
            values = sorted({json.dumps(c.value) for c in current if c.value is not None})
            if not values:
                continue
            if field.startswith(_EVIDENCE):  # by what it says: its id is another in each file
                found.append(["evidence", json.dumps(self._evidence.get(field), sort_keys=True)])
            else:
                found.append([field, *values])
        return sorted(found, key=str)

    def _sorted_out(self) -> dict[Pair, dict[str, tuple[Change, ...]]]:
        if self._answers is None:
            self._answers = {}
            for key, current in self._assessment.heads.items():
                if key.subject.startswith(_EVIDENCE):
                    if key.item == "evidence" and current[-1].value is not None:
                        said = self._evidence.setdefault(key.subject, {})
                        said[key.field] = _proof(current[-1].value)
                elif key.field in _FIELDS or key.field.startswith(_EVIDENCE):
                    self._answers.setdefault((key.subject, key.item), {})[key.field] = current
        return self._answers


def _proof(value: Value) -> Value:
    """Return what is recorded of a piece; where its bytes are missing it is the same piece."""
    if isinstance(value, dict) and value.get("stored") == "absent":
        return {**value, "stored": "embedded"}
    return value


def rest(assessment: Assessment, known: Container[str]) -> str:
    """Return the digest of what is said of anything but ``known`` items, by what it says.

    Of documents, dates and incidents, that is; not of the review itself, nor of actions, which
    go on after what was reviewed. Evidence counts where it is linked: with the requirement.
    """
    groups: dict[Subject, list[str]] = {}
    for key, current in assessment.heads.items():
        apart = key.subject == PROJECT or key.subject.startswith(_APART) or key[1:] == ORIGIN
        if apart or key.item in known or key.field.startswith(_LINKS):
            continue
        if said := sorted({json.dumps(c.value) for c in current if c.value is not None}):
            groups.setdefault(key.subject, []).append(json.dumps([key.item, key.field, *said]))
    return _grouped(groups)


def applicability(known: Iterable[tuple[Pair, str]]) -> str:
    """Return the digest of whether requirements apply; models count by that, not by their ids."""
    groups: dict[Subject, list[str]] = {}
    for (subject, item), applies in known:
        groups.setdefault(subject, []).append(f"{item} {applies}")
    return _grouped(groups)


def _grouped(groups: dict[Subject, list[str]]) -> str:
    """Return the digest of what the company and the others said, the others in no order."""
    company = sorted(groups.pop(PROVIDER, []))
    others = sorted(_hash(sorted(said)) for said in groups.values())
    return _hash([_hash(company), *others])


def _hash(parts: list[str]) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
