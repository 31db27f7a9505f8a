"""Documents of a form from its compiled cache, without pydantic."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from jalon.forms.documents import (
    Answer,
    Column,
    Document,
    DocumentField,
    DocumentSection,
    Draft,
    Gives,
    Mark,
    OptionSet,
    When,
)
from jalon.forms.options import Option

Table: TypeAlias = Mapping[str, Any]


def document(table: Table) -> Document:
    """Build one document."""
    return Document(
        **{
            **table,
            "choices": tuple(
                OptionSet(s["id"], tuple(Option(**o) for o in s["options"]))
                for s in table["choices"]
            ),
            "section": tuple(map(_section, table["section"])),
            "serves": tuple(table.get("serves", ())),
        }
    )


def _section(table: Table) -> DocumentSection:
    return DocumentSection(**{**table, "field": tuple(map(_field, table["field"]))})


def _field(table: Table) -> DocumentField:
    parts: dict[str, Any] = dict(table)
    parts["answer"] = tuple(map(_answer, table["answer"]))
    for name in ("act", "related"):
        parts[name] = tuple(table.get(name, ()))
    parts["asked_when"] = _conditions(table)
    return DocumentField(**parts)


def _answer(table: Table) -> Answer:
    parts: dict[str, Any] = dict(table)
    parts["recipients"] = tuple(table.get("recipients", ()))
    parts["columns"] = tuple(Column(**c) for c in table.get("columns", ()))
    parts["asked_when"] = _conditions(table)
    parts["drafts"] = tuple(map(_draft, table.get("drafts", ())))
    return Answer(**parts)


def _conditions(table: Table) -> tuple[When, ...]:
    return tuple(When(**w) for w in table.get("asked_when", ()))


def _draft(table: Table) -> Draft:
    parts: dict[str, Any] = dict(table)
    for name in ("values", "says"):
        parts[name] = tuple(Gives(**g) for g in table.get(name, ()))
    parts["marks"] = tuple(Mark(m["option"], tuple(m["of"])) for m in table.get("marks", ()))
    return Draft(**parts)
