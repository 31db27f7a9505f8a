"""The bytes of evidence: in the project, beside it, or gone; read, opened and given back."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jalon.assessment import media
from jalon.assessment.attached_file import File
from jalon.assessment.evidence import Evidence
from jalon.errors import N_, UserError
from jalon.session.holder import Holder
from jalon.session.outbox import Outbox
from jalon.store import outside, whole
from jalon.store.project import Project


class Contents:
    """The files that the evidence of one session is made of."""

    def __init__(self, session: Holder, project: Project) -> None:
        self._session, self._project = session, project
        self._outbox = Outbox()

    @property
    def folder(self) -> Path:
        """Where the project lies: paths of linked files are told from there."""
        return self._session.path.parent

    def held(self) -> Mapping[str, int]:
        """Return hash and size in bytes of each file whose bytes are in the project."""
        return self._project.contents()

    def pieces(self, entry: Evidence) -> Iterator[bytes]:
        """Yield the bytes of a file that is in the project.

        Raises:
            UserError: they are not in it, or damaged.
        """
        empty = True
        if entry.file:
            for piece in self._project.content(entry.file.sha256):
                empty = False
                yield piece
        if empty and not (entry.file and entry.file.size == 0 and self._holds(entry.file)):
            raise not_here(entry)

    def beginning(self, entry: Evidence) -> bytes:
        """Return the first bytes of a file, wherever it is.

        Raises:
            UserError: it is not there or cannot be read.
        """
        if entry.file is None:
            return b""
        if entry.file.stored == "linked":
            return outside.beginning(outside.where(entry.file, self.folder))
        return next(self.pieces(entry), b"")[: media.HEAD]

    def may_run(self, entry: Evidence) -> bool:
        """Tell whether opening a file may run commands.

        Raises:
            UserError: it is not there or cannot be read.
        """
        return bool(entry.file) and media.may_run(
            entry.file.name if entry.file else "", self.beginning(entry)
        )

    def copy_for_opening(self, entry: Evidence) -> Path:
        """Write a file into a private folder, under a harmless name; gone when this closes.

        Raises:
            UserError: its bytes are missing or damaged, or there is no room.
        """
        name = entry.file.name if entry.file else entry.title
        return self._outbox.write(name, self.pieces(entry))

    def extract(self, entry: Evidence, path: Path) -> None:
        """Write a file of the project to ``path``, whole or not at all, never over another.

        Raises:
            UserError: its bytes are missing or damaged, something is there, or no room is.
        """
        whole.write_pieces(path, self.pieces(entry))

    def _holds(self, file: File) -> bool:
        return file.sha256 in self.held()


def not_here(entry: Evidence) -> UserError:
    """Return the failure to give back bytes that the project does not hold."""
    return UserError(
        N_(
            "The content of {name} is not in this project. Attach the file again, from wherever"
            " it is kept: Jalon knows it by its fingerprint."
        ),
        name=entry.title,
    )
