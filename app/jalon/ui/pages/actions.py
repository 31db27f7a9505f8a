"""The actions: a table or a board, what is no action yet, and one action in full."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QMimeData, QRect
from PySide6.QtWidgets import QWidget

from jalon.assessment.actions import STATES, Action, State
from jalon.assessment.changes import Subject
from jalon.assessment.proposals import Proposal
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.folding import folded
from jalon.ui.kit import (
    Button,
    Option,
    Text,
    show_if,
)
from jalon.ui.kit.board import Board
from jalon.ui.kit.shapes import TableColumn
from jalon.ui.pages import action_lines
from jalon.ui.pages.action_detail import ActionDetail
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.all_and_one import AllAndOne
from jalon.ui.pages.listing import Listing
from jalon.ui.pages.proposals import Proposals
from jalon.ui.places import Place
from jalon.ui.theme import measure, space


class ActionsPage(AllAndOne):
    """All actions of a project, as a table or a board."""

    all: "AllActions"
    detail: ActionDetail

    def __init__(self, desk: Desk, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        shown = AllActions(desk, self)
        self._fill(shown, ActionDetail(desk, self))
        shown.new.clicked.connect(self._begin)
        shown.empty.acted.connect(self._begin)
        shown.way.clicked.connect(self._turn)
        shown.board.chosen.connect(self._open)
        shown.board.moved.connect(self._move)
        shown.board.followed.connect(self._follow_card)
        shown.proposals.taken.connect(self._take)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        self._tr = tr
        plan = self.desk.session.actions.plan
        today = datetime.now(UTC).astimezone().date()
        fitting = [one for one in plan.in_order() if self._fits(one, today)]
        self.all.show_actions(tr, fitting, len(plan.entries), today)
        self.all.proposals.show_proposals(tr, self.desk.session.actions.proposals())
        self._refresh_detail(tr)

    def takes(self, data: QMimeData) -> bool:
        """Tell whether what is in the clipboard can be attached to the action that is shown."""
        return self.detail.takes(data)

    def paste(self, data: QMimeData) -> bool:
        """Attach what is pasted to the action that is shown."""
        return self.detail.paste(data)

    # -- inside ----------------------------------------------------------------------------

    def _fits(self, action: Action, today: date) -> bool:
        wanted = self.all.which.value()
        chosen = {
            "open": not action.settled,
            "overdue": action.overdue(today),
            "unowned": not action.owner.strip() and not action.settled,
        }.get(str(wanted), True)
        words = folded(str(self.all.filter.value())).split()
        sought = folded(f"{action.what} {action.owner} {action.cost}")
        return chosen and all(word in sought for word in words)

    def _turn(self) -> None:
        """Show the table or the board."""
        self.all.turn()
        self._show_again()

    def _begin(self) -> None:
        made: list[Subject] = []
        self.desk.writing.do(lambda: made.append(self.desk.session.actions.add()))
        if made:
            self._open(made[0])
            self.detail.fields_focus()

    def _take(self, proposal: object) -> None:
        made: list[Subject] = []
        if isinstance(proposal, Proposal):
            actions = self.desk.session.actions
            self.desk.writing.do(lambda: made.append(actions.take(proposal)))
        if made:
            self._open(made[0])

    def _move(self, key: str, state: str) -> None:
        """Say by a card's column how its action stands; a new problem opens it."""
        actions = self.desk.session.actions
        action = actions.entry(Subject(key))
        chosen: State | None = next((s for s in STATES if s == state), None)
        if action is None or chosen is None or self.desk.session.read_only:
            return
        self.desk.writing.do(lambda: actions.move(action, chosen))
        self.all.board.go_to(key)
        moved = actions.entry(Subject(key))
        if moved and moved.problems and not action.problems:
            self._open(key)
            self.detail.mend_focus()

    def _follow_card(self, card: QRect) -> None:
        self._keep_in_sight(self.all.board, card)


class AllActions(Listing):
    """Table or board, with what stands above and below."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._as_board = False
        self.new, self.way = Button("plain", "add", parent=self), Button("link", parent=self)
        self._acts = Acts(self.new, self.way, parent=self)
        self.board = Board(parent=self)
        self._keys = Text("small", "muted", width=measure(), parent=self)
        self.proposals = Proposals(desk, self)
        self._stack(
            (
                (self._head, space(4)),
                (self._acts, space(5)),
                (self._fields, space(4)),
                (self._count, space(1)),
                (self.table, 0),
                (self.board, space(2)),
                (self._keys, 0),
                (self.empty, space(8)),
                (self.proposals, 0),
            )
        )

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        super().retranslate(tr)
        self._head.set_words(
            tr.text("Actions"),
            tr.text("Who does what by when: one action can serve several requirements."),
        )
        self.new.set_text(tr.text("New action"))
        self.table.set_name(tr.text("Actions"))
        self._offer(
            (
                Option("all", tr.text("All actions")),
                Option("open", tr.text("Unfinished")),
                Option("overdue", tr.text("Overdue")),
                Option("unowned", tr.text("Without an owner")),
            ),
        )
        self.board.setAccessibleName(tr.text("Board of actions"))
        self.table.show_columns(
            (
                TableColumn("what", tr.text("Action"), 48),
                TableColumn("owner", tr.text("Owner"), 17, 560),
                TableColumn("due", tr.text("Due"), 16, 380),
                TableColumn("priority", tr.text("Priority"), 9, 700),
                TableColumn("state", tr.text("State"), 13),
            )
        )
        self._keys.set_text(
            tr.text("Drag a card to another column, or move it with Ctrl and the arrows.")
        )
        self.empty.set_words(
            tr.text("No action yet"),
            tr.text("Make one here, or from a requirement’s next step."),
            "" if self._desk.session.read_only else tr.text("New action"),
        )

    def turn(self) -> None:
        """Show the board in the table's place, or the table again."""
        self._as_board = not self._as_board

    def go_to(self, key: str) -> None:
        """Give the keyboard to the line or the card of an action."""
        if self._as_board:
            self.board.go_to(key)
        else:
            super().go_to(key)

    def show_actions(self, tr: Translator, fitting: list[Action], count: int, today: date) -> None:
        """Show these of ``count`` actions."""
        table, board = tr.text("Show as a table"), tr.text("Show as a board")
        self.way.set_text(table if self._as_board else board)
        if self._as_board:
            self.board.show_columns(
                [action_lines.column(self._desk, tr, s, fitting, today) for s in STATES]
            )
        else:
            self.table.show_lines(
                [action_lines.line(self._desk, tr, one, today) for one in fitting]
            )
        self._show_some(self.way, some=bool(count))
        show_if(self.new, bool(count) and not self._desk.session.read_only)
        for part, wanted in (
            (self.table, not self._as_board),
            (self.board, self._as_board),
            (self._keys, self._as_board and not self._desk.session.read_only),
        ):
            show_if(part, wanted and bool(count))
        late = sum(1 for one in fitting if one.overdue(today))
        self._count.set_text(_counted(tr, len(fitting), count, late))


def _counted(tr: Translator, shown: int, count: int, late: int) -> str:
    """Say how many actions are shown, of how many if not all, and how many of them are late."""
    if shown == count:
        return tr.plural(
            "{count} action, {late} overdue",
            "{count} actions, {late} overdue",
            count,
            late=tr.number(late),
        )
    return tr.plural(
        "{shown} of {count} action, {late} overdue",
        "{shown} of {count} actions, {late} overdue",
        count,
        shown=tr.number(shown),
        late=tr.number(late),
    )
