"""The review in an answers file: roles, steps, comments, opinions.

Entries with an id that the project holds change what is there; others are added, but for those
that say what is there already. Needs pydantic, so it is imported when a file is read.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, Field

from jalon.assessment.changes import PROJECT, PROVIDER, Key, Subject, Value, new_subject
from jalon.assessment.entries import Line, Strict, Text
from jalon.assessment.review.model import Act, Capacity, Direction, Scope, Target, Verdict
from jalon.assessment.review.reading import PEOPLE, moment_text
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.forms.model import Form

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Moment = Annotated[AwareDatetime, Field(strict=False)]
Day = Annotated[datetime.date, Field(strict=False)]


class People(Strict):
    """The names of each role; several are parted by commas. Null takes them back."""

    author: Text | None = None
    reviewer: Text | None = None
    validator: Text | None = None


class About(Strict):
    """What an entry is about.

    ``item`` is the id of a chapter, a measure or a requirement; ``subject`` tells whose answer
    a requirement is, as in the answers.
    """

    scope: Scope
    item: str = ""
    subject: str = PROVIDER


class _Entry(Strict):
    about: About
    at: Moment | None = None
    withdrawn: Moment | None = None
    withdrawn_by: Line | None = None


class ReviewEntry(_Entry):
    """One step of a review.

    ``seen`` is the digest of the answers that a verdict was given on; without it, the answers
    are those that the project has after this file.
    """

    id: Annotated[str, Field(pattern="^review-[0-9a-f]{8}$")] | None = None
    step: Act
    by: Line = ""
    to: Line | None = None
    verdict: Verdict | None = None
    comment: Text | None = None
    corrective_action: Text | None = None
    corrective_owner: Line | None = None
    corrective_due: Day | None = None
    seen: Digest | None = None
    applied: Digest | None = None
    rest: Digest | None = None


class CommentEntry(_Entry):
    """One comment; ``answers`` is the id of the comment that it answers."""

    id: Annotated[str, Field(pattern="^comment-[0-9a-f]{8}$")] | None = None
    text: Annotated[Text, Field(min_length=1)]
    by: Line = ""
    answers: str | None = None
    edited: Moment | None = None


class OpinionEntry(_Entry):
    """The opinion of an adviser; ``seen`` as in a step."""

    id: Annotated[str, Field(pattern="^opinion-[0-9a-f]{8}$")] | None = None
    name: Line = ""
    capacity: Capacity | None = None
    capacity_text: Line | None = None
    direction: Direction | None = None
    reasons: Text | None = None
    date: Day | None = None
    seen: Digest | None = None


Entry = ReviewEntry | CommentEntry | OpinionEntry
Wrong = Callable[..., None]
"""Notes a problem: place, source text, details."""

_KINDS: Final[dict[type[Any], str]] = {
    ReviewEntry: "review",
    CommentEntry: "comment",
    OpinionEntry: "opinion",
}
_LISTS: Final = {"review": "reviews", "comment": "comments", "opinion": "opinions"}
_SEE: Final = frozenset({"verdict", "validate", "refuse"})
_SAME: Final = {
    "review": ("step", "by", "verdict", "comment"),
    "comment": ("text", "by"),
    "opinion": ("name", "direction", "reasons"),
}
"""What makes an entry without an id the one that is there already."""


class Exchange:
    """Reads the review of one file.

    Args:
        form: the questionnaire.
        assessment: the project before the file.
        whose: what the file's names of subjects stand for.
        wrong: where problems go.
    """

    def __init__(
        self, form: Form, assessment: Assessment, whose: Mapping[str, Subject], wrong: Wrong
    ) -> None:
        self._form, self._assessment, self._whose = form, assessment, whose
        self._wrong = wrong
        self._now = datetime.datetime.now(datetime.UTC)
        self._kept: dict[str, list[dict[str, Value]]] = {}

    def people(self, entry: People | None) -> Iterator[Edit]:
        """Yield the edits of the roles."""
        for role in sorted(entry.model_fields_set) if entry else ():
            yield Key(PROJECT, PEOPLE, role), getattr(entry, role) or None

    def edits(
        self, entries: tuple[Entry, ...], seen: Callable[[list[tuple[Subject, Target]]], list[Edit]]
    ) -> Iterator[Edit]:
        """Yield the edits of all entries; ``seen`` gives those of digests that none states."""
        known = {e.id for e in entries if isinstance(e, CommentEntry) and e.id}
        unseen: list[tuple[Subject, Target]] = []
        numbers: dict[str, int] = {}
        for order, entry in enumerate(entries):
            kind = _KINDS[type(entry)]
            at = f"{_LISTS[kind]}[{numbers.setdefault(kind, 0)}]"
            numbers[kind] += 1
            about = self._about(f"{at}.about", entry.about)
            self._check_answers(at, entry, known)
            if about is None:
                continue
            values = self._values(entry, about, order)
            subject = self._place_of(kind, entry, values)
            if subject is None:
                continue
            if _sees(entry) and not values.get("seen") and not self._has(subject, kind, "seen"):
                unseen.append((subject, about))
            yield Key(subject, "subject", "kind"), kind
            for name, value in values.items():
                yield Key(subject, kind, name), value
        yield from seen(unseen)

    # -- inside ----------------------------------------------------------------------------

    def _about(self, place: str, about: About) -> Target | None:
        items: dict[str, set[str]] = {
            "whole": {""},
            "chapter": {c.id for c in self._form.chapter},
            "measure": {sheet.id for sheet in self._form.sheets},
            "requirement": {str(i) for i in self._form.items},
        }
        if about.item not in items[about.scope]:
            self._wrong(f"{place}.item", N_("There is nothing called {name}."), name=about.item)
            return None
        if about.scope != "requirement":
            return Target(about.scope, about.item)
        subject = self._whose.get(about.subject)
        scope = next(r.scope for i, r in self._form.items.items() if i == about.item)
        if subject is None:
            words = N_("There is no subject {name} here.")
            self._wrong(f"{place}.subject", words, name=about.subject)
        elif scope == "model" and subject == PROVIDER:
            words = N_("This requirement is not answered by {name}.")
            self._wrong(f"{place}.subject", words, name=about.subject)
        else:
            return Target("requirement", about.item, subject)
        return None

    def _check_answers(self, place: str, entry: Entry, known: set[str]) -> None:
        if not isinstance(entry, CommentEntry) or not entry.answers:
            return
        there = self._has(Subject(entry.answers), "subject", "kind")
        if entry.answers not in known and not (there and entry.answers.startswith("comment-")):
            words = N_("There is no comment {name} here.")
            self._wrong(f"{place}.answers", words, name=entry.answers)

    def _values(self, entry: Entry, about: Target, order: int) -> dict[str, Value]:
        """Return what is set, by field: what the file says of it and what it is about."""
        requirement = about.scope == "requirement"
        values: dict[str, Value] = {
            "about": about.scope,
            "item": about.item or None,
            "subject": about.subject if requirement else None,
        }
        for name in sorted(entry.model_fields_set - {"id", "about"}):
            values[name.replace("_", "-")] = _plain(getattr(entry, name))
        if not values.get("at") and (entry.id is None or not self._has_id(entry.id)):
            moment = self._now + datetime.timedelta(microseconds=order)
            values["at"] = moment_text(moment)
        return values

    def _place_of(self, kind: str, entry: Entry, values: dict[str, Value]) -> Subject | None:
        """Return which subject an entry is; None when it is there already."""
        if entry.id:
            return Subject(entry.id)
        wanted = {n: values.get(n) for n in ("about", "item", "subject", *_SAME[kind])}
        if "at" in entry.model_fields_set:
            wanted["at"] = values["at"]
        if any(all(one.get(n) == v for n, v in wanted.items()) for one in self._living(kind)):
            return None
        return new_subject(kind)

    def _living(self, kind: str) -> list[dict[str, Value]]:
        if kind not in self._kept:
            found: dict[str, dict[str, Value]] = {}
            for key, current in self._assessment.heads.items():
                if key.subject.startswith(f"{kind}-") and current[-1].value is not None:
                    found.setdefault(key.subject, {})[key.field] = current[-1].value
            self._kept[kind] = [one for one in found.values() if "kind" in one]
        return self._kept[kind]

    def _has_id(self, subject: str) -> bool:
        return self._has(Subject(subject), "subject", "kind")

    def _has(self, subject: Subject, item: str, field: str) -> bool:
        return self._assessment.value(subject, item, field) is not None


def _sees(entry: Entry) -> bool:
    return isinstance(entry, OpinionEntry) or (
        isinstance(entry, ReviewEntry) and entry.step in _SEE
    )


def _plain(value: object) -> Value:
    if isinstance(value, datetime.datetime):
        return moment_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) and value else None
