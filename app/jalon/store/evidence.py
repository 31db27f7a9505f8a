"""The bytes of files that are evidence: each content once, read and written piece by piece.

They are no changes: which file they belong to, and that it was removed, is in the log. Nothing
here holds a whole file in memory, whatever its size.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Final

import apsw

from jalon import hashing
from jalon.assessment import evidence as register
from jalon.errors import N_, UserError
from jalon.store import connection as connections
from jalon.store import log
from jalon.store.rows import COLUMNS, AlteredError, read, told_by
from jalon.values import dataclass

LARGEST: Final = 100_000_000
"""In bytes: one file."""

LARGEST_TOTAL: Final = 1_000_000_000
"""In bytes: all of a project. Copies and backups of it stay a matter of seconds."""

PIECE: Final = 1 << 20
"""In bytes: what is read or written at once."""

_TABLE: Final = ("main", "evidence", "bytes")
_PLACE: Final = "SELECT rowid, length(bytes) FROM evidence WHERE sha256 = ?"
_ADD: Final = "INSERT INTO evidence(sha256, bytes) VALUES(?, ?)"
_ALL: Final = "SELECT rowid, sha256, length(bytes) FROM evidence ORDER BY rowid"
_TOTAL: Final = "SELECT total(length(bytes)) FROM evidence"
_DROP: Final = "DELETE FROM evidence WHERE rowid = ?"
_OF_REGISTER: Final = "subject >= 'evidence-' AND subject < 'evidence.'"
_RECORDED: Final = f"SELECT {COLUMNS} FROM change WHERE {_OF_REGISTER}"  # noqa: S608  constants
_EXPUNGED: Final = f"SELECT {COLUMNS} FROM change WHERE subject = 'project' AND item = 'expunged'"  # noqa: S608
_SAID_CURRENT: Final = (
    f"SELECT id FROM change WHERE seq IN (SELECT seq FROM head WHERE {_OF_REGISTER})"  # noqa: S608
)
_LONGEST_ROW: Final = LARGEST + 4096
"""In bytes: the largest file, and what its row has beside it."""

_WASTE: Final = 4
"""The file is rewritten when more than one page in this many is free."""


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes on their way into a project.

    Attributes:
        name: of the file, for messages.
        pieces: gives the bytes from the beginning; may be asked once.
    """

    name: str
    sha256: str
    size: int
    pieces: Callable[[], Iterator[bytes]]


def of_bytes(name: str, data: bytes) -> Content:
    """Return content that is in memory already, such as a pasted picture."""
    found = hashing.streamed(data).hexdigest()
    return Content(name, found, len(data), lambda: iter((data,)))


def require_room(connection: apsw.Connection, name: str, size: int) -> None:
    """Accept a file of ``size`` bytes, or say that it is too large.

    Raises:
        UserError: it is, or all files together would be.
    """
    require_size(name, size)
    if total(connection) + size > LARGEST_TOTAL:
        raise UserError(
            N_(
                "{name} was not put into the project: with it the files in the project would be"
                " larger than {limit} MB together. Link it where it lies, or remove files that"
                " are no longer needed."
            ),
            name=name,
            limit=LARGEST_TOTAL // 1_000_000,
        )


def require_size(name: str, size: int) -> None:
    """Accept a file by its own size.

    Raises:
        TooLargeError: it is too large to be put into a project.
    """
    if size > LARGEST:
        raise TooLargeError(
            N_(
                "{name} is larger than {limit} MB and was not put into the project. Link it where"
                " it lies: its fingerprint is recorded, and Jalon says when it changes."
            ),
            name=name,
            limit=LARGEST // 1_000_000,
        )


class TooLargeError(UserError):
    """A file that can be linked, but not put into a project."""


def keep(connection: apsw.Connection, content: Content) -> None:
    """Store a content, unless it is there already. Must run in a transaction.

    Raises:
        UserError: it is too large, or it is not what its hash and size say: it changed.
    """
    if connection.execute(_PLACE, (content.sha256,)).get is not None:
        return
    require_room(connection, content.name, content.size)
    with connections.up_to(connection, _LONGEST_ROW), connections.in_one_go(connection):
        connection.execute(_ADD, (content.sha256, apsw.zeroblob(content.size)))
        place = connection.last_insert_rowid()
        digest, written = hashing.streamed(), 0
        with closing(connection.blob_open(*_TABLE, place, writeable=True)) as blob:
            for piece in content.pieces():
                written += len(piece)
                if written > content.size:
                    raise changed(content.name)
                digest.update(piece)
                blob.write(piece)
    if written != content.size or digest.hexdigest() != content.sha256:
        raise changed(content.name)


