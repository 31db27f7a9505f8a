"""The register of evidence: every piece in a table, and one piece in full."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Found
from jalon.language import Translator
from jalon.ui import looking
from jalon.ui.attaching import Attaching
from jalon.ui.desk import Desk
from jalon.ui.pages.all_and_one import AllAndOne
from jalon.ui.pages.evidence_detail import EvidenceDetail
from jalon.ui.pages.evidence_form import chosen_files
from jalon.ui.pages.register_lines import Lines
from jalon.ui.pages.register_search import Pieces
from jalon.ui.pages.register_table import RegisterTable
from jalon.ui.places import Place
from jalon.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from jalon.ui.looking import Look


class RegisterPage(AllAndOne):
    """All evidence of a project."""

    all: RegisterTable
    detail: EvidenceDetail

    def __init__(self, desk: Desk, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._look: Look | None = None
        self._telling = False
        self.attaching = Attaching(desk, self)
        self.thumbnails = Thumbnails(desk, self)
        self._pieces = Pieces()
        self._lines = Lines(desk, self.thumbnails)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        detail = EvidenceDetail(desk, self.thumbnails, self.attaching, self)
        self._fill(RegisterTable(desk, self), detail)
        self.setAcceptDrops(True)
        self._connect()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        if self._tr and self._tr.code != tr.code:  # news of the moment, said in the other language
            self.all.show_news("")
        self._lines.forget()
        self.attaching.retranslate(tr)
        super().retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._tr = tr
        attachments, pieces = self.desk.session.attachments, self._pieces
        today = datetime.now(UTC).astimezone().date()
        if pieces.prepare(attachments.register, attachments.found, today):
            self._lines.doubt()
        fitting = pieces.fitting(str(self.all.which.value()), str(self.all.filter.value()))
        self.all.show_count(tr, len(fitting), len(pieces.all))
        self.all.show_compare(wanted=pieces.has_linked)
        self.all.table.show_lines(self._lines.of(tr, fitting))
        self._refresh_detail(tr)
        self._soon.start()

    def takes(self, data: QMimeData) -> bool:
        """Tell whether there is anything in the clipboard that can be attached."""
        return not self.desk.session.read_only and self.attaching.takes(data)

    def paste(self, data: QMimeData) -> bool:
        """Attach what is pasted."""
        return self.attaching.mime(data, ())

    # -- Qt --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look at linked files, beside the window, whenever the register is shown."""
        super().showEvent(event)
        self.look(fully=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no further when it is not shown."""
        super().hideEvent(event)
        self._stop_looking()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, pictures and links."""
        if self.takes(event.mimeData()):
            event.acceptProposedAction()
            self.all.show_drop(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget that something was held over the page."""
        super().dragLeaveEvent(event)
        self.all.show_drop(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped."""
        self.all.show_drop(over=False)
        if self.attaching.mime(event.mimeData(), ()):
            event.acceptProposedAction()

    # -- looking at linked files -----------------------------------------------------------

    def look(self, *, fully: bool, only: Subject | None = None) -> None:
        """Compare linked files, or ``only`` one, with their fingerprints, in the worker."""
        self._stop_looking()

        def done(found: Mapping[Subject, Found]) -> None:
            self._look, self._telling = None, False
            if fully and self._tr:
                self._show_news(_compared(self._tr, found, only), only)

        self._look = looking.look(self.desk, fully=fully, only=only, done=done)
        self._telling = self._look is not None and fully
        if self._telling and self._tr:
            self._show_news(self._tr.text("Comparing linked files with their fingerprints…"), only)

    def _show_news(self, words: str, about: Subject | None) -> None:
        """Say what goes on where it is seen: with the piece it is about, else above all."""
        if about is None:
            self.all.show_news(words)
        elif about == self.detail.subject:
            self.detail.show_news(words)

    def _stop_looking(self) -> None:
        if self._look:
            self._look.drop()
            self._look = None
        if self._telling:  # that it goes on is not true any more
            self._telling = False
            self.all.show_news("")
            self.detail.show_news("")

    # -- inside ----------------------------------------------------------------------------

    def _connect(self) -> None:
        shown = self.all
        shown.attach.clicked.connect(self._attach)
        shown.link.clicked.connect(self._link)
        shown.refer.clicked.connect(self._refer)
        shown.compare.clicked.connect(self._compare)
        shown.empty.acted.connect(self._attach)
        shown.table.removal_asked.connect(self._ask_removal)
        self.attaching.said.connect(shown.show_news)
        self.thumbnails.ready.connect(self._picture_made)
        self._soon.timeout.connect(self._ask_picture)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.detail.looked.connect(self._compare_shown)

    def _attach(self) -> None:
        if self._tr:
            self.attaching.files(chosen_files(self, self._tr, linked=False), ())

    def _link(self) -> None:
        if self._tr:
            self.attaching.files(chosen_files(self, self._tr, linked=True), (), linked=True)

    def _refer(self) -> None:
        made: list[Subject] = []
        attachments = self.desk.session.attachments
        self.desk.writing.do(lambda: made.append(attachments.refer((), name="", target="")))
        if made:
            self._open(made[0])
            self.detail.fields_focus()

    def _compare(self) -> None:
        self.look(fully=True)

    def _compare_shown(self) -> None:
        self.look(fully=True, only=self.detail.subject)

    def _ask_removal(self, key: str) -> None:
        entry = self.desk.session.attachments.entry(Subject(key))
        if entry and not entry.removed and not self.desk.session.read_only:
            self._open(key)
            self.detail.ask_removal()

    def _picture_made(self) -> None:
        self._lines.doubt()
        self._show_again()

    def _scrolled(self) -> None:
        self._soon.start()

    def _ask_picture(self) -> None:
        """Have the next picture made that is in sight: one at a time, so that nothing waits."""
        seen, table = self.area.viewport(), self.all.table
        if not table.isVisible():
            return
        top = table.viewport().mapFrom(seen, seen.rect().topLeft())
        attachments = self.desk.session.attachments
        for key in table.within(QRect(top, seen.size())):
            entry = attachments.entry(Subject(key))
            if entry and self.thumbnails.wanted(entry):
                self.thumbnails.of(entry)
                return


def _compared(tr: Translator, found: Mapping[Subject, Found], only: Subject | None) -> str:
    """Say what a comparison found; of one file that is amiss, its page says so itself."""
    amiss = sum(1 for one in found.values() if one != "as-attached")
    if only:
        return "" if amiss else tr.text("Compared: the file is as it was attached.")
    return tr.plural(
        "{count} linked file compared, {amiss} not as it was attached.",
        "{count} linked files compared, {amiss} not as they were attached.",
        len(found),
        amiss=tr.number(amiss),
    )
