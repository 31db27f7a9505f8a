"""The board page: who, what, the outcome, what weighs, what is asked, what comes next."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from jalon.assessment.changes import PROVIDER
from jalon.assessment.results import Reading
from jalon.export import (
    report_dissent,
    report_gaps,
    report_next,
    report_numbers,
    report_words,
)
from jalon.export.report_gaps import Weak
from jalon.export.report_record import (
    COUNTRY,
    MODEL_VERSION,
    PLACED,
    SIZE,
    Record,
)  # fmt: skip
from jalon.export.report_results import applicable, covered, nothing_applies, outside
from jalon.export.text import shortened
from jalon.export.tree import Board, BriefGap, Table, Words
from jalon.language import capital

_NAMED: Final = 2
"""So many of those who wrote the record are named on the first page; the others are counted."""


def board(record: Record, weak: Sequence[Weak]) -> Board:
    """Return the first page."""
    tr = record.tr
    asked, dates = report_next.asked(record, weak), report_next.dates(record)
    eyebrow = [tr.text("REPORT TO THE BOARD")]
    if record.snapshot.example:
        eyebrow.append(tr.text("FICTIONAL EXAMPLE"))
    return Board(
        " · ".join(eyebrow),
        title(record),
        _subtitle(record),
        _facts(record),
        _conclusion(record, weak),
        report_numbers.numbers(record),
        _outcomes(record),
        " ".join(said for said in (nothing_applies(record), outside(record)) if said),
        (
            tr.text("The gaps that weigh most"),
            tuple(_gap(record, w) for w in weak[: report_next.MOST]),
        ),
        (tr.text("What is asked of the board"), asked[: report_next.MOST]) if asked else None,
        (tr.text("Next dates"), dates[: report_next.MOST]) if dates else None,
        report_next.unsaid(tr, len(weak), len(asked), len(dates)),
        report_dissent.dissent(record),
        report_dissent.briefer(record),
    )


def title(record: Record) -> str:
    """Return the report's title."""
    tr = record.tr
    if len(record.models) == 1:
        name = shortened(record.name(record.models[0]), 40)
        return tr.text("Where {name} stands under the AI Act", name=name)
    return tr.text("Where {name} stands under the AI Act", name=shortened(record.company(), 40))


def _subtitle(record: Record) -> str:
    return record.tr.text(
        "Self-assessment of the measures of {company} against the General-Purpose AI Code of "
        "Practice, edition of {edition}; state of the law on {law}.",
        company=record.company(),
        edition=edition(record),
        law=law(record),
    )


def edition(record: Record) -> str:
    """Return the date of the edition of the Code."""
    return record.date(date.fromisoformat(record.form.edition))


def law(record: Record) -> str:
    """Return the date of the law used."""
    return record.date(date.fromisoformat(record.form.law_date))


def _facts(record: Record) -> tuple[tuple[str, str], ...]:
    tr = record.tr
    who = [
        record.company(),
        shortened(record.fact(PROVIDER, COUNTRY), 40),
        shortened(record.fact(PROVIDER, SIZE), 60),
    ]
    if not record.has(PROVIDER, COUNTRY):
        who[1] = tr.text("country not stated")
    if not record.has(PROVIDER, SIZE):
        who[2] = tr.text("size not stated")
    return (
        (tr.text("Provider"), "\n".join((who[0], " · ".join(who[1:])))),
        (tr.plural("Model", "Models", len(record.models) or 1), _models(record)),
        (tr.text("Position on the Code"), report_words.position(record)),
        (tr.text("State of the record"), _state(record)),
    )


def _models(record: Record) -> str:
    tr = record.tr
    if not record.models:
        return tr.text("none recorded")
    if len(record.models) > 1:
        names = [shortened(record.name(m), 30) for m in record.models[:3]]
        more = len(record.models) - len(names)
        if more:
            names.append(tr.plural("{count} more", "{count} more", more))
        return tr.listed(names)
    model = record.models[0]
    lines = [record.name(model)]
    if record.has(model, MODEL_VERSION):
        version = shortened(record.fact(model, MODEL_VERSION), 30)
        lines[0] = tr.text("{name} ({version})", name=lines[0], version=version)
    if record.has(model, PLACED):
        day = record.fact(model, PLACED)
        lines.append(tr.text("on the market since {day}", day=day))
    else:
        lines.append(tr.text("date on the market not stated"))
    return "\n".join(lines)


