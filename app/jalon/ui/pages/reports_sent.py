"""The intermediate reports of an incident: each with its day, as many as there are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Key, Subject, new_subject
from jalon.assessment.deadlines import events
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incidents import INTERMEDIATE
from jalon.language import Translator
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, DateField, LabeledField, Part, Text, column, row, show_if
from jalon.ui.theme import space


class ReportsSent(Part):
    """Days of the intermediate reports, and a field for the next one."""

    def __init__(self, desk: Desk, incident: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._incident = desk, incident
        self._box = column(self, space(3))
        self._title = Text("label", "muted", parent=self)
        self._box.addWidget(self._title)
        self.lines: dict[Subject, _Report] = {}
        self.next = DateField()
        self.next.setObjectName("incident-intermediate")
        self._next = LabeledField(self.next, parent=self)
        self._box.addWidget(self._next)
        self.next.edited.connect(self._sent)
        self.next.set_read_only(read_only=desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._title.set_text(tr.text("Intermediate reports"))
        self._next.retranslate(tr)
        self._next.set_words(tr.text("Another intermediate report was sent on"))
        for line in self.lines.values():
            line.retranslate(tr)

    def refresh(self, tr: Translator, found: tuple[Event, ...]) -> None:
        """Show the reports that are recorded."""
        sent = [e for e in found if e.whose == self._incident and e.kind == INTERMEDIATE]
        for event in sent:
            if event.subject not in self.lines:
                line = _Report(self._desk, event, self)
                line.retranslate(tr)
                self._box.insertWidget(self._box.count() - 1, line)
                self.lines[event.subject] = line
            self.lines[event.subject].show_report(tr, event)
        there = {event.subject for event in sent}
        for subject, line in self.lines.items():
            show_if(line, subject in there)

    def leave(self) -> None:
        """End the editing."""
        self.next.commit()
        for line in self.lines.values():
            line.day.commit()

    def _sent(self, value: object) -> None:
        """Record another report, and make room for the next."""
        if not isinstance(value, str) or not value:
            return
        made, session = new_subject(events.ITEM), self._desk.session
        told = [
            *events.edits(made, INTERMEDIATE, self._incident),
            (Key(made, events.ITEM, "date"), value),
        ]
        self._desk.writing.do(lambda: session.apply(told))
        self.next.show_value(None)


class _Report(Part):
    """One intermediate report: its day, and the way to withdraw it."""

    def __init__(self, desk: Desk, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._event = desk, event
        self.day = DateField()
        self._labeled = LabeledField(self.day, parent=self)
        self.withdraw = Button("link", parent=self)
        line = row(self, space(4))
        line.addWidget(self._labeled, 1)
        line.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignBottom)
        self._binding = Binding(self.day, Key(event.subject, events.ITEM, "date"), desk.writing)
        self.day.set_read_only(read_only=desk.session.read_only)
        self.withdraw.clicked.connect(self._withdraw)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._labeled.retranslate(tr)

    def show_report(self, tr: Translator, event: Event) -> None:
        """Show the report as it is recorded now."""
        self._event = event
        self._binding.refresh()
        label = (
            tr.text("Withdrawn: intermediate report sent on")
            if event.withdrawn
            else tr.text("Intermediate report sent on")
        )
        self._labeled.set_words(label)
        self.withdraw.set_text(tr.text("Bring back") if event.withdrawn else tr.text("Withdraw"))
        self.withdraw.setAccessibleDescription(label)
        self.withdraw.setEnabled(not self._desk.session.read_only)

    def _withdraw(self) -> None:
        edit = events.withdrawal(self._event.subject, withdrawn=not self._event.withdrawn)
        self._desk.writing.do(lambda: self._desk.session.apply([edit]))
