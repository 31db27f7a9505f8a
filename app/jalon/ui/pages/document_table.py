"""A table of a document: rows of fields that can be added and removed, each cell kept at once."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import document_tables, document_words
from jalon.assessment.document_tables import Row
from jalon.forms.documents import Answer
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Card, Field, LabeledField, Part, Text, column, row, show_if
from jalon.ui.pages.document_fields import Home, field_of, set_options
from jalon.ui.theme import space


class TablePart(Part):
    """The rows of one table, and the act that adds one."""

    def __init__(self, desk: Desk, home: Home, answer: Answer, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._home, self._answer = desk, home, answer
        self._tr: Translator | None = None
        self._box = column(self, space(2))
        self._label = Text("label", "muted", parent=self)
        self._help = Text("small", "muted", parent=self)
        self._none = Text("small", "muted", parent=self)
        self.add = Button("link", "add", parent=self)
        self.add.clicked.connect(self._add)
        for part in (self._label, self._help, self._none, self.add):
            self._box.addWidget(part)
        self.rows: list[RowPart] = []
        self.setObjectName(f"{home.field.id}.{answer.id}")

    def retranslate(self, tr: Translator, name: str, asks: str) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._label.set_text(name)
        self._help.set_text(asks)
        show_if(self._help, bool(asks))
        self._none.set_text(tr.text("No rows yet."))
        self.add.set_text(tr.text("Add a row"))
        self.add.setAccessibleDescription(name)
        self.setAccessibleName(name)
        for one in self.rows:
            one.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the rows that the record holds."""
        there = self._stored()
        if [one.row for one in self.rows] != [row.id for row in there]:
            self._rebuild(tr, there)
        for number, one in enumerate(self.rows, start=1):
            one.refresh(tr, number)
        show_if(self._none, not self.rows)
        show_if(self.add, not self._desk.session.read_only)

    def leave(self) -> None:
        """End what is being edited."""
        for one in self.rows:
            one.commit()

    # -- inside ----------------------------------------------------------------------------

    def _stored(self) -> tuple[Row, ...]:
        tables = document_tables.rows_of(self._desk.session.assessment, self._home.model)
        return tables.get((self._home.field.id, self._answer.id), ())

    def _rebuild(self, tr: Translator, there: tuple[Row, ...]) -> None:
        known = {one.row: one for one in self.rows}
        wanted = {row.id for row in there}
        for one in self.rows:
            if one.row not in wanted:
                self._box.removeWidget(one)
                one.hide()
                one.deleteLater()
        self.rows = []
        for number, row_ in enumerate(there):
            one = known.get(row_.id) or self._made(tr, row_.id)
            self._box.insertWidget(2 + number, one)
            one.show()
            self.rows.append(one)

    def _made(self, tr: Translator, row_: str) -> "RowPart":
        made = RowPart(self._desk, self._home, self._answer, row_, self)
        made.retranslate(tr)
        made.remove_asked.connect(self._remove)
        return made

    def _add(self) -> None:
        session, home, new = self._desk.session, self._home, document_tables.new_row()

        def add() -> None:
            session.apply(
                document_tables.added(
                    session.assessment, home.model, home.field.id, self._answer.id, new
                )
            )

        self._desk.writing.do(add)
        if self._tr and self.rows and self.rows[-1].row == new:
            next(iter(self.rows[-1].fields.values())).entry().setFocus()

    def _remove(self, row_: str) -> None:
        self.add.setFocus()
        key = document_tables.place_key(
            self._home.model, self._home.field.id, self._answer.id, row_
        )
        self._desk.writing.do(lambda: self._desk.session.apply([(key, None)]))


class RowPart(Card):
    """One row of a table. ``remove_asked`` carries its id."""

    remove_asked = Signal(str)

    def __init__(self, desk: Desk, home: Home, answer: Answer, row_: str, parent: QWidget) -> None:
        super().__init__(pad=space(4), spacing=space(2), fill="surface", parent=parent)
        self.row, self._home, self._answer = row_, home, answer
        head = QWidget(self)
        line = row(head, space(2))
        self._number = Text("label", "muted", parent=head)
        self._remove = Button("link", parent=head)
        self._remove.clicked.connect(self._ask)
        line.addWidget(self._number, 1)
        line.addWidget(self._remove)
        self.box.addWidget(head)
        self.fields: dict[str, Field] = {c.id: field_of(c.kind) for c in answer.columns}
        self._labeled = {name: LabeledField(f, parent=self) for name, f in self.fields.items()}
        place = (home.model, home.field.id, answer.id, row_)
        self._bound = BoundFields(self.fields, desk.writing)
        self._bound.bind(partial(document_tables.cell_key, *place))
        for name, field in self.fields.items():
            field.setObjectName(f"{home.field.id}.{answer.id}.{row_}.{name}")
            field.set_read_only(read_only=desk.session.read_only)
            self.box.addWidget(self._labeled[name])
        show_if(self._remove, not desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        place = f"{self._home.field.id}.{self._answer.id}"
        self._remove.set_text(tr.text("Remove"))
        for one in self._answer.columns:
            labeled = self._labeled[one.id]
            labeled.retranslate(tr)
            set_options(self.fields[one.id], self._home.document, one.choice, tr)
            labeled.set_words(document_words.column_label(place, one, tr))

    def refresh(self, tr: Translator, number: int) -> None:
        """Show the cells, and which row it is."""
        self._bound.refresh()
        self._number.set_text(tr.text("Row {number}", number=tr.number(number)))
        self._remove.setAccessibleName(tr.text("Remove row {number}", number=tr.number(number)))

    def commit(self) -> None:
        """End what is being edited."""
        for field in self.fields.values():
            field.commit()

    def _ask(self) -> None:
        self.remove_asked.emit(self.row)
