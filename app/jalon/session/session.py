"""The open project: the one object that the window and the command line talk to.

One door in (commands), one callback out. Every command ends in a durable change or in a
:class:`~jalon.errors.UserError` with nothing changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jalon.assessment.changes import PROJECT, REGISTER, Key, Subject, Value, new_subject
from jalon.assessment.evaluate import evaluate
from jalon.assessment.state import ORIGIN, Edit
from jalon.errors import N_, ProjectError
from jalon.forms import load
from jalon.forms.model import Form
from jalon.session import unlocking
from jalon.session.reading import Reading
from jalon.session.steps import Step, Steps
from jalon.store.project import Project
from jalon.store.protection import Passphrase

if TYPE_CHECKING:
    from jalon.assessment.evidence import Found
    from jalon.session.actions import Actions
    from jalon.session.attachments import Attachments
    from jalon.session.custody import Custody
    from jalon.session.editions import Editions
    from jalon.store.evidence import Content


class Session(Reading):
    """The open project as it is now, and all that can be done to it."""

    def __init__(self, project: Project, form: Form, author: str) -> None:
        super().__init__(project, form, author)
        self._steps = Steps()
        self._recover_drafts()

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        author: str = "",
        example: bool = False,
        language: str = "en",
        passphrase: str | None = None,
    ) -> Self:
        """Make a project at ``path`` with the company and one model, nothing answered.

        With a ``passphrase`` the file is protected from its first byte.

        Raises:
            ProjectError: something is there already, or the place cannot be written.
        """
        secret = Passphrase(passphrase) if passphrase else None
        project = Project.create(path, load.current(), passphrase=secret)
        session = cls(project, load.form(), author)
        first: list[Edit] = [
            (Key(PROJECT, "language", "value"), language),
            (Key(new_subject("model"), "subject", "kind"), "model"),
        ]
        if example:
            first.append((Key(PROJECT, "example", "value"), True))
        try:
            session._store(first)
        except BaseException:
            project.discard()  # nothing was asked for that half of it would be
            raise
        return session

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str = "",
        passphrase: str | None = None,
        read_only: bool = False,
        deferred: bool = False,
        clears: bool = True,
    ) -> Self:
        """Open the project at ``path``; read-only when the file is, or when asked.

        Read-only, one that somebody else writes to is read from a snapshot of it. ``deferred``
        leaves it to the caller to :meth:`verify` it soon; without ``clears`` it is to :meth:`clear`
        one that is ``unscrubbed``.

        Raises:
            ProjectError: missing, unreadable, foreign, newer, damaged, locked, protected, or
                the passphrase is wrong.
        """
        opens = unlocking.passphrase(passphrase)
        project = Project.open(
            path, read_only=read_only, opens=opens, deferred=deferred, clears=clears
        )
        try:
            form = load.form(project.form_id)
        except KeyError as cause:
            project.close()
            raise ProjectError(
                "newer",
                N_(
                    "{name} answers an edition of the questionnaire that this version of Jalon"
                    " does not have. The file was not changed. Open it with a newer version."
                ),
                name=path.name,
            ) from cause
        try:
            return cls(project, form, author)
        except BaseException as error:
            project.leave()
            if deferred and isinstance(error, ProjectError) and error.reason == "damaged":
                # Of the extract, perhaps, which says nothing: the log counts.
                return cls.open(
                    path, author=author, passphrase=passphrase, read_only=read_only, clears=clears
                )
            raise

    # -- commands --------------------------------------------------------------------------

    def set_author(self, name: str) -> None:
        """Say who makes the next changes; self-declared."""
        if (stripped := name.strip()) != self.author:
            self.author = stripped
            self._announce()  # whose own words can be changed is told by the name

    def answer(self, subject: Subject, item: str, field: str, value: Value) -> None:
        """Set one field; durable on return, one step of undo. None takes the answer back.

        Raises:
            ProjectError: it could not be saved; the record is as before.
        """
        self.apply([(Key(subject, item, field), value)])

    def apply(
        self, edits: Sequence[Edit], *, contents: "Sequence[Content]" = (), joined: bool = False
    ) -> None:
        """Set several fields in one transaction, as one step of undo.

        The bytes that they name, ``contents``, are stored in the same transaction. ``joined``
        makes one step of this and the last one.

        Raises:
            UserError: it could not be saved; the record is as before.
        """
        from jalon.session.effect import effective

        if misled := not self._project.verify():
            self._read()  # what is new is new beside what the log says
        real = effective(self.assessment, edits)
        forgotten = [key for key, _ in edits if key in self._drafts]
        before = tuple((key, self.assessment.value(*key)) for key, _ in real if not _stays(key))
        if real or contents:
            self._store(real, announce=False, contents=contents)
        if real:
            (self._steps.join if joined else self._steps.add)(before)
        if forgotten:
            self._forget_drafts(forgotten)
        if misled:
            self._announce()
        elif real or forgotten:
            self._announce({*(key for key, _ in real), *forgotten})

    def draft(self, subject: Subject, item: str, field: str, text: str) -> None:
        """Keep a text being typed: durable, but no change of the record yet.

        Raises:
            ProjectError: it could not be saved.
        """
        from jalon.session.storable import whole

        key, text = Key(subject, item, field), whole(text)
        if self._drafts.get(key) == text:
            return
        self._project.draft(key, text, self.author)
        self._drafts[key] = text
        self.saved_at = datetime.now(UTC)

    def settle(self) -> None:
        """Turn every text being typed into a change of its own.

        Raises:
            ProjectError: it could not be saved; the drafts stay.
        """
        for key, text in list(self._drafts.items()):
            self.apply([(key, text)])

    @property
    def step(self) -> int:
        """The number of the newest step of undo; what is ``joined`` becomes a part of that one."""
        return self._steps.number

    @property
    def undoable(self) -> tuple[Key, ...]:
        """The fields of the step that can be taken back; none where there is no step."""
        return () if self.read_only else self._steps.fields(self._steps.done)

    @property
    def redoable(self) -> tuple[Key, ...]:
        """The fields of the step that can be done again; none where there is no step."""
        return () if self.read_only else self._steps.fields(self._steps.undone)

    def undo(self) -> None:
        """Take the last step back, by a change like any other."""
        self._step(self._steps.done, self._steps.undone)

    def redo(self) -> None:
        """Do the last step taken back again."""
        self._step(self._steps.undone, self._steps.done)

    # -- evidence and actions --------------------------------------------------------------

    @property
    def attachments(self) -> "Attachments":
        """The evidence of the project, and what a look at its linked files has found."""
        from jalon.session.attachments import Attachments

        if self._attachments is None:
            self._attachments = Attachments(self, self._project)
        return self._attachments

    @property
    def actions(self) -> "Actions":
        """The actions of the project."""
        from jalon.session.actions import Actions

        return Actions(self)

    def note_found(self, found: "Mapping[Subject, Found]") -> None:
        """Note what a look at linked files has found, and tell if it is something new."""
        if self.attachments.note_found(found):
            self._announce()

    # -- the file --------------------------------------------------------------------------

    def record_report(
        self, *, file: str, sha256: str, digest: str, language: str, signers: Sequence[str]
    ) -> None:
        """Note in the record that a report was made; it does not enter the digest.

        ``sha256`` is that of the written file, ``digest`` the record's when it was made. Where
        the record is still the same, the ids of what was current are noted, too, so that what
        changed since can be told from the project alone.
        """
        from jalon.assessment import signed

        about: dict[str, Value] = {
            "file": file,
            "sha256": sha256,
            "digest": digest,
            "language": language,
            "signers": [*signers],
        }
        self._store(signed.edits(self.assessment, about, datetime.now(UTC)))

    def record_document(self, about: Mapping[str, Value]) -> None:
        """Note in the record that a document was made for a reader; see :meth:`record_report`.

        ``about`` has ``document``, ``model``, ``reader``, ``file``, ``sha256``, ``digest`` and
        ``language``.
        """
        from jalon.assessment import document_made

        self._store(document_made.edits(about))

    @property
    def custody(self) -> "Custody":
        """What keeps the record safe beyond saving: other copies, named versions, backups."""
        from jalon.session.custody import Custody

        return Custody(self, self._project, self._read_again)

    @property
    def editions(self) -> "Editions":
        """What leads to a later edition of the questionnaire, and what is still to be confirmed."""
        from jalon.session.editions import Editions

        return Editions(self, self._project, self._answer)

    def copy_to(self, path: Path, *, history: bool = True) -> None:
        """Write a whole copy of the project to ``path``.

        Without ``history`` it holds what is current only: for outsiders.

        Raises:
            ProjectError: something is there already, or it cannot be written.
        """
        with suppress(ProjectError):  # on a full disk the copy elsewhere takes the drafts along
            self.settle()
        self._project.copy_to(path, history=history)

    def open_copy(self, path: Path) -> "Session":
        """Open a copy of this project, without asking for its passphrase again.

        Raises:
            ProjectError: as :meth:`open`.
        """
        return Session(self._project.open_copy(path), self.form, self.author)

    def close(self) -> None:
        """Settle what is being typed and let go of the file, which happens in any case."""
        try:
            if not self.read_only:
                self.settle()
            if self._attachments or (not self.read_only and self._project.contents()):
                self.attachments.close()
        finally:
            self._project.close()

    def clear(self) -> None:
        """Rewrite a file that may still hold what was removed; nothing else is done meanwhile."""
        self._project.clear()

    def verify(self) -> None:
        """Hold what an opening that was ``deferred`` has read against the log, which counts.

        Raises:
            ProjectError: the file is damaged, and is best left as it is.
        """
        if not self._project.verify():
            self._read_again()

    def leave(self) -> None:
        """Let go of a damaged file just as it is."""
        self._project.leave()

    # -- inside ----------------------------------------------------------------------------

    def _read_again(self) -> None:
        self._read()
        self._drafts.clear()
        self._steps.clear()
        self._announce()

    def _answer(self, form: Form) -> None:
        """Go on with another edition, which the file answers now."""
        self.form = form
        self._read_again()

    def _store(
        self,
        edits: Sequence[Edit],
        *,
        announce: bool = True,
        contents: "Sequence[Content]" = (),
        by: tuple[str, datetime] | None = None,
    ) -> None:
        author, time = by or (self.author, None)
        changes = self._project.append(edits, author=author, time=time, contents=contents)
        self.assessment = self.assessment.with_changes(changes)
        self.evaluation = evaluate(self.form, self.assessment)
        self.saved_at = changes[-1].time if changes else self.saved_at
        if announce:
            self._announce(key for key, _ in edits)

    def _step(self, source: list[Step], target: list[Step]) -> None:
        self.settle()
        if not source:
            return
        step = source[-1]
        back = tuple((key, self.assessment.value(*key)) for key, _ in step)
        self._store(step, announce=False)
        self._steps.move(source, target, back)
        self._announce(key for key, _ in step)

    def _forget_drafts(self, keys: Sequence[Key]) -> None:
        self._project.clear_drafts(keys)
        for key in keys:
            self._drafts.pop(key, None)

    def _recover_drafts(self) -> None:
        """A text left behind by a crash becomes the change it was about to be.

        With the author and time of its typing: the same change, whether the file is opened or
        united with another copy, and in whichever copy.
        """
        self._drafts = dict(self._project.drafts())
        if self._drafts and not self.read_only:
            from jalon.session.effect import effective

            if not self._project.verify():
                self._read()  # what a text is compared with is what the log says
            typed = self._project.drafts_by()
            for key, text in tuple(self._drafts.items()):
                if real := effective(self.assessment, [(key, text)]):
                    self._store(real, announce=False, by=typed.get(key))
                self._forget_drafts([key])


@contextmanager
def opened(path: Path, *, author: str = "", read_only: bool = False) -> Iterator[Session]:
    """Open a project for the length of a block.

    Raises:
        ProjectError: it could not be opened; or all is saved, but the file alone is not whole.
    """
    session = Session.open(path, author=author, read_only=read_only)
    try:
        yield session
    finally:
        session.close()
    if left := session.unfolded:
        raise left


def _stays(key: Key) -> bool:
    """Tell whether undo leaves a field alone: who recorded a piece of evidence stays true."""
    return key[1:] == ORIGIN and key.subject.startswith(REGISTER)
