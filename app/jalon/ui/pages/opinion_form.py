"""The form of one opinion: who, in what capacity, on what, which way, and why."""

from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Key, Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import (
    CAPACITIES,
    CAPACITY_WORDS,
    DIRECTION_WORDS,
    DIRECTIONS,
    WHOLE,
    Target,
)
from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Beside,
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    GrowingText,
    LabeledField,
    Option,
    SelectField,
    TextField,
    column,
    show_if,
)
from jalon.ui.pages.page import narrow
from jalon.ui.reviewing import forget_if_empty
from jalon.ui.theme import space

_NOTED: Final = ("seen", "whose")
"""What an opinion keeps of the answers that it is given on."""


class OpinionForm(QWidget):
    """One opinion. It is recorded with the first letter or choice, so that nothing is lost."""

    done = Signal()

    def __init__(self, desk: Desk, subject: Subject | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.subject = desk, subject
        self.about = SelectField()
        self.fields: dict[str, Field] = {
            "name": TextField(),
            "date": DateField(),
            "capacity": ChoiceField(answers=False),
            "capacity-text": TextField(),
            "direction": ChoiceField(answers=False),
            "reasons": GrowingText(3),
        }
        self._labeled = {name: LabeledField(field) for name, field in self.fields.items()}
        self._place = LabeledField(self.about)
        self._done = Button("plain", parent=self)
        self._bound = BoundFields(self.fields, desk.writing)
        self._lay_out()
        self._done.clicked.connect(self.done)
        self.about.edited.connect(self._moved)
        self.about.show_value(_value(WHOLE))
        if subject:
            self._bind(subject)
        else:
            for field in self.fields.values():
                field.edited.connect(self._begun)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        for labeled in (self._place, *self._labeled.values()):
            labeled.retranslate(tr)
        capacity, direction = self.fields["capacity"], self.fields["direction"]
        if isinstance(capacity, ChoiceField) and isinstance(direction, ChoiceField):
            capacity.set_options(
                [Option(name, tr.text(CAPACITY_WORDS[name])) for name in CAPACITIES]
            )
            direction.set_options(
                [Option(name, tr.text(DIRECTION_WORDS[name])) for name in DIRECTIONS]
            )
        said = {
            "name": tr.text("Name of the adviser"),
            "date": tr.text("Date of the opinion"),
            "capacity": tr.text("In what capacity"),
            "capacity-text": tr.text("Which capacity"),
            "direction": tr.text("Opinion"),
            "reasons": tr.text("Reasons of the opinion"),
        }
        for name, label in said.items():
            self._labeled[name].set_words(label)
        self.about.set_options(self._places(tr))
        self._place.set_words(tr.text("What the opinion is about"))
        self._done.set_text(tr.text("Done"))
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what the record holds, and beside each field what is missing."""
        self._bound.refresh()
        self._bound.show_disputes(self._labeled, tr)
        reviews = self._desk.session.evaluation.review
        found = next((o for o in reviews.opinions if o.id == self.subject), None)
        if found:
            self.about.show_value(_value(found.about))
        other = self.fields["capacity"].value() == "other"
        written = bool(found and found.capacity_text) or self.fields["capacity-text"].value()
        show_if(self._labeled["capacity-text"], other or bool(written))

    def leave(self) -> None:
        """End the editing of the fields; an opinion that says nothing is taken back."""
        self._bound.leave()
        if self.subject:
            forget_if_empty(self._desk, self.subject)

    # -- inside ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = narrow(self)
        card = Card(pad=space(4), spacing=space(4), fill="surface", parent=inside)
        column(inside, 0, (0, 0, 0, space(5))).addWidget(card)
        labeled = self._labeled
        for part in (
            Beside(labeled["name"], labeled["date"]),
            labeled["capacity"],
            labeled["capacity-text"],
            self._place,
            labeled["direction"],
            labeled["reasons"],
            self._done,
        ):
            card.box.addWidget(part)

    def _places(self, tr: Translator) -> list[Option]:
        found = [Option(_value(WHOLE), tr.text("The whole assessment"))]
        for chapter in self._desk.session.form.chapter:
            title = tr.of(f"{chapter.id}.title", chapter.title)
            words = tr.text("{chapter} Chapter", chapter=title)
            found.append(Option(_value(Target("chapter", chapter.id)), words))
            for one in chapter.measures():
                short = tr.of(f"{one.id}.short", one.short)
                shown = f"\u2003{one.number or '–'}  {short}"
                found.append(Option(_value(Target("measure", one.id)), shown))
        return found

    def _begun(self, value: object) -> None:
        if self.subject is None and value not in (None, ""):
            self._make()

    def _make(self) -> None:
        typed = {name: field.value() for name, field in self.fields.items()}
        about = _target(str(self.about.value()))
        session, made = self._desk.session, list[Subject]()

        def begin() -> None:
            texts = {n.replace("-", "_"): str(v) for n, v in typed.items() if v}
            noted = session.evaluation.review.noted(about)
            texts |= {name: noted[name] for name in _NOTED}
            opinion, edits = acts.opinion(about, at=datetime.now(UTC), **texts)
            session.apply(edits)
            made.append(opinion)

        if self._desk.writing.do(begin):
            self.subject = made[0]
            self._bind(self.subject)

    def _bind(self, subject: Subject) -> None:
        self._bound.bind(partial(Key, subject, "opinion"))
        self.fields["direction"].edited.connect(self._turned)

    def _moved(self, value: object) -> None:
        """Have the opinion be about something else: as it is now."""
        if self.subject is None:
            return
        subject, about, session = self.subject, _target(str(value)), self._desk.session

        def move() -> None:
            noted = session.evaluation.review.noted(about)
            seen = [(Key(subject, "opinion", name), noted[name] or None) for name in _NOTED]
            session.apply([*acts.moved(subject, about), *seen])

        self._desk.writing.do(move)

    def _turned(self) -> None:
        """Note the answers on which the opinion was given."""
        self._moved(self.about.value())


def _value(about: Target) -> str:
    return f"{about.scope}:{about.item}"


def _target(value: str) -> Target:
    scope, _, item = value.partition(":")
    if scope == "chapter":
        return Target("chapter", item)
    return Target("measure", item) if scope == "measure" else WHOLE
