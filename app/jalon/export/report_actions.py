"""Every action in full, and the steps of requirements that are no action yet."""

from datetime import date
from typing import Final

from jalon.assessment import actions, register_words
from jalon.assessment.actions import Action, State
from jalon.assessment.changes import Subject
from jalon.export import report_evidence, report_gaps, report_words, review_words
from jalon.export.report_record import Answer, Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Cell, Facts, Heading, Marked, Section, Sign, Table, Words
from jalon.forms.model import ItemId

_LONG: Final = 300
_LONGEST_HEADING: Final = 140
"""In characters; lists and headings shorten what stands in full elsewhere."""

_SIGNS: Final[dict[State, Sign]] = {
    "open": "open",
    "in-progress": "half",
    "done": "full",
    "dropped": "none",
}


def section(record: Record) -> Section:
    """Return the actions by date, each in full, then every step that is no action yet."""
    tr = record.tr
    plan = actions.plan(record.assessment)
    steps = _steps(record, plan)
    blocks: list[Block] = []
    if plan.entries:
        blocks += _actions(record, plan.in_order())
    if steps:
        if plan.entries:
            blocks.append(Heading(tr.text("Steps recorded with requirements, not made an action")))
        blocks += _list(record, steps)
    if not blocks:
        blocks = [Words(tr.text("No gap and no next step is recorded."))]
    return Section("actions", tr.text("Action list"), tuple(blocks), new_page=False)


def line(record: Record, action: Action) -> str:
    """Return an action in a line: what, how it stands, who, by when."""
    tr = record.tr
    parts = [
        register_words.action_title(record.tr, action),
        register_words.stands(tr, action),
        action.owner.strip() or tr.text("no owner"),
        _due(record, action) or tr.text("no date"),
    ]
    return " · ".join(parts)


def served(record: Record, places: tuple[tuple[Subject, str], ...]) -> tuple[str, ...]:
    """Return where the requirements stand that are served, with the model where it matters.

    Of several that stand in one place, each says what it demands, or they would read the same.
    """
    named = [record.place(subject, item) for subject, item in places]
    return tuple(
        name if named.count(name) == 1 else _demanded(record, name, item)
        for name, (_, item) in zip(named, places, strict=True)
    )


def _demanded(record: Record, place: str, item: str) -> str:
    found = record.form.items.get(ItemId(item))
    if found is None:
        return place
    demand = shortened(record.demand(found), 60)
    return record.tr.text("{place}: {demand}", place=place, demand=demand)


# -- actions ---------------------------------------------------------------------------------


def _actions(record: Record, found: tuple[Action, ...]) -> list[Block]:
    tr = record.tr
    intro = tr.plural(
        "{count} action, unfinished ones first, by date. Overdue means before {day}.",
        "{count} actions, unfinished ones first, by date. Overdue means before {day}.",
        len(found),
        day=record.date(record.today),
    )
    table = Table(
        (
            tr.text("Due"),
            tr.text("Action"),
            tr.text("Requirements"),
            tr.text("Owner"),
            tr.text("State"),
        ),
        tuple(_row(record, action) for action in found),
        (92, 164, 104, 62, 66),
        tr.text("Actions by date: due, action, requirements, owner, state"),
    )
    blocks: list[Block] = [Words(intro), table, Heading(tr.text("Each action in full"))]
    for action in found:
        title = shortened(register_words.action_title(record.tr, action), _LONGEST_HEADING)
        said = action.what.strip()
        blocks.append(Heading(title, 3))
        blocks.append(Facts(_full(record, action, what=said if said != title else "")))
    return blocks


def _row(record: Record, action: Action) -> tuple[Cell, ...]:
    tr = record.tr
    due: list[Words] = [Words(record.day(action.due) or tr.text("no date"), "small-strong")]
    if action.overdue(record.today):
        due.append(Words(tr.text("Overdue"), "alert"))
    places = served(record, action.links)
    shown = places[:3]
    more = len(places) - len(shown)
    listed = [*shown, *([tr.plural("{count} more", "{count} more", more)] if more else [])]
    state: list[Words | Marked] = [Marked(_SIGNS[action.state], register_words.stands(tr, action))]
    return (
        tuple(due),
        (Words(shortened(register_words.action_title(record.tr, action), _LONG), "small"),),
        tuple(Words(one, "note") for one in listed or [tr.text("none")]),
        (Words(shortened(action.owner, 80) or tr.text("no owner"), "small"),),
        (*state, *(Words(tr.text(remark), "alert") for remark in action.remarks)),
    )


