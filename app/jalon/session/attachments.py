"""The evidence of the open project: attaching, linking, removing.

What is slow (reading a file to its end, comparing one) is done by :mod:`jalon.store.outside`,
which a worker may call; what is here writes into the project and belongs to its one thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Final

from jalon.assessment import evidence, media
from jalon.assessment.attached_file import File
from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.evidence import Evidence, Found, Register
from jalon.assessment.state import Edit
from jalon.errors import N_, ProjectError, UserError
from jalon.session.contents import Contents
from jalon.session.holder import Holder
from jalon.store.evidence import Content, of_bytes
from jalon.store.outside import Outside
from jalon.store.project import Project

Place = tuple[Subject, str]
"""A requirement of a subject, to which evidence is linked."""

SHORTEST_REASON: Final = 3
"""In characters: what a reason for removing has at least."""


class Attachments(Contents):
    """The evidence of one session.

    Attributes:
        followed: whether somebody looks again at files in whose place others came.
        closed: whether the project is closed: what a worker brings now comes too late.
    """

    def __init__(self, session: Holder, project: Project) -> None:
        super().__init__(session, project)
        self._step = -1
        self._found: dict[Subject, Found] = {}
        self._files: dict[Subject, File | None] = {}
        self._other: set[Subject] = set()
        self._known: Register | None = None
        self.closed = self.followed = False

    # -- what there is ---------------------------------------------------------------------

    @property
    def register(self) -> Register:
        """All evidence of the project."""
        return evidence.register(self._session.assessment)

    @property
    def found(self) -> Mapping[Subject, Found]:
        """What the last look at linked files has found, of those that are still the same."""
        self._leave_others()
        return MappingProxyType(self._found)

    @property
    def other(self) -> frozenset[Subject]:
        """The linked pieces with another file than was looked at: of it nothing is known."""
        self._leave_others()
        there = self.register.entries
        return frozenset(
            s for s in self._other if (e := there.get(s)) and e.file and e.file.stored == "linked"
        )

    def entry(self, subject: Subject) -> Evidence | None:
        """Return a piece of evidence; None when it was taken back."""
        return self.register.entries.get(subject)

    def used_elsewhere(self, entry: Evidence) -> bool:
        """Tell whether another piece has the same bytes."""
        if entry.file is None:
            return False
        return any(
            other.subject != entry.subject and other.file and other.file.stored == "embedded"
            for other in self.register.of_content(entry.file.sha256)
        )

    # -- commands --------------------------------------------------------------------------

    def attach(
        self,
        found: Outside,
        places: Sequence[Place] = (),
        *,
        linked: bool = False,
        joined: bool = False,
    ) -> Subject:
        """Attach a file that was read: put its bytes into the project, or only link it.

        A file that is attached already, under this name and in this way, is linked to the
        requirements as well. One whose bytes were missing here is whole again.

        Raises:
            UserError: it could not be saved, is too large, or changes while it is read.
        """
        file = found.linked(self.folder) if linked else found.embedded()
        content = () if linked else (found.content(),)
        return self._add(file, places, content, joined=joined)

    def attach_bytes(
        self, name: str, data: bytes, places: Sequence[Place] = (), *, joined: bool = False
    ) -> Subject:
        """Attach what was pasted, such as a picture.

        Raises:
            UserError: it could not be saved, or is too large.
        """
        content = of_bytes(name, data)
        kind = media.of(name, data[: media.HEAD])
        file = File(name, len(data), content.sha256, kind, "embedded")
        return self._add(file, places, (content,), joined=joined)

    def refer(
        self,
        places: Sequence[Place] = (),
        *,
        name: str,
        target: str,
        note: str = "",
        date: str = "",
        joined: bool = False,
    ) -> Subject:
        """Record a link or a reference in words.

        Raises:
            UserError: it could not be saved.
        """
        made = new_subject("evidence")
        self._bring(
            [
                (Key(made, "subject", "kind"), "evidence"),
                *evidence.edits(made, name=name, target=target, note=note, date=date),
                *_links(made, places),
            ],
            joined=joined,
        )
        return made

    def link(self, entry: Evidence, places: Iterable[Place], *, joined: bool = False) -> None:
        """Link a piece to more requirements, as one step."""
        self._bring(_links(entry.subject, places), joined=joined)

    def unlink(self, entry: Evidence, places: Iterable[Place]) -> None:
        """Unlink a piece from requirements; it stays in the register."""
        self._session.apply([(key, None) for key, _ in _links(entry.subject, places)])

    def renew(self, entry: Evidence, found: Outside) -> None:
        """Record a linked file as it is now; the history keeps what it was.

        Raises:
            UserError: it could not be saved.
        """
        file = found.linked(self.folder)
        self._session.apply(evidence.anew(entry, file.value()))
        self.note_found({entry.subject: "as-attached"})

    def remove(self, entry: Evidence, reason: str) -> None:
        """Remove a piece: name, fingerprint and reason stay, and can be printed.

        Its bytes stay until the project is closed, so that this can be undone; then they go,
        unless something else uses them.

        Raises:
            UserError: the reason is too short, or it could not be saved.
        """
        self.require_reason(reason)
        self._session.apply([(Key(entry.subject, evidence.ITEM, "removed"), reason.strip())])

    def require_reason(self, reason: str) -> None:
        """Accept a reason for removing.

        Raises:
            UserError: it says nothing.
        """
        if len(reason.strip()) < SHORTEST_REASON:
            raise UserError(
                N_("Say in a few words why this evidence is removed; the reason is kept.")
            )

    def restore(self, entry: Evidence) -> None:
        """Take a removal back; bytes that are gone are said to be missing."""
        edits: list[Edit] = [(Key(entry.subject, evidence.ITEM, "removed"), None)]
        if entry.file and entry.file.stored == "embedded" and not self._holds(entry.file):
            edits += evidence.anew(entry, _absent(entry.file))
        self._session.apply(edits)

    def forget(self, entry: Evidence) -> None:
        """Take back a piece that was begun and left empty; no reason is asked."""
        fields = ("name", "target", "note", "date", "expires", "file")
        self._session.apply(
            [
                *((Key(entry.subject, evidence.ITEM, field), None) for field in fields),
                *((key, None) for key, _ in _links(entry.subject, entry.links)),
                (Key(entry.subject, "subject", "kind"), None),
            ]
        )

    def note_found(self, found: Mapping[Subject, Found]) -> bool:
        """Note what a look has found; tells whether that is something new."""
        before, there = dict(self.found), self.register.entries
        self._found.update(found)
        self._files.update((s, there[s].file if s in there else None) for s in found)
        self._other.difference_update(found)
        return self._found != before

    def close(self) -> None:
        """Remove the copies that were opened, and the bytes that nothing names any more."""
        self._outbox.clear()
        self.closed = True
        if self._session.read_only:
            return
        with suppress(ProjectError):  # on a full disk they wait for the next time
            heads = self._session.assessment.heads.items()
            told = (c for key, current in heads if key.item == evidence.ITEM for c in current)
            self._project.drop_contents(evidence.needed(told))

    # -- inside ----------------------------------------------------------------------------

    def _add(
        self, file: File, places: Sequence[Place], contents: Sequence[Content], *, joined: bool
    ) -> Subject:
        same = self.register.of_content(file.sha256)
        lacking = [e for e in same if contents and e.file and e.file.stored == "absent"]
        if lacking:
            made = lacking[0].subject
            edits = [edit for one in lacking for edit in evidence.anew(one, _embedded(one.file))]
            edits += _links(made, places)
        elif known := next((one for one in same if _alike(one.file, file)), None):
            made, edits = known.subject, _links(known.subject, places)
        else:
            made = new_subject("evidence")
            edits = [(Key(made, evidence.ITEM, "file"), file.value()), *_links(made, places)]
        self._bring(edits, contents, joined=joined)
        self._found.pop(made, None)
        self._files.pop(made, None)
        return made

    def _leave_others(self) -> None:
        """Forget what was found of files that are in the record no more."""
        register = self.register
        if register is self._known:
            return
        self._known = register
        for subject, file in [*self._files.items()]:
            entry = register.entries.get(subject)
            if entry is None or entry.file != file:
                del self._files[subject], self._found[subject]
                self._other.add(subject)

    def _bring(
        self, edits: Sequence[Edit], contents: Sequence[Content] = (), *, joined: bool
    ) -> None:
        """Record something that came in; never as a part of a step that somebody else made."""
        before = self._session.step
        self._session.apply(edits, contents=contents, joined=joined and before == self._step)
        if self._session.step != before:
            self._step = self._session.step


def _links(subject: Subject, places: Iterable[Place]) -> list[Edit]:
    return [(Key(whose, item, subject), True) for whose, item in places]


def _alike(one: File | None, other: File) -> bool:
    return one is not None and (one.name, one.stored, one.path) == (
        other.name,
        other.stored,
        other.path,
    )


def _embedded(file: File | None) -> Value:
    return _stored(file, "embedded")


def _absent(file: File) -> Value:
    return _stored(file, "absent")


def _stored(file: File | None, how: str) -> Value:
    if file is None:
        return None
    told = file.value()
    return {**told, "stored": how} if isinstance(told, dict) else None
