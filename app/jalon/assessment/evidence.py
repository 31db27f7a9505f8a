"""Evidence: files, links and references, recorded once and linked to requirements.

A piece of evidence is a subject ``evidence-<8 hex>``. Its item ``evidence`` has the fields
``name``, ``target`` (a link, or where something is kept), ``note``, ``date``, ``expires``,
``file`` (see :mod:`jalon.assessment.attached_file`) and ``removed`` (why it was removed). A
requirement holds the link: its field with the name of the evidence is true.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.assessment import attached_file, disputes, media
from jalon.assessment.attached_file import File
from jalon.assessment.changes import REGISTER, Change, Key, Subject, Value, registered
from jalon.assessment.disputes import Disputed
from jalon.assessment.state import ORIGIN, Assessment, Edit
from jalon.language import BETWEEN, alphabetical
from jalon.values import dataclass

Standing: TypeAlias = Literal["current", "expires-soon", "expired"]
Condition: TypeAlias = Literal[
    "removed", "changed", "missing", "unreadable", "absent", "expired", "expires-soon", "current"
]
"""How a piece stands, in one word; what weighs most comes first."""

Found: TypeAlias = Literal["as-attached", "changed", "missing", "unreadable"]
"""What a look at a linked file, or for an embedded one's bytes, has found."""

ITEM: Final = "evidence"
PREFIX: Final = REGISTER
SOON: Final = datetime.timedelta(days=30)
"""From this long before its last day, evidence is said to expire soon."""

WEB: Final = ("http", "https")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence.

    Attributes:
        target: a link or a path as typed; empty where there is a ``file``.
        date: what day it is of; ISO or empty. Where copies disagree, the day of each.
        expires: the last day it holds, likewise; it holds no longer than the earliest.
        removed: why it was removed; empty while it is not.
        links: the requirements it is linked to, oldest link first.
        added: by whom and when (UTC, ISO) it was recorded.
        renewed: by whom and when its file was last recorded anew; empty where it never was.
        disputed: the fields that copies fill in differently; of files, the newest stands.
    """

    subject: Subject
    name: str
    target: str
    note: str
    date: str
    expires: str = ""
    file: File | None = None
    removed: str = ""
    links: tuple[tuple[Subject, str], ...] = ()
    added: tuple[str, str] = ("", "")
    renewed: tuple[str, str] = ("", "")
    disputed: Disputed = ()

    @property
    def last(self) -> datetime.date | None:
        """The last day it holds; None where it never expires."""
        return min(days(self.expires), default=None)

    @property
    def title(self) -> str:
        """What it is called: its name, else that of its file, else what is known of it."""
        own = self.name.strip() or (self.file.name if self.file else "")
        return own or self.target.strip() or self.note.strip().partition("\n")[0]

    @property
    def where(self) -> str:
        """Where it is kept outside the project; empty where its bytes are inside."""
        if self.file is None:
            return self.target
        return self.file.path

    @property
    def kind(self) -> media.Kind:
        """What kind of thing it is."""
        if self.file:
            return media.kind(self.file.media_type)
        return "link" if is_web(self.target) else "other"

    def standing(self, today: datetime.date) -> Standing:
        """Tell whether it still holds on a day; one that never expires always does."""
        last = self.last
        if last is None or today + SOON < last:
            return "current"
        return "expired" if last < today else "expires-soon"

    def condition(self, today: datetime.date, found: Found | None = None) -> Condition:
        """Tell how it stands on a day; ``found`` is what the last look at its file has found."""
        if self.removed:
            return "removed"
        if found is not None and found != "as-attached":
            return found
        if self.file and self.file.stored == "absent":
            return "absent"
        return self.standing(today)


@dataclass(frozen=True, slots=True)
class Register:
    """All evidence of a project.

    Attributes:
        entries: every piece, removed ones included, oldest first.
        by_place: what is linked to each requirement, oldest link first, removed ones included.
    """

    entries: Mapping[Subject, Evidence]
    by_place: Mapping[tuple[Subject, str], tuple[Subject, ...]]

    def linked(self, subject: Subject, item: str) -> tuple[Evidence, ...]:
        """Return the evidence linked to a requirement that was not removed."""
        return tuple(e for e in self._at(subject, item) if not e.removed)

    def removed(self, subject: Subject, item: str) -> tuple[Evidence, ...]:
        """Return what was linked to a requirement and removed since."""
        return tuple(e for e in self._at(subject, item) if e.removed)

    def present(self) -> tuple[Evidence, ...]:
        """Return every piece that was not removed."""
        return tuple(e for e in self.entries.values() if not e.removed)

    def of_content(self, sha256: str) -> tuple[Evidence, ...]:
        """Return the present pieces whose file has these bytes."""
        return tuple(e for e in self.present() if e.file and e.file.sha256 == sha256)

    def _at(self, subject: Subject, item: str) -> Iterator[Evidence]:
        for found in self.by_place.get((subject, item), ()):
            yield self.entries[found]


def register(assessment: Assessment) -> Register:
    """Return the register of evidence; kept until something of it changes."""
    return assessment.derived("evidence", _concerned, _register)


def linked(assessment: Assessment, subject: Subject, item: str) -> tuple[Evidence, ...]:
    """Return the evidence linked to one requirement of one subject, oldest link first."""
    return register(assessment).linked(subject, item)


def edits(
    subject: Subject, *, name: str, target: str, note: str, date: str, expires: str = ""
) -> list[Edit]:
    """Return what to set so that a reference reads like this."""
    values = {"name": name, "target": target, "note": note, "date": date, "expires": expires}
    return [(Key(subject, ITEM, field), value) for field, value in values.items()]


def anew(entry: Evidence, file: Value) -> list[Edit]:
    """Return what to set so that a piece has this file from now on.

    Who recorded the piece is noted with it: the change that said so is current no longer.
    """
    author, moment = entry.added
    noted: Value = {"author": author, "time": moment}
    return [(Key(entry.subject, *ORIGIN), noted), (Key(entry.subject, ITEM, "file"), file)]


def needed(heads: Iterable[Change]) -> frozenset[str]:
    """Return the hashes of the bytes that current changes need in the project.

    In doubt they are needed: where it is disputed whether a file was removed, and where a value
    names bytes but cannot be read otherwise.
    """
    files: dict[Subject, set[str]] = {}
    removed: dict[Subject, bool] = {}
    for change in heads:
        subject, item, field = change.key
        if item != ITEM or not subject.startswith(PREFIX):
            continue
        if field == "removed":
            removed[subject] = removed.get(subject, True) and bool(change.value)
        elif field == "file" and isinstance(change.value, dict):
            sha256 = change.value.get("sha256")
            if isinstance(sha256, str) and change.value.get("stored") not in ("linked", "absent"):
                files.setdefault(subject, set()).add(sha256)
    return frozenset(h for s, hashes in files.items() if not removed.get(s) for h in hashes)


def is_web(target: str) -> bool:
    """Tell whether a target is an address of the web."""
    from urllib.parse import urlsplit  # which a page without a link need not wait for

    try:
        found = urlsplit(target.strip())
    except ValueError:
        return False
    return found.scheme.lower() in WEB and bool(found.netloc)


def day(text: str) -> datetime.date | None:
    """Read an ISO day; None where a text is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def days(text: str) -> tuple[datetime.date, ...]:
    """Read one ISO day, or several that stand between copies that disagree."""
    return tuple(found for part in text.split(BETWEEN) if (found := day(part)))


