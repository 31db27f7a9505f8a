"""Action list, evidence list, profile."""

from datetime import date

from jalon.assessment import evidence
from jalon.assessment.changes import PROVIDER, Subject
from jalon.export import report_gaps, report_models, report_words
from jalon.export.report_record import Answer, Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Cell, Facts, Heading, Section, Table, Words

_LONG = 300
"""In characters; the list shortens what stands in full with its requirement."""


def actions(record: Record) -> Section:
    """Return the action list: everything with a gap, a next step, an owner or a date."""
    tr = record.tr
    found = [a for a in record.answers() if _is_action(record, a)]
    found.sort(key=lambda a: (record.due(a) is None, record.due(a) or date.max))
    title = tr.text("Action list")
    if not found:
        return Section(
            "actions",
            title,
            (Words(tr.text("No gap and no next step is recorded.")),),
            new_page=False,
        )
    table = Table(
        (
            tr.text("Due"),
            tr.text("Next step, or gap"),
            tr.text("Requirement"),
            tr.text("Owner"),
            tr.text("State"),
        ),
        tuple(_action(record, a) for a in found),
        (96, 160, 104, 64, 66),
        tr.text("Action list by date: due, next step, requirement, owner, state"),
    )
    intro = tr.plural(
        "{count} action, by date; what has no date comes last. Overdue means before {day}.",
        "{count} actions, by date; what has no date comes last. Overdue means before {day}.",
        len(found),
        day=record.date(record.today),
    )
    return Section("actions", title, (Words(intro), table), new_page=False)


def _is_action(record: Record, answer: Answer) -> bool:
    if answer.status.applies == "no" or answer.status.state in ("implemented", "not-applicable"):
        return bool(record.field(answer, "next-step")) and answer.status.applies != "no"
    return any(record.field(answer, f) for f in ("gap", "next-step", "owner", "due"))


def _action(record: Record, answer: Answer) -> tuple[Cell, ...]:
    tr = record.tr
    due = record.due(answer)
    day: list[Words] = [Words(record.date(due) if due else tr.text("no date"), "small-strong")]
    late = report_gaps.overdue(due, record) if answer.status.counted != "settled" else ""
    if late:
        day.append(Words(tr.text("Overdue"), "alert"))
    step = record.field(answer, "next-step") or record.field(answer, "gap")
    place = (record.citation(answer.requirement.id), *record.subject_flag(answer))
    return (
        tuple(day),
        (Words(shortened(step, _LONG) or tr.text("no next step recorded"), "small"),),
        (Words(" · ".join(place), "note"),),
        (Words(shortened(record.field(answer, "owner"), 80) or tr.text("no owner"), "small"),),
        (report_words.state(answer, tr),),
    )


def evidence_list(record: Record) -> Section:
    """Return the list of all evidence and where it is used."""
    tr = record.tr
    used: dict[Subject, list[str]] = {}
    rows = {}
    for answer in record.answers():
        for found in evidence.linked(record.assessment, answer.subject, answer.requirement.id):
            used.setdefault(found.subject, []).append(record.measure(answer.requirement.id))
            rows[found.subject] = found
    title = tr.text("Evidence list")
    if not rows:
        return Section(
            "evidence", title, (Words(tr.text("No evidence is recorded.")),), new_page=False
        )
    table = Table(
        (tr.text("Evidence"), tr.text("Where it is"), tr.text("Date"), tr.text("Used by")),
        tuple(
            (
                (Words(shortened(e.name, _LONG) or tr.text("Evidence without a name"), "small"),),
                (
                    Words(shortened(e.target, _LONG) or tr.text("not stated"), "small"),
                    *([Words(shortened(e.note, _LONG), "note")] if e.note else []),
                ),
                (Words(record.day(e.date) if e.date else tr.text("no date"), "small"),),
                (Words(tr.listed(dict.fromkeys(used[s])), "note"),),
            )
            for s, e in rows.items()
        ),
        (148, 192, 82, 66),
        tr.text("Evidence: name, where it is, date, requirements that use it"),
        dense=True,
    )
    intro = tr.text(
        "References as recorded by the author; the documents themselves are not part of this file."
    )
    return Section("evidence", title, (Words(intro), table), new_page=False)


def profile(record: Record) -> Section:
    """Return the profile: every fact asked, with its answer."""
    tr = record.tr
    blocks: list[Block] = []
    for subject in (PROVIDER, *record.models):
        scope = "provider" if subject == PROVIDER else "model"
        blocks.append(Heading(record.name(subject)))
        for group in record.form.facts:
            if group.scope != scope:
                continue
            rows = tuple(
                (tr.of(f"{fact.id}.label", fact.label), record.fact(subject, fact.id))
                for fact in group.fact
                if record.shown(fact, subject)
            )
            if rows:
                blocks.append(Heading(tr.of(f"{group.id}.title", group.title), 3))
                blocks.append(Facts(rows, wide=True))
        blocks += report_models.profile(record, subject)
    intro = Words(tr.text("The facts that decide what applies, as stated by the author."))
    return Section("profile", tr.text("Profile of company and models"), (intro, *blocks))
