"""The form of one dated event: what happened, whose, when, and when it was dealt with."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.assessment.deadlines import events
from jalon.assessment.deadlines.incidents import INTERMEDIATE
from jalon.forms.dates import EventKind
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    Card,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Option,
    Part,
    SelectField,
    Text,
    column,
    show_if,
)
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.date_words import named
from jalon.ui.theme import measure, space

_NAME = 40
"""In characters; a drop-down is as wide as its longest entry."""


class EventForm(Part):
    """What is recorded of one event. ``done`` says that it may be put away.

    The event is recorded with the first day or letter entered, not before: what was only looked
    at leaves no trace.
    """

    done = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        event: Subject | None = None,
        kind: str = "",
        whose: Subject = PROVIDER,
    ) -> None:
        super().__init__(parent)
        self._desk, self.subject = desk, event
        self._tr: Translator | None = None
        session = desk.session
        if event:
            kind = session.assessment.text(event, events.ITEM, "type")
            whose = Subject(session.assessment.text(event, events.ITEM, "whose") or PROVIDER)
        self._whose = whose
        self.kind, self.whose = SelectField(), SelectField()
        self.days = {name: DateField() for name in events.DAYS}
        self.note = GrowingText(2)
        self._fields: dict[str, Field] = {**self.days, "note": self.note}
        self._bound = BoundFields(self._fields, desk.writing)
        self._lay_out()
        self.kind.show_value(kind or None)
        self.whose.show_value(whose)
        self.kind.edited.connect(self._kind_chosen)
        self.whose.edited.connect(self._whose_chosen)
        if event:
            self._bind(event)
        else:
            for field in self._fields.values():
                field.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        for labeled in (self._kind, self._owner, *self._labeled.values()):
            labeled.retranslate(tr)
        form = self._desk.session.form
        self.kind.set_options(
            tuple(
                Option(one.id, tr.of(f"event.{one.id}.label", one.label))
                for one in form.dates.event
                if one.id != INTERMEDIATE
            )
        )
        self._title.set_text(
            tr.text("Recorded event") if self.subject else tr.text("Record an event")
        )
        self._kind.set_words(tr.text("What happened"))
        self._close.set_text(tr.text("Done"))
        self._show_kind(tr)

    def refresh(self) -> None:
        """Show what the record holds of the event."""
        self._bound.refresh()

    def leave(self) -> None:
        """End the editing of the fields."""
        self._bound.leave()

    def begin(self) -> None:
        """Give the focus to the first thing to be said."""
        first = self.days["date"] if self.kind.value() else self.kind
        first.entry().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        card = Card(pad=space(4), spacing=space(3), fill="surface", parent=self)
        column(self, 0, (0, space(3), 0, space(4))).addWidget(card)
        self._title = Text("heading", parent=card)
        self._about = Text("small", "muted", width=measure(), parent=card)
        self._kind = LabeledField(self.kind, parent=card)
        self._owner = LabeledField(self.whose, parent=card)
        self._labeled = {n: LabeledField(f, parent=card) for n, f in self._fields.items()}
        order = ("date", "limit", "interim", "done", "note")
        parts = (self._title, self._kind, self._about, self._owner)
        for part in (*parts, *(self._labeled[name] for name in order)):
            card.box.addWidget(part)
        self._close = Button("plain", parent=card)
        self._close.clicked.connect(self.done)
        card.box.addWidget(Acts(self._close, parent=card))

    def _chosen(self) -> EventKind | None:
        return self._desk.session.form.dates.kind(str(self.kind.value() or ""))

    def _show_kind(self, tr: Translator) -> None:
        """Ask what this kind of event has to tell."""
        kind = self._chosen()
        owners = self._owners(kind)
        self.whose.set_options(
            tuple(Option(subject, self._name(tr, subject)) for subject in owners)
        )
        if kind and self._whose not in owners:
            self._whose = owners[0]
        self.whose.show_value(self._whose)
        self._owner.set_words(tr.text("Whom does it concern?"))
        show_if(self._owner, len(owners) > 1)
        said = [] if kind is None else [tr.of(f"event.{kind.id}.help", kind.help)]
        if kind:
            said.append(tr.of(f"event.{kind.id}.source", kind.source))
        self._about.set_text("\n".join(text for text in said if text))
        show_if(self._about, kind is not None)
        for name in events.DAYS:
            words = getattr(kind, name) if kind else ""
            show_if(self._labeled[name], bool(words))
            if kind and words:
                self._labeled[name].set_words(tr.of(f"event.{kind.id}.{name}", words))
        show_if(self._labeled["note"], kind is not None)
        self._labeled["note"].set_words(tr.text("Note"))
        self._close.setAccessibleDescription(self._title.text())

    def _owners(self, kind: EventKind | None) -> tuple[Subject, ...]:
        models, told = self._desk.session.models, self._whose
        if told in self._desk.session.assessment.removed("model"):
            models = (*models, told)
        if self._whose.startswith("incident-"):
            return (self._whose,)
        match kind.scope if kind else "provider":
            case "model":
                return models or (PROVIDER,)
            case "any":
                return (PROVIDER, *models)
            case _:
                return (PROVIDER,)

    def _name(self, tr: Translator, subject: Subject) -> str:
        return " ".join(named(self._desk, tr, subject).split())[:_NAME]

    def _kind_chosen(self, value: object) -> None:
        if self.subject:
            self._desk.writing.choose(Key(self.subject, events.ITEM, "type"), str(value))
        if self._tr:
            self._show_kind(self._tr)
        if self.subject:
            self._desk.writing.choose(Key(self.subject, events.ITEM, "whose"), self._whose)

    def _whose_chosen(self, value: object) -> None:
        self._whose = Subject(str(value or PROVIDER))
        if self.subject:
            self._desk.writing.choose(Key(self.subject, events.ITEM, "whose"), self._whose)

    def _begun(self, value: object) -> None:
        """Record the event, for something has been said of it."""
        kind = self._chosen()
        if self.subject is not None or kind is None or value in (None, ""):
            return
        made, session = new_subject(events.ITEM), self._desk.session
        first = events.edits(made, kind.id, self._whose)
        if not self._desk.writing.do(lambda: session.apply(first)):
            return
        self.subject = made
        self._bind(made)
        for name, field in self._fields.items():
            said = field.value()
            if said in (None, ""):
                continue
            key = Key(made, events.ITEM, name)
            if name == "note":
                self._desk.writing.type_text(key, str(said))
            else:
                self._desk.writing.choose(key, str(said))

    def _bind(self, event: Subject) -> None:
        self._bound.bind(partial(Key, event, events.ITEM))
        read_only = self._desk.session.read_only
        for field in (self.kind, self.whose, *self._fields.values()):
            field.set_read_only(read_only=read_only)
