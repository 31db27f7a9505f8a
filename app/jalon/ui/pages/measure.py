"""The page of one measure: what it asks, and one row for each of its requirements.

The page of a duty (:mod:`jalon.ui.pages.duty`) is made of the same parts.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.presumption import Standing, standing
from jalon.assessment.review.model import Target
from jalon.forms.model import FactId, Requirement
from jalon.language import SOURCE_LANGUAGE, Translator
from jalon.ui import law as law_panel
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Card, Line, Part, Text, column, row, show_if
from jalon.ui.pages import fact_way
from jalon.ui.pages.page import WIDE, Head, Law, Page
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.places import Place
from jalon.ui.theme import measure, space


class MeasurePage(Page):
    """One measure of the Code; the law panel follows the row that one is in."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        form = desk.session.form
        self.sheet = places.measure(form, place)
        self._head = Head(self)
        self._official = _Official(self)
        self._lead = Text("lead", width=measure(), parent=self)
        self._count = _Count(self)
        self.review = ReviewPart(desk, Target("measure", self.sheet.id), self, folds="said")
        self._card = Card(pad=0, spacing=0, parent=self)
        self.box.addWidget(self._head)
        self.box.addWidget(self._official)
        self.box.addSpacing(space(1))
        self.box.addWidget(self._lead)
        self.box.addWidget(self._count)
        self._presumed = _Presumed(self)
        self.box.addWidget(self._presumed)
        self.box.addWidget(self.review)
        self.box.addSpacing(space(3))
        self.box.addWidget(self._card)
        self.box.addStretch()
        self.rows = [
            RequirementRow(desk, subject, requirement.id, self._card)
            for requirement in self.sheet.requirement
            for subject in self._subjects(requirement)
        ]
        self._groups: list[tuple[Text, Requirement]] = []
        for number, line in enumerate(self.rows):
            if number:
                self._card.box.addWidget(Line(parent=self._card))
            self._begin_group(form.items[line.item])
            self._card.box.addWidget(line)
            line.opened.connect(self._row_opened)
            line.fact_asked.connect(self._fact_asked)
        self._count.all_asked.clicked.connect(self._toggle_all)
        self._here = self._first()
        if self._here:
            self._here.set_open(True)
        self._listen()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        chosen = self.sheet
        title = tr.of(f"{chosen.id}.title", chosen.title)
        shown = f"{chosen.number}  {title}" if chosen.number else title
        self._head.set_words(shown, over=self.over(tr))
        self._lead.set_text(tr.of(f"{chosen.id}.summary", chosen.summary))
        self._official.show_title(self.official(tr), tr)
        for head, first in self._groups:
            head.set_text(tr.of(f"{first.id}.group", first.group))
        for line in self.rows:
            line.retranslate(tr)
        self.review.retranslate(tr)
        self._show_count(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        for line in self.rows:
            line.refresh(tr)
        self.review.refresh(tr)
        self._show_count(tr)

    def set_span(self, width: int) -> None:
        """Fit margins and rows to a window ``width`` pixels wide."""
        super().set_span(width)
        for line in getattr(self, "rows", ()):
            line.set_narrow(width < WIDE)

    def law(self, tr: Translator) -> Law | None:
        """Return the law of the row that one is in."""
        if self._here is None:
            return None
        chosen, form = self.sheet, self.desk.session.form
        short = tr.of(f"{chosen.id}.short", chosen.short)
        title = f"{chosen.number}  {short}" if chosen.number else short
        return Law(title, law_panel.sections(form, self._here.item, tr))

    def show_item(self, item: str) -> None:
        """Open the row of a requirement and give it the focus."""
        for line in self.rows:
            if line.item == item:
                self._open_only(line)

    def leave(self) -> None:
        """End what is being edited in the open rows, and of the review."""
        self.review.leave()
        for line in self.rows:
            if line.body:
                line.body.leave()

    # -- what a measure has, and a duty has otherwise --------------------------------------

    def over(self, tr: Translator) -> str:
        """Return where the page stands, and who answers."""
        chapter, commitment, _ = self.desk.session.form.home[self.sheet.requirement[0].id]
        where = tr.text(
            "{chapter}, commitment {number}",
            chapter=tr.of(f"{chapter.id}.title", chapter.title),
            number=commitment.number,
        )
        return "  ·  ".join((where, *self.who_answers(tr)))

    def who_answers(self, tr: Translator) -> tuple[str, ...]:
        """Return who answers the rows, where it is the same for all of them."""
        scopes = {requirement.scope for requirement in self.sheet.requirement}
        return tuple(words.scope(tr, scope) for scope in scopes if len(scopes) == 1)

    def official(self, tr: Translator) -> str:
        """Return the official title, where the one shown is a translation of ours."""
        return "" if tr.code == SOURCE_LANGUAGE else self.sheet.title

    # -- inside ----------------------------------------------------------------------------

    def _begin_group(self, requirement: Requirement) -> None:
        """Set a heading above the first of the requirements that share one."""
        before = self._groups[-1][1].group if self._groups else ""
        if requirement.group == before:
            return
        head = Text("label", "muted", parent=self._card)
        head.set_pad(20, 14, 20, 0)
        head.setVisible(bool(requirement.group))
        self._card.box.addWidget(head)
        self._groups.append((head, requirement))

    def _subjects(self, requirement: Requirement) -> tuple[Subject, ...]:
        return (PROVIDER,) if requirement.scope == "provider" else self.desk.session.models

    def _first(self) -> RequirementRow | None:
        """Return the row to begin with: the first that waits for an answer."""
        form = self.desk.session.form

        def waits(line: RequirementRow) -> bool:
            status = line.status
            return (
                status.state is None
                and status.applies != "no"
                and form.items[line.item].force == "binding"
            )

        return next((line for line in self.rows if waits(line)), next(iter(self.rows), None))

    def _show_count(self, tr: Translator) -> None:
        evaluation = self.desk.session.evaluation
        tally = evaluation.of_sheet(self.sheet)
        self._count.show_tally(tr, tally.applicable, tally.answered)
        self._presumed.show_standing(tr, standing(evaluation, self.sheet, PROVIDER))
        self._count.show_open(tr, all(line.is_open for line in self.rows))

    def _row_opened(self) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            self._move_to(line)

    def _move_to(self, line: RequirementRow) -> None:
        if line is not self._here:
            self._here = line
            self.law_changed.emit()

    def _open_only(self, line: RequirementRow) -> None:
        for other in self.rows:
            if other is not line and other.is_open:
                other.set_open(False)
        line.set_open(True)
        line.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._move_to(line)
        self.area.reveal(line)

    def _toggle_all(self) -> None:
        wanted = not all(line.is_open for line in self.rows)
        for line in self.rows:
            line.set_open(wanted)
        self.law_changed.emit()

    def _fact_asked(self, fact: str) -> None:
        line = self.sender()
        if isinstance(line, RequirementRow):
            self.asked.emit(fact_way.step(self.desk, FactId(fact), line.subject))

    def _listen(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        for keys, move in (("Ctrl+Down", self._next), ("Ctrl+Up", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        for line in self.rows:
            if line.isAncestorOf(new):
                self._move_to(line)

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._here is None:
            return
        at = self.rows.index(self._here) + by
        if 0 <= at < len(self.rows):
            self._open_only(self.rows[at])


class _Official(Part):
    """The official English title under ours, set as words of the law are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("quote", "muted", width=measure(), parent=self)
        self._note = Text("small", "muted", width=measure(), parent=self)
        box = column(self, 0, (0, 0, 0, space(2)))
        box.addWidget(self._title)
        box.addWidget(self._note)

    def show_title(self, title: str, tr: Translator) -> None:
        """Show the title; nothing where the page is in its language."""
        show_if(self, bool(title))
        self._title.set_text(title)
        self._note.set_text(tr.text("The official title. The translation above is ours."))


class _Presumed(Text):
    """How a presumption of the Code stands; nothing where it has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("small", "muted", width=measure(), parent=parent)
        self.hide()

    def show_standing(self, tr: Translator, found: Standing | None) -> None:
        """Say how it stands."""
        message = found.message if found else ""
        self.setVisible(bool(message))
        if found:
            self.set_text(tr.text(message, points=found.points, met=found.met))


class _Count(Part):
    """How many requirements count and how many have an answer; the link that opens all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, space(4), (0, space(5), 0, space(3)))
        self._words = Text("small", "muted", parent=self)
        self.all_asked = Button("link", parent=self)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.all_asked)

    def show_tally(self, tr: Translator, counted: int, answered: int) -> None:
        """Say the numbers."""
        if not counted:
            self._words.set_text(tr.text("No requirement is counted here."))
            return
        self._words.set_text(
            tr.plural(
                "{count} requirement counted, {answered} with an answer",
                "{count} requirements counted, {answered} with an answer",
                counted,
                answered=tr.number(answered),
            )
        )

    def show_open(self, tr: Translator, all_open: bool) -> None:  # noqa: FBT001
        """Name what the link does now."""
        self.all_asked.set_text(tr.text("Close all") if all_open else tr.text("Open all"))
