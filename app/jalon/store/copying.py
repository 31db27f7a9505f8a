"""Copies of an open project beside it, and the same project under another passphrase."""

import stat
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from jalon.assessment.changes import Change
from jalon.store import copies, faults, integrity, log, opening, whole
from jalon.store.file import File
from jalon.store.protection import Opens, Passphrase


def copy(file: File, path: Path, *, history: bool) -> None:
    """Write a copy to ``path``; see :meth:`jalon.store.project.Project.copy_to`."""
    path = opening.place(path)
    mode = file.mode() | stat.S_IWUSR
    make = copies.everything if history else copies.current

    with file.reading():
        whole.write_new(path, lambda beside: make(file.connection, beside, file.key), mode)


def remember(file: File, path: Path, current: Iterable[Change]) -> None:
    """Write a copy from memory; see :meth:`jalon.store.project.Project.copy_remembered`."""
    about, key = file.about, file.key
    whole.write_new(
        opening.place(path),
        lambda temporary: copies.remembered(temporary, about, current, key),
        file.mode() | stat.S_IWUSR,
    )


def protect(file: File, passphrase: Opens | None) -> None:
    """Put a file under another passphrase; see :meth:`jalon.store.project.Project.protect`.

    Raises:
        ProjectError: it could not be written; the file is as before.
    """
    if file.read_only:
        raise file.unwritable()
    key = passphrase.new() if isinstance(passphrase, Passphrase) else passphrase
    whole.sweep(file.path)
    beside = whole.unfinished(file.path)
    mode = file.mode()
    make = partial(copies.under, file.connection, key=key)
    whole.write_new(beside, make, mode, called=file.path.name)
    try:
        made = File.open(beside, read_only=True, opens=key)
        try:
            with file.reading():
                _require_same(file, made)
        finally:
            made.close()
        file.replace_by(beside, key)
    finally:
        beside.unlink(missing_ok=True)


def _require_same(file: File, made: File) -> None:
    same = log.current_digest(made.connection) == log.current_digest(file.connection)
    if not same or integrity.check(made.connection):
        raise faults.damaged(file.path.name)
