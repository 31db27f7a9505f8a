"""One serious incident: every piece of Measure 9.2 in its own field, and its reports."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from jalon.assessment.changes import Key, Subject
from jalon.assessment.deadlines import incident_fields, incidents, listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.incident_fields import Asked
from jalon.assessment.deadlines.words import Wording
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Option,
    Part,
    Text,
    TextField,
    TimeField,
    column,
    show_if,
)
from jalon.ui.pages import date_entries, date_words
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.date_lines import DateLine
from jalon.ui.pages.page import narrow
from jalon.ui.pages.reports_sent import ReportsSent
from jalon.ui.theme import measure, space


class IncidentForm(Part):
    """The fields of one incident. ``withdraw_asked``: to withdraw it, or bring it back."""

    withdraw_asked = Signal()

    def __init__(self, desk: Desk, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.subject = desk, subject
        self._tr: Translator | None = None
        self._dates_box = Part(self)
        self._dates = column(self._dates_box, 0, (0, 0, 0, space(4)))
        self.lines: list[DateLine] = []
        box = column(self)
        self.name = Text("title", width=measure(), parent=self)
        box.addWidget(self.name)
        box.addSpacing(space(4))
        box.addWidget(self._dates_box)
        self.fields: dict[str, Field] = {}
        self._labeled: list[tuple[Asked, LabeledField]] = []
        self._heads: list[tuple[str, Text, str, Text]] = []
        for title, intro, asked in incident_fields.GROUPS:
            self._add_group(title, intro, asked)
        self.sent = ReportsSent(desk, subject, self)
        box.addWidget(narrow_around(self, self.sent))
        self._foot(box)
        self._bound = BoundFields(self.fields, desk.writing)
        self._bound.bind(partial(Key, subject, incidents.ITEM))
        for field in self.fields.values():
            field.set_read_only(read_only=desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        for title, head, intro, about in self._heads:
            head.set_text(tr.text(title))
            about.set_text(tr.text(intro))
            show_if(about, bool(intro))
        self._set_options(tr)
        for asked, labeled in self._labeled:
            labeled.retranslate(tr)
            labeled.set_words(tr.text(asked.label), tr.text(asked.help))
        self.sent.retranslate(tr)

    def show_incident(self, tr: Translator, reckoning: Reckoning) -> None:
        """Show what the record holds, and the days that follow."""
        incident = incidents.one(reckoning.assessment, self.subject, reckoning.events)
        shown = self._desk.text(self.subject, incidents.ITEM, "name").strip()
        self.name.set_text(shown or tr.text("Incident without a name"))
        self._set_options(tr)
        self._bound.refresh()
        wording = Wording(reckoning.form, tr)
        rows = listing.concerning(reckoning.deadlines, self.subject)
        while len(self.lines) < len(rows):
            line = DateLine(self._dates_box)
            self._dates.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(rows))
            if number < len(rows):
                entry = date_entries.entry(self._desk, tr, rows[number], wording, brief=False)
                line.show_entry(date_entries.unlinked(entry))
        show_if(self._dates_box, bool(rows))
        self.sent.refresh(tr, reckoning.events)
        show_if(self._reason, incident.withdrawn)
        self._withdraw.set_text(
            tr.text("Bring the incident back")
            if incident.withdrawn
            else tr.text("Withdraw the incident")
        )
        begun = any(one.subject == self.subject for one in reckoning.incidents)
        self._withdraw.setEnabled(begun and not self._desk.session.read_only)
        self._kept.set_text(
            tr.text(
                "Withdrawn: it counts no more, and stays in the record with all that was written."
            )
            if incident.withdrawn
            else tr.text("A withdrawn incident stays in the record and can be brought back.")
        )

    def leave(self) -> None:
        """End the editing of the fields."""
        self.sent.leave()
        self._bound.leave()

    def begin(self) -> None:
        """Give the focus to the first field."""
        self.fields["name"].entry().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ----------------------------------------------------------------------------

    def _add_group(self, title: str, intro: str, asked: tuple[Asked, ...]) -> None:
        inner = Part(self)
        box = column(narrow(inner), space(4), (0, 0, 0, space(8)))
        head = Text("heading", parent=inner)
        about = Text("body", "muted", parent=inner)
        self._heads.append((title, head, intro, about))
        box.addWidget(head)
        box.addWidget(about)
        for one in asked:
            self._add_field(one, inner, box)
        owner = self.layout()
        if owner is not None:
            owner.addWidget(inner)

    def _add_field(self, asked: Asked, parent: QWidget, box: QBoxLayout) -> None:
        field = _field(asked)
        field.setObjectName(f"incident-{asked.name}")
        labeled = LabeledField(field, parent=parent)
        self.fields[asked.name] = field
        self._labeled.append((asked, labeled))
        box.addWidget(labeled)

    def _foot(self, box: QBoxLayout) -> None:
        foot = Part(self)
        inner = column(narrow(foot), space(3))
        self.reason = GrowingText(1)
        self.reason.setObjectName("incident-withdrawn-reason")
        self.fields["withdrawn-reason"] = self.reason
        self._reason = LabeledField(self.reason, parent=foot)
        self._labeled.append((incident_fields.WITHDRAWN, self._reason))
        self._kept = Text("small", "muted", parent=foot)
        self._withdraw = self.withdraw = Button("plain", parent=foot)
        self._withdraw.clicked.connect(self.withdraw_asked)
        inner.addWidget(self._reason)
        inner.addWidget(Acts(self._withdraw, parent=foot))
        inner.addWidget(self._kept)
        box.addWidget(foot)

    def _set_options(self, tr: Translator) -> None:
        harms, cause = self.fields["harms"], self.fields["cause"]
        models = self.fields["models"]
        if isinstance(harms, ChoicesField):
            harms.set_options(
                [Option(h, tr.text(incident_fields.HARMS[h])) for h in incidents.HARMS]
            )
        if isinstance(cause, ChoiceField):
            cause.set_options(
                [Option(c, tr.text(incident_fields.CAUSES[c])) for c in incidents.CAUSES]
            )
        if isinstance(models, ChoicesField):
            named = date_words.named
            models.set_options([Option(m, named(self._desk, tr, m)) for m in self._choosable()])

    def _choosable(self) -> tuple[Subject, ...]:
        """Return the models of the project, and those that were named before they were removed."""
        session = self._desk.session
        told = session.assessment.value(self.subject, incidents.ITEM, "models")
        before = told if isinstance(told, list) else []
        gone = session.assessment.removed("model")
        return (*session.models, *(model for model in gone if model in before))


def _field(asked: Asked) -> Field:
    match asked.kind:
        case "line":
            return TextField()
        case "text":
            return GrowingText(2)
        case "day":
            return DateField()
        case "time":
            return TimeField()
        case "cause":
            return ChoiceField()
        case "harms" | "models":
            return ChoicesField()


def narrow_around(owner: QWidget, inner: QWidget) -> QWidget:
    """Return a column of the width of running text that holds a part."""
    outer = Part(owner)
    column(narrow(outer), 0, (0, 0, 0, space(8))).addWidget(inner)
    return outer
