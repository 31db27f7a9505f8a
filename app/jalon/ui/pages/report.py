"""The report: its language, what is still missing, how it will look, signing and saving it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from jalon.errors import UserError
from jalon.language import Translator
from jalon.ui import file_dialogs, free_names, messages, work
from jalon.ui.desk import Desk
from jalon.ui.kit import column
from jalon.ui.pages.options import ReportOptions
from jalon.ui.pages.outcome import Outcome
from jalon.ui.pages.page import Page, focus_within
from jalon.ui.pages.preview import Preview
from jalon.ui.pages.signing import Order, SigningPanel
from jalon.ui.places import Place
from jalon.ui.theme import space
from jalon.ui.work import Made, Sheet, Written
from jalon.values import dataclass

if TYPE_CHECKING:
    from jalon.ui.jobs import Job

_BESIDE = 870
"""From this width of the window on the sheet has room beside the options."""
_AROUND_PAPER = 56
"""What stands above and below the sheet, in pixels."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a report was made of: it is made again only when this changes."""

    digest: str
    language: str
    author: str
    day: date


class ReportPage(Page):
    """Choose the language, read it through, then sign or save."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._made: Made | None = None
        self._made_of: _State | None = None
        self._making: Job[Made] | None = None
        self._picturing: Job[Sheet] | None = None
        self.options, self.signing, self.outcome = ReportOptions(desk), SigningPanel(), Outcome()
        self._left = _Panels((self.options, self.signing, self.outcome))
        self.preview = Preview()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(space(10))
        self._sides.addWidget(self._left, 3)
        self._sides.addWidget(self.preview, 4)
        self.box.addLayout(self._sides)
        self.box.addStretch()
        self._connect()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        if self._tr is None:
            self.options.language.show_value(tr.code)
        self.options.retranslate(tr)
        self.signing.retranslate(tr)
        self.preview.retranslate(tr)
        self.outcome.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record, and make the report again if it changed."""
        self._tr = tr
        self.options.refresh(tr)
        self._make()

    def set_span(self, width: int) -> None:
        """Put the pages under the options where the window is narrow."""
        super().set_span(width)
        if hasattr(self, "_sides"):
            beside = width >= _BESIDE
            self._sides.setDirection(
                QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
            )
            self._fit_paper()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the sheet as large as the whole of it can be seen."""
        super().resizeEvent(event)
        self._fit_paper()

    def leave(self) -> None:
        """Forget what was typed for a signature."""
        self.signing.forget()

    def _fit_paper(self) -> None:
        room = self.height() - self.box.contentsMargins().top() - _AROUND_PAPER
        self.preview.fit(room)

    # -- making and picturing --------------------------------------------------------------

    def _connect(self) -> None:
        self.options.asked.connect(self.asked)
        self.options.language.edited.connect(self._language_chosen)
        self.options.sign.clicked.connect(self._begin_signing)
        self.options.save.clicked.connect(self._save)
        self.signing.cancelled.connect(self._show_options)
        self.signing.sign_asked.connect(self._sign)
        self.outcome.done.clicked.connect(self._show_options)
        self.preview.wanted.connect(self._picture)

    def _state(self) -> _State:
        session = self.desk.session
        digest, language = session.assessment.digest(), str(self.options.language.value())
        return _State(digest, language, session.author, self.desk.today)

    def _language_chosen(self) -> None:
        self._make()

    def _make(self) -> None:
        wanted = self._state()
        if wanted == self._made_of:
            return
        self._made_of, self._made = wanted, None
        self.options.show_making(making=True)
        self.preview.show_making()
        if self._making:
            self._making.drop()
        snapshot, language = self.desk.session.snapshot(), wanted.language
        self._making = self.desk.jobs.start(
            lambda _: work.make(snapshot, language), self._was_made, self._not_made
        )

    def _was_made(self, made: Made) -> None:
        self._made = made
        if self._tr:
            self.options.show_made(self._tr, made)
        self.preview.show_report(made.pages)

    def _not_made(self, error: UserError) -> None:
        self.preview.show_failure()
        if self._tr:
            self.options.show_problem(self._tr, error)

    def _picture(self, number: int, width: int) -> None:
        if self._made is None:
            return
        if self._picturing:
            self._picturing.drop()
        data = self._made.data
        self._picturing = self.desk.jobs.start(
            lambda _: work.picture(data, number, width), self._was_pictured, self._not_made
        )

    def _was_pictured(self, sheet: Sheet) -> None:
        self.preview.show_sheet(sheet.number, sheet.image)

    # -- saving and signing ----------------------------------------------------------------

    def _show_options(self) -> None:
        self.signing.forget()
        self._show_panel(self.options)

    def _show_panel(self, wanted: QWidget) -> None:
        self._left.show_panel(wanted)
        self.area.verticalScrollBar().setValue(0)

    def _begin_signing(self) -> None:
        settings = self.desk.settings
        self.signing.begin(
            identity=settings.identity,
            name=self.desk.session.author or settings.author,
            organisation=self.desk.company,
        )
        self.signing.begin_anew()
        self._show_panel(self.signing)

    def _target(self, title: str) -> Path | None:
        """Ask where the report shall be written; a name that is free is proposed."""
        if self._tr is None:
            return None
        kind = self._tr.text("PDF files ({pattern})", pattern="*.pdf")
        free = free_names.pdf(self.desk.session, self._tr.text("report"))
        found = file_dialogs.save_file(self, self._tr, title, free, kind)
        return found.with_name(f"{found.name}.pdf") if found and not found.suffix else found

    def _save(self) -> None:
        if self._made is None or self._tr is None:
            return
        made, path = self._made, self._target(self._tr.text("Save the report unsigned"))
        if path:
            self.desk.jobs.start(
                lambda _: work.save_unsigned(made, path),
                self._was_written,
                self._not_saved,
                kept=True,
            )

    def _sign(self, order: Order) -> None:
        if order.new is None:
            self._sign_with(order)
            return
        person = order.new
        self.signing.set_busy(busy=True)

        def made(path: Path) -> None:
            self.signing.show_made(path)
            self._sign_with(order)

        self.desk.jobs.start(
            lambda _: work.create_identity(order.identity, person, order.passphrase),
            made,
            self._not_signed,
        )

    def _sign_with(self, order: Order) -> None:
        self.signing.set_busy(busy=False)
        if self._made is None or self._tr is None:
            return
        made, path = self._made, self._target(self._tr.text("Save the signed report"))
        if path is None:
            return
        self.signing.set_busy(busy=True)
        self.desk.settings.identity = str(order.identity)
        self.desk.jobs.start(
            lambda _: work.sign(
                made,
                path,
                identity=order.identity,
                passphrase=order.passphrase,
                role=order.role,
            ),
            self._was_written,
            self._not_signed,
            kept=True,
        )

    def _was_written(self, written: Written) -> None:
        self.signing.set_busy(busy=False)
        self.signing.forget()
        if self._tr is None:
            return
        self.outcome.show_written(self._tr, written)
        self._show_panel(self.outcome)
        session = self.desk.session
        if not session.read_only:
            self.desk.writing.do(
                lambda: session.record_report(
                    file=written.path.name,
                    sha256=written.sha256,
                    digest=written.digest,
                    language=written.language,
                    signers=written.signers,
                )
            )

    def _not_signed(self, error: UserError) -> None:
        self.signing.set_busy(busy=False)
        if self._tr:
            self.signing.show_problem(messages.says(error))

    def _not_saved(self, error: UserError) -> None:
        if self._tr:
            self.options.show_problem(self._tr, error)


class _Panels(QWidget):
    """Panels in one place; as high as the one that is shown, unlike a stack of widgets."""

    def __init__(self, panels: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._panels = panels
        box = column(self)
        for panel in panels:
            box.addWidget(panel)
        box.addStretch()  # beside a high preview, a panel keeps its own height
        self.show_panel(panels[0])

    def show_panel(self, wanted: QWidget) -> None:
        """Show one of the panels; it gets the focus, if another one had it."""
        focused = QApplication.focusWidget()
        wanted.show()
        if focused is not None and self.isAncestorOf(focused):
            focus_within(wanted)
        for panel in self._panels:
            panel.setVisible(panel is wanted)
