"""The review of one thing: where it stands, what can be done, and all that was said.

On pages where somebody else works, it takes as little room as it can.
"""

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Subject
from jalon.assessment.review.model import ACTS, Target
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, column, show_if
from jalon.ui.kit.frames import keep_in_sight
from jalon.ui.pages.review_acts import ReviewActs
from jalon.ui.reviewing import Reviewing
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.ui.kit import Field
    from jalon.ui.pages.review_forms import SaidForm, VerdictForm
    from jalon.ui.pages.review_line import ReviewLine
    from jalon.ui.pages.review_thread import Thread

_REASONED = ("send-back", "refuse")

Folds: TypeAlias = Literal["nothing", "said", "all"]
"""What is seen only after a click: nothing, all that was said, or the acts as well."""


class ReviewPart(Part):
    """The review of a requirement, a measure or the whole assessment.

    Where it stands is always seen, once there is something to see.
    """

    def __init__(
        self, desk: Desk, about: Target, parent: QWidget, *, folds: Folds = "nothing"
    ) -> None:
        super().__init__(parent)
        self.reviewing = Reviewing(desk, about)
        self._desk = desk
        self._tr: Translator | None = None
        self._folds: Folds = folds
        self._open = folds == "nothing"
        self._line: ReviewLine | None = None
        self.acts: ReviewActs | None = None
        self.said: Thread | None = None
        self.form: VerdictForm | SaidForm | None = None
        self.fold: Button | None = None
        self._box = column(self, space(2))
        self._places: list[QWidget] = []
        if folds == "all":  # its only part until it is opened
            self._make_fold()

    @property
    def is_open(self) -> bool:
        """Whether what can be done and what was said are shown."""
        return self._open

    def set_open(self, wanted: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Open or fold the part."""
        self._open = wanted
        if not wanted:
            self.close_form()
        if self._tr:
            self.refresh(self._tr)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        if self.form:
            self.form.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        standing, comments = self.reviewing.standing, self.reviewing.comments
        read_only = self._desk.session.read_only
        said = bool(standing.steps or comments)
        if self._line is None and said:
            from jalon.ui.pages.review_line import ReviewLine

            self._line = ReviewLine(self)
            self._put(self._line, 0)
        acts = (self._open or self._folds != "all") and not read_only
        if self.acts is None and acts:
            if self._folds == "said":
                self._make_fold()
            self.acts = ReviewActs(self, fold=self.fold if self._folds == "said" else None)
            self.acts.asked.connect(self._do)
            self._put(self.acts, 1)
        if self.said is None and self._open and said:
            from jalon.ui.pages.review_thread import Thread

            self.said = Thread(self)
            self.said.asked.connect(self._asked)
            self._put(self.said, 3)
        if self._line:
            self._line.show_standing(tr, self.reviewing, brief=self._open)
            show_if(self._line, said)
        if self.acts:
            self.acts.show_standing(standing, tr, own=self._own_verdict() is not None)
            show_if(self.acts, acts)
        if self.said:
            from jalon.ui import review_words

            lines = review_words.thread(tr, self.reviewing, read_only=read_only)
            self.said.show_said(lines, tr)
            show_if(self.said, self._open and said)
        self._show_fold(tr, said=said)
        self._keep_form(tr)

    def leave(self) -> None:
        """End what is being edited."""
        self.close_form()

    # -- inside ----------------------------------------------------------------------------

    def _make_fold(self) -> None:
        if self.fold is None:
            self.fold = Button("link", parent=self)
            self.fold.clicked.connect(self._folded)
            if self._folds == "all" or self._desk.session.read_only:
                self._put(self.fold, 5)

    def _put(self, part: QWidget, place: int) -> None:
        """Add a part where it belongs among those that are made already."""
        part.setProperty("place", place)
        before = sum(1 for other in self._places if other.property("place") < place)
        self._box.insertWidget(before, part)
        self._places.append(part)

    def _show_fold(self, tr: Translator, *, said: bool) -> None:
        if said and self._folds == "said":
            self._make_fold()
        if self.fold is None:
            return
        if self._open:
            words = tr.text("Fold the review")
        elif self._folds == "all":
            words = tr.text("Review and comments")
        else:
            words = tr.text("Show all that was said")
        self.fold.set_text(words)
        show_if(self.fold, said or self._folds == "all")
        if self.acts:
            self.acts.links.arrange()

    def _folded(self) -> None:
        self.set_open(not self._open)

    def _do(self, name: str) -> None:
        if name == "verdict":
            self._show_verdict(self._own_verdict())
        elif name == "comment":
            self._show_said(None)
        elif name == "request":
            self.reviewing.ask()
        elif act := next((a for a in ACTS if a == name), None):
            step = self.reviewing.act(act)
            if step and act in _REASONED:
                self._show_said(step)

    def _own_verdict(self) -> Subject | None:
        """Return the verdict that giving one changes: one's own, while it is current."""
        name = self.reviewing.proposed_name()
        for given in self.reviewing.standing.verdicts:
            by_me = self.reviewing.is_own(given.step.by) or given.step.by == name
            if by_me and given.current:
                return given.step.id
        return None

    def _asked(self, ask: str, key: str) -> None:
        subject = Subject(key)
        step = next((s for s in self.reviewing.standing.steps if s.id == key), None)
        if ask == "edit" and step and step.act == "verdict":
            self._show_verdict(subject)
        elif ask == "edit":
            self._show_said(subject)
        elif ask == "answer":
            self._show_said(None, answers=subject)
        elif ask == "confirm" and step:
            self.reviewing.confirm(step)
        elif ask == "withdraw":
            self.close_form()
            self.reviewing.withdraw(subject)
        elif ask == "restore":
            self.reviewing.restore(subject)

    def _show_verdict(self, step: Subject | None) -> None:
        from jalon.ui.pages.review_forms import VerdictForm

        form = VerdictForm(self.reviewing, step, self)
        self._show_form(form, 2, form.verdict)

    def _show_said(self, subject: Subject | None, *, answers: Subject | None = None) -> None:
        from jalon.ui.pages.review_forms import SaidForm

        form = SaidForm(self.reviewing, subject, self, answers=answers)
        self._show_form(form, 4, form.text)

    def _show_form(self, form: "VerdictForm | SaidForm", place: int, first: "Field") -> None:
        self.close_form()
        self.form = form
        form.done.connect(self._finished)
        self._put(form, place)
        if self._tr:
            form.retranslate(self._tr)
        form.show()
        first.entry().setFocus()
        keep_in_sight(form)

    def close_form(self) -> None:
        """Put the form away; what was typed in it stays."""
        if self.form is None:
            return
        form, self.form = self.form, None
        form.leave()
        self._places.remove(form)
        self._box.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _finished(self) -> None:
        self.close_form()
        made = self.acts.does.values() if self.acts else ()
        if button := next((b for b in made if not b.isHidden()), None):
            button.setFocus()

    def _keep_form(self, tr: Translator) -> None:
        """Refresh the form, or put it away where undo took back what it was about."""
        form = self.form
        if form is None:
            return
        from jalon.ui.pages.review_forms import VerdictForm

        subject = form.step if isinstance(form, VerdictForm) else form.subject
        known = {s.id for s in self.reviewing.standing.steps}
        known |= {c.id for c in self.reviewing.comments}
        if subject is not None and subject not in known:
            self.close_form()
        else:
            form.refresh(tr)
