"""Every event that was recorded, with its way to correct, withdraw or bring back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.deadlines import events
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incidents import INTERMEDIATE
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Line, Part, Text, column, row, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.date_words import named
from jalon.ui.theme import measure, space


class EventList(Part):
    """The recorded events by day; withdrawn ones stay at the end. ``edit_asked`` carries an id."""

    edit_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = column(self)
        self._title = Text("heading", parent=self)
        self._empty = Text("body", "muted", width=measure(), parent=self)
        self._box.addWidget(self._title)
        self._box.addSpacing(space(2))
        self._box.addWidget(self._empty)
        self.lines: list[EventLine] = []

    def retranslate(self, tr: Translator) -> None:
        """Set the heading."""
        self._title.set_text(tr.text("Recorded events"))
        self._empty.set_text(
            tr.text("No event is recorded yet. Each can be entered as often as it happens.")
        )

    def show_events(self, tr: Translator, found: tuple[Event, ...]) -> None:
        """Show the events; intermediate reports stand with their incident."""
        shown = [event for event in found if event.kind != INTERMEDIATE]
        shown.sort(key=lambda event: event.withdrawn)
        show_if(self._empty, not shown)
        while len(self.lines) < len(shown):
            line = EventLine(self)
            line.edit_asked.connect(self.edit_asked)
            line.withdraw_asked.connect(self._withdraw)
            self._box.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(shown))
            if number < len(shown):
                line.show_event(self._desk, tr, shown[number])

    def _withdraw(self, event: object) -> None:
        if isinstance(event, Event):
            edit = events.withdrawal(event.subject, withdrawn=not event.withdrawn)
            self._desk.writing.do(lambda: self._desk.session.apply([edit]))


class EventLine(Part):
    """One event."""

    edit_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._event: Event | None = None
        box = column(self, 0, (0, 0, 0, space(2)))
        box.addWidget(Line(parent=self))
        box.addSpacing(space(2))
        line = Part(self)
        words = row(line, space(4))
        self._title = Text("medium", parent=line)
        self._day = Text("body", wrap=False, parent=line)
        words.addWidget(self._title, 1)
        words.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(line)
        self._more = Text("small", "muted", width=measure(), parent=self)
        box.addWidget(self._more)
        self.edit, self.withdraw = Button("link", parent=self), Button("link", parent=self)
        box.addWidget(Acts(self.edit, self.withdraw, parent=self))
        self.edit.clicked.connect(self._edit_asked)
        self.withdraw.clicked.connect(self._withdraw_asked)

    def show_event(self, desk: Desk, tr: Translator, event: Event) -> None:
        """Show one event."""
        self._event = event
        kind = desk.session.form.dates.kind(event.kind)
        title = tr.of(f"event.{event.kind}.label", kind.label) if kind else event.kind
        day = tr.date(event.day) if event.day else tr.text("no day yet")
        self._title.set_text(title)
        self._title.set_ink("muted" if event.withdrawn else "text")
        self._day.set_text(tr.text("withdrawn") if event.withdrawn else day)
        self._more.set_text("\n".join(_more(desk, tr, event, day)))
        self.edit.set_text(tr.text("Correct"))
        self.withdraw.set_text(tr.text("Bring back") if event.withdrawn else tr.text("Withdraw"))
        for button in (self.edit, self.withdraw):
            button.setAccessibleDescription(f"{title}. {day}")
        show_if(self.edit, not event.withdrawn)
        self.withdraw.setEnabled(not desk.session.read_only)

    def words(self) -> str:
        """Return what is said of the event."""
        return "\n".join(text.text() for text in (self._title, self._day, self._more))

    def _edit_asked(self) -> None:
        if self._event:
            self.edit_asked.emit(self._event.subject)

    def _withdraw_asked(self) -> None:
        self.withdraw_asked.emit(self._event)


def _more(desk: Desk, tr: Translator, event: Event, day: str) -> list[str]:
    """Return whose event it is, its other days, and its note."""
    kind = desk.session.form.dates.kind(event.kind)
    said = [named(desk, tr, event.whose)]
    if event.withdrawn:
        said.append(day)
    for name in ("limit", "interim", "done"):
        when, label = getattr(event, name), getattr(kind, name, "")
        if when and label:
            label = tr.of(f"event.{event.kind}.{name}", label)
            said.append(tr.text("{label}: {day}", label=label, day=tr.date(when)))
    return [line for line in ("  ·  ".join(said), event.note.strip()) if line]
