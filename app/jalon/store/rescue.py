"""Saving what is readable of a damaged project into a new file, with a list of what is missing.

The damaged file is only read. A change is taken over when its bytes match its id, so nothing
wrong is ever shown as right; which changes are current is worked out anew from those found.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import apsw

from jalon.assessment import attached_file
from jalon.assessment import evidence as register
from jalon.assessment.changes import Change, Key
from jalon.errors import N_, ProjectError
from jalon.store import connection as connections
from jalon.store import evidence, faults, log, opening, protection, schema, sniff, whole
from jalon.store.pages import Pages
from jalon.store.protection import Opens, Raw
from jalon.store.rows import LONGEST_TEXT, parsed
from jalon.store.salvage import Salvage
from jalon.values import dataclass

_EVIDENCE: Final = 2
"""How many columns the rows of the bytes have."""

_LONGEST_FILE: Final = evidence.LARGEST + LONGEST_TEXT
"""In bytes: what such a row has at most."""

_HEAD: Final = 100

_PROJECT: Final = re.compile("[0-9a-f]{32}")
_KEEP_DRAFT: Final = (
    "INSERT INTO draft(subject, item, field, text, author, time, sha256)"
    " VALUES(?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue brought.

    Attributes:
        path: the new file.
        changes: how many changes were saved.
        missing: how many changes there were that could not be read, as far as that shows.
        lost: fields of which a change is missing, as far as that shows: they may have no value
            now, or an older one.
        drafts: how many texts that were being typed were saved.
        evidence: how many attached files were saved.
        files: names of the attached files whose bytes could not be read.
    """

    path: Path
    changes: int
    missing: int
    lost: tuple[Key, ...]
    drafts: int
    evidence: int
    files: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing, as far as that shows."""
        return not self.missing and not self.files


def rescue(damaged: Path, target: Path, *, opens: Opens | None = None) -> Rescued:
    """Save what is readable of ``damaged`` into the new project ``target``.

    What a passphrase protects, ``opens`` opens; the new project is under the same.

    Raises:
        ProjectError: nothing of a project can be read, it takes a passphrase or another one, or
            ``target`` cannot be written.
    """
    damaged, target = opening.place(damaged), opening.place(target)
    sniff.identity(damaged)
    try:
        key = _key(damaged, opens)
        with closing(Pages(damaged, key)) as pages:
            return _saved(pages, damaged, target, key)
    except OSError as cause:
        raise faults.unreadable(damaged.name) from cause


def _saved(pages: Pages, damaged: Path, target: Path, key: Raw | None) -> Rescued:
    if key and not pages.genuine:
        raise faults.wrong_passphrase(damaged.name)
    mode = stat.S_IMODE(damaged.lstat().st_mode) | stat.S_IRUSR | stat.S_IWUSR
    made: list[Rescued] = []
    with _beside(target, key) as beside:
        found = Salvage(pages, beside)
        if not found.count:
            raise ProjectError(
                "damaged",
                N_(
                    "Nothing of a project could be read from {name}. The file was left as it is."
                    " Open a backup or another copy; keep the file for those who may read more."
                ),
                name=damaged.name,
            )

        def written(temporary: Path) -> None:
            made.append(_written(found, pages, temporary, target, key))

        whole.write_new(target, written, mode)
    return made[0]


@contextmanager
def _beside(target: Path, key: Raw | None) -> Iterator[apsw.Connection]:
    """Make a file for what is found, as protected as what will be made of it; it goes at the end.

    Raises:
        ProjectError: it cannot be written, or something is at ``target`` already.
    """
    path = whole.unfinished(target)
    if os.path.lexists(target):
        raise faults.exists(target.name)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as cause:
        raise faults.from_os(cause, target.name) from cause
    try:
        with faults.writing(target.name), closing(connections.create_empty(path, key)) as made:
            made.execute("BEGIN")
            yield made
            made.execute("ROLLBACK")
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                Path(f"{path}{ending}").unlink()


def fits(path: Path, opens: Opens) -> bool:
    """Tell whether pages of a file were written under this passphrase, or key.

    Raises:
        OSError: it cannot be read.
    """
    key = _key(path, opens)
    if key is None:
        return False
    with closing(Pages(path, key)) as pages:
        return pages.genuine


def _key(damaged: Path, opens: Opens | None) -> Raw | None:
    """Return the key of a file that has no header in the clear; None where it has one.

    What stands behind the salt may be damaged: there a page that fits tells.

    Raises:
        ProjectError: it seems to take a passphrase, and none was given.
    """
    with damaged.open("rb") as file:
        head = file.read(_HEAD)
    if salt := protection.salt(head):
        if opens is None:
            raise faults.protected(damaged.name)
        return opens.of(salt)
    if opens is None or len(head) < _HEAD:
        return None
    key = opens.of(head[: protection.SALT])
    with closing(Pages(damaged, key)) as pages:
        return key if pages.genuine else None


def _written(
    found: Salvage, pages: Pages, temporary: Path, target: Path, key: Raw | None
) -> Rescued:
    connection = connections.create_empty(temporary, key)
    try:
        with connections.transaction(connection):
            return _filled(found, pages, connection, target)
    finally:
        connection.close()


def _filled(found: Salvage, pages: Pages, connection: apsw.Connection, target: Path) -> Rescued:
    schema.create(connection, found.edition)
    if _PROJECT.fullmatch(found.meta.get("project", "")):
        schema.set_project(connection, found.meta["project"])
    count = 0
    current: list[Change] = []
    with closing(found.ordered()) as ordered:
        for change_id, stored, key, time, author, is_current in ordered:
            count += 1
            place = log.put(connection, change_id, stored, key, time, author)
            if is_current:
                log.make_current(connection, key, place)
                if key.item == register.ITEM:
                    current.append(parsed(change_id, stored)[0])
    schema.set_history(connection, whole=not found.replaced)
    drafts = found.drafts()
    connection.executemany(_KEEP_DRAFT, drafts)
    kept, files = _bytes_kept(pages, connection, current)
    return Rescued(target, count, found.missing, found.lost, len(drafts), kept, files)


def _bytes_kept(
    pages: Pages, connection: apsw.Connection, told: Sequence[Change]
) -> tuple[int, tuple[str, ...]]:
    """Keep the bytes of files that are evidence; return of how many, and the names of the rest."""
    lacking = set(register.needed(told))
    needed = len(lacking)
    if lacking:
        for _, (sha256, data) in pages.rows(_EVIDENCE, _LONGEST_FILE):
            if not isinstance(sha256, bytes) or not isinstance(data, bytes):
                continue
            named = sha256.decode("ascii", "replace")
            if named in lacking and hashlib.sha256(data).hexdigest() == named:
                evidence.keep(connection, evidence.of_bytes(named, data))
                lacking.discard(named)
    files = (attached_file.read(c.value) for c in told if c.key.field == "file")
    return needed - len(lacking), tuple(f.name for f in files if f and f.sha256 in lacking)
