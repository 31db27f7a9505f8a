"""The open project as it can be read, and who is told when it changes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from jalon.assessment.changes import PROJECT, Change, Key, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.assessment.state import Assessment
from jalon.errors import ProjectError
from jalon.forms.model import Form
from jalon.store.project import Project

if TYPE_CHECKING:
    from jalon.assessment.contradictions import Contradiction
    from jalon.assessment.evidence import Found
    from jalon.assessment.snapshot import Snapshot
    from jalon.session.attachments import Attachments
    from jalon.store.lock import Holder


class Reading:
    """Holds the open project's current state and says when it changed.

    What changes it is :class:`~jalon.session.session.Session`'s.

    Attributes:
        form: the edition of the questionnaire that is answered.
        author: who makes the next changes; self-declared.
        saved_at: when the newest change was saved.
    """

    assessment: Assessment
    evaluation: Evaluation

    def __init__(self, project: Project, form: Form, author: str) -> None:
        self._project = project
        self.form = form
        self.author = author
        self._read()
        self._drafts: dict[Key, str] = {}
        self._models: tuple[Assessment, tuple[Subject, ...]] | None = None
        self._attachments: Attachments | None = None
        self._listeners: list[Callable[[], None]] = []
        self._touched: frozenset[Key] | None = None
        self.saved_at: datetime | None = self.assessment.newest

    @property
    def path(self) -> Path:
        """Where the project file lies."""
        return self._project.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to the file."""
        return self._project.read_only

    @property
    def kept(self) -> Path | None:
        """Where the file of an older version is, when opening has brought it up to date."""
        return self._project.kept

    @property
    def unscrubbed(self) -> bool:
        """Whether the file may still hold what was removed, and is to be rewritten."""
        return self._project.unscrubbed

    @property
    def unfolded(self) -> ProjectError | None:
        """Why the closed file alone is not whole: its disk had no room for what lies beside it."""
        return self._project.unfolded

    @property
    def unmigrated(self) -> ProjectError | None:
        """Why the file is of an older version and only read, where its disk has no room."""
        return self._project.unmigrated

    @property
    def locked_by(self) -> "Holder | None":
        """Who is writing to the file, when this is a snapshot of it."""
        return self._project.locked_by

    @property
    def example(self) -> bool:
        """Whether this is the worked example and must be marked as such."""
        return self.assessment.value(PROJECT, "example", "value") is True

    @property
    def models(self) -> tuple[Subject, ...]:
        """The models of the project, oldest first."""
        if self._models is None or self._models[0] is not self.assessment:
            self._models = self.assessment, self.assessment.subjects("model")
        return self._models[1]

    @property
    def drafts(self) -> Mapping[Key, str]:
        """Texts being typed that are not changes yet."""
        return MappingProxyType(self._drafts)

    def shown(self, subject: Subject, item: str, field: str) -> Value:
        """Return what a field shows: its draft if there is one, else its current value."""
        key = Key(subject, item, field)
        if key in self._drafts:
            return self._drafts[key]
        return self.assessment.value(subject, item, field)

    def history(
        self, key: Key | None = None, *, item: str = "", limit: int | None = None
    ) -> tuple[Change, ...]:
        """Return the changes, of one field, one item or all, newest first, at most ``limit``."""
        return self._project.history(key, item=item, limit=limit)

    def snapshot(self) -> "Snapshot":
        """Return the project as it is now, for a worker or an export."""
        from jalon.assessment.snapshot import Snapshot

        return Snapshot(
            self.form,
            self.assessment,
            self.evaluation,
            self.assessment.digest(),
            self._project.count(),
            datetime.now(UTC).astimezone(),
            self.author or self._last_author(),
            self.example,
            self._looked(),
        )

    def points(self) -> "tuple[Contradiction, ...]":
        """Return the contradictions of the project as it is now.

        A snapshot tells them as well, and hashes the whole record first.
        """
        from jalon.assessment import carried, contradictions

        today = datetime.now(UTC).astimezone().date()
        said = carried.counting(self.assessment)
        return contradictions.found(
            contradictions.View(self.form, said, self.evaluation, today, self._looked())
        )

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after every change; returns what ends that."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    @property
    def touched(self) -> frozenset[Key] | None:
        """The fields that the newest notice of a change is about; None where it may be anything."""
        return self._touched

    # -- the file --------------------------------------------------------------------------

    def checkpoint(self) -> None:
        """Bring the one file up to date, so that a copy made now holds everything."""
        self._project.checkpoint()

    def copy_remembered(self, path: Path) -> None:
        """Write a copy from what is in memory, without history: the project's disk has gone.

        Raises:
            ProjectError: something is there already, or it cannot be written.
        """
        current = (change for changes in self.assessment.heads.values() for change in changes)
        self._project.copy_remembered(path, current)

    def check(self) -> tuple[tuple[str, str], ...]:
        """Check the whole file; return what is wrong and where. Empty means sound.

        Each is a source text and a place in the file, which may be empty.
        """
        return tuple((finding.message, finding.place) for finding in self._project.check())

    def misled(self) -> bool:
        """Tell whether a sound file holds another first page than the record's; it does no harm."""
        return self._project.misled()

    # -- inside ----------------------------------------------------------------------------

    def _read(self) -> None:
        """Take the state from the file."""
        self.assessment = Assessment(self._project.heads())
        self.evaluation = evaluate(self.form, self.assessment)

    def _announce(self, fields: Iterable[Key] | None = None) -> None:
        """Tell of a change of these fields; None where it may be of anything."""
        self._touched = None if fields is None else frozenset(fields)
        for listener in tuple(self._listeners):
            listener()

    def _looked(self) -> "tuple[tuple[Subject, Found], ...]":
        """Return what the last look at linked files found."""
        return tuple(self._attachments.found.items()) if self._attachments else ()

    def _last_author(self) -> str:
        """Who wrote last; a script that only prints has no name of its own."""
        current = (c for heads in self.assessment.heads.values() for c in heads if c.author)
        latest = max(current, key=lambda c: c.time, default=None)
        return latest.author if latest else ""
