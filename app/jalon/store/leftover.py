"""A log that a killed process has left beside a file, or that is not of that file at all.

SQLite folds in whatever lies there, as long as it is sound in itself: that of a project which was
deleted, or of another state that a backup or a synchroniser has replaced since. Answers would
vanish without a trace. So file and log are looked at apart first: what the log makes of the file
has to be the same project, sound, with every change that the file has without it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import apsw

from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import faults, grown, integrity, migrating, migrations, schema, snapshot, sniff
from jalon.store.hold import Hold
from jalon.store.protection import Raw
from jalon.store.rows import AlteredError

_IDS: Final = "SELECT id FROM change ORDER BY id"


def require_own(path: Path, hold: Hold, key: Raw | None) -> None:
    """Accept what lies beside a file that nobody has open; nothing is folded in or back yet.

    Where it cannot be told, it is for others to judge.

    Raises:
        ProjectError: it is not of this file, which is left as it is; or neither can be read.
    """
    journal = sniff.has_journal(path)
    with (
        _opened(lambda: connections.open_for_reading(path, immutable=True, key=key)) as alone,
        _logged(path, hold, key, copied=journal) as whole,
        suppress(apsw.InterruptError),  # so large, or so made, that looking at it takes too long
    ):
        if not journal and alone and whole and _grew(whole, alone):
            return
        if _judged(path, alone, whole, _Soundness(hold, path.name, key), journal=journal):
            return
        # A write that had arrived when it was cut off: the file has all that the journal would
        # bring back, and more.
        sniff.beside(path, "-journal").unlink(missing_ok=True)


def _judged(
    path: Path,
    alone: apsw.Connection | None,
    whole: apsw.Connection | None,
    is_sound: Callable[[apsw.Connection], bool],
    *,
    journal: bool,
) -> bool:
    """Tell whether what lies beside a file is to be used; False: what would take back is not.

    Raises:
        ProjectError: as :func:`require_own`.
    """
    if whole and is_sound(whole):
        if alone is None or not _is_ours(alone) or _follows(whole, alone):
            return True
        if not is_sound(alone):
            return True
        if journal and not sniff.has_log(path) and _follows(alone, whole):
            return False
        raise sniff.log_of_another(path)
    if alone and is_sound(alone):
        raise sniff.log_of_another(path)
    if journal:  # to open the file would be to write into it
        raise faults.damaged(path.name)
    return True


@contextmanager
def _logged(
    path: Path, hold: Hold, key: Raw | None, *, copied: bool
) -> Iterator[apsw.Connection | None]:
    """Open a file with what lies beside it; a copy where opening it would write."""
    if not copied:
        with _opened(lambda: connections.open_for_writing(path, key)) as found:
            yield found
        return
    folder = hold.scratch(path.name) / "rolled back"
    folder.mkdir()
    try:
        copy = snapshot.take(path, folder)
        with _opened(lambda: connections.open_for_writing(copy, key)) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _opened(opening: Callable[[], apsw.Connection]) -> Iterator[apsw.Connection | None]:
    """Open a file only to look at it; None where it cannot be opened."""
    try:
        connection = opening()
    except apsw.Error:
        yield None
        return
    try:
        with connections.bounded(connection):
            yield connection
    finally:
        connections.leave_as_it_is(connection)
        connection.close()


def _is_ours(connection: apsw.Connection) -> bool:
    """Tell whether a project of this version, or of one that steps lead from, can be read there."""
    try:
        version = migrations.version_of(connection)
        if version == schema.VERSION:
            schema.require(connection, "")
            return True
        return migrations.is_older(connection, "")
    except (apsw.Error, ProjectError):
        return False


def _grew(whole: apsw.Connection, alone: apsw.Connection) -> bool:
    """Tell whether it can be proved in short that a log is of its file."""
    if not _is_ours(whole) or not _is_ours(alone):
        return False
    now = [migrations.version_of(one) == schema.VERSION for one in (whole, alone)]
    return all(now) and grown.is_proved(whole, alone)


class _Soundness:
    """Tells whether a state of a file is sound; one of an older version once it is migrated."""

    def __init__(self, hold: Hold, name: str, key: Raw | None) -> None:
        self._hold, self._name, self._key = hold, name, key

    def __call__(self, connection: apsw.Connection) -> bool:
        try:
            if not _is_ours(connection):
                return False
            if migrations.version_of(connection) == schema.VERSION:
                return not integrity.check(connection)
            return self._migrates(connection)
        except apsw.InterruptError:
            raise
        except (apsw.Error, AlteredError, UnicodeDecodeError):
            return False

    def _migrates(self, connection: apsw.Connection) -> bool:
        target = self._hold.scratch(self._name) / "judged.jalon"
        try:
            migrating.migrate(connection, target, self._key, self._name)
        except ProjectError as error:
            if error.reason != "damaged":
                raise
            return False
        finally:
            target.unlink(missing_ok=True)
        return True


def _follows(later: apsw.Connection, earlier: apsw.Connection) -> bool:
    """Tell whether one state is of the same project and has every change of the other."""
    try:
        told = [schema.meta(one).get("project") for one in (later, earlier)]
        with closing(later.execute(_IDS)) as there, closing(earlier.execute(_IDS)) as here:
            return told[0] == told[1] and all(any(i == j for j in there) for i in here)
    except apsw.InterruptError:
        raise
    except (apsw.Error, UnicodeDecodeError):
        return False
