"""The documents in the report: how far each is, and every check of the public summary."""

from jalon.assessment import document_made, summary_check
from jalon.assessment.document_state import Paper, Progress
from jalon.assessment.documents import Papers
from jalon.assessment.summary_check import BASES, FINDINGS, Check, Finding
from jalon.assessment.summary_checks import checks
from jalon.export.report_record import Record
from jalon.export.tree import Block, Cell, Heading, Marked, Section, Sign, Table, Words

_SIGNS: dict[Finding, Sign] = {
    "fault": "bad",
    "unknown": "open",
    "clear": "full",
    "not-asked": "none",
}


def section(record: Record) -> Section:
    """Return the part on the documents of each model."""
    tr = record.tr
    intro = tr.text(
        "The Model Documentation Form (Code, Transparency chapter, Measure 1.1) and the public"
        " summary of training content (AI Act, Art. 53(1)(d)) are documents of their own; here"
        " stands how far they are. That changes no figure of this report. A draft is what the"
        " record already holds and nobody has confirmed yet. The answers are attached."
    )
    blocks: list[Block] = [Words(intro)]
    for model in record.models:
        papers = Papers(record.form, model, record.assessment)
        blocks.append(Heading(record.name(model)))
        for document in record.form.documents:
            blocks += _document(record, papers, papers.paper(document))
    return Section("documents", tr.text("Documents"), tuple(blocks))


def _document(record: Record, papers: Papers, paper: Paper) -> list[Block]:
    tr, about = record.tr, paper.document
    title = tr.of(f"document.{about.id}.title", about.title)
    counted = paper.progress()
    said = tr.plural(
        "Of {count} item {stated} are stated, {drafts} of them as drafts.",
        "Of {count} items {stated} are stated, {drafts} of them as drafts.",
        counted.asked,
        stated=tr.number(counted.stated),
        drafts=tr.number(counted.drafts),
    )
    blocks: list[Block] = [Heading(title, 3), Words(" ".join((said, *_made(record, paper))))]
    blocks.append(_progress(record, paper, title))
    if about.id == "training-summary":
        found = checks(papers, record.today)
        blocks += [Heading(tr.text("Checks of the summary"), 3), _checks(record, found)]
    return blocks


def _made(record: Record, paper: Paper) -> list[str]:
    tr = record.tr
    editions = document_made.made(record.assessment, paper.document.id, paper.model)
    if not editions:
        return [tr.text("No edition of it has been made with Jalon yet.")]
    last = editions[-1]
    return [
        tr.text(
            "The last edition was made on {day}: {file}.",
            day=record.date(last.time.astimezone(record.moment.tzinfo).date()),
            file=last.file,
        )
    ]


def _progress(record: Record, paper: Paper, title: str) -> Table:
    tr = record.tr
    rows = []
    for one in paper.document.section:
        counted = paper.progress(paper.inside(one))
        if counted.asked:
            name = tr.of(f"{one.id}.title", one.title)
            rows.append(_row(record, f"{one.number}  {name}".strip(), counted))
    return Table(
        (
            tr.text("Section"),
            tr.text("Asked"),
            tr.text("Stated"),
            tr.text("Drafts"),
            tr.text("Not stated yet"),
        ),
        tuple(rows),
        (240, 55, 55, 55, 75),
        tr.text("{document}, by section: asked, stated, drafts, not stated yet", document=title),
        right=(1, 2, 3, 4),
        dense=True,
    )


def _row(record: Record, name: str, counted: Progress) -> tuple[Cell, ...]:
    figures = (counted.asked, counted.stated, counted.drafts, counted.open)
    return (
        (Words(name, "small"),),
        *((Words(record.tr.number(n), "small-right"),) for n in figures),
    )


def _checks(record: Record, found: tuple[Check, ...]) -> Table:
    tr = record.tr
    return Table(
        (tr.text("Check"), tr.text("Outcome"), tr.text("What was found")),
        tuple(
            (
                (Words(tr.text(summary_check.TITLES[check.id]), "small"),),
                (Marked(_SIGNS[check.finding], tr.text(FINDINGS[check.finding])),),
                (
                    Words(summary_check.words(check, tr), "small"),
                    Words(f"{tr.text(BASES[check.basis])} · {tr.text(check.source)}", "note"),
                ),
            )
            for check in found
        ),
        (110, 90, 290),
        tr.text("Checks of the public summary: check, outcome, what was found"),
    )
