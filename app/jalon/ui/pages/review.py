"""The review page: who takes part, validation, and where the review of each measure stands."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROJECT, Key
from jalon.assessment.results import Tally
from jalon.assessment.review import acts
from jalon.assessment.review.model import ROLES, WHOLE, Role, Target
from jalon.assessment.review.reading import PEOPLE
from jalon.assessment.review.verdicts import BY_AUTHOR
from jalon.forms.model import Chapter, Measure
from jalon.language import Translator
from jalon.ui import review_words, words
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Beside,
    Button,
    Field,
    LabeledField,
    Part,
    Text,
    TextField,
    column,
    show_if,
)
from jalon.ui.pages.linked import Entry, LinkedList
from jalon.ui.pages.page import Head, Page, Step, focus_within, narrow
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.places import Place
from jalon.ui.settings import LONGEST_AUTHOR
from jalon.ui.theme import measure, space


class ReviewPage(Page):
    """Who takes part, what is validated, and every measure with its review."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = place
        self._tr: Translator | None = None
        self._head = Head(self)
        self._count = Text("body", width=measure(), parent=self)
        self._people_head, self._whole_head = (Text("heading", parent=self) for _ in range(2))
        self.people = People(desk, self)
        self._about_whole = Text("body", "muted", width=measure(), parent=self)
        self.whole = ReviewPart(desk, WHOLE, self)
        self._all_head = Text("heading", parent=self)
        self.ask_all = Button("plain", parent=self)
        self.chapters = [LinkedList(self) for _ in desk.session.form.chapter]
        for part, gap in (
            (self._head, space(3)),
            (self._count, space(8)),
            (self._people_head, space(3)),
            (self.people, space(8)),
            (self._whole_head, space(2)),
            (self._about_whole, space(3)),
            (self.whole, space(8)),
            (self._all_head, space(3)),
        ):
            self.box.addWidget(part)
            self.box.addSpacing(gap)
        self.box.addWidget(self.ask_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addSpacing(space(5))
        for found in self.chapters:
            self.box.addWidget(found)
            self.box.addSpacing(space(6))
            found.asked.connect(self.asked)
        self.box.addStretch()
        self.ask_all.clicked.connect(self._ask_for_all)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._head.set_words(
            tr.text("Review"),
            tr.text(
                "A second person reads each measure and says what they think of it. Nothing here"
                " is compulsory or final: every step can be undone, and all of it stays on record."
            ),
        )
        self._people_head.set_text(tr.text("Who takes part"))
        self.people.retranslate(tr)
        self._whole_head.set_text(tr.text("Validation of the whole"))
        self._about_whole.set_text(
            tr.text(
                "Whoever answers for the assessment validates it, or refuses with a reason. A"
                " refusal stands on the first page of the report until changes are made."
            )
        )
        self._all_head.set_text(tr.text("Measures"))
        self.whole.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._tr = tr
        self.people.refresh(tr)
        self._count.set_text(reviewed(tr, self.desk))
        self.whole.refresh(tr)
        unasked = len(self._unasked())
        asking = tr.plural(
            "Ask for a review of {count} measure", "Ask for a review of {count} measures", unasked
        )
        self.ask_all.set_text(asking)
        show_if(self.ask_all, not self.desk.session.read_only and bool(unasked))
        for found, chapter in zip(self.chapters, self.desk.session.form.chapter, strict=True):
            entries = tuple(self._entry(tr, one) for one in self._shown(chapter))
            title = tr.of(f"{chapter.id}.title", chapter.title)
            found.show_lines(title, "", entries)
            show_if(found, bool(entries))

    def show_item(self, item: str) -> None:
        """Bring the validation of the whole into view and give it the focus."""
        if item == WHOLE.scope:
            self.area.reveal(self.whole)
            focus_within(self.whole)

    def leave(self) -> None:
        """End what is being edited."""
        self.people.take_name()
        self.whole.leave()

    # -- inside ----------------------------------------------------------------------------

    def _shown(self, chapter: Chapter) -> list[Measure]:
        """Return the measures that apply, and those that were reviewed all the same."""
        evaluation = self.desk.session.evaluation
        return [
            one
            for one in chapter.measures()
            if evaluation.by_measure[one.id].applicable
            or chapter.id in evaluation.voluntary
            or evaluation.review.of(Target("measure", one.id)).steps
        ]

    def _entry(self, tr: Translator, one: Measure) -> Entry:
        evaluation = self.desk.session.evaluation
        standing = evaluation.review.of(Target("measure", one.id))
        short = tr.of(f"{one.id}.short", one.short)
        weak = review_words.warnings(tr, standing)
        said = review_words.state(tr, standing)
        if line := review_words.headline(tr, standing):
            said = f"{said}  ·  {line}"
        return Entry(
            f"{one.number}  {short}" if one.number else short,
            " ".join((f"{said}.", *weak)) if weak else said,
            _share(tr, evaluation.by_measure[one.id]),
            tr.text("Open"),
            Step(Place("measure", measure=one.id)),
            bool(weak),
        )

    def _unasked(self) -> list[Target]:
        """Return the measures that apply and of which no review was asked."""
        evaluation = self.desk.session.evaluation
        found = [
            Target("measure", one.id)
            for chapter in self.desk.session.form.chapter
            for one in chapter.measures()
            if evaluation.by_measure[one.id].applicable
        ]
        return [about for about in found if not evaluation.review.of(about).asked]

    def _ask_for_all(self) -> None:
        """Ask for a review of every measure of which none was asked: one step of undo."""
        session, now = self.desk.session, datetime.now(UTC)
        to = " ".join(session.evaluation.review.people["reviewer"].split())
        edits = [
            edit
            for about in self._unasked()
            for edit in acts.step(about, "request", by=session.author, at=now, to=to)[1]
        ]
        self.desk.writing.do(lambda: session.apply(edits))


class People(Part):
    """Who works on the project now, and the names of each role."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.you = TextField(longest=LONGEST_AUTHOR)
        self.roles: dict[Role, TextField] = {role: TextField() for role in ROLES}
        fields: tuple[Field, ...] = (self.you, *self.roles.values())
        self._labeled = [LabeledField(field) for field in fields]
        inside = narrow(self)
        box = column(inside, space(4))
        you, author, reviewer, validator = self._labeled
        box.addWidget(Beside(you, author, parent=inside))
        box.addWidget(Beside(reviewer, validator, parent=inside))
        self._bindings = [
            Binding(field, Key(PROJECT, PEOPLE, role), desk.writing)
            for role, field in self.roles.items()
        ]
        for role, field in self.roles.items():
            field.setObjectName(f"people.{role}")
            field.set_read_only(read_only=desk.session.read_only)
        self.you.setObjectName("people.you")
        self.you.left.connect(self.take_name)
        self.you.entry().returnPressed.connect(self.take_name)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        said = (
            (tr.text("Your name"), tr.text("It stands beside all that you write from now on.")),
            (tr.text("Author"), tr.text("Editing: who answers.")),
            (
                tr.text("Reviewer"),
                tr.text("Review: who gives verdicts. Once named, only they count."),
            ),
            (tr.text("Validator"), tr.text("Validation: who answers for the whole.")),
        )
        for labeled, (label, explanation) in zip(self._labeled, said, strict=True):
            labeled.retranslate(tr)
            labeled.set_words(label, explanation)

    def refresh(self, tr: Translator) -> None:
        """Show the names."""
        if not self.you.entry().hasFocus():  # what is being typed is not taken away
            self.you.show_value(self._desk.session.author)
        for binding, labeled in zip(self._bindings, self._labeled[1:], strict=True):
            binding.refresh()
            labeled.show_dispute(binding.dispute(tr))

    def take_name(self) -> None:
        """Settle what the person before has written, then go on under the new name."""
        name = self.you.value().strip()
        if name != self._desk.session.author:
            self._desk.writing.leave()
            self._desk.settings.author = name
            self._desk.session.set_author(name)


def reviewed(tr: Translator, desk: Desk) -> str:
    """Say how many requirements have a verdict that counts, and how many have another."""
    evaluation = desk.session.evaluation
    tally = evaluation.overall
    if tally.reviewed is None:
        return tr.text("Nobody has been asked to review.")
    said = [
        tr.plural(
            "{reviewed} of {count} requirement has a second person’s verdict that is current.",
            "{reviewed} of {count} requirements have a second person’s verdict that is current.",
            tally.applicable,
            reviewed=tr.number(tally.reviewed),
        )
    ]
    alone = sum(
        1
        for status in evaluation.items.values()
        if status.review and status.review.verdict and BY_AUTHOR in status.review.verdict.remarks
    )
    if alone:
        said.append(
            tr.plural(
                "{count} was reviewed by its author only, and does not count.",
                "{count} were reviewed by their author only, and do not count.",
                alone,
            )
        )
    return " ".join([*said, *words.left_out(tr, tally)])


def _share(tr: Translator, tally: Tally) -> str:
    if tally.reviewed is None:
        return ""
    return tr.text(
        "{part} of {whole}", part=tr.number(tally.reviewed), whole=tr.number(tally.applicable)
    )
