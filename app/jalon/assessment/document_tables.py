"""Tables in documents: each cell a field of its own, so that nothing typed is ever lost.

A row is the part ``PART.row-<8 hex>`` of its field and holds its place in the order; its cells
are ``PART.row-<8 hex>.COLUMN``. A row is removed by taking its place back; its cells stay on
record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment, Edit
from jalon.forms.documents import Answer, DocumentField
from jalon.forms.model import Form
from jalon.values import dataclass

_ROW: Final = r"(?P<part>[a-z-]+)\.(?P<row>row-[0-9a-f]{8})(?:\.(?P<column>[a-z-]+))?$"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``id`` is ``row-<8 hex>``; ``cells`` by column, none for what is not given."""

    id: str
    cells: Mapping[str, Value]


def rows_of(assessment: Assessment, subject: Subject) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """Return the rows of every table of a subject, by field and part, in their order."""
    places: dict[tuple[str, str, str], float] = {}
    cells: dict[tuple[str, str, str], dict[str, Value]] = {}
    for key in assessment.heads:
        if key.subject != subject or ".row-" not in key.field:
            continue
        if found := re.match(_ROW, key.field):
            row = (key.item, found["part"], found["row"])
            value = assessment.value(*key)
            if found["column"]:
                cells.setdefault(row, {})[found["column"]] = value
            elif isinstance(value, int | float) and not isinstance(value, bool):
                places[row] = value
    tables: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(places, key=lambda r: (places[r], r)):
        given = {c: v for c, v in cells.get(row, {}).items() if v is not None}
        tables.setdefault(row[:2], []).append(Row(row[2], given))
    return {table: tuple(rows) for table, rows in tables.items()}


def place_key(subject: Subject, field: str, part: str, row: str) -> Key:
    """Return the key that holds a row's place."""
    return Key(subject, field, f"{part}.{row}")


def cell_key(subject: Subject, field: str, part: str, row: str, column: str) -> Key:
    """Return the key of a cell."""
    return Key(subject, field, f"{part}.{row}.{column}")


def new_row() -> str:
    """Return the id of a new row; random, so that copies can be merged."""
    import secrets  # with random and hmac; no start makes a row

    return f"row-{secrets.token_hex(4)}"


def added(assessment: Assessment, subject: Subject, field: str, part: str, row: str) -> list[Edit]:
    """Return what to set so that a new row stands at the end of a table."""
    prefix = f"{part}.row-"
    taken = [
        assessment.value(*key)
        for key in assessment.heads
        if key.subject == subject
        and key.item == field
        and key.field.startswith(prefix)
        and key.field.count(".") == 1
    ]
    last = max((v for v in taken if isinstance(v, int) and not isinstance(v, bool)), default=0)
    return [(place_key(subject, field, part, row), last + 1)]


def replaced(
    assessment: Assessment,
    subject: Subject,
    field: str,
    part: str,
    rows: Sequence[Mapping[str, Value]],
) -> list[Edit]:
    """Return what to set so that a table holds exactly these rows; nothing when it does."""
    now = rows_of(assessment, subject).get((field, part), ())
    wanted = [{c: v for c, v in row.items() if v is not None} for row in rows]
    if [dict(row.cells) for row in now] == wanted:
        return []
    edits: list[Edit] = [(place_key(subject, field, part, row.id), None) for row in now]
    for number, cells in enumerate(wanted, start=1):
        row = new_row()
        edits.append((place_key(subject, field, part, row), number))
        edits += [(cell_key(subject, field, part, row, c), v) for c, v in cells.items()]
    return edits


def written(
    form: Form, assessment: Assessment, model: Subject
) -> Iterator[tuple[DocumentField, Answer, Value]]:
    """Yield what a person wrote into the documents of a model; a table as a list of its rows."""
    tables = rows_of(assessment, model)
    for _, field, answer in form.answers.values():
        value = assessment.value(model, field.id, answer.id)
        if answer.kind == "table":
            value = [dict(row.cells) for row in tables.get((field.id, answer.id), ())] or None
        if value is not None:
            yield field, answer, value
