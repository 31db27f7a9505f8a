"""The page on the position on the Code: what it means, who has signed, what a fine can come to."""

from PySide6.QtWidgets import QWidget

from jalon.assessment import carried, fine, fine_words
from jalon.assessment.changes import PROVIDER, Key
from jalon.forms import told
from jalon.forms.citations import article
from jalon.forms.model import FactId
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, Text, column, row, show_if
from jalon.ui.pages.notes import NoteGroupPart
from jalon.ui.pages.page import Head, Page, Step
from jalon.ui.places import COMPANY, Place
from jalon.ui.theme import measure, space

_POSITION, _CHAPTERS = FactId("code-position"), FactId("signed-chapters")


class PositionPage(Page):
    """What the recorded position means, told even-handedly; nothing is answered here."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        form = desk.session.form
        self._head = Head(self)
        self.change = _Way(self)
        self.groups = [NoteGroupPart(g, self) for g in form.note_page("position").group]
        self._signatories = _Signatories(self)
        self.fine = _Fine(desk, self)
        cautions = [NoteGroupPart(g, self) for g in form.note_page("fine").group]
        self._cautions = cautions
        for part in (self._head, self.change, *self.groups, self._signatories, self.fine):
            self.box.addWidget(part)
        for part in cautions:
            self.box.addWidget(part)
        self.box.addStretch()
        self.change.button.clicked.connect(self._change_asked)
        self.fine.way.button.clicked.connect(self._turnover_asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        for group in (*self.groups, *self._cautions):
            group.retranslate(tr)
        self._signatories.retranslate(self.desk, tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what holds for the position recorded now."""
        form = self.desk.session.form
        assessment = carried.counting(self.desk.session.assessment)
        position = assessment.text(PROVIDER, _POSITION, "value")
        self._head.set_words(
            tr.text("Position on the Code"), _recorded(self.desk, position, tr), tr.text("Scope")
        )
        self.change.set_words(tr.text("Change this answer") if position else tr.text("Answer"))
        shown = {group.id for group in form.note_page("position").shown(position)}
        for part in self.groups:
            show_if(part, part.group.id in shown)
        self.fine.refresh(self.desk, tr)

    def _change_asked(self) -> None:
        self.asked.emit(Step(COMPANY, _POSITION))

    def _turnover_asked(self) -> None:
        self.asked.emit(Step(COMPANY, fine.TURNOVER))


def _recorded(desk: Desk, position: str, tr: Translator) -> str:
    """Say the position as it is recorded."""
    form = desk.session.form
    label = _label(desk, _POSITION, position, tr)
    if torn := desk.writing.dispute(Key(PROVIDER, _POSITION, "value"), tr):
        return torn
    if not label:
        return tr.text("The record does not say yet whether the company has signed the Code.")
    chosen = desk.session.assessment.value(PROVIDER, _CHAPTERS, "value")
    if position == "signed-chapters" and isinstance(chosen, list) and chosen:
        known = [o.value for o in form.fact[_CHAPTERS].options if o.value in chosen]
        chapters = tr.listed(_label(desk, _CHAPTERS, value, tr) for value in known)
        return tr.text("Recorded: {position} ({chapters}).", position=label, chapters=chapters)
    return tr.text("Recorded: {position}.", position=label)


def _label(desk: Desk, fact: FactId, value: str, tr: Translator) -> str:
    options = desk.session.form.fact[fact].options
    found = next((o for o in options if o.value == value), None)
    return tr.of(f"{fact}.{value}.label", found.label) if found else ""


class _Way(Part):
    """A link to where something is answered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, 0, (0, space(2), 0, 0))
        self.button = Button("link", parent=self)
        line.addWidget(self.button)
        line.addStretch()

    def set_words(self, words: str) -> None:
        """Name the way."""
        self.button.set_text(words)


class _Signatories(Part):
    """Who has signed, on the day of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, space(3), (0, space(8), 0, 0))
        self._title = Text("heading", parent=self)
        self._text = Text("body", width=measure(), parent=self)
        self._source = Text("small", "muted", width=measure(), parent=self)
        for part in (self._title, self._text, self._source):
            box.addWidget(part)

    def retranslate(self, desk: Desk, tr: Translator) -> None:
        """Show the list."""
        form = desk.session.form
        listed = form.signatories
        show_if(self, listed is not None)
        if listed:
            day = told.listed_on(listed, tr)
            self._title.set_text(tr.text("Signatories on {day}", day=day))
            self._text.set_text("\n".join(told.signatories(form, tr)))
            self._source.set_text("\n".join((tr.of("law", listed.source), listed.address)))


class _Fine(Part):
    """The ceiling of a fine for this company, as far as its turnover is known."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, space(2), (0, space(8), 0, 0))
        self._title = Text("heading", parent=self)
        self.amount = Text("title", parent=self)
        self._basis = Text("body", width=measure(), parent=self)
        self._source = Text("small", "muted", parent=self)
        self.way = _Way(self)
        for part in (self._title, self.amount, self._basis, self._source, self.way):
            box.addWidget(part)
        show_if(self, bool(desk.session.form.note_page("fine").group))

    def refresh(self, desk: Desk, tr: Translator) -> None:
        """Show the ceiling for what is recorded now."""
        found = fine.of(desk.session.assessment)
        self._title.set_text(tr.text("Ceiling of fines (Art. 101)"))
        self.amount.set_text(fine_words.amount(found, tr))
        self._basis.set_text(fine_words.basis(found, tr))
        cited = tr.text("AI Act, {article}", article=article("101(1)", tr))
        self._source.set_text("  ·  ".join((told.weight("binding", tr), cited)))
        known = found.basis == "figure"
        self.way.set_words(tr.text("Change the turnover") if known else tr.text("State a turnover"))
