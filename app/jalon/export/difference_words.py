"""A changed answer in words: where it stands, what it was, what it is."""

from datetime import date
from typing import Final

from jalon.assessment import carried, document_words, fact_words, migration
from jalon.assessment.changes import Key, Value
from jalon.assessment.deadlines.events import iso_day
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.export import (
    difference_dates,
    difference_own,
    difference_registers,
    place_words,
    review_words,
)
from jalon.export.report_words import state_word
from jalon.export.verify_model import Difference
from jalon.forms import load
from jalon.forms.documents import Answer, Document, DocumentField
from jalon.forms.model import STATES, Fact, FactId, Form, ItemId
from jalon.language import Translator, one_line

_MOST_OF_A_TEXT: Final = 60

_DAYS: Final = frozenset({"due", "date", "expires", "corrective-due"})

_FIELDS: Final = {
    "state": N_("state"),
    "how": N_("how"),
    "reason": N_("reason"),
    "gap": N_("gap"),
    "next-step": N_("next step"),
    "owner": N_("owner"),
    "due": N_("due date"),
    "evidence": N_("evidence"),
    "override": N_("own answer in the company’s place"),
    "override-reason": N_("why the model differs"),
    "actions": N_("actions"),
    carried.FIELD: N_("carried over from an earlier edition"),
}


def line(difference: Difference, tr: Translator) -> str:
    """Return one changed answer in a line; what no form of ours names stands by its id."""
    form = load.form()
    item = difference.item
    fact = form.fact.get(FactId(item))
    if fact and difference.field == "value":
        return tr.text(
            N_("{place} ({old} → {new})"),
            place=tr.of(f"{fact.id}.label", fact.label),
            old=_fact(fact, difference.old, tr),
            new=_fact(fact, difference.new, tr),
        )
    if named := document_words.named(form, item, difference.field, tr):
        return tr.text(
            N_("{place} ({old} → {new})"),
            place=named,
            old=_short(item, difference.field, difference.old, tr),
            new=_short(item, difference.field, difference.new, tr),
        )
    old, new = (
        _own(form, item, difference.field, value, tr) or _answer(difference.field, value, tr)
        for value in (difference.old, difference.new)
    )
    return tr.text(
        N_("{place}, {field}: {old} → {new}"),
        place=_place(form, item, tr, difference.called or difference.subject),
        field=_field(item, difference.field, tr),
        old=old,
        new=new,
    )


def place(form: Form, key: Key, tr: Translator, state: Assessment | None = None) -> str:
    """Name a field of the record; what no form of ours names stands by its id.

    Of a review, ``state`` tells what it is about; of evidence and actions, what they are called.
    """
    if state and key.item in review_words.KINDS:
        return review_words.named(form, state, key, tr)
    if of := difference_registers.of(key):
        called = difference_registers.called(state, key.subject)
        field = difference_registers.field(key.field, tr)
        if difference_registers.is_link(key.field):
            field = difference_registers.link(state, key.field, tr)
        return tr.text(
            N_("{place}, {field}"), place=difference_registers.place(of, called, tr), field=field
        )
    form = _knowing(form, key.item)
    if named := _alone(form, key, tr) or document_words.named(form, key.item, key.field, tr):
        return named
    return tr.text(
        N_("{place}, {field}"),
        place=_place(form, key.item, tr),
        field=_field(key.item, key.field, tr, state),
    )


def _alone(form: Form, key: Key, tr: Translator) -> str:
    """Name what is one field by itself; empty for what has several."""
    if key.item == "subject" and key.field == "kind" and key.subject.startswith("model-"):
        return tr.text(N_("A model"))
    fact = form.fact.get(FactId(key.item))
    if fact and key.field == "value":
        return tr.of(f"{fact.id}.label", fact.label)
    if key.item in difference_own.ITEMS and key.field == "value":
        return tr.text(difference_own.ITEMS[key.item])
    is_edition = key.item == migration.ITEM
    return tr.text(N_("Edition of the questionnaire that is answered")) if is_edition else ""


def field(form: Form, key: Key, tr: Translator) -> str:
    """Name a field by itself: the answer, or which part of it."""
    if key.item in form.fact and key.field == "value":
        return tr.text(N_("answer"))
    return document_words.named(form, key.item, key.field, tr) or _field(key.item, key.field, tr)


def item(form: Form, name: str, tr: Translator) -> str:
    """Name a requirement or a fact; what no form of ours names stands by its id."""
    form = _knowing(form, name)
    fact = form.fact.get(FactId(name))
    if fact:
        return tr.of(f"{fact.id}.label", fact.label)
    return document_words.named(form, name, "", tr) or _place(form, name, tr)


def whole(form: Form, key: Key, value: Value, tr: Translator) -> str:
    """Return a value in full: texts as typed, states and choices by their words."""
    form = _knowing(form, key.item)
    if key.field == carried.FIELD and isinstance(value, dict):
        confirmed = value.get("confirmed") is True
        return tr.text(N_("confirmed")) if confirmed else tr.text(N_("to be confirmed"))
    fact = form.fact.get(FactId(key.item))
    if key.item in form.first_answers:
        return _document(form, key.item, key.field, value, tr)
    if own := _own(form, difference_registers.of(key) or key.item, key.field, value, tr):
        return own
    if key.item in review_words.KINDS:
        value = review_words.value(key.field, value, tr)
    if day := _day(key.field, value):
        return tr.date(day)
    worded = fact and (fact.options or fact.kind == "date")
    if isinstance(value, str) and key.field != "state" and not worded:
        return value
    return _fact(fact, value, tr) if fact else _answer(key.field, value, tr)


