"""Which backups still hold what was removed from a project for good."""

from collections.abc import Iterable
from datetime import datetime

from jalon.assessment.changes import ChangeId, Key
from jalon.errors import ProjectError
from jalon.store.backups import Backup
from jalon.store.project import Project
from jalon.store.protection import Opens
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Removed:
    """A change whose value was removed.

    ``key`` and ``time`` are its field and when it was made: a text of this field that was still
    being typed before then became this change.
    """

    id: ChangeId
    key: Key
    time: datetime


def holding(
    found: Iterable[Backup], removed: Iterable[Removed], opens: Opens | None
) -> tuple[Backup, ...]:
    """Return the backups that still hold one of these, or cannot be read."""
    gone = tuple(removed)
    return tuple(backup for backup in found if _holds(backup, gone, opens))


def _holds(backup: Backup, removed: tuple[Removed, ...], opens: Opens | None) -> bool:
    try:
        with Project.open(backup.path, read_only=True, opens=opens) as kept:
            if kept.changes([one.id for one in removed]):
                return True
            typed = kept.drafts_by()
            return any(one.key in typed and typed[one.key][1] <= one.time for one in removed)
    except ProjectError:
        return True
