"""Changes: the only way an assessment comes to be.

A change sets one field of one item for one subject. Its id is the SHA-256 of its canonical
JSON (RFC 8785), so that copies of a project agree on it and damage shows.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, Final, NamedTuple, NewType, TypeAlias

from jalon.hashing import sha256
from jalon.values import dataclass

ChangeId = NewType("ChangeId", str)
"""64 lower-case hexadecimal digits."""

Subject = NewType("Subject", str)
"""Whose answer it is: ``provider``, ``model-<8 hex>``, ``evidence-<8 hex>``, ``event-<8 hex>``,
``incident-<8 hex>``, ``report-<8 hex>``, ``version-<8 hex>``, ``project``."""

Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None
"""JSON; None takes the answer back."""

quoted: Final = encode_basestring
"""Writes a text as canonical JSON does."""

PROVIDER = Subject("provider")
PROJECT = Subject("project")

REGISTER: Final = "evidence-"
"""Subjects of pieces of evidence, and fields of links to them, begin with it."""

RECORDS: Final = "expunged"
"""Item of the records of what was removed: subject ``project``, field the id of the change."""


class Key(NamedTuple):
    """What a change is about."""

    subject: Subject
    item: str
    field: str


def registered(subject: str, field: str) -> bool:
    """Tell whether a field is of the register: of a piece of evidence, or a link to one."""
    return subject.startswith(REGISTER) or field.startswith(REGISTER)


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change; ``time`` is UTC, ``supersedes`` the ids whose place it takes.

    ``edition`` is the id of the form that was answered.
    """

    id: ChangeId
    key: Key
    value: Value
    author: str
    time: datetime
    edition: str
    supersedes: tuple[ChangeId, ...]


class Unread(ABC):
    """Current changes of one field that are parsed when somebody asks for one.

    Stands for their tuple. Most of what a register holds is not asked for when a project opens.
    """

    __slots__ = ()

    @abstractmethod
    def all(self) -> tuple[Change, ...]:
        """Return the changes."""

    @property
    @abstractmethod
    def ids(self) -> tuple[ChangeId, ...]:
        """Their ids."""

    @property
    @abstractmethod
    def time(self) -> datetime:
        """When the newest was made."""

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.all())

    def __getitem__(self, place: int) -> Change:
        return self.all()[place]

    def __eq__(self, other: object) -> bool:
        return self.all() == (other.all() if isinstance(other, Unread) else other)

    def __hash__(self) -> int:
        return hash(self.all())

    def __repr__(self) -> str:
        return repr(self.all())

    def __reduce__(self) -> tuple[type, tuple[tuple[Change, ...]]]:
        return tuple, (self.all(),)


def ids(current: tuple[Change, ...] | Unread) -> tuple[ChangeId, ...]:
    """Return the ids of current changes without parsing them."""
    return tuple(c.id for c in current) if isinstance(current, tuple) else current.ids


def newest(current: tuple[Change, ...] | Unread) -> datetime:
    """Return when the newest of current changes was made, without parsing them."""
    if not isinstance(current, tuple):
        return current.time
    return current[0].time if len(current) == 1 else max(c.time for c in current)


def payload(
    key: Key,
    value: Value,
    *,
    author: str,
    time: datetime,
    edition: str,
    supersedes: tuple[ChangeId, ...],
) -> bytes:
    """Return the canonical bytes of a change (RFC 8785).

    Raises:
        ValueError: the value is no JSON (NaN, an integer from 2^53 on), or half a surrogate pair.
    """
    replaced = ",".join(map(quoted, sorted(supersedes)))
    start = f"{beginning(author, edition)}{quoted(key.field)}{place(key.item, key.subject)}"
    return f"{start}{replaced}{middle(written_time(time))}{_canonical(value)}}}".encode()


def beginning(author: str, edition: str) -> str:
    """Return how the canonical text of a change begins, as far as the name of its field."""
    return f'{{"author":{quoted(author)},"edition":{quoted(edition)},"field":'


def place(item: str, subject: str) -> str:
    """Return what stands between that name and the ids that the change supersedes."""
    return f',"item":{quoted(item)},"subject":{quoted(subject)},"supersedes":['


def middle(time: str) -> str:
    """Return what stands between these ids and the value; nothing in a time needs quoting."""
    return f'],"time":"{time}","value":'


def _canonical(value: Value) -> str:
    """Return the canonical text of a value; most are texts, which need no library."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        if len(texts) == len(value):
            return f"[{','.join(map(quoted, texts))}]"
    import rfc8785

    return rfc8785.dumps(value).decode()


def written_time(moment: datetime) -> str:
    """Return a time as payloads and columns hold it: UTC, microseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def change_id(stored: bytes) -> ChangeId:
    """Return the id of the change with these payload bytes."""
    return ChangeId(sha256(stored).hexdigest())


_PARTS: Final[Callable[[Mapping[str, Any]], tuple[Any, ...]]] = itemgetter(
    "subject", "item", "field", "author", "time", "edition"
)


def change(stored_id: ChangeId, document: Mapping[str, Any]) -> Change:
    """Read a change from its parsed payload.

    Raises:
        KeyError, TypeError, ValueError: the payload lacks a part or has one of a wrong type.
    """
    parts = _PARTS(document)
    supersedes = document["supersedes"]
    if type(supersedes) is not list:
        raise TypeError("supersedes is no list of ids")
    # Joining is the quickest way to learn that all are texts: it raises TypeError.
    "".join(parts)
    "".join(supersedes)
    subject, item, field, author, time, edition = parts
    return Change(
        stored_id,
        Key(subject, item, field),
        document["value"],
        author,
        datetime.fromisoformat(time),
        edition,
        tuple(supersedes),
    )


def new_subject(kind: str) -> Subject:
    """Return a new subject id of a kind; random, so that copies can be merged."""
    import secrets

    return Subject(f"{kind}-{secrets.token_hex(4)}")
