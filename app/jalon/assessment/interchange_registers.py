"""Evidence and actions in an answers file: each once, by its id; answers name the ids.

Needs pydantic, so it is imported when a file is read.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from jalon.assessment import actions, evidence
from jalon.assessment.attached_file import File
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.entries import Line, Strict, Text
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_

Day: TypeAlias = Annotated[datetime.date | None, Field(strict=False)]
EvidenceId: TypeAlias = Annotated[str, Field(pattern="^evidence-[0-9a-f]{8}$")]
ActionId: TypeAlias = Annotated[str, Field(pattern="^action-[0-9a-f]{8}$")]
Wrong: TypeAlias = Callable[..., None]
"""Takes the place in the file, a source text and its details."""


class FileEntry(Strict):
    """A file as it was when it was attached; its bytes are not in an answers file.

    ``path`` and ``modified`` tell where a linked file lies and when it was written (UTC).
    """

    name: Annotated[str, Field(max_length=2000)]
    size: Annotated[int, Field(ge=0, le=2**53)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    type: Line
    stored: Literal["embedded", "linked", "absent"]
    path: Text = ""
    modified: Line = ""


class EvidenceRecord(Strict):
    """A piece of evidence. A part that is absent stays as it is; null takes it back.

    ``removed`` is the reason why it was removed.
    """

    id: EvidenceId
    name: Annotated[str, Field(max_length=1000)] | None = None
    target: Text | None = None
    note: Text | None = None
    date: Day = None
    expires: Day = None
    file: FileEntry | None = None
    removed: Text | None = None


class OriginEntry(Strict):
    """The field whose text an action was made from."""

    subject: Line
    item: Line
    field: Line


class ActionRecord(Strict):
    """An action. A part that is absent stays as it is; null takes it back.

    ``evidence`` names what shows that it was done; it is added to what is there.
    """

    id: ActionId
    what: Text | None = None
    owner: Line | None = None
    due: Day = None
    priority: Literal["high", "medium", "low"] | None = None
    cost: Text | None = None
    state: Literal["open", "in-progress", "done", "dropped"] | None = None
    reason: Text | None = None
    origin: OriginEntry | None = None
    evidence: list[EvidenceId] = Field(default_factory=list)


_EVIDENCE_TEXTS: Final = ("name", "target", "note", "date", "expires", "removed")


class Registers:
    """Reads both registers of one document; problems go to ``wrong``."""

    def __init__(
        self,
        assessment: Assessment,
        records: Sequence[EvidenceRecord],
        tasks: Sequence[ActionRecord],
        subjects: Mapping[str, Subject],
        wrong: Wrong,
    ) -> None:
        self._assessment, self._records, self._tasks = assessment, records, tasks
        self._subjects, self._wrong = subjects, wrong
        self._register = evidence.register(assessment)
        self._known = {
            *self._register.entries,
            *actions.plan(assessment).entries,
            *(record.id for record in records),
            *(task.id for task in tasks),
        }

    def edits(self) -> Iterator[Edit]:
        """Yield what takes the two registers over."""
        for record in self._records:
            yield from self._evidence(record)
        for number, task in enumerate(self._tasks):
            yield from self._action(f"actions[{number}]", task)

    def link(self, place: str, subject: Subject, item: str, name: str) -> Iterator[Edit]:
        """Yield the link of a requirement, or of an action, to what ``name`` stands for."""
        if name not in self._known:
            self._wrong(place, N_("There is no {name} here, and none in the file."), name=name)
            return
        yield Key(subject, item, name), True

    def _evidence(self, record: EvidenceRecord) -> Iterator[Edit]:
        subject = Subject(record.id)
        if record.file is None:
            yield Key(subject, "subject", "kind"), "evidence"
        for name in _EVIDENCE_TEXTS:
            if name in record.model_fields_set:
                yield Key(subject, evidence.ITEM, name), _text(getattr(record, name))
        if "file" in record.model_fields_set:
            yield Key(subject, evidence.ITEM, "file"), self._file(record)

    def _file(self, record: EvidenceRecord) -> Value:
        """Return what is recorded of a file: its bytes are here only if they were before."""
        entry = record.file
        if entry is None:
            return None
        parts = entry.model_dump(exclude={"type"})
        told = File(media_type=entry.type, **parts).value()
        alike = list(self._register.of_content(entry.sha256))
        same = self._register.entries.get(Subject(record.id))
        if same and same.removed and record.removed and same.file:
            alike += [same] if same.file.sha256 == entry.sha256 else []  # it stays as it is
        here = any(one.file and one.file.stored == "embedded" for one in alike)
        if entry.stored == "linked" or not isinstance(told, dict):
            return told
        return {**told, "stored": "embedded" if here else "absent"}

    def _action(self, place: str, task: ActionRecord) -> Iterator[Edit]:
        subject = Subject(task.id)
        yield Key(subject, "subject", "kind"), "action"
        for name in actions.FIELDS:
            if name in task.model_fields_set:
                yield Key(subject, actions.ITEM, name), _text(getattr(task, name))
        if "origin" in task.model_fields_set:
            value = self._origin(task.origin).value() if task.origin else None
            yield Key(subject, actions.ITEM, "origin"), value
        for number, name in enumerate(task.evidence):
            yield from self.link(f"{place}.evidence[{number}]", subject, actions.ITEM, name)

    def _origin(self, entry: OriginEntry) -> actions.Origin:
        subject = self._subjects.get(entry.subject, Subject(entry.subject))
        return actions.Origin(subject, entry.item, entry.field)


def _text(value: object) -> str | None:
    text = value.isoformat() if isinstance(value, datetime.date) else value
    return str(text) if text else None
