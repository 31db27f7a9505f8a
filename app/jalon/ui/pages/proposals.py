"""What the record says should be done and what is no action yet, each with its act."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.evidence import day
from jalon.assessment.proposals import Proposal
from jalon.language import Translator, capital
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Line, Part, Text, column, row, show_if
from jalon.ui.pages import where
from jalon.ui.theme import measure, space

_MOST = 8
"""Proposals shown before all are asked for."""


class Proposals(Part):
    """The list; ``taken`` carries a proposal that is to become an action."""

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr: Translator | None = None
        self._found: tuple[Proposal, ...] = ()
        self._whole = False
        self._lines: list[_Proposal] = []
        self._title = Text("heading", parent=self)
        self._lead = Text("small", "muted", width=measure(), parent=self)
        self.all = Button("link", parent=self)
        self._rows = Part(self)
        self._box = column(self._rows)
        box = column(self, space(1))
        for part in (self._title, self._lead, self._rows, self.all):
            box.addWidget(part)
        self.all.clicked.connect(self._show_whole)

    def show_proposals(self, tr: Translator, found: tuple[Proposal, ...]) -> None:
        """Show what could become an action."""
        self._tr, self._found = tr, found
        self._title.set_text(tr.text("Not an action yet"))
        self._lead.set_text(
            tr.text(
                "Next steps, gaps and corrections as they are recorded. Made an action, the text"
                " stays where it is, too."
            )
        )
        self.all.set_text(tr.text("Show all {count}", count=tr.number(len(found))))
        shown = found if self._whole else found[:_MOST]
        while len(self._lines) < len(shown):
            made = _Proposal(self._rows)
            made.taken.connect(self.taken)
            self._box.addWidget(made)
            self._lines.append(made)
        for number, made in enumerate(self._lines):
            show_if(made, number < len(shown))
            if number < len(shown):
                made.show_proposal(self._desk, tr, shown[number])
        show_if(self.all, len(shown) < len(found))
        show_if(self, bool(found))

    def _show_whole(self) -> None:
        self._whole = True
        if self._tr:
            self.show_proposals(self._tr, self._found)


class _Proposal(Part):
    """One text, where it stands, and the act."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._proposal: Proposal | None = None
        self._text = Text("body", parent=self)
        self._where = Text("small", "muted", parent=self)
        self._late = Text("small", "warn", parent=self)
        self.make = Button("link", parent=self)
        box = column(self)
        box.addWidget(Line(parent=self))
        inner, left = QWidget(self), QWidget(self)
        stack = column(left)
        for part in (self._text, self._where, self._late):
            stack.addWidget(part)
        line = row(inner, space(4), (0, space(2), 0, space(2)))
        line.addWidget(left, 1)
        line.addWidget(self.make, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(inner)
        self.make.clicked.connect(self._take)

    def show_proposal(self, desk: Desk, tr: Translator, proposal: Proposal) -> None:
        """Show one proposal."""
        self._proposal = proposal
        first = proposal.what.partition("\n")[0]
        self._text.set_text(first)
        places = [_places(desk, tr, proposal)]
        last = day(proposal.due)
        when = tr.date(last, "medium") if last else ""
        said = " · ".join(p for p in (*places, proposal.owner, when) if p)
        self._where.set_text(capital(said))
        late = last is not None and last < datetime.now(UTC).astimezone().date()
        self._late.set_text(tr.text("Overdue") if late else "")
        show_if(self._late, late)
        self.make.set_text(tr.text("Make it an action"))
        self.make.setAccessibleDescription(first)
        show_if(self.make, not desk.session.read_only)

    def _take(self) -> None:
        self.taken.emit(self._proposal)


def _places(desk: Desk, tr: Translator, proposal: Proposal) -> str:
    """Name what an action would serve: the verdict it comes from, or the requirement."""
    said, _ = where.origin(desk, tr, (proposal.origin.subject, proposal.origin.item))
    more = len(proposal.places)
    if more == 1:
        return said
    return tr.plural(
        "{place}, {count} requirement", "{place}, {count} requirements", more, place=said
    )
