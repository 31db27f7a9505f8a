"""The register of serious incidents: a list, and one incident at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.assessment.deadlines import incident_fields, incidents, listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.language import Translator
from jalon.ui import law as law_panel
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Line, Part, Text, column, row, show_if
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.incident_form import IncidentForm
from jalon.ui.pages.page import Head, Law, Page
from jalon.ui.places import Place
from jalon.ui.theme import measure, space

_FIELD = "incident-"
"""How the names of the fields' widgets begin."""


class IncidentsPage(Page):
    """Every serious incident, withdrawn ones too; nothing is lost."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self.form: IncidentForm | None = None
        self._head = Head(self)
        self._scope = Text("body", width=measure(), parent=self)
        self.record = Button("plain", "add", parent=self)
        self.back = Button("link", "back", parent=self)
        self._empty = Text("body", "muted", width=measure(), parent=self)
        self._room = Part(self)
        column(self._room)
        self._list = Part(self)
        self._lines = column(self._list)
        self.lines: list[IncidentLine] = []
        for part, gap in (
            (self._head, space(3)),
            (self._scope, space(4)),
            (Acts(self.record, self.back, parent=self), space(5)),
            (self._empty, 0),
            (self._list, 0),
            (self._room, 0),
        ):
            self.box.addWidget(part)
            self.box.addSpacing(gap)
        self.box.addStretch()
        self._field = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.record.clicked.connect(self._record)
        self.back.clicked.connect(self._go_back)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self._head.set_words(
            tr.text("Serious incidents"),
            tr.text(
                "What is known of each incident, each thing in its own place, and the days by"
                " which it is reported. What is not known yet stays open: a report says so."
            ),
            tr.text("Dates"),
        )
        self.record.set_text(tr.text("Record an incident"))
        self.back.set_text(tr.text("All incidents"))
        self._empty.set_text(tr.text("No serious incident is recorded."))
        if self.form:
            self.form.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        session = self.desk.session
        reckoning = Reckoning(session.form, session.assessment, session.evaluation, self.desk.today)
        self._show_scope(tr, reckoning)
        found = sorted(reckoning.incidents, key=lambda i: i.withdrawn)
        self._show_list(tr, found, reckoning)
        alone = self.form is not None
        show_if(self._list, not alone)
        show_if(self._empty, not found and not alone)
        show_if(self.record, not alone)
        show_if(self.back, alone)
        self.record.setEnabled(not session.read_only)
        if self.form:
            self.form.show_incident(tr, reckoning)

    def law(self, tr: Translator) -> Law | None:
        """Return what Measures 9.2 to 9.4 say of the field that one is in."""
        form = self.desk.session.form
        item = incident_fields.wanted(self._field, form)
        return Law(tr.text("Serious incident reporting"), law_panel.sections(form, item, tr))

    def show_item(self, item: str) -> None:
        """Open an incident, if it is one of the register."""
        if item.startswith("incident-"):
            self._open(Subject(item))

    def leave(self) -> None:
        """End what is being edited."""
        if self.form:
            self.form.leave()

    # -- inside ----------------------------------------------------------------------------

    def _show_scope(self, tr: Translator, reckoning: Reckoning) -> None:
        """Say whether the duty concerns the company; the register can be used all the same."""
        rule = next(r for r in reckoning.form.dates.rule if r.id == "incident-initial")
        standing = reckoning.standing(rule, PROVIDER)
        said = ""
        if standing.applies == "no" and standing.why_not:
            said = tr.text(
                "The duty to report does not appear to concern the company. {why} The register"
                " can be used all the same.",
                why=tr.of(*standing.why_not),
            )
        elif standing.applies == "not-known":
            said = tr.text(
                "It is not known yet whether the duty to report concerns the company. The register"
                " can be used all the same."
            )
        self._scope.set_text(said)
        show_if(self._scope, bool(said))

    def _show_list(self, tr: Translator, found: list[Incident], reckoning: Reckoning) -> None:
        wording = Wording(reckoning.form, tr)
        while len(self.lines) < len(found):
            line = IncidentLine(self._list)
            line.opened.connect(self._open)
            self._lines.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(found))
            if number < len(found):
                one = found[number]
                rows = listing.concerning(reckoning.deadlines, one.subject)
                line.show_incident(tr, one, rows, wording)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Let the law panel follow the field that one is in."""
        if new is None or not self.isAncestorOf(new):
            return
        field: QWidget | None = new
        while field is not None and not field.objectName().startswith(_FIELD):
            field = field.parentWidget()
        name = field.objectName().removeprefix(_FIELD) if field else ""
        if name and name != self._field:
            self._field = name
            self.law_changed.emit()

    def _record(self) -> None:
        """Open an empty form; what is only looked at leaves no trace."""
        self._open(new_subject(incidents.ITEM))

    def _open(self, subject: object) -> None:
        self._close_form()
        if self._tr is None:
            return
        self.form = IncidentForm(self.desk, Subject(str(subject)), self._room)
        self.form.withdraw_asked.connect(self._withdraw)
        if (room := self._room.layout()) is not None:
            room.addWidget(self.form)
        self.form.retranslate(self._tr)
        self.form.show()
        self.refresh(self._tr)
        self.area.verticalScrollBar().setValue(0)
        self.form.begin()

    def _go_back(self) -> None:
        self._close_form()
        if self._tr:
            self.refresh(self._tr)
        self.record.setFocus()

    def _withdraw(self) -> None:
        if self.form is None:
            return
        subject, session = self.form.subject, self.desk.session
        now = session.assessment.value(subject, incidents.ITEM, "withdrawn") is True
        key = Key(subject, incidents.ITEM, "withdrawn")
        self.desk.writing.choose(key, None if now else True)

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        form.hide()
        form.deleteLater()


