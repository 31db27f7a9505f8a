"""The overview: three numbers that are never mixed, obligations, what to do next."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from jalon.assessment.results import Tally
from jalon.forms.citations import article
from jalon.forms.model import Obligation
from jalon.language import Translator, capital
from jalon.ui import words
from jalon.ui.desk import Desk
from jalon.ui.kit import Figure, NumberStrip, ObligationRow, ObligationTable, Text
from jalon.ui.later import once_painted
from jalon.ui.pages.dissent import Dissent
from jalon.ui.pages.page import Head, Page
from jalon.ui.pages.room import Room
from jalon.ui.pages.scope_line import ScopeLine
from jalon.ui.places import Place
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.ui.pages.linked import LinkedList
    from jalon.ui.pages.overview_below import Below
    from jalon.ui.pages.since_signed import SinceSigned

_AT_ONCE = 4
"""So many rows of the table are seen in a window of the usual height, and made at first."""


class OverviewPage(Page):
    """Where the company stands, and what would change it most.

    What stands below the table comes with the first frame only where it is seen there; else it
    is made right after, or as soon as anything asks for it.
    """

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._head = Head(self)
        self.scope = ScopeLine(desk, self)
        self._strip = NumberStrip(parent=self)
        self.dissent = Dissent(desk, self)
        self._table_head = Text("heading", parent=self)
        self._table = ObligationTable(parent=self)
        self._room = Room(self)
        self._below: Below | None = None
        for widget, gap in (
            (self._head, space(2)),
            (self.scope, space(5)),
            (self._strip, space(6)),
            (self.dissent, 0),
            (self._table_head, space(3)),
            (self._table, space(4)),
            (self._room, 0),
        ):
            self.box.addWidget(widget)
            self.box.addSpacing(gap)
        self.box.addStretch()
        for part in (self.scope, self.dissent):
            part.asked.connect(self.asked)
        self._room.seen.connect(self.complete)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        once_painted(self.area.ground, self._painted)

    @property
    def below(self) -> "Below":
        """What stands below the table."""
        if self._below is None:
            from jalon.ui.pages.overview_below import Below

            self._table.complete()
            self._below = made = Below(self.desk, self)
            made.asked.connect(self.asked)
            if self._tr:
                made.retranslate(self._tr)
            self.box.replaceWidget(self._room, made)
            self._room.hide()
            made.show()
        return self._below

    @property
    def next_steps(self) -> "LinkedList":
        """What to do next."""
        return self.below.next_steps

    @property
    def since(self) -> "SinceSigned":
        """What changed since the last signed report."""
        return self.below.since

    def complete(self) -> None:
        """Make the rest of the table, and what stands below it."""
        self.below  # noqa: B018  made when it is looked at

    def expect(self, width: int) -> None:
        """Have the table made for the room it will have."""
        self._table.expect(self.room(width))

    def lay_out_for(self, size: QSize) -> None:
        """Get ready to be shown at a size, with all that is seen there."""
        super().lay_out_for(size)
        if self._below is None and self.high(size.width()) - self._room.height_left < size.height():
            self.complete()
            super().lay_out_for(size)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._table_head.set_text(tr.text("By obligation of the AI Act"))
        self._table.retranslate(tr)
        self._show_record(tr)
        if self._below:
            self._below.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._show_record(tr)
        if self._below:
            self._below.refresh(tr)

    def _painted(self) -> None:
        """Go on with the table, unless the page was left at once; then below it.

        In two steps, between which the window answers.
        """
        if self.isVisible():
            self._table.complete()
        self._soon.start(0)

    def _go_on(self) -> None:
        if self.isVisible():
            self.complete()
        else:
            once_painted(self.area.ground, self._painted)

    def _show_record(self, tr: Translator) -> None:
        self._tr = tr
        session = self.desk.session
        company = self.desk.company
        today = datetime.now(UTC).astimezone().date()
        self._head.set_words(
            tr.text("Where {company} stands", company=company)
            if company
            else tr.text("Where your company stands"),
            over=tr.text("As of {day}", day=tr.date(today)),
        )
        self.scope.refresh(tr)
        self._strip.show_figures(_figures(tr, session.evaluation.overall))
        self.dissent.refresh(tr)
        met = {name for one in session.form.items.values() for name in one.obligations}
        asked = (one for one in session.form.obligation if one.id in met)
        rows = tuple(_obligation(self.desk, tr, one) for one in asked)
        self._table.show_rows(rows, first=None if self._below else _AT_ONCE)


def _figures(tr: Translator, tally: Tally) -> tuple[Figure, ...]:
    answered = tally.answered / tally.applicable if tally.applicable else 0.0
    return (
        Figure(tr.text("Result"), words.result(tr, tally), words.figures(tr, tally), tally),
        Figure(
            tr.text("Answers"),
            tr.percent(answered),
            tr.plural(
                "{answered} of {count} requirement",
                "{answered} of {count} requirements",
                tally.applicable,
                answered=tr.number(tally.answered),
            ),
        ),
        _review(tr, tally),
    )


def _review(tr: Translator, tally: Tally) -> Figure:
    if tally.reviewed is None:
        nobody = tr.text("Nobody has been asked to review.")
        return Figure(tr.text("Review"), tr.text("Not reviewed"), nobody)
    share = tally.reviewed / tally.applicable if tally.applicable else 0.0
    count = tr.plural(
        "{reviewed} of {count} requirement",
        "{reviewed} of {count} requirements",
        tally.applicable,
        reviewed=tr.number(tally.reviewed),
    )
    return Figure(tr.text("Review"), tr.percent(share), count)


def _obligation(desk: Desk, tr: Translator, one: Obligation) -> ObligationRow:
    tally = desk.session.evaluation.by_obligation[one.id]
    note = tr.text("Does not appear to apply, by your answers on scope.")
    title = tr.of(f"{one.id}.title", one.title)
    cited = article(one.article, tr)
    return ObligationRow(title, capital(cited), tally, "" if tally.applicable else note)
