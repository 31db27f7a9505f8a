"""Which fields take any text; all others hold a word of a closed set, a day, a figure or a link."""

from typing import Final

from jalon.assessment import actions, evidence
from jalon.assessment.changes import Key
from jalon.assessment.deadlines import events, incidents
from jalon.forms.model import FactId, Form

_OF_AN_ANSWER: Final = frozenset({"how", "reason", "gap", "next-step", "owner", "override-reason"})
_KINDS: Final = frozenset({"text", "long-text", "lines"})
_OF_AN_ENTRY: Final = {
    evidence.ITEM: frozenset({"name", "note", "target", "removed"}),
    actions.ITEM: frozenset({"what", "owner", "cost", "reason"}),
    events.ITEM: frozenset({"note"}),
    incidents.ITEM: frozenset(incidents.TEXTS),
    "people": frozenset({"author", "reviewer", "validator"}),
    "review": frozenset({"comment", "corrective-action", "corrective-owner"}),
    "comment": frozenset({"text"}),
    "opinion": frozenset({"name", "capacity-text", "reasons"}),
    "version": frozenset({"name"}),
    "confidentiality": frozenset({"value"}),
}


def takes(form: Form, key: Key) -> bool:
    """Tell whether a field takes any text that somebody writes."""
    if key.item in form.items:
        return key.field in _OF_AN_ANSWER
    if fact := form.fact.get(FactId(key.item)):
        return key.field in _OF_AN_ANSWER or (key.field == "value" and fact.kind in _KINDS)
    if key.item in form.first_answers:
        return _of_a_document(form, key)
    return key.field in _OF_AN_ENTRY.get(key.item, ())


def _of_a_document(form: Form, key: Key) -> bool:
    """Tell it of an answer, ``part``, or of a cell of a table, ``part.row.column``."""
    part, _, cell = key.field.partition(".")
    found = form.answers.get(f"{key.item}.{part}")
    if found is None:
        return False
    if not cell:
        return found[2].kind in _KINDS
    column = cell.partition(".")[2]
    return any(one.id == column and one.kind in _KINDS for one in found[2].columns)