class IncidentLine(Part):
    """One incident of the list. ``opened`` carries its id."""

    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        box = column(self, 0, (0, 0, 0, space(3)))
        box.addWidget(Line(parent=self))
        box.addSpacing(space(3))
        head = Part(self)
        line = row(head, space(4))
        self.title = Text("medium", parent=head)
        self.link = Button("link", parent=head)
        line.addWidget(self.title, 1)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(head)
        self._dates = Text("small", parent=self)
        self._more = Text("small", "muted", parent=self)
        box.addWidget(self._dates)
        box.addWidget(self._more)
        self.link.clicked.connect(self._opened)

    def show_incident(
        self, tr: Translator, incident: Incident, rows: tuple[Deadline, ...], wording: Wording
    ) -> None:
        """Show one incident with how its reports stand."""
        self._subject = incident.subject
        name = incident.name or tr.text("Incident without a name")
        self.title.set_text(name)
        self.title.set_ink("muted" if incident.withdrawn else "text")
        self.link.set_text(tr.text("Open"))
        self.link.setAccessibleDescription(name)
        late = any(r.status == "overdue" for r in rows)
        told = (r for r in rows if r.status != "not-applicable" or r.day)
        self._dates.set_text(
            "\n".join(
                tr.text("{title}: {stands}", title=wording.title(r), stands=wording.stands(r))
                for r in told
            )
        )
        self._dates.set_ink("warn" if late else "text")
        show_if(self._dates, bool(rows))
        self._more.set_text(_state(tr, incident))

    def words(self) -> str:
        """Return what is said of the incident."""
        return "\n".join(text.text() for text in (self.title, self._dates, self._more))

    def _opened(self) -> None:
        self.opened.emit(self._subject)


def _state(tr: Translator, incident: Incident) -> str:
    if incident.withdrawn:
        reason = incident.texts["withdrawn-reason"].strip()
        if reason:
            return tr.text("Withdrawn: {reason}", reason=reason)
        return tr.text("Withdrawn")
    left = len(listing.open_points(incident))
    if not left:
        return tr.text("Something is recorded on each of the nine points.")
    return tr.plural(
        "{count} of the nine points of Measure 9.2 is still open.",
        "{count} of the nine points of Measure 9.2 are still open.",
        left,
    )