def _full(record: Record, action: Action, *, what: str) -> tuple[tuple[str, str], ...]:
    """Return every field of an action; what is not there is said where it ought to be.

    ``what`` is empty where the heading says all of it.
    """
    tr = record.tr
    proofs = record.evidence_of(action.subject, actions.ITEM)
    parts = (
        (tr.text("What"), what),
        (tr.text("State"), _state(record, action)),
        (tr.text("Owner"), action.owner.strip() or tr.text("no owner")),
        (tr.text("Due"), _due(record, action) or tr.text("no date")),
        (tr.text("Priority"), register_words.weighs(tr, action)),
        (tr.text("Cost"), action.cost.strip()),
        (tr.text("Reason"), action.reason.strip()),
        (tr.text("Serves"), "\n".join(served(record, action.links)) or tr.text("no requirement")),
        (tr.text("Evidence"), "\n\n".join(report_evidence.reference(record, e) for e in proofs)),
        (tr.text("Made from"), _origin(record, action)),
    )
    return tuple((label, text) for label, text in parts if text)


def _origin(record: Record, action: Action) -> str:
    """Name the requirement or the verdict whose text an action was made from."""
    origin = action.origin
    if origin is None:
        return ""
    given = next((s for s in record.evaluation.review.steps if s.id == origin.subject), None)
    if given is None:
        return record.place(origin.subject, origin.item)
    place = review_words.place(record.form, given.about, record.tr)
    return record.tr.text("Verdict, {place}", place=place)


def _state(record: Record, action: Action) -> str:
    tr = record.tr
    said = [register_words.stands(tr, action), *map(tr.text, action.remarks)]
    return "\n".join(said)


def _due(record: Record, action: Action) -> str:
    when = record.day(action.due)
    return record.tr.text("{day}, overdue", day=when) if action.overdue(record.today) else when


# -- steps of requirements -------------------------------------------------------------------


def _steps(record: Record, plan: actions.Plan) -> list[Answer]:
    """Return the requirements with a step that is no action yet, by date."""
    made = {(origin.subject, origin.item) for origin in plan.origins}
    found = [
        answer
        for answer in record.answers()
        if _is_step(record, answer) and (answer.subject, answer.requirement.id) not in made
    ]
    found.sort(key=lambda a: (record.due(a) is None, record.due(a) or date.max))
    return found


def _is_step(record: Record, answer: Answer) -> bool:
    if answer.status.applies == "no" or answer.status.state in ("implemented", "not-applicable"):
        return bool(record.field(answer, "next-step")) and answer.status.applies != "no"
    return any(record.field(answer, f) for f in ("gap", "next-step", "owner", "due"))


def _list(record: Record, found: list[Answer]) -> list[Block]:
    tr = record.tr
    table = Table(
        (
            tr.text("Due"),
            tr.text("Next step, or gap"),
            tr.text("Requirement"),
            tr.text("Owner"),
            tr.text("State"),
        ),
        tuple(_step(record, answer) for answer in found),
        (96, 160, 104, 64, 66),
        tr.text("Action list by date: due, next step, requirement, owner, state"),
    )
    intro = tr.plural(
        "{count} step, by date; what has no date comes last. Overdue means before {day}.",
        "{count} steps, by date; what has no date comes last. Overdue means before {day}.",
        len(found),
        day=record.date(record.today),
    )
    return [Words(intro), table]


def _step(record: Record, answer: Answer) -> tuple[Cell, ...]:
    tr = record.tr
    due = record.due(answer)
    when: list[Words] = [Words(record.date(due) if due else tr.text("no date"), "small-strong")]
    late = report_gaps.overdue(due, record) if answer.status.counted != "settled" else ""
    if late:
        when.append(Words(tr.text("Overdue"), "alert"))
    step = record.field(answer, "next-step") or record.field(answer, "gap")
    return (
        tuple(when),
        (Words(shortened(step, _LONG) or tr.text("no next step recorded"), "small"),),
        (Words(record.place(answer.subject, answer.requirement.id), "note"),),
        (Words(shortened(record.field(answer, "owner"), 80) or tr.text("no owner"), "small"),),
        (report_words.state(answer, tr),),
    )