def _knowing(form: Form, item: str) -> Form:
    """Return the form, or the edition before it, that names an item."""
    for one in (form, *load.before(form.id)):
        if item in one.items or item in one.fact or item in one.first_answers:
            return one
    return form


def _short(item: str, part: str, value: Value, tr: Translator) -> str:
    """Return a value of a document on one line; texts are shortened."""
    found = load.form().answers.get(f"{item}.{part}")
    typed = found is None or found[2].kind in {"text", "long-text", "lines", "table"}
    return shown(value, tr) if typed else _document(load.form(), item, part, value, tr)


def _document(form: Form, item: str, part: str, value: Value, tr: Translator) -> str:
    """Return a value of a document in full: options by their labels, days and figures in words."""
    first, _, cell = part.partition(".")
    found = form.answers.get(f"{item}.{first}")
    if found and cell and value is not None:
        return _cell(found, cell, value, tr)
    if found is None or value is None or isinstance(value, dict):
        return value if isinstance(value, str) else shown(value, tr)
    about, _, answer = found
    parts = value if isinstance(value, list) else [value]
    kind = "choice" if answer.kind == "choices" else answer.kind
    words = (document_words.value_words(about, kind, answer.choice, p, tr) for p in parts)
    return shown(value, tr) if answer.kind == "table" else tr.listed(words)


def _cell(
    found: tuple[Document, DocumentField, Answer], cell: str, value: Value, tr: Translator
) -> str:
    """Return what a cell of a table says; of a row itself, where it stands."""
    document, _, answer = found
    column = next((c for c in answer.columns if c.id == cell.partition(".")[2]), None)
    if column:
        return document_words.value_words(document, column.kind, column.choice, value, tr)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return tr.text(N_("row {number}"), number=value) if number else shown(value, tr)


def _place(form: Form, item: str, tr: Translator, called: str = "") -> str:
    if item in difference_registers.ITEMS:
        return difference_registers.place(item, called, tr)
    if item in review_words.KINDS:
        return tr.text(review_words.KINDS[item])
    if fact := form.fact.get(FactId(item)):
        return tr.of(f"{fact.id}.label", fact.label)
    if item in difference_dates.ITEMS:
        return tr.text(difference_dates.ITEMS[item])
    if item in difference_own.ITEMS:
        return tr.text(difference_own.ITEMS[item])
    return place_words.requirement(form, ItemId(item), tr) if item in form.items else item


def _field(item: str, name: str, tr: Translator, state: Assessment | None = None) -> str:
    if difference_registers.is_link(name):
        return difference_registers.link(state, name, tr)
    if item in difference_registers.ITEMS:
        return difference_registers.field(name, tr)
    if item in difference_dates.ITEMS:
        return difference_dates.field(item, name, tr)
    if item in difference_own.ITEMS:
        return difference_own.field(name, tr)
    names = review_words.FIELDS if item in review_words.KINDS else _FIELDS
    return tr.text(names[name]) if name in names else name


def _own(form: Form, item: str, name: str, value: Value, tr: Translator) -> str:
    if item in difference_registers.ITEMS:
        return difference_registers.value(name, value, tr)
    if item in difference_own.ITEMS:
        return difference_own.value(form, name, value, tr)
    return difference_dates.value(form, name, value, tr) if item in difference_dates.ITEMS else ""


def _fact(fact: Fact, value: Value, tr: Translator) -> str:
    if fact.kind == "date" and isinstance(value, str):
        return tr.day(value)
    if written := fact_words.figure(fact, value, tr):
        return written
    if isinstance(value, list) and fact.kind != "table":
        return tr.listed(fact_words.option(fact, str(part), tr) for part in value)
    known = isinstance(value, str) and any(one.value == value for one in fact.options)
    return fact_words.option(fact, str(value), tr) if known else shown(value, tr)


def _answer(field: str, value: Value, tr: Translator) -> str:
    if day := _day(field, value):
        return tr.date(day)
    state = next((s for s in STATES if field == "state" and s == value), None)
    return state_word(state, tr) if state else shown(review_words.value(field, value, tr), tr)


def _day(field: str, value: Value) -> date | None:
    return iso_day(value) if field in _DAYS and isinstance(value, str) else None


def shown(value: Value, tr: Translator) -> str:
    """Return a value as a short text; texts stand between quotation marks."""
    match value:
        case None:
            return tr.text("nothing")
        case bool():
            return tr.text("yes") if value else tr.text("no")
        case int() | float():
            return tr.number(value)
        case list():
            text = ", ".join(shown(part, tr) for part in value)
        case dict():
            text = ", ".join(shown(part, tr) for part in value.values())
        case _:
            text = one_line(value)
    short = text if len(text) <= _MOST_OF_A_TEXT else text[: _MOST_OF_A_TEXT - 1].rstrip() + "…"
    return tr.text(N_("“{text}”"), text=short) if isinstance(value, str) else short
