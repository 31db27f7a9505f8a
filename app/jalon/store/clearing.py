"""Clearing away what was removed: a file is rewritten now, or when its disk has room for it.

A process that is killed between a removal and this leaves a log beside the file: by it the next
opening knows.
"""

from contextlib import suppress
from typing import Final

import apsw

from jalon.assessment.changes import PROJECT, RECORDS
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store.file import File

_SMALL: Final = 8 << 20
"""In bytes: what is rewritten in a tenth of a second or two."""

_ANY: Final = "SELECT 1 FROM head WHERE subject = ? AND item = ? LIMIT 1"


def clear(file: File) -> None:
    """Rewrite a file after something was removed from it; where it cannot be, that stays due."""
    file.hold.unscrubbed = True
    with suppress(ProjectError):
        file.scrub()
        file.hold.unscrubbed = False


def finish(file: File, *, at_once: bool) -> None:
    """Rewrite a file whose last process may have been killed between a removal and that.

    Where it is large, that is only noted as due, unless it is to be done ``at_once``.
    """
    if file.read_only:
        return
    with file.reading():
        connection = file.connection
        removed = connection.execute(_ANY, (PROJECT, RECORDS)).get is not None
        size = connection.pragma("page_count") * connection.pragma("page_size")
    if not removed:
        return
    if at_once or size <= _SMALL:
        clear(file)
    else:
        file.hold.unscrubbed = True


def clear_at_last(file: File) -> None:
    """Try once more, before a file is closed.

    Where that fails the log stays beside the file, folded in: by it the next opening knows.
    """
    clear(file)
    if file.hold.unscrubbed:
        with suppress(apsw.Error):
            connections.fold_and_keep_log(file.connection)
        file.leave()
