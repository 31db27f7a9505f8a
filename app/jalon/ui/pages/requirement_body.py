"""The fields of one requirement: those that are seen, and the others a moment later.

A page that is shown for the first time makes the sections that are seen; the others follow while
the window is idle, or as soon as anything asks for them.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Field, Part, RowHead, StateSelector, column, commit_all, show_if
from jalon.ui.kit.frames import ask_anew
from jalon.ui.pages.document_links import DocumentLinks
from jalon.ui.pages.evidence import EvidencePart
from jalon.ui.pages.requirement_sections import (
    GAP,
    SECTIONS,
    Answer,
    Around,
    Plan,
    Proof,
    Section,
)
from jalon.ui.pages.rest import Rest, put_below
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.pages.row_actions import ActionsPart
from jalon.ui.theme import space

S = TypeVar("S", bound=Section)


class RequirementBody(Part):
    """The fields of one requirement: state, how, evidence, gap and next step, owner and date.

    What is left for later is made when it is asked for by its name here.

    Signals:
        step_asked: with the way to a document that serves it, or to the history of the answer.
    """

    step_asked = Signal(object)

    def __init__(self, desk: Desk, subject: Subject, item: ItemId, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = (desk, subject, item)
        self._tr: Translator | None = None
        self._made: list[Section] = []
        self._called = ""
        self._box = column(self, GAP)
        self._rest = Rest(self._left, self)
        self._rest.seen.connect(self.complete)
        self._box.addWidget(self._rest)
        self.set_narrow(False)
        self._make()

    # -- what there is ---------------------------------------------------------------------

    @property
    def state(self) -> StateSelector:
        """The state of the requirement."""
        return self._section(Answer).state

    @property
    def fields(self) -> Mapping[str, Field]:
        """The other fields, by the names under which the record holds them."""
        return {**self._section(Answer).fields, **self._section(Plan).fields}

    @property
    def evidence(self) -> EvidencePart:
        """The evidence that is linked to it."""
        return self._section(Proof).evidence

    @property
    def documents(self) -> DocumentLinks:
        """The documents that serve it."""
        return self._section(Proof).documents

    @property
    def review(self) -> ReviewPart:
        """What others say of the answer."""
        return self._section(Around).review

    @property
    def planned(self) -> ActionsPart:
        """The actions for it."""
        return self._section(Around).planned

    @property
    def history(self) -> Button:
        """The way to the history of the answer."""
        return self._section(Around).history

    # -- making ----------------------------------------------------------------------------

    @property
    def is_complete(self) -> bool:
        """Whether every section is made."""
        return len(self._made) == len(SECTIONS)

    def complete(self) -> None:
        """Make the sections that are not made yet."""
        while not self.is_complete:
            self._make()

    def filling(self, width: int, height: int, card: QWidget | None) -> Iterator[None]:
        """Make the sections that begin within a room of this size, one by one, in a ``card``."""
        sides = self._box.contentsMargins()
        inner = width - sides.left() - sides.right()
        while True:
            self._fit(inner)
            ask_anew(self, card)
            yield
            if self.is_complete or self._end(width) >= height:
                return
            self._make()

    # -- showing ---------------------------------------------------------------------------

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent where the page is narrow."""
        self._narrow = narrow
        left = space(5) if narrow else RowHead.edge()
        self._box.setContentsMargins(left, space(1), space(5), space(6))

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_narrow(self._narrow)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        for section in self._made:
            section.retranslate(tr)
            section.refresh(tr)
        self._rest.forget()

    def set_place(self, words: str) -> None:
        """Tell assistive programs which requirement the fields are of."""
        if words != self._called:
            self._called = words
            for section in self._made:
                section.set_place(words)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        for section in self._made:
            section.refresh(tr)

    def leave(self) -> None:
        """End what is being edited."""
        commit_all(self)
        for section in self._made:
            section.leave()

    # -- inside ----------------------------------------------------------------------------

    def _section(self, kind: type[S]) -> S:
        """Return a section, made now if it was not yet."""
        while not (found := [made for made in self._made if isinstance(made, kind)]):
            self._make()
        return found[0]

    def _make(self) -> None:
        """Make the next section, above the room that is kept for the rest."""
        made = SECTIONS[len(self._made)](*self._place, self)
        made.step_asked.connect(self.step_asked)
        self._box.insertWidget(self._box.count() - 1, made)
        self._made.append(made)
        made.set_place(self._called)
        if self._tr:
            made.retranslate(self._tr)
            made.refresh(self._tr)
        self._rest.forget()
        show_if(self._rest, not self.is_complete)
        if self.isVisible():
            put_below(made)
            made.show()  # now, and not when Qt comes to it: Tab goes on to what is visible

    def _fit(self, width: int) -> None:
        """Have the last section take the height that it will have."""
        self._made[-1].fit(width)
        self._made[-1].updateGeometry()

    def _end(self, width: int) -> int:
        """Return where what is made ends at a width."""
        whole = self._box.heightForWidth(width) - self._box.contentsMargins().bottom()
        return whole - self._left(width)

    def _left(self, width: int) -> int:  # noqa: ARG002  the words of most of it do not wrap
        """Return about how high the sections are that are not made."""
        kinds = SECTIONS[len(self._made) :]
        lines = sum(kind.LINES for kind in kinds)
        return lines * theme.leading("body") + (len(kinds) - 1) * GAP if kinds else 0
