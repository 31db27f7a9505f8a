"""The open project: header; outline, page and law panel; Back and Next."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import Subject
from jalon.forms.model import ItemId
from jalon.language import Translator, available
from jalon.ui import outline, outline_entries, places
from jalon.ui.desk import Desk
from jalon.ui.header import Footer, Header
from jalon.ui.kit import (
    LawPanel,
    Line,
    OutlineLine,
    OutlineModel,
    OutlineView,
    Surface,
    column,
    commit_all,
)
from jalon.ui.kit.frames import lay_out_all
from jalon.ui.notices import Notices
from jalon.ui.page_stack import PageStack
from jalon.ui.pages.making import page_of
from jalon.ui.pages.page import Page, Step, margin
from jalon.ui.pages_ahead import PagesAhead
from jalon.ui.panels import FOLD_OUTLINE, Panels, lay_out
from jalon.ui.places import EDITION, MODELS, OVERVIEW, Place
from jalon.ui.theme import span


class Workspace(QWidget):
    """The pages of one project. Pages are made when first visited, then kept.

    ``went`` says that another place is shown, ``language_asked`` that the header's button
    was pressed, ``edition_asked`` that the later edition is to be answered, ``spoke`` that all of
    it speaks another language now.
    """

    went = Signal()
    spoke = Signal()
    language_asked = Signal()
    edition_asked = Signal()

    def __init__(self, desk: Desk, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tr = tr
        self._revision = 0
        self._narrow = False
        self._has_law = False
        self._pages: dict[Place, Page] = {}
        self._shown_as: dict[Place, tuple[str, int, object]] = {}
        self._lines: tuple[OutlineLine, ...] = ()
        self.place = OVERVIEW
        self.header, self.footer = Header(desk, self), Footer(self)
        self.notices = Notices(desk, self)
        self._model = OutlineModel(self)
        self.outline = OutlineView(self._model, parent=self)
        self.stack = PageStack(self)
        self.law = LawPanel(parent=self)
        self._lay_out()
        self._connect()
        find, nearest = (
            partial(outline.place, desk),
            lambda: places.around(desk.places(), self.place),
        )
        self._ahead = PagesAhead(self._pages, self._made, self._drop, find, nearest, self)
        self.outline.leaned.connect(self._ahead.lean)
        self._forget = desk.session.on_change(self._record_changed)
        self.retranslate(tr)

    # -- going -----------------------------------------------------------------------------

    def go(self, place: Place, item: str = "", subject: Subject | None = None) -> None:
        """Show a place; ``item`` brings one of its rows or fields into view, of ``subject``."""
        if place != self.place or place not in self._pages:
            self._leave_page()
            self.place = place
            page = self._page(place)
            page.set_span(span(self.width()))
            page.expect(self.panels.room(has_law=False))
            with self.stack.held():  # the page that is left is not laid out beside another panel
                self._bring_up_to_date()  # before it is seen, so that it is made and painted once
            self._show_page(page)
            self._show_here()
            self._ahead.went(place)
            if self.isVisible():
                self._ahead.wait()
            self.went.emit()
        self._fold_over()
        page = self._page(place)
        if item and subject:
            page.show_row(item, subject)
        elif item:
            page.show_item(item)

    def take_room(self, size: QSize) -> None:
        """Be laid out for a size before anything is seen, so that the first page is made for it."""
        self.resize(size)
        lay_out(self)

    def go_back(self) -> None:
        """Show the place before this one."""
        if place := self._beside(-1):
            self.go(place)

    def go_on(self) -> None:
        """Show the place after this one."""
        if place := self._beside(1):
            self.go(place)

    def lean_to(self, place: Place | None, now: bool) -> None:  # noqa: FBT001  as Qt connects
        """Have the page of a place made that is about to be visited, or none any more."""
        self._ahead.lean_to(place, now)

    def look_ahead(self) -> None:
        """Begin to make what comes next while nobody does anything; once something is seen."""
        self._ahead.wait()

    def leave(self) -> None:
        """End what is being edited, so that everything is on its way into the file."""
        self._leave_page()
        self.desk.writing.leave()

    def end(self) -> None:
        """Stop listening to the record; the project is about to be closed."""
        self._forget()
        self._ahead.stop()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page(self.place)

    # -- showing ---------------------------------------------------------------------------

    def retranslate(self, tr: Translator) -> None:
        """Show everything in the language of ``tr``; hidden pages follow when they are shown."""
        self._tr = tr
        other = next((code for code in available() if code != tr.code), tr.code)
        self.header.retranslate(tr, other)
        self.notices.retranslate(tr)
        self.outline.set_name(tr.text("Outline of the assessment"))
        between = tr.text("{label}: {text}", label="", text="")
        self.law.set_name(tr.text("The law on this requirement"), between)
        self._draw_outline()
        if self.place in self._pages:
            self._bring_up_to_date()
            self._show_here()
        if self.isVisible():
            lay_out_all()  # all words are others
        self.spoke.emit()

    def splitter_state(self) -> QByteArray:
        """Return where the splitter stands."""
        return self.panels.saveState()

    def restore_splitter(self, state: QByteArray) -> None:
        """Put the splitter where it stood."""
        self.panels.put_back(state)

    def move_panel(self, by: int) -> None:
        """Give the focus to the next panel that can be seen (``by`` 1), or the one before (-1)."""
        panels = [p for p in (self.outline, self.stack, self.law, self.footer) if p.isVisible()]
        focused = QApplication.focusWidget()
        at = next((i for i, p in enumerate(panels) if p is focused or _holds(p, focused)), -by)
        target = panels[(at + by) % len(panels)]
        if target in {self.outline, self.law}:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif target is self.footer:
            way = self.footer.ahead if self.footer.ahead.isVisible() else self.footer.back
            way.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.page.take_focus()

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Have Tab walk everything as it stands in the window, and the rows of a page in turn.

        Qt asks here, too, when what has the focus is hidden: the focus then stays on the page.
        """
        from jalon.ui.kit.order import next_stop

        focused, page = QApplication.focusWidget(), self.page
        gone = focused is not None and not focused.isVisible() and page.isAncestorOf(focused)
        page.complete()
        found = next_stop(page if gone else self, focused, ahead=ahead)
        if found is None:
            return super().focusNextPrevChild(ahead)
        reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
        found.setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold panels away where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fold them away, too, where larger letters leave no room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _show_page(self, page: Page) -> None:
        """Show a page; if the old one had the focus, the new one gets it, and not by chance."""
        inside = _holds(self.stack, QApplication.focusWidget())
        if not self.isVisible():  # with the law beside it or not
            self.panels.lay_out()
        if inside:
            self.stack.setFocus()
        page.lay_out_for(self.stack.size())
        self.stack.turn_to(page)
        if inside:
            page.setFocus()

    # -- inside ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        centre = Surface("raised", parent=self)
        middle = column(centre)
        middle.addWidget(self.notices)
        middle.addWidget(self.stack, 1)
        middle.addWidget(Line(parent=centre))
        middle.addWidget(self.footer)
        self.panels = Panels(self.header, self.outline, centre, self.law, self)
        box = column(self)
        box.addWidget(self.header)
        box.addWidget(Line(parent=self))
        box.addWidget(self.panels, 1)

    def _connect(self) -> None:
        self.outline.visited.connect(self._visited)
        self.footer.back_asked.connect(self.go_back)
        self.footer.next_asked.connect(self.go_on)
        self.header.language.clicked.connect(self.language_asked)
        self.header.outline.clicked.connect(self._fit)
        self.header.law.clicked.connect(self._fit)
        self.notices.edition_asked.connect(self._show_edition)
        self.desk.writing.changed.connect(self._saving_changed)
        self.desk.viewpoint.changed.connect(self._viewpoint_changed)

    def _page(self, place: Place) -> Page:
        if place not in self._pages:
            page = page_of(self.desk, place, self.stack)
            page.asked.connect(self._step_asked)
            page.leaned.connect(self.lean_to)
            page.law_changed.connect(self._show_law)
            page.edition_asked.connect(self.edition_asked)
            self._pages[place] = page
            self.stack.addWidget(page)
        return self._pages[place]

    def _bring_up_to_date(self, answered: frozenset[ItemId] | None = None) -> None:
        """Give the shown page the language and the record as they are; the others wait."""
        self._tell(self.place, answered)
        self._show_law()

    def _tell(self, place: Place, answered: frozenset[ItemId] | None = None) -> None:
        """Bring a page up to date; ``answered``, where only answers to these changed last."""
        page, known = self._page(place), self._shown_as.get(place)
        now = (self._tr.code, self._revision, self.desk.today)
        self._shown_as[place] = now
        if known is None or known[0] != self._tr.code:
            page.retranslate(self._tr)
        elif answered is not None and known == (self._tr.code, self._revision - 1, now[2]):
            page.refresh_answers(self._tr, answered)
        elif known != now:  # the record changed, or a day went by
            page.refresh(self._tr)

    def _made(self, place: Place) -> Iterator[None]:
        """Make the page of a place, in steps, or bring it up to date; have it ready to be shown."""
        page = self._page(place)
        yield
        page.set_span(span(self.width()))
        self._tell(place)
        yield
        room = self.panels.room(has_law=page.law(self._tr) is not None)
        yield from page.getting_ready(QSize(room, self.stack.height()))

    def _drop(self, place: Place) -> None:
        """Delete a page that nobody saw."""
        self._shown_as.pop(place, None)
        if page := self._pages.pop(place, None):
            self.stack.removeWidget(page)
            page.deleteLater()

    def _record_changed(self) -> None:
        from jalon.assessment import reach

        self._revision += 1
        self._ahead.hold()
        session = self.desk.session
        answered = reach.answered(session.form, session.evaluation, session.touched)
        if answered is None:
            if self.place not in self.desk.places():
                # the model was removed, or its being added taken back; or nothing is carried over
                self.go(OVERVIEW if self.place == EDITION else MODELS)
            self._draw_outline()
        else:
            self._lines = outline.after_answers(self.desk, self._tr, self._lines, answered)
            self._name_models()
        if not self.desk.writing.busy:  # else what it says is shown once it is written
            self.desk.writing.fold_soon()
            self._show_saving()
        if self.place in self._pages:
            self._bring_up_to_date(answered)

    def _show_edition(self) -> None:
        self.go(EDITION)

    def _viewpoint_changed(self) -> None:
        self._revision += 1  # every page made before shows others now
        if self.place in self._pages:
            self._bring_up_to_date()

    def _saving_changed(self) -> None:
        self._ahead.hold()
        self._show_saving()

    def _show_saving(self) -> None:
        self.header.refresh(self._tr)
        self.notices.refresh(self._tr)

    def _draw_outline(self) -> None:
        self._lines = outline.wherever(self.desk, self._tr)
        self._name_models()

    def _name_models(self) -> None:
        found = outline.lines(self.desk, self._tr, self.place, self._lines)
        self._model.show_lines(found)

    def _show_here(self) -> None:
        if len(self.desk.session.models) > outline.MOST:  # only the one that is shown is named
            self._name_models()
        self.outline.show_here(self.place.id)
        self.page.setAccessibleName(outline_entries.label(self.desk, self._tr, self.place))
        self._show_ways()

    def _show_ways(self) -> None:
        """Name the places before and after this one; only Back and Next where it is narrow."""
        order = self.desk.places()
        at = order.index(self.place)
        back, ahead = order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None
        if span(self.width()) < FOLD_OUTLINE:
            said = (self._tr.text("Back"), self._tr.text("Next"))
            self.footer.show_ways(said[0] if back else "", said[1] if ahead else "")
            return
        named = [outline_entries.label(self.desk, self._tr, p) if p else "" for p in (back, ahead)]
        self.footer.show_ways(*named)

    def _show_law(self) -> None:
        law = self._page(self.place).law(self._tr)
        self._has_law = law is not None
        if law:
            self.law.show_law(law.title, law.sections)
        self._fit()

    def _beside(self, by: int) -> Place | None:
        """Return the place after this one (``by`` 1), or the one before (-1)."""
        order = self.desk.places()
        at = order.index(self.place) + by
        return order[at] if 0 <= at < len(order) else None

    def _visited(self, key: str) -> None:
        if found := outline.place(self.desk, key):
            self.go(found)

    def _step_asked(self, step: object) -> None:
        if isinstance(step, Step):
            self.go(step.place, step.item, step.subject)

    def _leave_page(self) -> None:
        if page := self._pages.get(self.place):
            commit_all(page)
            page.leave()
            self.desk.writing.leave()

    # -- widths ----------------------------------------------------------------------------

    def _fold_over(self) -> None:
        """Put away the panels that were laid over the page."""
        self.header.outline.setChecked(False)
        self._fit()

    def _fit(self) -> None:
        width = span(self.width())
        narrow = width < FOLD_OUTLINE
        self.panels.fit(width, has_law=self._has_law)
        self.header.make_room()
        self.notices.set_span(width)
        self.footer.set_margin(margin(width))
        if page := self._pages.get(self.place):
            page.set_span(width)  # the others follow when they are shown
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_ways()


def _holds(panel: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and panel.isAncestorOf(focused)
