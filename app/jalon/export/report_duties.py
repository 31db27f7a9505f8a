"""The duties outside the Code: their requirements in full, and what is pointed at only."""

from jalon.assessment.conclusions.words import because
from jalon.export import report_words
from jalon.export.report_measures import sheet_block
from jalon.export.report_record import Record
from jalon.export.tree import Block, Facts, Heading, Section, Words
from jalon.forms import told
from jalon.forms.model import Duty
from jalon.language import capital


def section(record: Record) -> Section:
    """Return the part on the duties outside the Code."""
    tr = record.tr
    tally = record.evaluation.duties
    blocks: list[Block] = [
        Words(
            tr.text(
                "Duties of the AI Act that no measure of the Code covers. Their requirements are "
                "counted by obligation and in figures of their own; they enter none of the three "
                "numbers of the first page and no figure by measure."
            )
        )
    ]
    if tally.applicable:
        blocks.append(
            Words(
                tr.plural(
                    "All of them together: {result} of {count} applicable requirement; {counts}.",
                    "All of them together: {result} of {count} applicable requirements; {counts}.",
                    tally.applicable,
                    result=report_words.result(tally, tr),
                    counts=report_words.counts(tally, tr),
                )
            )
        )
    blocks.append(Heading(tr.text("Assessed in this report")))
    for duty in record.form.duties:
        if duty.requirement:
            blocks += _assessed(record, duty)
    blocks.append(Heading(tr.text("To be looked at, not assessed")))
    for duty in record.form.duties:
        if not duty.requirement:
            blocks += _pointed_at(record, duty)
    return Section("duties", tr.text("Duties outside the Code"), tuple(blocks))


def _title(record: Record, duty: Duty) -> str:
    return record.tr.text(
        "{place} · {title}",
        place=capital(record.article(duty.article)),
        title=record.tr.of(f"{duty.id}.title", duty.title),
    )


def _summary(record: Record, duty: Duty) -> str:
    tr = record.tr
    parts = (("summary", duty.summary), ("binds", duty.binds))
    return " ".join(tr.of(f"{duty.id}.{name}", text) for name, text in parts)


def _assessed(record: Record, duty: Duty) -> list[Block]:
    """Return a duty with its rows; where it does not apply and none is answered, the reason."""
    scope = record.evaluation.duty_scope[duty.id]
    why = scope.why_not
    if why is None or record.anything(duty):
        return [sheet_block(record, duty, _title(record, duty), _summary(record, duty))]
    return [
        Heading(_title(record, duty), 3),
        Words(_summary(record, duty), "note"),
        Words(because(record.tr.of(*why), scope.conclusion, record.tr)),
    ]


def _pointed_at(record: Record, duty: Duty) -> list[Block]:
    tr = record.tr
    why = record.evaluation.duty_scope[duty.id].why_not
    rows = tuple(
        (told.title(note, tr), f"{told.text(note, tr)}\n{told.source(note, tr)}")
        for note in duty.note
    )
    return [
        Heading(_title(record, duty), 3),
        Words(_summary(record, duty), "note"),
        *([Words(tr.of(*why))] if why else []),
        Facts(rows, wide=True),
    ]
