"""One piece of evidence in full: what it is, its fields, where it is linked, what can be done."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import names, register_words
from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Condition, Evidence
from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.store import outside
from jalon.store.outside import Outside
from jalon.ui import file_dialogs, messages
from jalon.ui.attaching import Attaching
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Banner,
    Button,
    show_if,
)
from jalon.ui.kit.told import Told
from jalon.ui.opening import ask_open, save_out
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.evidence_fields import EvidenceFields
from jalon.ui.pages.evidence_parts import Facts, Removal
from jalon.ui.pages.in_full import InFull
from jalon.ui.theme import measure, space
from jalon.ui.thumbnails import Thumbnails

_ANOTHER: Final = N_(
    "{name} is not the file that was attached: its fingerprint is another. Nothing was taken over;"
    " attach it as evidence of its own if it shows the same."
)


class EvidenceDetail(InFull):
    """One piece; ``looked`` asks to compare it from end to end."""

    fields: EvidenceFields | None
    looked = Signal()

    def __init__(
        self, desk: Desk, thumbnails: Thumbnails, attaching: Attaching, parent: QWidget
    ) -> None:
        super().__init__(desk, parent)
        self._thumbnails, self._attaching = thumbnails, attaching
        self._condition: Condition = "current"
        self.banner = Banner("warn", parent=self)
        self._facts = Facts(self)
        self.open, self.save = Button("plain", parent=self), Button("link", parent=self)
        self.compare, self.remove = Button("link", parent=self), Button("link", parent=self)
        self._acts = Acts(self.open, self.save, self.compare, self.remove, parent=self)
        self.news = Told("small", "info", width=measure(), parent=self)
        self.news.hide()
        self.removal = Removal(self)
        self._stack(
            (
                (self._head, space(4)),
                (self.banner, space(4)),
                (self._facts, space(4)),
                (self._acts, space(5)),
                (self.news, space(3)),
                (self.removal, space(5)),
                (self._room, space(7)),
                (self.links, 0),
            )
        )
        self._connect()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        self._back.set_text(tr.text("All evidence"))
        self.open.set_text(tr.text("Open…"))
        self.save.set_text(tr.text("Save the file…"))
        self.compare.set_text(tr.text("Compare with the fingerprint"))
        self.remove.set_text(tr.text("Remove…"))
        self.removal.retranslate(tr)

    def refresh(self, tr: Translator) -> bool:
        """Show the piece as it is now; tells whether it is still there."""
        entry = self._entry
        if entry is None:
            return False
        self._tr = tr
        today = datetime.now(UTC).astimezone().date()
        found = self._desk.session.attachments.found.get(entry.subject)
        self._condition = entry.condition(today, found)
        title = names.shown(register_words.title(tr, entry))
        self._head.set_words(title, over=register_words.kind(tr, entry))
        self._show_banner(tr, entry, register_words.expiry(tr, entry, today))
        self._facts.show_entry(tr, self._desk, entry, self._thumbnails.of(entry))
        self._show_acts(entry)
        self.links.show_places(tr, entry.links, read_only=self._fixed(entry))
        if self.fields:
            self.fields.refresh(tr)
            self.fields.setEnabled(not entry.removed)
        return True

    def forget(self) -> None:
        """Put the piece away; one that was begun and left empty is taken back."""
        entry = self._entry
        super().forget()
        self.removal.hide()
        self.show_news("")
        if entry:
            self._take_back_if_empty(entry)

    def fields_focus(self) -> None:
        """Give the keyboard to the name."""
        if self.fields:
            self.fields.name.entry().setFocus(Qt.FocusReason.TabFocusReason)

    def show_news(self, words: str) -> None:
        """Say what goes on with the piece, or what came of it."""
        self.news.set_text(words)
        show_if(self.news, bool(words))

    def ask_removal(self) -> None:
        """Ask why it is to be removed."""
        entry = self._entry
        if entry and self._tr:
            shared = self._desk.session.attachments.used_elsewhere(entry)
            self.removal.show_entry(self._tr, entry, shared=shared)

    # -- inside ----------------------------------------------------------------------------

    def _has(self, subject: Subject) -> bool:
        return self._desk.session.attachments.entry(subject) is not None

    def _made_fields(self, subject: Subject, parent: QWidget) -> EvidenceFields:
        return EvidenceFields(self._desk, subject, None, parent)

    @property
    def _entry(self) -> Evidence | None:
        return self._desk.session.attachments.entry(self.subject) if self.subject else None

    def _fixed(self, entry: Evidence) -> bool:
        return self._desk.session.read_only or bool(entry.removed)

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.save.clicked.connect(self._save)
        self.compare.clicked.connect(self._compare)
        self.remove.clicked.connect(self.ask_removal)
        self.removal.confirmed.connect(self._remove)
        self.banner.acted.connect(self._mend)
        self.links.linked.connect(self._link)
        self.links.unlinked.connect(self._unlink)

    def _show_banner(self, tr: Translator, entry: Evidence, expiry: str) -> None:
        words, act = _trouble(tr, entry, self._condition, expiry)
        self.banner.set_words(words, "" if self._desk.session.read_only else act)
        show_if(self.banner, bool(words))

    def _show_acts(self, entry: Evidence) -> None:
        file = entry.file
        there = file.stored != "absent" if file else bool(entry.target.strip())
        one = file is not None or "target" not in dict(entry.disputed)
        show_if(self.open, there and one and not entry.removed)
        show_if(self.save, file is not None and file.stored == "embedded" and not entry.removed)
        show_if(self.compare, file is not None and file.stored == "linked" and not entry.removed)
        show_if(self.remove, not self._fixed(entry))

    def _take_back_if_empty(self, entry: Evidence) -> None:
        found = self._desk.session.attachments.entry(entry.subject)
        empty = found and not (found.file or found.removed or found.links)
        if found and empty and not (found.title or found.date or found.expires):
            self._desk.writing.do(lambda: self._desk.session.attachments.forget(found))

    def _open(self) -> None:
        entry = self._entry
        if entry and self._tr:
            ask_open(self, self._desk, self._tr, entry)

    def _save(self) -> None:
        entry = self._entry
        if entry and self._tr:
            save_out(self, self._desk, self._tr, entry)

    def _compare(self) -> None:
        self.looked.emit()

    def _remove(self, reason: str) -> None:
        entry = self._entry
        if entry is None or self._tr is None:
            return
        try:
            self._desk.session.attachments.require_reason(reason)
        except UserError as error:
            self.removal.show_problem(self._tr, messages.says(error))
            return
        self.removal.hide()
        self.leave()
        self._desk.writing.do(lambda: self._desk.session.attachments.remove(entry, reason))

    def _link(self, places: tuple[tuple[Subject, str], ...]) -> None:
        entry = self._entry
        if entry:
            self._desk.writing.do(lambda: self._desk.session.attachments.link(entry, places))

    def _unlink(self, subject: str, item: str) -> None:
        entry, places = self._entry, [(Subject(subject), item)]
        if entry:
            self._desk.writing.do(lambda: self._desk.session.attachments.unlink(entry, places))

    # -- mending ---------------------------------------------------------------------------

    def _mend(self) -> None:
        """Do what the banner offers."""
        entry = self._entry
        if entry is None or self._tr is None or (entry.file is None and not entry.removed):
            return
        if entry.removed:
            self._desk.writing.do(lambda: self._desk.session.attachments.restore(entry))
        elif self._condition == "changed" and entry.file:
            folder = self._desk.session.attachments.folder
            self._renew(entry, outside.where(entry.file, folder))
        elif self._condition in {"missing", "unreadable", "absent"}:
            self._choose(entry, self._tr)

    def _choose(self, entry: Evidence, tr: Translator) -> None:
        path = file_dialogs.open_file(self, tr, tr.text("Choose the file"))
        if not path:
            return
        if self._condition == "absent":
            self._complete(entry, path)
        else:
            self._renew(entry, path)

    def _complete(self, entry: Evidence, path: Path) -> None:
        """Put the content into the project that it lacks; no other file is taken for it."""

        def done(found: Outside) -> None:
            if entry.file and found.sha256 == entry.file.sha256:
                self._attaching.files([path], ())
            else:
                name = names.shown(path.name)
                self._not_renewed(UserError(_ANOTHER, name=name))

        self._desk.jobs.start(lambda _: outside.read(path), done, self._not_renewed, kept=True)

    def _renew(self, entry: Evidence, path: Path) -> None:
        """Read the file as it is now, in the worker, and record it."""
        attachments = self._desk.session.attachments

        def done(found: Outside) -> None:
            if not attachments.closed:
                self._desk.writing.do(lambda: attachments.renew(entry, found))

        self._desk.jobs.start(lambda _: outside.read(path), done, self._not_renewed, kept=True)

    def _not_renewed(self, error: UserError) -> None:
        if self._tr:
            title = self._tr.text("The file was not taken over")
            messages.show(self.window(), self._tr, error, title)


def _trouble(tr: Translator, entry: Evidence, condition: Condition, expiry: str) -> tuple[str, str]:
    """Say what is amiss with a piece, and name what mends it."""
    said, act = "", ""
    match condition:
        case "removed":
            said = tr.text("Removed. Reason: {reason}", reason=entry.removed)
            act = tr.text("Take the removal back")
        case "changed":
            said = tr.text("The file has changed on disk since it was attached.")
            act = tr.text("Take it as it is now")
        case "missing":
            said = tr.text("The file is not where it was.")
            act = tr.text("Choose the file…")
        case "unreadable":
            said = tr.text("The file cannot be read now: no access, or its disk does not answer.")
            act = tr.text("Choose the file…")
        case "absent":
            said = tr.text(
                "The content is not in this project: it stayed in another one, from which the"
                " answers came, or was dropped when this evidence was removed. Jalon knows the file"
                " by its fingerprint."
            )
            act = tr.text("Choose the file…")
        case "expired":
            said = tr.text("This evidence is {expiry}.", expiry=expiry)
        case "expires-soon" | "current":
            pass
    return said, act
