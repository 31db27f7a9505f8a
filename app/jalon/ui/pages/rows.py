"""The rows of a measure: which there are, for whom, and under which headings."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.model import ItemId, Requirement
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Card, Line, Text
from jalon.ui.pages.heir import HeirRow
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.viewpoint import EVERYONE

Which: TypeAlias = tuple[Subject, ItemId]


class RowCard(Card):
    """One row for each requirement and subject that are shown, in reading order.

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
        self._narrow = False
        self._between: list[QWidget] = []
        self._groups: list[tuple[Text, Requirement]] = []
        self.rows: list[RequirementRow] = []

    def show_for(self, viewpoint: str) -> tuple[RequirementRow, ...]:
        """Show the rows that there are from a viewpoint; return those that are new."""
        wanted = self._wanted(viewpoint)
        present = {(line.subject, line.item): line for line in self.rows}
        if [*present] == wanted:
            self._name_rows(viewpoint)
            return ()
        self._clear(wanted)
        made = {which: self._made(which) for which in wanted if which not in present}
        self.rows = [present.get(which) or made[which] for which in wanted]
        self._lay_out()
        self._name_rows(viewpoint)
        return tuple(made.values())

    def retranslate(self, tr: Translator) -> None:
        """Set the headings in the language of ``tr``."""
        for head, first in self._groups:
            head.set_text(tr.of(f"{first.id}.group", first.group))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Give up the indent of the fields where the page is narrow."""
        self._narrow = narrow
        for line in self.rows:
            line.set_narrow(narrow)

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

    def _made(self, which: Which) -> RequirementRow:
        subject, item = which
        heir = subject != PROVIDER and self._desk.session.form.items[item].scope == "provider"
        made = (HeirRow if heir else RequirementRow)(self._desk, subject, item, self)
        made.set_narrow(self._narrow)
        made.told = next((line.told for line in self.rows), "")
        self._connect(made)
        return made

    def _name_rows(self, viewpoint: str) -> None:
        """Have rows say whose they are, where more than one subject is shown."""
        several = len(self._desk.session.models) > 1
        for line in self.rows:
            whose = several or isinstance(line, HeirRow)
            line.named = viewpoint == EVERYONE and line.subject != PROVIDER and whose

    def _clear(self, wanted: Sequence[Which]) -> None:
        """Take everything out; rows that stay are kept, what is written in others is saved.

        ``takeAt`` would leave the old items to Python, and Qt would go on telling them, and not
        the new ones, when a row gets another height.
        """
        for part in (*self._between, *self.rows):
            self.box.removeWidget(part)
        gone: list[QWidget] = [*self._between]
        gone += [line for line in self.rows if (line.subject, line.item) not in wanted]
        for part in gone:
            if isinstance(part, RequirementRow):
                part.leave()
            part.hide()
            part.deleteLater()
        self._between, self._groups = [], []

    def _lay_out(self) -> None:
        items = self._desk.session.form.items
        for number, line in enumerate(self.rows):
            if number:
                rule = Line(parent=self)
                self._between.append(rule)
                self.box.addWidget(rule)
            self._begin_group(items[line.item])
            line.raise_()  # children as they stand on the page, for Tab and for reading aloud
            self.box.addWidget(line)

    def _begin_group(self, requirement: Requirement) -> None:
        """Set a heading above the first of the requirements that share one."""
        before = self._groups[-1][1].group if self._groups else ""
        if requirement.group == before:
            return
        head = Text("label", "muted", parent=self)
        head.set_pad(20, 14, 20, 0)
        head.setVisible(bool(requirement.group))
        self.box.addWidget(head)
        self._between.append(head)
        self._groups.append((head, requirement))