def _state(record: Record) -> str:
    tr = record.tr
    lines = [
        record.date(record.today),
        tr.plural("{count} change recorded", "{count} changes recorded", record.snapshot.changes),
    ]
    if names := report_words.authors(record):
        named = [shortened(name, 40 if len(names) == 1 else 24) for name in names[:_NAMED]]
        if more := len(names) - len(named):
            named.append(tr.plural("{count} more", "{count} more", more))
        lines.append(tr.text("by {name}", name=tr.listed(named)))
    return "\n".join(lines)


def _conclusion(record: Record, weak: Sequence[Weak]) -> Words:
    tr = record.tr
    overall = record.evaluation.overall
    if not overall.applicable:
        return Words(
            tr.text("Nothing in this edition of the questionnaire applies, as far as recorded."),
            "lead",
        )
    readings = Counter(record.evaluation.by_obligation[o.id].reading for o in covered(record))
    outcomes = tr.listed(_outcome(record, r, n) for r, n in readings.items())
    sentence = tr.plural(
        "Of the {count} obligation that this questionnaire covers, {outcomes}.",
        "Of the {count} obligations that this questionnaire covers, {outcomes}.",
        sum(readings.values()),
        outcomes=outcomes,
    )
    if not weak:
        return Words(sentence, "lead", (outcomes,))
    apart = sum(1 for w in weak if w.answer.requirement.id not in record.form.home)
    if apart:
        count = tr.plural(
            "{count} requirement is recorded as partial, planned or not implemented ({apart} "
            "outside the Code).",
            "{count} requirements are recorded as partial, planned or not implemented ({apart} "
            "outside the Code).",
            len(weak),
            apart=tr.number(apart),
        )
    else:
        count = tr.plural(
            "{count} requirement is recorded as partial, planned or not implemented.",
            "{count} requirements are recorded as partial, planned or not implemented.",
            len(weak),
        )
    return Words(f"{sentence} {count}", "lead", (outcomes,))


def _outcome(record: Record, reading: Reading, number: int) -> str:
    tr = record.tr
    match reading:
        case "met":
            return tr.plural("{count} appears met", "{count} appear met", number)
        case "not-met":
            return tr.plural("{count} appears not met", "{count} appear not met", number)
        case "not-settled":
            return tr.plural(
                "{count} is not settled by this record",
                "{count} are not settled by this record",
                number,
            )
        case "nothing-applies":
            return tr.plural(
                "{count} has nothing that applies", "{count} have nothing that applies", number
            )


def _outcomes(record: Record) -> Table:
    tr = record.tr
    rows = []
    for obligation in applicable(record) or covered(record):
        tally = record.evaluation.by_obligation[obligation.id]
        name = tr.of(f"{obligation.id}.title", obligation.title)
        short = tr.of(f"{obligation.id}.short", obligation.short) or name
        drawn = report_words.bar(tally, name, tr)
        rows.append(
            (
                (Words(short, "small"),),
                (Words(capital(record.article(obligation.article)), "note"),),
                (report_words.reading(tally, tr),),
                (drawn,) if drawn else (Words("\u2013", "note"),),
                (Words(report_words.result(tally, tr), "small-right"),),
            )
        )
    return Table(
        (
            tr.text("Obligation under the AI Act"),
            tr.text("Article"),
            tr.text("Reading of the record"),
            tr.text("0 to 100%"),
            tr.text("Result"),
        ),
        tuple(rows),
        (146, 94, 136, 56, 56),
        tr.text("Reading of the record for each obligation that the questionnaire covers"),
        right=(4,),
        dense=True,
    )


def _gap(record: Record, found: Weak) -> BriefGap:
    tr = record.tr
    owner = shortened(found.owner, 30) or tr.text("no owner")
    day = record.date(found.due) if found.due else tr.text("no date")
    if report_gaps.overdue(found.due, record):
        day = tr.text("{day}, overdue", day=day)
    text = tr.text(
        "To settle it: {step} ({who})",
        step=shortened(report_gaps.settles(record, found), 64).rstrip("."),
        who=tr.text("{owner}, {day}", owner=owner, day=day),
    )
    place = capital(record.measure(found.answer.requirement.id))
    whose = [place, *(shortened(name, 24) for name in record.subject_flag(found.answer))]
    room = 90 - sum(len(name) + 3 for name in whose)
    demand = shortened(record.demand(found.answer.requirement), room)
    return BriefGap(" · ".join((*whose, demand)), text)