def pieces(connection: apsw.Connection, sha256: str) -> Generator[bytes]:
    """Yield the bytes of a content; nothing when the project does not hold it.

    Raises:
        AlteredError: they are not what the hash says; found out at their end.
    """
    found = connection.execute(_PLACE, (sha256,)).get
    if found is None:
        return
    digest = hashing.streamed()
    for piece in _read(connection, found[0]):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != sha256:
        raise AlteredError("the bytes of a file do not match their fingerprint")


def size(connection: apsw.Connection, sha256: str) -> int | None:
    """Return how many bytes a content has; None when the project does not hold it."""
    found = connection.execute(_PLACE, (sha256,)).get
    return None if found is None else int(found[1])


def held(connection: apsw.Connection) -> dict[str, int]:
    """Return the hashes of all contents, with their sizes in bytes."""
    with closing(connection.execute(_ALL)) as rows:
        return {str(sha256): int(length) for _, sha256, length in rows}


def total(connection: apsw.Connection) -> int:
    """Return the size of all contents together, in bytes."""
    return int(connection.execute(_TOTAL).get)


def needed(connection: apsw.Connection) -> frozenset[str]:
    """Return the hashes that something current names and that was not removed."""
    with closing(log.current_rows(connection)) as current:
        return register.needed(change for change, *_ in current)


def require_followed(connection: apsw.Connection) -> None:
    """Accept what is said to be current of the register if it follows from the log.

    Bytes that nothing current names are dropped for good: by the word of a damaged table of
    current changes, which opening does not see, they must not be.

    Raises:
        AlteredError: it does not.
    """
    with (
        closing(connection.execute(_RECORDED)) as recorded,
        closing(connection.execute(_EXPUNGED)) as records,
    ):
        there = [*read(recorded)]
        superseded = {old for change in (*there, *read(records)) for old in told_by(change)}
    follows = {change.id for change in there} - superseded
    with closing(connection.execute(_SAID_CURRENT)) as said:
        if {str(i) for (i,) in said} != follows:
            raise AlteredError("the current evidence does not follow from the log")


def drop(connection: apsw.Connection, needed: frozenset[str]) -> int:
    """Drop the contents that nobody needs; return how many. Must run in a transaction.

    Their pages are overwritten with zeros, not only freed.
    """
    with closing(connection.execute(_ALL)) as rows:
        gone = [place for place, sha256, _ in rows if sha256 not in needed]
    if gone:
        connection.execute("PRAGMA secure_delete = ON")
        connection.executemany(_DROP, [(place,) for place in gone])
    return len(gone)


def shrink(connection: apsw.Connection) -> None:
    """Rewrite the file if much of it is empty; outside a transaction."""
    free, pages = connection.pragma("freelist_count"), connection.pragma("page_count")
    if free * _WASTE > pages:
        connection.execute("VACUUM")


def copy(source: apsw.Connection, target: apsw.Connection, needed: frozenset[str] | None) -> int:
    """Copy contents into another project that lacks them; return how many.

    ``needed`` names them; None means all. Must run in a transaction of ``target``.

    Raises:
        AlteredError: one is not what its hash says.
    """
    copied = 0
    for sha256, length in held(source).items():
        wanted = needed is None or sha256 in needed
        if not wanted or target.execute(_PLACE, (sha256,)).get is not None:
            continue
        with connections.up_to(target, _LONGEST_ROW), connections.in_one_go(target):
            target.execute(_ADD, (sha256, apsw.zeroblob(length)))
            place = target.last_insert_rowid()
            with closing(target.blob_open(*_TABLE, place, writeable=True)) as blob:
                for piece in pieces(source, sha256):
                    blob.write(piece)
        copied += 1
    return copied


def altered(connection: apsw.Connection) -> Iterator[str]:
    """Yield the hash of each content whose bytes do not match it."""
    with closing(connection.execute(_ALL)) as rows:
        for place, sha256, _ in rows:
            digest = hashing.streamed()
            try:
                for piece in _read(connection, place):
                    digest.update(piece)
            except (apsw.CorruptError, apsw.SQLError):
                yield str(sha256)
                continue
            if digest.hexdigest() != sha256:
                yield str(sha256)


def changed(name: str) -> UserError:
    """Return the refusal of a file that is not what it was a moment ago."""
    return UserError(
        N_(
            "{name} changed while it was being read, so nothing was attached. Wait until the"
            " program that writes it is done, then try again."
        ),
        name=name,
    )


def of_the_system(name: str) -> UserError:
    """Return the refusal of a file that has another size than it says, such as those of /proc."""
    return UserError(
        N_(
            "{name} was not attached: the system writes it anew each time it is read, so that it"
            " has no content of its own. Save what it says as a file, then attach that."
        ),
        name=name,
    )


def _read(connection: apsw.Connection, place: int) -> Iterator[bytes]:
    with closing(connection.blob_open(*_TABLE, place, writeable=False)) as blob:
        while piece := blob.read(PIECE):
            yield piece
