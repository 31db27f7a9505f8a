"""One answer of a document: its field, whom it is for, and the draft that stands until then."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import carried, document_words
from jalon.assessment.changes import Key, Value
from jalon.assessment.document_state import Stated
from jalon.forms.documents import Answer
from jalon.language import Translator
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    Card,
    ChoicesField,
    Field,
    GrowingText,
    LabeledField,
    Part,
    Text,
    column,
    show_if,
)
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.document_fields import Home, field_of, set_options
from jalon.ui.pages.document_table import TablePart
from jalon.ui.pages.page import narrow
from jalon.ui.theme import space

_MOST_LINES = 14


class AnswerPart(Part):
    """One answer. ``source_asked`` names the fact or answer that a draft comes from."""

    source_asked = Signal(str)

    def __init__(self, desk: Desk, home: Home, answer: Answer, parent: QWidget) -> None:
        super().__init__(parent)
        self.home, self.answer = home, answer
        self._desk = desk
        self.place = f"{home.field.id}.{answer.id}"
        self._box = column(narrow(self), space(1), (0, space(2), 0, space(1)))
        self.field: Field | None = None
        self.table: TablePart | None = None
        self._labeled: LabeledField | None = None
        self._binding: Binding | None = None
        self._add_field()
        self._readers = Text("small", "muted", parent=self)
        self._doubt = Text("small", "warn", parent=self)
        self._note = Text("small", "muted", parent=self)
        self.draft = DraftNote(self)
        self.draft.take.clicked.connect(self._take)
        self.draft.show_source.clicked.connect(self._ask_source)
        for part in (self.draft, self._readers, self._doubt, self._note):
            self._box.addWidget(part)
        self._stated: Stated | None = None
        self._tr: Translator | None = None

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        name, asks = self._name(tr), tr.of(f"{self.place}.asks", self.answer.asks)
        if self._labeled and self.field:
            self._labeled.retranslate(tr)
            set_options(self.field, self.home.document, self.answer.choice, tr)
            self._labeled.set_words(name, asks)
        if self.table:
            self.table.retranslate(tr, name, asks)
        show_if(self._readers, bool(self.answer.recipients != ("public",)))
        self._readers.set_text(
            tr.text("For: {readers}", readers=document_words.readers(self.answer, tr))
            if self.answer.recipients
            else tr.text("Stays in the company: it does not go into the document.")
        )
        self._doubt.set_text(tr.text("Check against the official form (see beside)."))
        show_if(self._doubt, self.answer.doubtful)
        self.draft.retranslate(tr)

    def refresh(self, tr: Translator, stated: Stated) -> None:
        """Show what stands there, and from where."""
        self._stated = stated
        if self._binding:
            self._binding.refresh()
        if self.table:
            self.table.refresh(tr)
        drafted = stated.origin == "draft"
        show_if(self.draft, drafted)
        if drafted:
            words = document_words.shown(self.home.document, stated, tr)
            self.draft.show_draft(tr, words, self._sources(tr, stated))
            show_if(self.draft.take, not self._desk.session.read_only)
        self._say(tr, stated)

    def commit(self) -> None:
        """End what is being edited."""
        if self.field:
            self.field.commit()
        if self.table:
            self.table.leave()

    def control(self) -> QWidget:
        """Return what takes the keyboard first."""
        return self._labeled or self.table or self

    # -- inside ----------------------------------------------------------------------------

    def _add_field(self) -> None:
        answer, home = self.answer, self.home
        if answer.kind == "table":
            self.table = TablePart(self._desk, home, answer, self)
            self._box.addWidget(self.table)
            return
        if answer.kind == "lines":
            self.field = GrowingText(4, most=_MOST_LINES)
        elif answer.kind == "choices":
            self.field = ChoicesField()
        else:
            self.field = field_of(answer.kind)
        self.field.setObjectName(self.place)
        self.field.set_read_only(read_only=self._desk.session.read_only)
        self._labeled = LabeledField(self.field, parent=self)
        self._box.addWidget(self._labeled)
        key = Key(home.model, home.field.id, answer.id)
        self._binding = Binding(self.field, key, self._desk.writing)

    def _name(self, tr: Translator) -> str:
        """Return the label: the item's own where it has one answer only."""
        field = self.home.field
        own = document_words.answer_label(field.id, self.answer, tr)
        name = own or tr.of(f"{field.id}.label", field.label)
        unit = tr.of(f"{self.place}.unit", self.answer.unit)
        return tr.text("{label} ({unit})", label=name, unit=unit) if unit else name

    def _sources(self, tr: Translator, stated: Stated) -> str:
        form = self._desk.session.form
        names = []
        for source in stated.sources:
            fact = next((f for i, f in form.fact.items() if i == source), None)
            if fact:
                names.append(tr.of(f"{fact.id}.label", fact.label))
                continue
            _, field, _ = form.answers[form.first_answers.get(source, source)]
            names.append(tr.of(f"{field.id}.label", field.label))
        return tr.listed(dict.fromkeys(names))

    def _say(self, tr: Translator, stated: Stated) -> None:
        said = ""
        home = self.home
        waits = carried.waits(self._desk.session.assessment, home.model, home.field.id)
        if waits:
            said = tr.text(carried.TO_CONFIRM)
        elif stated.origin == "disputed":
            said = tr.text("Two copies of this project answer differently here. Choose one.")
        elif stated.asked == "no":
            said = tr.text("Not asked by what is stated: it does not go into the document.")
        elif self.answer.kind == "lines" and stated.text:
            entries = {line.strip() for line in stated.text.split("\n") if line.strip()}
            said = tr.plural("{count} entry", "{count} entries", len(entries))
        self._note.set_ink("warn" if waits or stated.origin == "disputed" else "muted")
        self._note.set_text(said)
        show_if(self._note, bool(said))

    def _take(self) -> None:
        """Write the draft as an answer, so that it can be changed."""
        stated, tr = self._stated, self._tr
        if stated is None or tr is None:
            return
        value: Value = stated.value
        if stated.pieces:
            value = document_words.shown(self.home.document, stated, tr)
        key = Key(self.home.model, self.home.field.id, self.answer.id)
        if self._desk.writing.choose(key, value) and self.field:
            self.field.entry().setFocus()

    def _ask_source(self) -> None:
        if self._stated and self._stated.sources:
            self.source_asked.emit(self._stated.sources[0])


class DraftNote(Card):
    """What stands in the document until somebody writes something else, and where it is from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(pad=space(3), spacing=space(1), fill="surface", parent=parent)
        self.source = Text("small", "muted", parent=self)
        self.words = Text("body", parent=self)
        self.take, self.show_source = Button("link", parent=self), Button("link", parent=self)
        for part in (self.source, self.words, Acts(self.take, self.show_source, parent=self)):
            self.box.addWidget(part)

    def retranslate(self, tr: Translator) -> None:
        """Name the two acts."""
        self.take.set_text(tr.text("Take over and change"))
        self.show_source.set_text(tr.text("Show the source"))

    def show_draft(self, tr: Translator, words: str, sources: str) -> None:
        """Show a draft and its source."""
        self.source.set_text(tr.text("Draft, from: {sources}", sources=sources))
        self.words.set_text(words)
        for act in (self.take, self.show_source):
            act.setAccessibleDescription(f"{self.source.text()}. {words}")
