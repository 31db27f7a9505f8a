"""What appears to apply: each conclusion with its reasons, its sources and what is open."""

from typing import Final

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, Value, words
from jalon.errors import N_
from jalon.export.report_record import Record
from jalon.export.tree import Block, Cell, Heading, Section, Table, Words

_VALUES: Final[dict[Value, str]] = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "not-known": N_("Not known yet"),
}


def section(record: Record) -> Section:
    """Return the conclusions for the company and each model, as the screen shows them."""
    tr = record.tr
    blocks: list[Block] = [
        Words(
            tr.text(
                "Drawn from the facts of the profile, for the company and for each model. What is "
                "not known counts neither as yes nor as no. An indicative criterion is the "
                "Commission’s, in Guidelines that do not bind; a reading is Jalon’s. Only the "
                "Court of Justice interprets the AI Act with authority."
            )
        )
    ]
    for subject in (PROVIDER, *record.models):
        found = [c for (s, _), c in record.evaluation.conclusions.items() if s == subject]
        if found:
            blocks += [Heading(record.name(subject)), _table(record, subject, found)]
    return Section("scope", tr.text("What appears to apply"), tuple(blocks))


def _table(record: Record, subject: Subject, found: list[Conclusion]) -> Table:
    tr = record.tr
    return Table(
        (tr.text("Conclusion"), tr.text("Why"), tr.text("Where it is written")),
        tuple(_row(record, conclusion) for conclusion in found),
        (140, 208, 140),
        tr.text(
            "Conclusions for {name}: what appears, why, where it is written",
            name=record.name(subject),
        ),
        dense=True,
    )


def _row(record: Record, conclusion: Conclusion) -> tuple[Cell, ...]:
    tr = record.tr
    basis = words.basis(conclusion.basis, tr) if conclusion.reasons else ""
    where = [Words(words.cited(conclusion.citations, tr), "note")]
    if basis:
        where.append(Words(basis, "note"))
    return (
        (
            Words(tr.text(conclusion.title), "small-strong"),
            Words(tr.text(_VALUES[conclusion.value]), "note"),
        ),
        tuple(Words(text, "small") for text in _why(record, conclusion)),
        tuple(where),
    )


def _why(record: Record, conclusion: Conclusion) -> list[str]:
    tr = record.tr
    said = [words.reason(reason, tr) for reason in conclusion.reasons]
    if conclusion.missing:
        questions = [
            tr.of(f"{fact}.label", record.form.fact[fact].label) for fact in conclusion.missing
        ]
        said.append(tr.text("Still to be answered:"))
        said += questions
    return said or [tr.text("Nothing is stated on it.")]
