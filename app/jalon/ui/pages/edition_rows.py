"""Rows of the change of edition: old and new wording side by side, what was answered before."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jalon.assessment import compare
from jalon.assessment.carried import Carried, Source
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.migration import Left
from jalon.export import edition_words
from jalon.forms import load, succession
from jalon.forms.model import Fact, Form, ItemId, Requirement
from jalon.forms.succession import Succession
from jalon.language import Translator
from jalon.ui import places
from jalon.ui.kit import Beside, Button, Line, Part, Text, column
from jalon.ui.kit.difference import DifferenceText
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.page import Page, Step
from jalon.ui.places import COMPANY, Place
from jalon.ui.theme import measure, space


class _Row(Part):
    """What the rows have in common: a title, wording side by side, answers."""

    def __init__(self, page: Page, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._page, self._tr = page, tr
        self._session = page.desk.session
        self._box: QVBoxLayout = column(self, space(2))

    def _say(self, role: Literal["strong", "small"], words: str) -> None:
        text = Text(role, "text" if role == "strong" else "muted", width=measure(), parent=self)
        text.set_text(words)
        self._box.addWidget(text)

    def _sides(self, old: Form, olds: Sequence[str], new: Form, after: str) -> None:
        for before in olds or ("",):
            for wording in edition_words.wordings(old, before, new, after, self._tr):
                self._say("small", wording.part)
                self._box.addWidget(_Sides(wording.before, wording.after, self._tr, self))

    def _answers(self, edition: str, source: Source) -> None:
        form = load.form(edition) if edition in load.shipped() else self._session.form
        state, tr = self._session.assessment, self._tr
        fields = edition_words.held(source, state)
        rows = edition_words.answers(form, source, fields, state, tr)
        if not rows:
            return
        self._say("small", tr.text("Answered before ({whose})", whose=self._whose(source.subject)))
        for label, value in rows:
            text = Text(width=measure(), parent=self)
            text.set_text(tr.text("{label}: {text}", label=label, text=value))
            self._box.addWidget(text)

    def _whose(self, subject: Subject) -> str:
        if subject == PROVIDER:
            return edition_words.subject(subject, self._session.assessment, self._tr)
        return self._page.desk.model_shown(self._tr, subject)

    def _end(self) -> None:
        self._box.addWidget(Line(parent=self))


class ChangedRow(_Row):
    """One item that the later edition changes."""

    def __init__(
        self,
        page: Page,
        tr: Translator,
        what: tuple[tuple[Form, Form], Succession],
        parent: QWidget,
    ) -> None:
        super().__init__(page, tr, parent)
        (old, new), one = what
        form, name = (new, one.new) if one.new else (old, one.old[0])
        self._say("strong", edition_words.title(form, name, tr))
        self._say("small", tr.text(edition_words.KINDS[one.kind]))
        self._sides(old, one.old, new, one.new)
        self._end()


class CarriedRow(_Row):
    """One answer that waits to be confirmed, beside what was asked then and is asked now."""

    def __init__(self, page: Page, tr: Translator, one: Carried, parent: QWidget) -> None:
        super().__init__(page, tr, parent)
        self.one = one
        form = self._session.form
        title = edition_words.title(form, one.item, tr)
        self._say("strong", title)
        self._say("small", self._whose(one.subject))
        if one.edition in load.shipped():
            olds = tuple(dict.fromkeys(source.item for source in one.sources))
            self._sides(load.form(one.edition), olds, form, one.item)
        for source in one.sources:
            self._answers(one.edition, source)
        self.confirm, self.open = Button("plain", parent=self), Button("link", parent=self)
        self.confirm.set_text(tr.text("Confirm this answer"))
        self.open.set_text(tr.text("Open and answer anew"))
        for button in (self.confirm, self.open):
            button.setAccessibleName(tr.text("{label}: {text}", label=button.text(), text=title))
        self.confirm.setEnabled(not self._session.read_only)
        self.confirm.clicked.connect(self._confirm)
        self.open.clicked.connect(self._open)
        self._box.addWidget(Acts(self.confirm, self.open, parent=self))
        self._end()

    def _confirm(self) -> None:
        place = (self.one.subject, self.one.item)
        self._page.desk.writing.do(lambda: self._session.editions.confirm([place]))

    def _open(self) -> None:
        step = Step(place_of(self._session.form, self.one), self.one.item, self.one.subject)
        self._page.asked.emit(step)


class LeftRow(_Row):
    """One answer to what is asked no longer."""

    def __init__(self, page: Page, tr: Translator, one: Left, parent: QWidget) -> None:
        super().__init__(page, tr, parent)
        form = edition_words.knowing(self._session.form, one.item)
        self._say("strong", edition_words.title(form, one.item, tr))
        self._say("small", edition_words.edition(form, tr))
        self._answers(form.id, Source(one.subject, one.item, one.fields))
        self._end()


class _Sides(Part):
    """Two wordings side by side, or under each other where it is narrow."""

    def __init__(self, before: str, after: str, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        pieces = compare.pieces(before, after)
        old, new = (
            self._side(tr.text("Before"), [p for p in pieces if p.side != "in"], before, tr),
            self._side(tr.text("Now"), [p for p in pieces if p.side != "out"], after, tr),
        )
        column(self).addWidget(Beside(old, new, least=space(70), parent=self))

    def _side(
        self, label: str, pieces: Sequence[compare.Piece], words: str, tr: Translator
    ) -> QWidget:
        side = Part(self)
        box = column(side, space(1))
        head, shown = Text("small", "muted", parent=side), DifferenceText(parent=side)
        head.set_text(label)
        said = words or tr.text("nothing")
        found = tuple(pieces) or (compare.Piece("same", said),)
        shown.show_pieces(found, tr.text("{label}: {text}", label=label, text=said))
        box.addWidget(head)
        box.addWidget(shown)
        return side


def place_of(form: Form, one: Carried) -> Place:
    """Return where an answer is given."""
    asker = succession.askers(form)[one.item]
    if isinstance(asker, Requirement):
        return places.of_item(form, ItemId(one.item))
    if isinstance(asker, Fact):
        return COMPANY if one.subject == PROVIDER else Place("model", one.subject)
    document = form.answers[form.first_answers[one.item]][0]
    return Place("document", one.subject, document=document.id)
