"""A page with all things of a kind, where each opens in full."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import show_if
from jalon.ui.pages.in_full import InFull
from jalon.ui.pages.listing import Listing
from jalon.ui.pages.page import Page
from jalon.ui.theme import space


class AllAndOne(Page):
    """A listing, or one of its things in full. A line opens its thing; Escape leads back."""

    all: Listing
    detail: InFull

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tr: Translator | None = None

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self.all.retranslate(tr)
        self.detail.retranslate(tr)
        self.refresh(tr)

    def show_item(self, item: str) -> None:
        """Show one thing in full."""
        self._open(item)

    def leave(self) -> None:
        """End what is being edited."""
        self.detail.leave()

    # -- for subclasses --------------------------------------------------------------------

    def _fill(self, shown: Listing, detail: InFull) -> None:
        """Put listing and detail on the page, and have them answer."""
        self.all, self.detail = shown, detail
        detail.hide()
        self.box.addWidget(shown)
        self.box.addWidget(detail)
        self.box.addStretch()
        shown.filter.edited.connect(self._show_again)
        shown.which.edited.connect(self._show_again)
        shown.table.chosen.connect(self._open)
        shown.table.moved.connect(self._follow_line)
        detail.left.connect(self._show_all)

    def _refresh_detail(self, tr: Translator) -> None:
        """Show the open thing as it is now; where it is gone, all of them."""
        if self.detail.subject and not self.detail.refresh(tr):
            self._show_all()

    def _open(self, key: str) -> None:
        """Show one thing in full, if it is there."""
        if self._tr is None or not self.detail.show_subject(Subject(key), self._tr):
            return
        show_if(self.all, wanted=False)
        show_if(self.detail, wanted=True)
        self.area.verticalScrollBar().setValue(0)
        self.detail.take_focus()

    def _show_all(self) -> None:
        key = self.detail.subject or ""
        self.detail.forget()
        show_if(self.detail, wanted=False)
        show_if(self.all, wanted=True)
        self._show_again()
        self.all.go_to(key)

    def _show_again(self) -> None:
        if self._tr:
            self.refresh(self._tr)
            self.settle(self.all.table)

    def _follow_line(self, line: QRect) -> None:
        self._keep_in_sight(self.all.table.viewport(), line)

    def _keep_in_sight(self, view: QWidget, area: QRect) -> None:
        """Scroll the page to what has the keyboard: an area of a view that does not scroll."""
        inner = self.area.widget()
        if inner is not None and view.isVisible():
            at = view.mapTo(inner, area.center())
            self.area.ensureVisible(at.x(), at.y(), 0, area.height() // 2 + space(4))
