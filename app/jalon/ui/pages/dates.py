"""The page of dates: what is due, kept, possible, not known; and the events behind it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.listing import Group
from jalon.assessment.deadlines.words import Wording
from jalon.errors import N_
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Option, Part, SelectField, column
from jalon.ui.pages import date_entries
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.date_lines import DateLine, DateList, Entry
from jalon.ui.pages.event_form import EventForm
from jalon.ui.pages.event_list import EventList
from jalon.ui.pages.page import Head, Law, Page
from jalon.ui.places import Place
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.assessment.deadlines.shapes import Deadline

_FOLDED: frozenset[Group] = frozenset({"done", "waiting", "not-applicable"})
_BRIEF: frozenset[Group] = frozenset({"done", "not-applicable"})
_EMPTY: Mapping[Group, str] = MappingProxyType(
    {
        "due": N_("Nothing is due by what is recorded."),
        "kept": N_("Nothing has to be kept by what is recorded."),
        "named": N_("No such day."),
        "unknown": N_("Every date that applies is known."),
        "done": N_("Nothing is recorded as done yet."),
        "waiting": N_("Every kind of event has been recorded at least once."),
        "not-applicable": N_("Every rule applies, or may."),
    }
)
_NAME = 40
ALL = "all"
"""The filter that leaves nothing out."""


class DatesPage(Page):
    """Every date that follows from the record, and the events that users enter."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._here: Deadline | None = None
        self._subject = ALL
        self.form: EventForm | None = None
        self._head = Head(self)
        self.filter = SelectField()
        self._filter = LabeledField(self.filter, parent=self)
        self.record = Button("plain", "add", parent=self)
        self._room = Part(self)
        column(self._room)
        self.lists = {group: DateList(self, folded=group in _FOLDED) for group in listing.TITLES}
        self.events = EventList(desk, self)
        for part, gap in (
            (self._head, space(5)),
            (Acts(self.record, parent=self), space(4)),
            (self._room, 0),
            (self._filter, space(6)),
            *((part, 0) for part in self.lists.values()),
            (self.events, 0),
        ):
            self.box.addWidget(part)
            self.box.addSpacing(gap)
        self.box.addStretch()
        self._connect()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self.record.set_text(tr.text("Record an event"))
        self._filter.retranslate(tr)
        self._filter.set_words(tr.text("Show the dates of"))
        self.events.retranslate(tr)
        if self.form:
            self.form.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        session = self.desk.session
        today = self.desk.today
        self._head.set_words(
            tr.text("Periods and due dates"),
            tr.text(
                "What is due, how long something is kept, and by which rule each day was counted."
                " How days are counted is our reading. Overdue means that the day has passed and"
                " nothing is recorded."
            ),
            tr.text("As of {day}", day=tr.date(today)),
        )
        self._show_filter(tr)
        reckoning = Reckoning(session.form, session.assessment, session.evaluation, today)
        wording = Wording(session.form, tr)
        rows = reckoning.deadlines
        if self._subject != ALL:
            rows = listing.concerning(rows, self._subject)
        for part in listing.parts(rows):
            self.lists[part.group].show_entries(
                tr,
                tr.text(part.title),
                tr.text(_EMPTY[part.group]),
                [
                    date_entries.entry(self.desk, tr, row, wording, brief=part.group in _BRIEF)
                    for row in part.rows
                ],
            )
        known = {row.id: row for row in reckoning.deadlines}
        self._here = known.get(self._here.id) if self._here else None
        self._here = self._here or next(iter(listing.coming(rows)), None)
        self.events.show_events(tr, reckoning.events)
        self.record.setEnabled(not session.read_only)
        if self.form:
            self.form.refresh()

    def law(self, tr: Translator) -> Law | None:
        """Return the law behind the date that one is at."""
        if self._here is None:
            return None
        wording = Wording(self.desk.session.form, tr)
        return date_entries.law(self.desk, tr, self._here, wording)

    def show_item(self, item: str) -> None:
        """Bring the date of a rule, or an event, into view."""
        for part in self.lists.values():
            for line in part.lines:
                shown = line.entry
                if shown and not line.isHidden() and item in {shown.row.id, shown.row.rule.id}:
                    self.area.reveal(line)
                    line.link.setFocus()
                    return

    def leave(self) -> None:
        """Put the form away."""
        self._close_form()

    # -- inside ----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.record.clicked.connect(self._record)
        self.filter.edited.connect(self._filtered)
        for part in self.lists.values():
            part.acted.connect(self._acted)
            part.opened.connect(self._unfolded)
        self.events.edit_asked.connect(self._edit)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _show_filter(self, tr: Translator) -> None:
        options = [
            Option(ALL, tr.text("Company and models")),
            Option(PROVIDER, tr.text("The company")),
        ]
        options += [
            Option(model, self.desk.model_brief(tr, model, _cut))
            for model in self.desk.session.models
        ]
        if self._subject not in {option.value for option in options}:
            self._subject = ALL
        self.filter.set_options(options)
        self.filter.show_value(self._subject)

    def _filtered(self, value: object) -> None:
        self._subject = str(value or ALL)
        if self._tr:
            self.refresh(self._tr)
            self.law_changed.emit()

    def _unfolded(self) -> None:
        self.law_changed.emit()

    def _acted(self, entry: object) -> None:
        if not isinstance(entry, Entry):
            return
        row = entry.row
        if isinstance(row.source, Event):
            self._open(EventForm(self.desk, self._room, event=row.source.subject))
        elif kind := date_entries.recorded(row):
            self._open(EventForm(self.desk, self._room, kind=kind, whose=row.subject))
        elif step := date_entries.target(self.desk, row):
            self.asked.emit(step)

    def _record(self) -> None:
        whose = PROVIDER if self._subject == ALL else Subject(self._subject)
        self._open(EventForm(self.desk, self._room, whose=whose))

    def _edit(self, subject: object) -> None:
        self._open(EventForm(self.desk, self._room, event=Subject(str(subject))))

    def _open(self, form: EventForm) -> None:
        self._close_form()
        room = self._room.layout()
        if self._tr is None or room is None:
            return
        self.form = form
        room.addWidget(form)
        form.done.connect(self._done)
        form.retranslate(self._tr)
        form.refresh()
        form.show()
        self.area.reveal(form)
        form.begin()

    def _done(self) -> None:
        self._close_form()
        self.record.setFocus()

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        form.hide()
        form.deleteLater()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        line = new.parentWidget()
        if isinstance(line, DateLine) and line.entry and line.entry.row is not self._here:
            self._here = line.entry.row
            self.law_changed.emit()


def _cut(name: str) -> str:
    return " ".join(name.split())[:_NAME]
