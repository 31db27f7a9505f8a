"""Uniting two copies of a project: the union of their logs.

Which changes are current follows from which are there, so the result does not depend on the
order in which copies are united, nor on how often.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

import apsw

from jalon.assessment import attached_file
from jalon.assessment import evidence as register
from jalon.assessment.changes import RECORDS, Change, ChangeId, Key, Value, change_id, payload
from jalon.errors import N_, ProjectError
from jalon.store import drafts, evidence, expunge, log, schema
from jalon.store.rows import COLUMNS, AlteredError, Row, expunged, parsed, told_by, verified
from jalon.values import dataclass

_ALL: Final = f"SELECT {COLUMNS} FROM change ORDER BY seq"  # noqa: S608  constants
_PLACE: Final = "SELECT seq, length(payload) FROM change WHERE id = ?"
_FORGET_CURRENT: Final = "DELETE FROM head WHERE seq = ?"
_CURRENT: Final = (
    "SELECT change.id, payload FROM head JOIN change USING(seq)"
    " WHERE head.subject = ? AND head.item = ? AND head.field = ?"
)
_REMOVED: Final = (
    "SELECT removed.id FROM change AS told JOIN change AS removed ON removed.id = told.field"
    " WHERE told.subject = 'project' AND told.item = ? AND length(removed.payload) > 0"
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in from another copy.

    Attributes:
        changes: how many changes, texts that were still being typed included.
        fields: the fields they concern, each once, in the order they came.
        authors: how many changes are by whom; an empty name where none was given.
        evidence: how many files came in.
        removed: how many values were removed here because they had been removed there.
        conflicts: the fields that now hold different values at once.
        exposed: whether something came from under a passphrase into a file that has none.
    """

    changes: int
    fields: tuple[Key, ...]
    authors: Mapping[str, int]
    evidence: int
    removed: int
    conflicts: tuple[Key, ...]
    exposed: bool = False


def require_copies(target: apsw.Connection, source: apsw.Connection, name: str) -> None:
    """Accept two copies of one project that answer the same edition.

    Raises:
        ProjectError: they are of different projects or editions; nothing was changed.
    """
    ours, theirs = schema.meta(target), schema.meta(source)
    if ours.get("project") != theirs.get("project"):
        raise ProjectError(
            "foreign",
            N_(
                "{name} is another project, not a copy of this one, so the two cannot be united."
                " Neither was changed. Export its answers and import them, if that is meant."
            ),
            name=name,
        )
    if ours.get("form") != theirs.get("form"):
        raise ProjectError(
            "foreign",
            N_(
                "{name} answers another edition of the questionnaire. Neither file was changed."
                " Carry both over to the same edition first."
            ),
            name=name,
        )


def take_in(target: apsw.Connection, source: apsw.Connection) -> Arrived:
    """Add to ``target`` whatever ``source`` has more; must run in a transaction of ``target``.

    Texts being typed in either copy become the changes they were about to be, the same ones
    whichever copy takes in the other. What was expunged in one is expunged in both.

    Raises:
        AlteredError: a change is not what its id says.
    """
    union = _Union(target)
    for change, stored in _typed(target):
        union.add(change, stored)
    own = union.count
    for change, stored, time in _recorded(source):
        union.add(change, stored, time)
    for change, stored in _typed(source):
        union.add(change, stored)
    drafts.forget(target, list(drafts.kept(target)))
    removed = _remove(target)
    needed = evidence.needed(target)
    if removed:  # what such a value named is not left until the project closes
        evidence.drop(target, needed)
    lacking = _lacking(target)
    files = evidence.copy(source, target, needed.union(lacking))
    for change, stored in _whole_again(target, lacking):
        union.add(change, stored)
    schema.set_history(target, whole=union.whole)
    fields = tuple(dict.fromkeys(union.fields[own:]))
    return Arrived(
        union.count - own,
        fields,
        dict(union.authors),
        files,
        removed,
        tuple(key for key in fields if _disputed(target, key)),
    )


