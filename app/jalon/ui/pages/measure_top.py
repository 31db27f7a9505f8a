"""What the page of a measure says above its rows, and of all of them."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions.words import because
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.presumption import said
from jalon.assessment.scope import Scope
from jalon.assessment.tallies import count, count_apart
from jalon.forms.model import FactId, Requirement, Sheet
from jalon.language import Translator
from jalon.ui.kit import Text, show_if
from jalon.ui.pages import fact_way
from jalon.ui.pages.measure_parts import Count, Official, Presumed
from jalon.ui.pages.page import Head, Page
from jalon.ui.pages.rows import RowCard
from jalon.ui.pages.view import ViewChoice
from jalon.ui.pages.why import Why
from jalon.ui.theme import measure, space
from jalon.ui.viewpoint import EVERYONE, offers


class MeasureTop:
    """The parts above the rows, in the column of their page.

    The choice of whom the rows are shown for, and what is said once for all of them, are made
    when there is something to choose or to say.
    """

    def __init__(self, page: Page, sheet: Sheet) -> None:
        self._page, self._sheet, self._desk = page, sheet, page.desk
        self._head = Head(page)
        self._official = Official(page)
        self.lead = Text("lead", width=measure(), parent=page)
        self.view: ViewChoice | None = None
        self.why: Why | None = None
        self.count = Count(page)
        self._presumed = Presumed(page)
        page.box.addWidget(self._head)
        page.box.addWidget(self._official)
        page.box.addSpacing(space(1))
        page.box.addWidget(self.lead)
        page.box.addWidget(self.count)
        page.box.addWidget(self._presumed)

    def set_words(self, tr: Translator, over: str, official: str) -> None:
        """Show the title, where the page stands, the official title and what it is about."""
        title = tr.of(f"{self._sheet.id}.title", self._sheet.title)
        number = self._sheet.number
        self._head.set_words(f"{number}  {title}" if number else title, over=over)
        self.lead.set_text(tr.of(f"{self._sheet.id}.summary", self._sheet.summary))
        self._official.show_title(official, tr)

    def tell_once(self, tr: Translator, shared: Scope | ItemStatus | None) -> str:
        """Say what would otherwise stand in each row; return what :meth:`RowCard.tell` takes."""
        why_not = shared.why_not if shared else None
        missing = shared.missing[:1] if shared and shared.applies == "not-known" else ()
        told = why_not[0] if why_not else next(iter(missing), "")
        if self.why is None and told:
            self.why = Why(self._page, of_all=True)
            self.why.fact_asked.connect(self._fact_asked)
            self._insert(self.why)
        if self.why and shared and why_not:
            self.why.show_reason(because(tr.of(*why_not), shared.conclusion, tr))
        elif self.why and missing:
            fact = self._desk.session.form.fact[missing[0]]
            self.why.show_fact(tr, fact.id, tr.of(f"{fact.id}.label", fact.label))
        elif self.why:
            self.why.hide()
        return told

    def show_view(self, tr: Translator, here: str) -> ViewChoice | None:
        """Offer to look at one model, where there are several; return the choice if it is new."""
        asked = self._sheet.requirement
        offered = offers(asked, self._desk.session.models) if asked else ()
        made = None
        if self.view is None and len(offered) > 1:
            made = self.view = ViewChoice(self._desk, self._page)
            self._insert(made)
        if self.view:
            show_if(self.view, len(offered) > 1)
            company = any(requirement.scope == "provider" for requirement in asked)
            self.view.show_offers(tr, offered, here, company=company)
        return made

    def show_count(self, tr: Translator, here: str, card: RowCard) -> None:
        """Say how many answers there are for whom is looked at, and how a presumption stands."""
        evaluation = self._desk.session.evaluation
        tally = evaluation.of_sheet(self._sheet) if here == EVERYONE else count(self._in(card))
        if apart := not tally.applicable:
            tally = count_apart(self._in(card))
        self.count.show_tally(tr, tally, apart=apart)
        self._presumed.show_words(said(evaluation, self._sheet, self._subjects(here), tr))
        self.count.show_open(tr, card.has_every_row and all(line.is_open for line in card.made))

    def _subjects(self, here: str) -> tuple[Subject, ...]:
        """Return for whom a presumption is told: of several models, for the one looked at."""
        if here not in {EVERYONE, PROVIDER}:
            return (Subject(here),)
        models = self._desk.session.models
        return (PROVIDER, *models) if len(models) == 1 else (PROVIDER,)

    def _in(self, card: RowCard) -> Iterator[tuple[Requirement, ItemStatus]]:
        """Yield what the rows ask, with how it stands."""
        items, evaluation = self._desk.session.form.items, self._desk.session.evaluation
        return ((items[key[1]], evaluation.status(*key)) for key in card.keys)

    def _insert(self, part: QWidget) -> None:
        """Set a part above the count, there for Tab and for reading aloud as well."""
        self._page.box.insertWidget(self._page.box.indexOf(self.count), part)
        part.stackUnder(self.count)

    def _fact_asked(self, fact: str) -> None:
        """Lead to the fact, of the first model that lacks it where it is a model's."""
        self._page.asked.emit(fact_way.step(self._desk, FactId(fact)))


def same_for_all(found: Sequence[ItemStatus]) -> ItemStatus | None:
    """Return how the first of several rows stands, where the same is to be said of all."""
    same = len(found) > 1 and all(_said(one) == _said(found[0]) for one in found)
    return found[0] if same else None


def _said(status: ItemStatus) -> tuple[object, ...]:
    """Return all that the sentence above the rows, or in one of them, is made of."""
    if not status.why_not:
        return (status.missing[:1] if status.applies == "not-known" else (),)
    found = status.conclusion
    return status.why_not, found and found.title, found and found.reasons[:1]