def _concerned(key: Key) -> bool:
    return registered(key.subject, key.field)


def _register(assessment: Assessment) -> Register:
    """Go through the record once."""
    born: dict[Subject, str] = {}
    places: dict[Subject, list[tuple[str, tuple[Subject, str]]]] = {}
    for key, current in assessment.heads.items():
        if key.subject.startswith(PREFIX):
            if _is_birth(assessment, key):
                moment = current[0].time.isoformat()
                born[key.subject] = min(moment, born.get(key.subject, moment))
        elif key.field.startswith(PREFIX) and current[-1].value is True:
            found = (current[-1].time.isoformat(), (key.subject, key.item))
            places.setdefault(Subject(key.field), []).append(found)
    torn = disputes.found(assessment, ITEM)
    made = [
        _entry(assessment, subject, sorted(places.get(subject, ())), torn.get(subject, ()))
        for subject in born
    ]
    made.sort(key=lambda entry: (entry.added[1] or born[entry.subject], *_by_name(entry)))
    links = [(when, *_by_name(e), place) for e in made for when, place in places.get(e.subject, ())]
    by_place: dict[tuple[Subject, str], list[Subject]] = {}
    for _, _, subject, place in sorted(links):
        by_place.setdefault(place, []).append(subject)
    return Register(
        MappingProxyType({entry.subject: entry for entry in made}),
        MappingProxyType({place: tuple(found) for place, found in by_place.items()}),
    )


def _by_name(entry: Evidence) -> tuple[str, Subject]:
    """Order what came at the same moment."""
    return alphabetical(entry.title), entry.subject


def _is_birth(assessment: Assessment, key: Key) -> bool:
    """Tell whether a field says that its subject is a piece of evidence."""
    if key.item == "subject" and key.field == "kind":
        return assessment.value(*key) == "evidence"
    return (
        key.item == ITEM
        and key.field == "file"
        and attached_file.read(assessment.value(*key)) is not None
    )


def _entry(
    assessment: Assessment,
    subject: Subject,
    links: list[tuple[str, tuple[Subject, str]]],
    disputed: Disputed,
) -> Evidence:
    return Evidence(
        subject,
        assessment.said(subject, ITEM, "name", BETWEEN),
        assessment.said(subject, ITEM, "target", BETWEEN),
        assessment.said(subject, ITEM, "note"),
        assessment.days(subject, ITEM, "date"),
        assessment.days(subject, ITEM, "expires"),
        _file(assessment, subject),
        _removed(assessment, subject),
        tuple(place for _, place in links),
        *_came(assessment, subject),
        disputed,
    )


def _file(assessment: Assessment, subject: Subject) -> File | None:
    """Return what is recorded of its file; where copies disagree, what was recorded last."""
    current = assessment.heads.get(Key(subject, ITEM, "file"), ())
    if len(current) > 1:
        current = tuple(sorted(current, key=lambda c: c.time, reverse=True))
    return next((file for c in current if (file := attached_file.read(c.value))), None)


def _removed(assessment: Assessment, subject: Subject) -> str:
    """Return why it was removed; where copies disagree whether it was, it was not."""
    current = assessment.heads.get(Key(subject, ITEM, "removed"), ())
    return assessment.said(subject, ITEM, "removed") if all(c.value for c in current) else ""


def _came(assessment: Assessment, subject: Subject) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return by whom and when a piece was recorded, and its file anew, if it was."""
    found = [
        (change.time.isoformat(), change.author)
        for place in (("subject", "kind"), (ITEM, "file"))
        if (change := assessment.latest(subject, *place)) is not None
    ]
    noted = assessment.value(subject, *ORIGIN)
    if not isinstance(noted, dict) or not found:
        moment, author = min(found, default=("", ""))
        return (author, moment), ("", "")
    moment, author = max(found)
    first = str(noted.get("author", "")), str(noted.get("time", ""))
    return first, (author, moment)
