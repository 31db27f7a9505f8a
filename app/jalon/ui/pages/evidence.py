"""The evidence of one requirement, or of one action: its list, and what opens under it."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from jalon.assessment import names, register_words
from jalon.assessment.changes import Key, Subject
from jalon.assessment.evidence import ITEM, Evidence
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import EvidenceEntry, EvidenceList, Option, Part, column
from jalon.ui.pages.page import Step, ask_step
from jalon.ui.places import EVIDENCE
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.ui.attaching import Attaching
    from jalon.ui.kit.picker import Picker
    from jalon.ui.pages.evidence_form import EvidenceForm

_MOST = 20
"""Pieces shown with a requirement; the register has them all."""


class EvidencePart(Part):
    """What is linked to one requirement, and the form for one entry at a time."""

    def __init__(self, desk: Desk, subject: Subject, item: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._subject, self._item = desk, subject, item
        self._tr: Translator | None = None
        self._attaching: Attaching | None = None
        self.list = EvidenceList(parent=self)
        self.form: EvidenceForm | None = None
        self.picker: Picker | None = None
        self._box = column(self, space(2))
        self._box.addWidget(self.list)
        self.list.set_read_only(read_only=desk.session.read_only)
        self.list.add_asked.connect(self._add)
        self.list.edit_asked.connect(self._edit)
        self.list.remove_asked.connect(self._unlink)
        self.list.open_asked.connect(self._open)
        self.list.more_asked.connect(self._show_register)

    @property
    def attaching(self) -> "Attaching":
        """What attaches files here; made when first needed."""
        if self._attaching is None:
            from jalon.ui.attaching import Attaching

            self._attaching = Attaching(self._desk, self)
            self._attaching.said.connect(self.list.show_news)
            if self._tr:
                self._attaching.retranslate(self._tr)
        return self._attaching

    @property
    def _place(self) -> tuple[Subject, str]:
        return self._subject, self._item

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self.list.retranslate(tr)
        if self._attaching:
            self._attaching.retranslate(tr)
        if self.form:
            self.form.retranslate(tr)
        if self.picker:
            self._offer(self.picker, tr)

    def refresh(self, tr: Translator) -> None:
        """Show what is linked now."""
        register = self._desk.session.attachments.register
        entries = register.linked(*self._place)
        shown = (*entries, *register.removed(*self._place))
        left = len(shown) - _MOST
        more = tr.plural("{count} more in the register", "{count} more in the register", left)
        self.list.show_entries(
            tuple(self._shown(entry, tr) for entry in shown[:_MOST]), more if left > 0 else ""
        )
        if (
            self.form
            and self.form.subject
            and not any(entry.subject == self.form.subject for entry in entries)
        ):
            self._close_form()
        if self.form:
            self.form.refresh(tr)
        if self.picker:
            self._offer(self.picker, tr)

    def leave(self) -> None:
        """Put the form away; an entry left empty is not kept."""
        self._close_form()
        self._close_picker()

    def drop(self, data: QMimeData) -> bool:
        """Attach what was dropped or pasted; tells whether there was anything."""
        return self.attaching.mime(data, [self._place])

    def _shown(self, entry: Evidence, tr: Translator) -> EvidenceEntry:
        text = self._desk.text
        name = text(entry.subject, ITEM, "name").strip() or entry.title
        target = text(entry.subject, ITEM, "target").strip() or entry.where
        today = datetime.now(UTC).astimezone().date()
        found = self._desk.session.attachments.found.get(entry.subject)
        condition = entry.condition(today, found)
        problem = "" if condition == "current" else register_words.condition(tr, condition)
        if condition in {"expired", "expires-soon"}:
            problem = register_words.expiry(tr, entry, today, "medium")
        if entry.removed:
            target = tr.text("Reason: {reason}", reason=entry.removed)
        elif entry.file and not target:
            target = register_words.size(tr, entry.file.size)
        return EvidenceEntry(
            entry.subject,
            names.shown(name) or tr.text("Evidence without a name"),
            names.shown(target),
            tr.day(entry.date, "medium"),
            problem,
            entry.kind,
            struck=bool(entry.removed),
        )

    def _entry(self, key: str) -> Evidence | None:
        linked = self._desk.session.attachments.register.linked(*self._place)
        return next((entry for entry in linked if entry.subject == key), None)

    # -- acts ------------------------------------------------------------------------------

    def _add(self) -> None:
        self._show_form(None)

    def _edit(self, key: str) -> None:
        if entry := self._entry(key):
            self._show_form(entry.subject)

    def _unlink(self, key: str) -> None:
        entry = self._entry(key)
        if entry is None:
            return
        if self.form and self.form.subject == entry.subject:
            self._close_form()
        attachments = self._desk.session.attachments
        self._desk.writing.do(lambda: attachments.unlink(entry, [self._place]))

    def _open(self, key: str) -> None:
        entry = self._entry(key)
        if entry is None:
            ask_step(self, Step(EVIDENCE, key))  # removed: its name and hash are in the register
        elif self._tr:
            from jalon.ui.opening import ask_open

            if not ask_open(self, self._desk, self._tr, entry):
                self._show_form(entry.subject)

    def _show_register(self) -> None:
        ask_step(self, Step(EVIDENCE))

    def _choose(self, *, linked: bool) -> None:
        if self._tr is None:
            return
        from jalon.ui.pages.evidence_form import chosen_files

        paths = chosen_files(self, self._tr, linked=linked)
        if paths:
            self._close_form()
            self.attaching.files(paths, [self._place], linked=linked)

    def _attach(self) -> None:
        self._choose(linked=False)

    def _link(self) -> None:
        self._choose(linked=True)

    # -- the form --------------------------------------------------------------------------

    def _show_form(self, subject: Subject | None) -> None:
        self.leave()
        if self._tr is None or self._desk.session.read_only:
            return
        from jalon.ui.pages.evidence_form import EvidenceForm

        form = self.form = EvidenceForm(self._desk, subject, self._make, self)
        form.done.connect(self._close_form)
        form.attach_asked.connect(self._attach)
        form.link_asked.connect(self._link)
        form.register_asked.connect(self._show_picker)
        self._box.addWidget(form)
        form.retranslate(self._tr)
        form.show()
        form.take_focus()

    def _make(self) -> Subject | None:
        """Record a new, still empty entry; None when it could not be saved."""
        made: list[Subject] = []
        attachments = self._desk.session.attachments

        def add() -> None:
            made.append(attachments.refer([self._place], name="", target=""))

        self._desk.writing.do(add)
        return made[0] if made else None

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        form.hide()
        form.deleteLater()
        self._finish(self._entry(form.subject or ""))

    def _finish(self, entry: Evidence | None) -> None:
        """Take an entry that was begun and left empty away again."""
        if entry and not entry.file and not (entry.title or entry.date or entry.expires):
            self._desk.writing.do(lambda: self._desk.session.attachments.forget(entry))

    # -- what is there already -------------------------------------------------------------

    def _show_picker(self) -> None:
        self._close_form()
        if self._tr is None:
            return
        from jalon.ui.kit.picker import Picker

        picker = self.picker = Picker(parent=self)
        self._offer(picker, self._tr)
        picker.begin(self._box, self._picked, self._close_picker)

    def _offer(self, picker: "Picker", tr: Translator) -> None:
        there = {e.subject for e in self._desk.session.attachments.register.linked(*self._place)}
        options = [
            Option(
                entry.subject,
                names.shown(register_words.title(tr, entry)),
                ", ".join(part for part in (register_words.kind(tr, entry), entry.note) if part),
            )
            for entry in self._desk.session.attachments.register.present()
            if entry.subject not in there
        ]
        picker.show_options(tr, tr.text("Link to this requirement"), options)

    def _picked(self, keys: tuple[str, ...]) -> None:
        attachments = self._desk.session.attachments
        chosen = [entry for key in keys if (entry := attachments.entry(Subject(key)))]
        edits = [(Key(*self._place, entry.subject), True) for entry in chosen]
        self._close_picker()
        self._desk.writing.do(lambda: self._desk.session.apply([*edits]))

    def _close_picker(self) -> None:
        if self.picker:
            self.picker.put_away()
            self.picker = None
