"""The change to a later edition: what it changes, what was carried over, what is confirmed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from jalon.assessment.carried import Carried
from jalon.assessment.migration import Plan
from jalon.export import edition_words
from jalon.language import Translator
from jalon.ui import messages
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Text, show_if
from jalon.ui.messages import Choice
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.edition_rows import CarriedRow, ChangedRow, LeftRow
from jalon.ui.pages.long_rows import LongRows, Makes
from jalon.ui.pages.page import Head, Page
from jalon.ui.places import Place
from jalon.ui.theme import measure, space

_MOST = 25
"""Rows of one list that are shown at first, and that each asking adds."""


class EditionPage(Page):
    """The way of a project from one edition of the questionnaire to the next."""

    def __init__(self, desk: Desk, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tr: Translator | None = None
        self._head = Head(self)
        self.counts = Text(width=measure(), parent=self)
        self.carry = Button("primary", parent=self)
        self._acts = Acts(self.carry, parent=self)
        self.waiting, self.changed, self.left = (LongRows(_MOST, self) for _ in range(3))
        for part, gap in (
            (self._head, space(5)),
            (self.counts, space(4)),
            (self._acts, space(8)),
            (self.waiting, space(8)),
            (self.changed, space(8)),
            (self.left, 0),
        ):
            self.box.addWidget(part)
            self.box.addSpacing(gap)
        self.box.addStretch()
        self.carry.clicked.connect(self._ask)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self.carry.set_text(tr.text("Carry the answers over…"))
        for part in (self.waiting, self.changed, self.left):
            part.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show what is to be done now: the change itself, or what is to be confirmed after it."""
        editions = self.desk.session.editions
        plan = editions.plan()
        self._show_head(tr, later=plan is not None)
        carried = editions.carried
        self.counts.set_text(self._counts(tr, plan, carried))
        show_if(self._acts, plan is not None and not self.desk.session.read_only)
        waiting = [one for one in carried if not one.confirmed]
        self.waiting.show_makers(
            tr.text("To be confirmed ({count})", count=tr.number(len(waiting))),
            [partial(CarriedRow, self, tr, one) for one in waiting],
        )
        changed: list[Makes] = []
        if plan:
            ends = (plan.way[0], plan.way[-1])
            moved = (one for one in plan.successions if one.kind != "same")
            changed = [partial(ChangedRow, self, tr, (ends, one)) for one in moved]
        self.changed.show_makers(
            tr.text("What changes ({count})", count=tr.number(len(changed))), changed
        )
        left = editions.left
        self.left.show_makers(
            tr.text("No longer asked ({count})", count=tr.number(len(left))),
            [partial(LeftRow, self, tr, one) for one in left],
        )
        for part in (self.waiting, self.changed, self.left):
            show_if(part, bool(part.rows))

    def _show_head(self, tr: Translator, *, later: bool) -> None:
        lead = tr.text(
            "Your answers were given to an earlier edition of the questionnaire. Those that were"
            " carried over count as unanswered until somebody has confirmed them. Nothing was"
            " dropped."
        )
        if later:
            lead = tr.text(
                "There is a later edition of the questionnaire. Answers can be carried over to it."
                " Where the wording is not the same, each counts as unanswered until somebody has"
                " confirmed it. Nothing is dropped, and the state before stays to be looked at."
            )
        self._head.set_words(tr.text("Change of edition"), lead)

    def _counts(self, tr: Translator, plan: Plan | None, carried: Sequence[Carried]) -> str:
        form = self.desk.session.form
        if plan is None:
            done = sum(one.confirmed for one in carried)
            return tr.plural(
                "Answered now: the {edition}. {confirmed} of {count} answer carried over is"
                " confirmed.",
                "Answered now: the {edition}. {confirmed} of {count} answers carried over are"
                " confirmed.",
                len(carried),
                edition=edition_words.edition(form, tr),
                confirmed=tr.number(done),
            )
        return tr.plural(
            "From the {before} to the {after}; {count} answer would have to be confirmed.",
            "From the {before} to the {after}; {count} answers would have to be confirmed.",
            plan.carried,
            before=edition_words.edition(form, tr),
            after=edition_words.edition(plan.way[-1], tr),
        )

    def _ask(self) -> None:
        tr = self._tr
        if tr is None or not self.desk.writing.leave():
            return
        messages.ask(
            self.window(),
            tr.text("Carry the answers over?"),
            tr.text(
                "From then on the project answers the later edition, and an older Jalon does not"
                " open it any more. The state before gets a name and stays in the history."
            ),
            (
                Choice(tr.text("Carry them over"), self.edition_asked.emit),
                Choice(tr.text("Cancel"), None, "reject"),
            ),
            warn=False,
        )