class _Union:
    """The log of ``target`` while changes of another come in, in any order."""

    def __init__(self, target: apsw.Connection) -> None:
        self._target = target
        self._awaited = set(_absent(target))
        self.fields: list[Key] = []
        self.authors: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many changes came in."""
        return len(self.fields)

    @property
    def whole(self) -> bool:
        """Whether every change that was replaced is in the log."""
        return not self._awaited

    def add(self, change: Change, stored: bytes, time: str = "") -> None:
        """Take in one change, unless it is there already."""
        if self._target.execute(_PLACE, (change.id,)).get is not None:
            return
        place = log.add(self._target, change, stored, time)
        self.fields.append(change.key)
        self.authors[change.author] += 1
        if change.id in self._awaited:
            self._awaited.discard(change.id)
        else:
            log.make_current(self._target, change.key, place)
        for old in told_by(change):
            found = self._target.execute(_PLACE, (old,)).get
            if found is None:
                self._awaited.add(old)
            else:
                self._target.execute(_FORGET_CURRENT, (found[0],))


def _recorded(connection: apsw.Connection) -> Iterator[tuple[Change, bytes, str]]:
    """Yield each change of a copy, its payload and its time as it stands there."""
    with closing(connection.execute(_ALL)) as rows:
        row: Row
        for row in rows:
            stored = row[2]
            if not isinstance(stored, bytes):
                raise AlteredError("a payload is missing, or longer than any change")
            yield (verified(row, stored) if stored else expunged(row)), stored, row[6]


def _typed(connection: apsw.Connection) -> Iterator[tuple[Change, bytes]]:
    """Yield the drafts of a copy as the changes they are about to be."""
    edition = schema.meta(connection).get("form", "")
    for key, (text, author) in drafts.kept(connection).items():
        current = list(connection.execute(_CURRENT, key))
        value: Value = text or None
        if [parsed(ChangeId(i), bytes(p))[0].value for i, p in current] == [value]:
            continue
        time = drafts.written(connection, key)
        replaced = tuple(ChangeId(i) for i, _ in current)
        stored = payload(key, value, author=author, time=time, edition=edition, supersedes=replaced)
        yield (
            Change(change_id(stored), key, value, author, time, edition, tuple(sorted(replaced))),
            stored,
        )


def _lacking(connection: apsw.Connection) -> dict[str, list[Change]]:
    """Return, by hash, the current changes that tell of a file whose bytes are not here."""
    found: dict[str, list[Change]] = {}
    removed: dict[str, bool] = {}
    with closing(log.current_rows(connection)) as current:
        for change, *_ in current:
            if change.key.item != register.ITEM:
                continue
            file = attached_file.read(change.value) if change.key.field == "file" else None
            if file and file.stored == "absent":
                found.setdefault(file.sha256, []).append(change)
            elif change.key.field == "removed":
                subject = change.key.subject
                removed[subject] = removed.get(subject, True) and bool(change.value)
    left = {h: [c for c in told if not removed.get(c.key.subject)] for h, told in found.items()}
    return {sha256: told for sha256, told in left.items() if told}


def _whole_again(
    target: apsw.Connection, lacking: Mapping[str, list[Change]]
) -> Iterator[tuple[Change, bytes]]:
    """Yield that files are here that one copy had lost: the same change in whichever copy."""
    held = evidence.held(target)
    for change in (one for sha256, told in lacking.items() if sha256 in held for one in told):
        value: Value = (
            {**change.value, "stored": "embedded"} if isinstance(change.value, dict) else {}
        )
        stored = payload(
            change.key,
            value,
            author=change.author,
            time=change.time,
            edition=change.edition,
            supersedes=(change.id,),
        )
        key, by, at = change.key, change.author, change.time
        yield Change(change_id(stored), key, value, by, at, change.edition, (change.id,)), stored


def _absent(connection: apsw.Connection) -> Iterator[ChangeId]:
    """Yield what changes replace that is not in the log: in a copy without history."""
    if schema.meta(connection).get("history") == schema.WHOLE:
        return
    for change, *_ in _recorded(connection):
        for old in told_by(change):
            if connection.execute(_PLACE, (old,)).get is None:
                yield old


def _remove(target: apsw.Connection) -> int:
    """Empty what one of the copies tells was expunged; return how many values that were."""
    found = [ChangeId(i) for (i,) in target.execute(_REMOVED, (RECORDS,))]
    for emptied in found:
        expunge.empty(target, emptied)
    return len(found)


def _disputed(connection: apsw.Connection, key: Key) -> bool:
    values = [parsed(ChangeId(i), bytes(p))[0].value for i, p in connection.execute(_CURRENT, key)]
    return any(value != values[0] for value in values)
