"""Before you sign: what does not go together, the attestations, what readers will see."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from jalon.assessment.contradictions import KINDS
from jalon.language import Translator
from jalon.ui import looking
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Text
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.attesting import Attesting
from jalon.ui.pages.page import Head, Page, Step
from jalon.ui.pages.points_group import PointsGroup
from jalon.ui.pages.readers import Readers
from jalon.ui.places import REPORT, Place
from jalon.ui.theme import measure, space

ATTESTATIONS = "attestations"
"""The name under which :meth:`BeforeSigningPage.show_item` shows the attestations."""


class BeforeSigningPage(Page):
    """Nothing here blocks, and nothing is scored."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._head = Head(self)
        self._count = Text("strong", width=measure(), parent=self)
        self.groups = {kind: PointsGroup(desk, kind, self) for kind in KINDS}
        self.attesting = Attesting(desk, self)
        self.readers = Readers(self)
        self._locks = Text("small", "muted", width=measure(), parent=self)
        self.report = Button("primary", parent=self)
        self.box.addWidget(self._head)
        self.box.addSpacing(space(5))
        self.box.addWidget(self._count)
        self.box.addSpacing(space(3))
        for group in self.groups.values():
            self.box.addWidget(group)
            group.asked.connect(self.asked)
        self.box.addSpacing(space(8))
        self.box.addWidget(self.attesting)
        self.box.addSpacing(space(8))
        self.box.addWidget(self.readers)
        self.box.addSpacing(space(6))
        self.box.addWidget(self._locks)
        self.box.addSpacing(space(4))
        self.box.addWidget(Acts(self.report, parent=self))
        self.box.addStretch()
        self.report.clicked.connect(self._report_asked)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at linked files again each time the page is shown."""
        super().showEvent(event)
        looking.look(self.desk)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._head.set_words(
            tr.text("Before you sign"),
            tr.text(
                "What does not go together in this record, or is still open. It keeps nobody from"
                " signing and enters no figure; the report prints what is left of it."
            ),
        )
        self.attesting.retranslate(tr)
        self.readers.retranslate(tr)
        self._locks.set_text(
            tr.text(
                "A signature covers the report as it is made, with the answers attached to it. The"
                " project stays open: the overview says what changed since."
            )
        )
        self.report.set_text(tr.text("Go to the report"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        points = self.desk.session.points()
        for kind, group in self.groups.items():
            group.refresh(tr, tuple(point for point in points if point.kind == kind))
        nothing = tr.text("Nothing was found that does not go together.")
        number = tr.plural("{count} point to look at", "{count} points to look at", len(points))
        self._count.set_text(number if points else nothing)
        self.attesting.refresh(tr)

    def show_item(self, item: str) -> None:
        """Bring one kind of points, or the attestations, into view."""
        if item == ATTESTATIONS:
            self.attesting.name.entry().setFocus()
            self.area.reveal(self.attesting)
            return
        group = next((group for kind, group in self.groups.items() if kind == item), None)
        if group and not group.isHidden():
            group.set_open(True)
            group.head.setFocus()
            self.area.reveal(group.head)

    def _report_asked(self) -> None:
        self.asked.emit(Step(REPORT))
