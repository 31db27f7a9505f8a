"""An action as a line of the table and as a card of the board."""

from datetime import date

from jalon.assessment import register_words
from jalon.assessment.actions import PRIORITIES, STATES, Action, State
from jalon.language import Translator, alphabetical
from jalon.ui.desk import Desk
from jalon.ui.kit.shapes import BoardCard, BoardColumn, TableCell, TableLine
from jalon.ui.pages import where


def _due(tr: Translator, action: Action, today: date) -> str:
    when = tr.day(action.due, "medium")
    return tr.text("overdue since {day}", day=when) if action.overdue(today) else when


def line(desk: Desk, tr: Translator, action: Action, today: date) -> TableLine:
    """Return the line of an action."""
    links = action.links
    first = where.short(desk, tr, links[0]) if links else tr.text("no requirement")
    more = tr.text("{first}, +{count}", first=first, count=tr.number(len(links) - 1))
    problem = " ".join(tr.text(said) for said in action.remarks)
    weight = PRIORITIES.index(action.priority) if action.priority else len(PRIORITIES)
    late, due = action.overdue(today), tr.day(action.due, "medium")
    owner, priority = action.owner.strip(), register_words.weighs(tr, action)
    cells = (
        TableCell(
            register_words.action_title(tr, action),
            "muted" if action.settled else "text",
            whole=action.what,
        ),
        TableCell(owner or tr.text("no owner"), order=alphabetical(owner), blank=not owner),
        TableCell(
            due or tr.text("no date"), "warn" if late else "text", action.due, due, blank=not due
        ),
        TableCell(priority, "muted", str(weight), blank=not priority),
        TableCell(
            register_words.stands(tr, action),
            "warn" if action.remarks else "muted",
            str(STATES.index(action.state)),
        ),
    )
    overdue = tr.text("Overdue") if late else ""
    served = more if len(links) > 1 else first
    below = " · ".join(part for part in (overdue, problem or served) if part)
    return TableLine(action.subject, cells, below, "warn" if problem or late else "muted")


def column(
    desk: Desk, tr: Translator, state: State, fitting: list[Action], today: date
) -> BoardColumn:
    """Return the column of a state with its cards."""
    cards = tuple(_card(desk, tr, one, today) for one in fitting if one.state == state)
    name = register_words.action_state(tr, state)
    title = tr.text("{state} ({count})", state=name, count=tr.number(len(cards)))
    return BoardColumn(state, title, tr.text("Nothing here."), cards)


def _card(desk: Desk, tr: Translator, action: Action, today: date) -> BoardCard:
    due = _due(tr, action, today)
    owner = action.owner.strip() or tr.text("no owner")
    parts = [owner, due, register_words.weighs(tr, action)]
    if action.links:
        parts.append(where.short(desk, tr, action.links[0]))
    problem = " ".join(tr.text(said) for said in action.remarks)
    late = due if action.overdue(today) else ""
    meta = " · ".join(part for part in parts if part)
    return BoardCard(action.subject, register_words.action_title(tr, action), meta, problem, late)
