"""The page of one measure: what it asks, and one row for each of its requirements.

What stands above the rows is :mod:`jalon.ui.pages.measure_top`; the rows are
:mod:`jalon.ui.pages.rows`, and the one that the user is in :mod:`jalon.ui.pages.current_row`.
The page of a duty (:mod:`jalon.ui.pages.duty`) is made of the same parts.
"""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.review.model import Target
from jalon.assessment.scope import Scope
from jalon.forms.model import FactId, ItemId
from jalon.language import SOURCE_LANGUAGE, Translator
from jalon.ui import law as law_panel
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.pages import fact_way
from jalon.ui.pages.current_row import CurrentRow
from jalon.ui.pages.measure_top import MeasureTop, same_for_all
from jalon.ui.pages.page import WIDE, Law, Page, focus_within, high_above
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.pages.rows import RowCard, Which
from jalon.ui.pages.waiting import first, waits
from jalon.ui.places import Place
from jalon.ui.theme import space
from jalon.ui.viewpoint import EVERYONE


class MeasurePage(Page):
    """One measure of the Code; the law panel follows the row that one is in."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet = places.measure(desk.session.form, place)
        self.top = MeasureTop(self, self.sheet)
        self.review = ReviewPart(desk, Target("measure", self.sheet.id), self, folds="said")
        self._card = RowCard(desk, self.sheet.requirement, self._connect_row, self)
        self.box.addWidget(self.review)
        self.box.addSpacing(space(3))
        self.box.addWidget(self._card)
        self.box.addStretch()
        self._seen = False
        self._law: tuple[Translator, ItemId, Law] | None = None
        self.here = CurrentRow(self._card, self)
        self.here.moved.connect(self.law_changed)
        self._card.show_for(self._looked_at)
        self.top.count.all_asked.clicked.connect(self._toggle_all)
        self.here.begin(self._first())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @property
    def rows(self) -> list[RequirementRow]:
        """The rows that are shown, in reading order."""
        return self._card.rows

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._show_rows()
        self.top.set_words(tr, self.over(tr), self.official(tr))
        self._card.retranslate(tr)
        self._card.tell(self.top.tell_once(tr, self.shared()))
        for line in self._card.made:
            line.retranslate(tr)
        self.review.retranslate(tr)
        self._show_view(tr)
        self.top.show_count(tr, self._looked_at, self._card)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        made = self._show_rows()
        self._card.tell(self.top.tell_once(tr, self.shared()))
        for line in self._card.made:
            if line in made:
                line.retranslate(tr)
            else:
                line.refresh(tr)
        self._card.retranslate(tr)
        self.review.refresh(tr)
        self._show_view(tr)
        self.top.show_count(tr, self._looked_at, self._card)

    def refresh_answers(self, tr: Translator, answered: frozenset[ItemId]) -> None:
        """Show the record as it is now: the rows that changed, and what is counted.

        Before it is seen, the page may open another row.
        """
        if not self._seen:
            self.refresh(tr)
            return
        for line in self._card.made:
            if line.item in answered:
                line.refresh(tr)
        self.top.show_count(tr, self._looked_at, self._card)

    def set_span(self, width: int) -> None:
        """Fit margins and rows to a window ``width`` pixels wide."""
        super().set_span(width)
        if hasattr(self, "_card"):
            self._card.set_narrow(width < WIDE)

    def law(self, tr: Translator) -> Law | None:
        """Return the law of the row that one is in."""
        if (here := self.here.which) is None:
            return None
        if self._law is None or self._law[:2] != (tr, here[1]):
            chosen, form = self.sheet, self.desk.session.form
            short = tr.of(f"{chosen.id}.short", chosen.short)
            title = f"{chosen.number}  {short}" if chosen.number else short
            self._law = tr, here[1], Law(title, law_panel.sections(form, here[1], tr))
        return self._law[2]

    def show_item(self, item: str) -> None:
        """Open the row of a requirement, or show the measure's review, and give it the focus."""
        if item == self.sheet.id:
            self.area.reveal(self.review)
            focus_within(self.review)
            return
        if not any(line.item == item for line in self.rows):
            self.desk.viewpoint.choose(next(iter(self.desk.session.models), PROVIDER))
        found = [line for line in self.rows if line.item == item]
        session = self.desk.session
        waiting = next((r for r in found if waits(session, (r.subject, r.item))), None)
        if line := waiting or next(iter(found), None):
            self.here.open_only(line)

    def show_row(self, item: str, subject: Subject) -> None:
        """Open the row of a requirement for one subject, whoever is looked at now."""
        which = (subject, item)
        for viewpoint in ("", EVERYONE, subject):
            if viewpoint:
                self.desk.viewpoint.choose(viewpoint)
            if line := next((r for r in self.rows if (r.subject, r.item) == which), None):
                self.here.open_only(line)
                return
        self.show_item(item)

    def takes(self, data: QMimeData) -> bool:
        """Tell whether what is in the clipboard can be attached to the row that one is in."""
        line = self.here.line
        return line is not None and line.takes(data)

    def paste(self, data: QMimeData) -> bool:
        """Attach what is pasted to the row that one is in."""
        line = self.here.line
        return line is not None and line.paste(data)

    def leave(self) -> None:
        """End what is being edited in the open rows, and of the review."""
        self.review.leave()
        for line in self._card.made:
            line.leave()

    def complete(self) -> None:
        """Make the rows and fields that are not seen yet."""
        self._card.complete()

    def lay_out_for(self, size: QSize) -> None:
        """Get ready to be shown at a size, with the rows that are seen there."""
        for _ in self._filling(size):
            pass
        super().lay_out_for(size)

    def getting_ready(self, size: QSize) -> Iterator[None]:
        """Do the same in steps."""
        yield from self._filling(size)
        super().lay_out_for(size)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the rows as they are from now on."""
        super().showEvent(event)
        self._seen = True

    # -- what a measure has, and a duty has otherwise --------------------------------------

    def over(self, tr: Translator) -> str:
        """Return where the page stands, and who answers."""
        chapter, commitment, _ = self.desk.session.form.home[self.sheet.requirement[0].id]
        where = tr.text(
            "{chapter}, commitment {number}",
            chapter=tr.of(f"{chapter.id}.title", chapter.title),
            number=commitment.number,
        )
        return "  ·  ".join((where, *self.who_answers(tr)))

    def who_answers(self, tr: Translator) -> tuple[str, ...]:
        """Return who answers the rows, where it is the same for all of them."""
        scopes = {requirement.scope for requirement in self.sheet.requirement}
        return tuple(words.scope(tr, scope) for scope in scopes if len(scopes) == 1)

    def official(self, tr: Translator) -> str:
        """Return the official title, where the one shown is a translation of ours.

        What a commitment itself asks has none: its title is ours in each language.
        """
        return self.sheet.title if self.sheet.number and tr.code != SOURCE_LANGUAGE else ""

    def shared(self) -> Scope | ItemStatus | None:
        """Return why none of the rows is asked, or what would tell of all, where it is the same."""
        evaluation = self.desk.session.evaluation
        return same_for_all([evaluation.status(*which) for which in self._card.keys])

    # -- inside ----------------------------------------------------------------------------

    @property
    def _looked_at(self) -> str:
        models = self.desk.session.models
        return self.desk.viewpoint.here(self.sheet.requirement, models)

    def _filling(self, size: QSize) -> Iterator[None]:
        if not self._card.is_complete:
            width = self.room(size.width())
            yield from self._card.filling(
                width, size.height() - high_above(self.box, self._card, width)
            )

    def _show_rows(self) -> tuple[RequirementRow, ...]:
        """Have the rows that there are now; return those that are new."""
        made = self._card.show_for(self._looked_at)
        if not self._seen and self.here.which != self._first():  # made ahead, and answered since
            self._card.close_all()
            self.here.begin(self._first())
        elif self.here.which not in self._card.keys:
            self.here.begin(self._first())
        return made

    def _first(self) -> Which | None:
        """Return the row to begin with."""
        return first(self.desk.session, self._card.keys)

    def _connect_row(self, line: RequirementRow) -> None:
        line.opened.connect(self.here.row_opened)
        line.fact_asked.connect(self._fact_asked)
        line.step_asked.connect(self.asked)
        line.company_asked.connect(self._company_asked)

    def _show_view(self, tr: Translator) -> None:
        """Offer to look at one model, where there are several."""
        if made := self.top.show_view(tr, self._looked_at):
            made.chosen.connect(self._view_chosen)

    def _view_chosen(self, name: str) -> None:
        self.leave()
        self.desk.writing.leave()
        self.desk.viewpoint.choose(name)

    def _company_asked(self) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            item = line.item  # the row may go when another is looked at
            self.desk.viewpoint.choose("")
            self.show_row(item, PROVIDER)

    def _toggle_all(self) -> None:
        wanted = not all(line.is_open for line in self.rows)
        for line in self.rows:
            line.set_open(wanted)
        self.law_changed.emit()

    def _fact_asked(self, fact: str) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            self.asked.emit(fact_way.step(self.desk, FactId(fact), line.subject))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.here.follow(new)
