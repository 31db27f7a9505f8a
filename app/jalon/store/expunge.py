"""Removing what a change says: a secret pasted by mistake, a person's right.

The one exception to append-only. The change's payload and author are emptied; its id, field
and time stay, so the log keeps its shape, and a new change records who did it, when and why.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import apsw

from jalon.assessment import attached_file
from jalon.assessment import evidence as register
from jalon.assessment.changes import PROJECT, RECORDS, Change, ChangeId, Key, Subject, Value
from jalon.errors import N_, UserError
from jalon.store import connection as connections
from jalon.store import evidence, extract, log
from jalon.store.rows import parsed

_FIND: Final = "SELECT seq, payload, subject, item, field FROM change WHERE id = ?"
_IS_CURRENT: Final = "SELECT 1 FROM head JOIN change USING(seq) WHERE change.id = ?"
_EMPTY: Final = "UPDATE change SET payload = x'', author = '' WHERE id = ?"


def expunge(
    connection: apsw.Connection, change_id: ChangeId, *, author: str, reason: str, edition: str
) -> tuple[Change, ...]:
    """Empty a change and record that; return the new changes. Must run in a transaction.

    A current value is taken back first. The record names what the emptied change had
    superseded, which only its payload told. Where the value named a file, its bytes go too.

    Raises:
        UserError: there is no such change, or it is itself such a record.
        AlteredError: it is not what its id says.
    """
    place, stored, key = _found(connection, change_id)
    if not stored:
        return ()
    time = datetime.now(UTC)
    emptied, _ = parsed(change_id, stored)
    told: dict[str, Value] = {"reason": reason, "supersedes": [*emptied.supersedes]}
    made: list[Change] = []

    def record(key: Key, value: Value, replaces: Mapping[ChangeId, int]) -> None:
        made.append(
            log.record(
                connection,
                key,
                value,
                author=author,
                time=time,
                edition=edition,
                replaces=replaces,
            )
        )

    if connection.execute(_IS_CURRENT, (change_id,)).get:
        record(key, None, {change_id: place})
    record(Key(PROJECT, RECORDS, change_id), told, {})
    empty(connection, change_id)
    _forget_bytes(connection, emptied)
    return tuple(made)


def empty(connection: apsw.Connection, change_id: ChangeId) -> None:
    """Empty a change that is recorded as expunged; must run in a transaction.

    Its bytes are overwritten with zeros in the same transaction. Where an earlier page or a text
    being typed has left more of them, :mod:`jalon.store.clearing` gets them.
    """
    connection.execute("PRAGMA secure_delete = ON")
    extract.forget(connection)
    with connections.rewriting(connection):
        connection.execute(_EMPTY, (change_id,))


def scrub(connection: apsw.Connection) -> None:
    """Rewrite the file, so that no free space of it keeps what was emptied."""
    connection.execute("VACUUM")
    connections.empty_log(connection)


def _forget_bytes(connection: apsw.Connection, emptied: Change) -> None:
    """Drop the bytes of a file that the emptied change named, unless something else names them."""
    named = attached_file.read(emptied.value) if emptied.key.item == register.ITEM else None
    if named and named.sha256 not in evidence.needed(connection):
        evidence.drop(connection, frozenset(evidence.held(connection)) - {named.sha256})


def _found(connection: apsw.Connection, change_id: ChangeId) -> tuple[int, bytes, Key]:
    row = connection.execute(_FIND, (change_id,)).get
    if row is None:
        raise UserError(N_("There is no change with this id in the project; nothing was removed."))
    place, stored, subject, item, field = row
    key = Key(Subject(subject), item, field)
    if (key.subject, key.item) == (PROJECT, RECORDS):
        raise UserError(
            N_("This change tells of a removal and cannot be removed itself; it was left as it is.")
        )
    return place, stored, key
