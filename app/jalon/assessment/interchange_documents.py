"""Answers of documents in a file of answers: their shape, and how they are read.

Needs pydantic, as :mod:`jalon.assessment.interchange` does, which reads the rest.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from jalon.assessment import document_tables
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.entries import Strict, Text
from jalon.assessment.interchange_values import misfit, plain
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.forms.documents import Answer, Document
from jalon.forms.model import Form

Cell: TypeAlias = Text | float | None

_MOST_ROWS: Final = 10_000


class DocumentEntry(Strict):
    """One answer of a document of a model; null takes it back.

    ``item`` and ``part`` are those of ``jalon document --json``. The value of a table is the
    list of all its rows, each an object by column; it takes the place of the rows there are.
    """

    subject: str
    item: str
    part: str = "value"
    value: Text | float | list[str] | list[dict[str, Cell]] | None


class Wrong(Exception):  # noqa: N818  caught where the file is read, with its place
    """An entry that does not fit; ``message`` is a source text with ``details``."""

    def __init__(self, part: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.part, self.message, self.details = part, message, details


def edits(form: Form, assessment: Assessment, subject: Subject, entry: DocumentEntry) -> list[Edit]:
    """Return what an entry sets.

    Raises:
        Wrong: there is no such answer, or the value does not fit it.
    """
    if entry.item not in form.first_answers:
        raise Wrong("item", N_("There is no item {name} in the documents."), name=entry.item)
    place = f"{entry.item}.{entry.part}"
    if place not in form.answers:
        raise Wrong("part", N_("{item} has no part {name}."), item=entry.item, name=entry.part)
    document, _, answer = form.answers[place]
    if answer.kind == "table":
        rows = _rows(document, answer, entry.value)
        return document_tables.replaced(assessment, subject, entry.item, entry.part, rows)
    options = {o.value for o in document.options(answer.choice)}
    if wrong := misfit(answer.kind, options, entry.value):
        raise Wrong("value", wrong, options=", ".join(sorted(options)))
    return [(Key(subject, entry.item, entry.part), plain(entry.value))]


def _rows(document: Document, answer: Answer, value: object) -> Sequence[Mapping[str, Value]]:
    """Return the rows of a table, each cell checked."""
    rows = [] if value is None else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Wrong("value", N_("A list of rows is expected here, each an object."))
    if len(rows) > _MOST_ROWS:
        raise Wrong("value", N_("Too many rows; at most {most}."), most=_MOST_ROWS)
    columns = {column.id: column for column in answer.columns}
    found: list[Mapping[str, Value]] = []
    for number, row in enumerate(rows):
        for name, cell in row.items():
            place = f"value[{number}].{name}"
            if name not in columns:
                raise Wrong(place, N_("One of these is expected here: {options}."),
                            options=", ".join(columns))  # fmt: skip
            column = columns[name]
            options = {o.value for o in document.options(column.choice)}
            if wrong := misfit(column.kind, options, cell):
                raise Wrong(place, wrong, options=", ".join(sorted(options)))
        found.append({name: None if cell == "" else plain(cell) for name, cell in row.items()})
    return found
