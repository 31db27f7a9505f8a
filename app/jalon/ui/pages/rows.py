"""The rows of a measure: which there are, for whom, and under which headings."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.model import ItemId, Requirement
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Card, Line, RowHead, Text
from jalon.ui.pages.heir import HeirRow
from jalon.ui.pages.page import high_above
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.pages.rest import Rest, put_below
from jalon.ui.viewpoint import EVERYONE

Which: TypeAlias = tuple[Subject, ItemId]

_AT_ONCE: Final = 2
_WHILE_IDLE: Final = 4
_IDLE_MS, _STEP_MS = 120, 20
"""How long the page has been seen before the rows below it are made, and between two steps of
it, each about as long as a frame: whatever the user does comes first."""


class RowCard(Card):
    """One row for each requirement and subject that are shown, in reading order.

    The first rows are made at once, and of an open one the fields that are seen; what is below
    follows a moment later, or as soon as anything asks for it: for whoever asks, :attr:`rows` are
    always all of them.
    ``connect_row`` is told of each row that is made.
    """

    def __init__(
        self,
        desk: Desk,
        asked: Sequence[Requirement],
        connect_row: Callable[[RequirementRow], None],
        parent: QWidget,
    ) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._desk, self._asked, self._connect = desk, asked, connect_row
        self._tr: Translator | None = None
        self._narrow = False
        self._told = ""
        self._viewpoint = ""
        self._open: Which | None = None
        self._between: list[QWidget] = []
        self._groups: list[tuple[Text, Requirement]] = []
        self._rest = Rest(self._left, self)
        self._rest.seen.connect(self.complete)
        self._rest.hide()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._go_on)
        self.keys: list[Which] = []
        self.made: list[RequirementRow] = []

    @property
    def rows(self) -> list[RequirementRow]:
        """Every row."""
        self.complete()
        return self.made

    @property
    def has_every_row(self) -> bool:
        """Whether every row is made."""
        return len(self.made) == len(self.keys)

    @property
    def is_complete(self) -> bool:
        """Whether every row is made, and all that the open ones show."""
        return self.has_every_row and all(line.is_complete for line in self.made)

    def complete(self) -> None:
        """Make what is not made yet."""
        self._make(len(self.keys))
        for line in self.made:
            line.complete()

    def filling(self, width: int, height: int) -> Iterator[None]:
        """Make what is seen of the rows in a room of this size, step by step."""
        while True:
            for line in self.made:
                if not line.is_complete:
                    room = height - high_above(self.box, line, width)
                    yield from line.filling(width, room)
            if self.has_every_row or high_above(self.box, self._rest, width) >= height:
                return
            self._make(len(self.made) + _AT_ONCE)
            yield

    def show_for(self, viewpoint: str) -> tuple[RequirementRow, ...]:
        """Show the rows that there are from a viewpoint; return those that are new."""
        wanted, self._viewpoint = self._wanted(viewpoint), viewpoint
        if not self.keys:
            self.keys = wanted
            self._make(_AT_ONCE)
            return tuple(self.made)
        if self.keys == wanted:
            self._name_rows(self.made)
            return ()
        present = {(line.subject, line.item): line for line in self.rows}
        self._clear(wanted)
        self.keys, self.made = wanted, []
        fresh = {which: self._new(which) for which in wanted if which not in present}
        for which in wanted:
            self._append(present.get(which) or fresh[which])
        self._name_rows(self.made)
        return tuple(fresh.values())

    def open(self, which: Which) -> None:
        """Open a row, at once or as soon as it is made."""
        line = next((r for r in self.made if (r.subject, r.item) == which), None)
        if line:
            line.set_open(True)
        else:
            self._open = which

    def close_all(self) -> None:
        """Close every row."""
        self._open = None
        for line in self.made:
            line.set_open(False)

    def tell(self, told: str) -> None:
        """Have no row say what the page says for all of them."""
        self._told = told
        for line in self.made:
            line.told = told

    def retranslate(self, tr: Translator) -> None:
        """Set the headings in the language of ``tr``, which later rows speak as well."""
        self._tr = tr
        for head, first in self._groups:
            head.set_text(tr.of(f"{first.id}.group", first.group))
        self._rest.forget()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent of the fields where the page is narrow."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for line in self.made:
            line.set_narrow(narrow)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to make what is not seen yet."""
        super().showEvent(event)
        if not self.is_complete:
            self._idle.start(_IDLE_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the rest for when the page is seen again."""
        super().hideEvent(event)
        self._idle.stop()

    # -- inside ----------------------------------------------------------------------------

    def _wanted(self, viewpoint: str) -> list[Which]:
        return [
            (subject, requirement.id)
            for requirement in self._asked
            for subject in self._subjects(requirement, viewpoint)
        ]

    def _subjects(self, requirement: Requirement, viewpoint: str) -> tuple[Subject, ...]:
        """Return for whom a requirement has a row, the company before its models."""
        models, company = self._desk.session.models, requirement.scope == "provider"
        if viewpoint == EVERYONE:
            return (PROVIDER, *self._apart(requirement)) if company else models
        if viewpoint == PROVIDER:
            return (PROVIDER,) if company else ()
        return (Subject(viewpoint),)

    def _apart(self, requirement: Requirement) -> tuple[Subject, ...]:
        """Return the models that answer otherwise than the company, or began to."""
        found = self._desk.session.evaluation
        keys = ((m, requirement.id) for m in self._desk.session.models)
        return tuple(key[0] for key in keys if key in found.items or key in found.suspended)

    def _go_on(self) -> None:
        begun = next((line for line in self.made if not line.is_complete), None)
        if begun:
            begun.complete()
        else:
            self._make(len(self.made) + _WHILE_IDLE)
        if not self.is_complete:
            self._idle.start(_STEP_MS)

    def _make(self, upto: int) -> None:
        """Make the first ``upto`` rows, as far as they are not made yet."""
        fresh = [self._new(which) for which in self.keys[len(self.made) : upto]]
        if not fresh:
            return
        self.box.setEnabled(False)  # each row that is shown would have all others laid out
        for line in fresh:
            self._append(line)
        self.box.setEnabled(True)
        self._name_rows(fresh)
        for line in fresh:
            if self._tr:
                line.retranslate(self._tr)
            if (line.subject, line.item) == self._open:
                self._open = None
                line.set_open(True)
        if self._tr:
            self.retranslate(self._tr)
        self._rest.forget()
        self._rest.setVisible(not self.has_every_row)
        if self.is_complete:
            self._idle.stop()

    def _new(self, which: Which) -> RequirementRow:
        subject, item = which
        heir = subject != PROVIDER and self._desk.session.form.items[item].scope == "provider"
        made = (HeirRow if heir else RequirementRow)(self._desk, subject, item, self)
        made.set_narrow(self._narrow)
        made.told = self._told
        self._connect(made)
        return made

    def _name_rows(self, lines: Sequence[RequirementRow]) -> None:
        """Have rows say whose they are, where more than one subject is shown."""
        several = len(self._desk.session.models) > 1
        for line in lines:
            whose = several or isinstance(line, HeirRow)
            line.named = self._viewpoint == EVERYONE and line.subject != PROVIDER and whose

    def _clear(self, wanted: Sequence[Which]) -> None:
        """Take everything out; rows that stay are kept, what is written in others is saved.

        ``takeAt`` would leave the old items to Python, and Qt would go on telling them, and not
        the new ones, when a row gets another height.
        """
        for part in (*self._between, *self.made, self._rest):
            self.box.removeWidget(part)
        gone: list[QWidget] = [*self._between]
        gone += [line for line in self.made if (line.subject, line.item) not in wanted]
        for part in gone:
            if isinstance(part, RequirementRow):
                part.leave()
            part.hide()
            part.deleteLater()
        self._between, self._groups = [], []

    def _append(self, line: RequirementRow) -> None:
        """Set a row under the others, and what stands between."""
        self.box.removeWidget(self._rest)
        if self.made:
            rule = Line(parent=self)
            put_below(rule)
            self._between.append(rule)
            self.box.addWidget(rule)
        self._begin_group(self._desk.session.form.items[line.item])
        put_below(line)
        line.raise_()  # children as they stand on the page, for Tab and for reading aloud
        self.box.addWidget(line)
        line.show()  # now, and not when Qt comes to it: Tab goes on to what is visible
        self.box.addWidget(self._rest)
        self.made.append(line)

    def _begin_group(self, requirement: Requirement) -> None:
        """Set a heading above the first of the requirements that share one."""
        before = self._groups[-1][1].group if self._groups else ""
        if requirement.group == before:
            return
        head = Text("label", "muted", parent=self)
        put_below(head)
        head.set_pad(20, 14, 20, 0)
        head.setVisible(bool(requirement.group))
        self.box.addWidget(head)
        self._between.append(head)
        self._groups.append((head, requirement))

    def _left(self, width: int) -> int:
        """Return about how high the rows are that are not made."""
        return self._guess(width, self.keys[len(self.made) :])

    def _guess(self, width: int, keys: Sequence[Which]) -> int:
        items, tr = self._desk.session.form.items, self._tr
        if tr is None:
            return 0
        demands = (tr.of(f"{item}.demand", items[item].demand) for _, item in keys)
        return sum(RowHead.guess(demand, width) + 1 for demand in demands)
