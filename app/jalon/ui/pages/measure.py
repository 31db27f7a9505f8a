"""The page of one measure: what it asks, and one row for each of its requirements.

The page of a duty (:mod:`jalon.ui.pages.duty`) is made of the same parts.
"""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions.words import because
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.presumption import standing
from jalon.assessment.review.model import Target
from jalon.assessment.scope import Scope
from jalon.assessment.tallies import count
from jalon.forms.model import FactId, ItemId
from jalon.language import SOURCE_LANGUAGE, Translator
from jalon.ui import law as law_panel
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import Text, show_if
from jalon.ui.pages import fact_way
from jalon.ui.pages.measure_parts import Count, Official, Presumed
from jalon.ui.pages.page import WIDE, Head, Law, Page, high_above
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.pages.rows import RowCard, Which
from jalon.ui.pages.view import ViewChoice
from jalon.ui.pages.why import Why
from jalon.ui.places import Place
from jalon.ui.theme import measure, space
from jalon.ui.viewpoint import EVERYONE, offers


class MeasurePage(Page):
    """One measure of the Code; the law panel follows the row that one is in."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet = places.measure(desk.session.form, place)
        self._head = Head(self)
        self._official = Official(self)
        self._lead = Text("lead", width=measure(), parent=self)
        self._count = Count(self)
        self._view: ViewChoice | None = None
        self.review = ReviewPart(desk, Target("measure", self.sheet.id), self, folds="said")
        self._card = RowCard(desk, self.sheet.requirement, self._connect_row, self)
        self.box.addWidget(self._head)
        self.box.addWidget(self._official)
        self.box.addSpacing(space(1))
        self.box.addWidget(self._lead)
        self.box.addWidget(self._count)
        self._presumed = Presumed(self)
        self.box.addWidget(self._presumed)
        self._why: Why | None = None
        self.box.addWidget(self.review)
        self.box.addSpacing(space(3))
        self.box.addWidget(self._card)
        self.box.addStretch()
        self._seen = False
        self._here: Which | None = None
        self._law: tuple[Translator, ItemId, Law] | None = None
        self._card.show_for(self._looked_at)
        self._count.all_asked.clicked.connect(self._toggle_all)
        self._begin()
        self._listen()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._show_rows()
        chosen = self.sheet
        title = tr.of(f"{chosen.id}.title", chosen.title)
        shown = f"{chosen.number}  {title}" if chosen.number else title
        self._head.set_words(shown, over=self.over(tr))
        self._lead.set_text(tr.of(f"{chosen.id}.summary", chosen.summary))
        self._official.show_title(self.official(tr), tr)
        self._card.retranslate(tr)
        self._tell_once(tr)
        for line in self._card.made:
            line.retranslate(tr)
        self.review.retranslate(tr)
        self._show_view(tr)
        self._show_count(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        made = self._show_rows()
        self._tell_once(tr)
        for line in self._card.made:
            if line in made:
                line.retranslate(tr)
            else:
                line.refresh(tr)
        self._card.retranslate(tr)
        self.review.refresh(tr)
        self._show_view(tr)
        self._show_count(tr)

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
        self._show_count(tr)

    def set_span(self, width: int) -> None:
        """Fit margins and rows to a window ``width`` pixels wide."""
        super().set_span(width)
        if hasattr(self, "_card"):
            self._card.set_narrow(width < WIDE)

    def law(self, tr: Translator) -> Law | None:
        """Return the law of the row that one is in."""
        if self._here is None:
            return None
        if self._law is None or self._law[:2] != (tr, self._here[1]):
            chosen, form = self.sheet, self.desk.session.form
            short = tr.of(f"{chosen.id}.short", chosen.short)
            title = f"{chosen.number}  {short}" if chosen.number else short
            law = Law(title, law_panel.sections(form, self._here[1], tr))
            self._law = tr, self._here[1], law
        return self._law[2]

    def show_item(self, item: str) -> None:
        """Open the row of a requirement and give it the focus."""
        if not any(line.item == item for line in self.rows):
            self.desk.viewpoint.choose(next(iter(self.desk.session.models), PROVIDER))
        found = [line for line in self.rows if line.item == item]
        waiting = next((r for r in found if self._waits((r.subject, r.item))), None)
        if line := waiting or next(iter(found), None):
            self._open_only(line)

    def show_row(self, item: str, subject: Subject) -> None:
        """Open the row of a requirement for one subject, whoever is looked at now."""
        which = (subject, item)
        for viewpoint in ("", EVERYONE, subject):
            if viewpoint:
                self.desk.viewpoint.choose(viewpoint)
            if line := next((r for r in self.rows if (r.subject, r.item) == which), None):
                self._open_only(line)
                return
        self.show_item(item)

    def takes(self, data: QMimeData) -> bool:
        """Tell whether what is in the clipboard can be attached to the row that one is in."""
        return any(line.takes(data) for line in self._current())

    def paste(self, data: QMimeData) -> bool:
        """Attach what is pasted to the row that one is in."""
        return any(line.paste(data) for line in self._current())

    def _current(self) -> list[RequirementRow]:
        """Return the row that one is in."""
        return [line for line in self._card.made if (line.subject, line.item) == self._here]

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
        if not self._card.is_complete:
            width = self.room(size.width())
            self._card.fill(width, size.height() - high_above(self.box, self._card, width))
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
        """Return the official title, where the one shown is a translation of ours."""
        return "" if tr.code == SOURCE_LANGUAGE else self.sheet.title

    def shared(self) -> Scope | ItemStatus | None:
        """Return why none of the rows is asked, or what would tell of all, where it is the same."""
        evaluation = self.desk.session.evaluation
        found = [evaluation.status(*which) for which in self._card.keys]
        same = len(found) > 1 and all(_said(one) == _said(found[0]) for one in found)
        return found[0] if same else None

    # -- inside ----------------------------------------------------------------------------

    @property
    def rows(self) -> list[RequirementRow]:
        """The rows that are shown, in reading order."""
        return self._card.rows

    @property
    def _looked_at(self) -> str:
        models = self.desk.session.models
        return self.desk.viewpoint.here(self.sheet.requirement, models)

    def _show_rows(self) -> tuple[RequirementRow, ...]:
        """Have the rows that there are now; return those that are new."""
        made = self._card.show_for(self._looked_at)
        if not self._seen and self._here != self._first():  # made ahead, and answered since
            self._card.close_all()
            self._begin()
        elif self._here not in self._card.keys:
            self._begin()
        return made

    def _tell_once(self, tr: Translator) -> None:
        """Say above the rows what would otherwise stand in each of them."""
        shared = self.shared()
        why_not = shared.why_not if shared else None
        missing = shared.missing[:1] if shared and shared.applies == "not-known" else ()
        told = why_not[0] if why_not else next(iter(missing), "")
        if self._why is None and told:
            self._why = Why(self, of_all=True)
            self._why.fact_asked.connect(self._shared_fact_asked)
            self.box.insertWidget(self.box.indexOf(self._count), self._why)
            self._why.stackUnder(self._count)
        if self._why and shared and why_not:
            self._why.show_reason(because(tr.of(*why_not), shared.conclusion, tr))
        elif self._why and missing:
            fact = self.desk.session.form.fact[missing[0]]
            self._why.show_fact(tr, fact.id, tr.of(f"{fact.id}.label", fact.label))
        elif self._why:
            self._why.hide()
        self._card.tell(told)

    def _shared_fact_asked(self, fact: str) -> None:
        """Lead to the fact, of the first model that lacks it where it is a model's."""
        self.asked.emit(fact_way.step(self.desk, FactId(fact)))

    def _begin(self) -> None:
        """Open the row to begin with."""
        self._here = self._first()
        if self._here:
            self._card.open(self._here)

    def _connect_row(self, line: RequirementRow) -> None:
        line.opened.connect(self._row_opened)
        line.fact_asked.connect(self._fact_asked)
        line.step_asked.connect(self.asked)
        line.company_asked.connect(self._company_asked)

    def _show_view(self, tr: Translator) -> None:
        """Offer to look at one model, where there are several."""
        asked = self.sheet.requirement
        offered = offers(asked, self.desk.session.models) if asked else ()
        if self._view is None and len(offered) > 1:
            self._view = ViewChoice(self.desk, self)
            self._view.chosen.connect(self._view_chosen)
            self.box.insertWidget(self.box.indexOf(self._count), self._view)
            self._view.stackUnder(self._count)
        if self._view:
            show_if(self._view, len(offered) > 1)
            company = any(r.scope == "provider" for r in self.sheet.requirement)
            self._view.show_offers(tr, offered, self._looked_at, company=company)

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

    def _waits(self, which: Which) -> bool:
        """Tell whether a row waits for an answer that can be given in it."""
        subject, item = which
        session = self.desk.session
        status, requirement = session.evaluation.status(subject, item), session.form.items[item]
        inherits = (
            subject != PROVIDER
            and requirement.scope == "provider"
            and not inheritance.begun(session.assessment, subject, item)
        )
        binds = requirement.force == "binding"
        return status.state is None and status.applies != "no" and binds and not inherits

    def _first(self) -> Which | None:
        """Return the row to begin with: the first that waits for an answer."""
        waiting = (which for which in self._card.keys if self._waits(which))
        return next(waiting, next(iter(self._card.keys), None))

    def _show_count(self, tr: Translator) -> None:
        evaluation = self.desk.session.evaluation
        here = self._looked_at
        subject = PROVIDER if here in {EVERYONE, PROVIDER} else Subject(here)
        tally = evaluation.of_sheet(self.sheet)
        if here != EVERYONE:
            items = self.desk.session.form.items
            tally = count((items[key[1]], evaluation.status(*key)) for key in self._card.keys)
        self._count.show_tally(tr, tally.applicable, tally.answered)
        self._presumed.show_standing(tr, standing(evaluation, self.sheet, subject))
        made = self._card.made
        self._count.show_open(tr, self._card.has_every_row and all(line.is_open for line in made))

    def _row_opened(self) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            self._move_to(line)

    def _move_to(self, line: RequirementRow) -> None:
        if (line.subject, line.item) != self._here:
            self._here = line.subject, line.item
            self.law_changed.emit()

    def _open_only(self, line: RequirementRow) -> None:
        for other in self.rows:
            if other is not line and other.is_open:
                other.set_open(False)
        line.set_open(True)
        line.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._move_to(line)
        self.area.reveal(line)

    def _toggle_all(self) -> None:
        wanted = not all(line.is_open for line in self.rows)
        for line in self.rows:
            line.set_open(wanted)
        self.law_changed.emit()

    def _fact_asked(self, fact: str) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            self.asked.emit(fact_way.step(self.desk, FactId(fact), line.subject))

    def _listen(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        for keys, move in (("Ctrl+Down", self._next), ("Ctrl+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        for line in self._card.made:
            if line.isAncestorOf(new):
                self._move_to(line)

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._here is None:
            return
        at = self._card.keys.index(self._here) + by
        if 0 <= at < len(self.rows):
            self._open_only(self.rows[at])


def _said(status: ItemStatus) -> tuple[object, ...]:
    """Return all that the sentence above the rows, or in one of them, is made of."""
    if not status.why_not:
        return (status.missing[:1] if status.applies == "not-known" else (),)
    found = status.conclusion
    return status.why_not, found and found.title, found and found.reasons[:1]
