"""What stands in a document, in words of the reader's language; for screen and print alike."""

from datetime import date
from decimal import Decimal
from typing import Final

from jalon.assessment import fact_words
from jalon.assessment.changes import Value
from jalon.assessment.document_state import Stated
from jalon.errors import N_
from jalon.forms.documents import Answer, Column, Document, DocumentField, Recipient
from jalon.forms.model import Form
from jalon.language import Translator

_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

READERS: Final[dict[Recipient, str]] = {
    "ai-office": N_("AI Office"),
    "national-authority": N_("national competent authorities"),
    "downstream": N_("downstream providers"),
    "public": N_("the public"),
}


def shown(document: Document, stated: Stated, tr: Translator) -> str:
    """Return what stands in an answer; empty when nothing does."""
    answer = stated.answer
    if answer.kind == "table":
        return "\n\n".join(row_words(document, stated, row, tr) for row in range(len(stated.rows)))
    if stated.pieces:
        return "\n".join(
            tr.of(piece.context, piece.text) if piece.context else piece.text
            for piece in stated.pieces
        )
    if answer.kind == "choices":
        chosen = stated.value if isinstance(stated.value, list) else [stated.value]
        return "\n".join(
            option_label(document, answer.choice, str(one), tr) for one in chosen if one
        )
    if any(draft.rule == "magnitude" for draft in answer.drafts) and stated.number:
        words = figure(stated.number, tr, power_alone=True)
    else:
        words = value_words(document, answer.kind, answer.choice, stated.value, tr)
    if answer.kind == "number" and words:
        return fact_words.with_unit(words, tr.of(f"{stated.place}.unit", answer.unit))
    return words


def row_words(document: Document, stated: Stated, number: int, tr: Translator) -> str:
    """Return one row of a table: each cell on a line of its own, behind its label."""
    cells = stated.rows[number].cells
    return "\n".join(
        tr.text(
            N_("{label}: {text}"),
            label=tr.of(f"{stated.place}.{column.id}.label", column.label),
            text=value_words(document, column.kind, column.choice, cells[column.id], tr),
        )
        for column in stated.answer.columns
        if column.id in cells
    )


def value_words(document: Document, kind: str, choice: str, value: Value, tr: Translator) -> str:
    """Return one value of an answer or a cell; empty for none."""
    if value in (None, "", []):
        return ""
    if kind == "choice":
        return option_label(document, choice, str(value), tr)
    if kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return figure(value, tr)
    if kind == "date":
        return tr.day(str(value))
    if kind == "month":
        return month(str(value), tr)
    return str(value)


def option_label(document: Document, choice: str, value: str, tr: Translator) -> str:
    """Return an option's label; an unknown value as it is."""
    for option in document.options(choice):
        if option.value == value:
            return tr.of(f"document.{document.id}.{choice}.{value}.label", option.label)
    return value


def figure(value: float, tr: Translator, *, power_alone: bool = False) -> str:
    """Write a number with every digit it has; large ones with a power of ten.

    With ``power_alone`` a power of ten is written as such, for an order of magnitude; otherwise
    at least two significant digits are shown, as the Model Documentation Form wants them.
    """
    from babel.numbers import format_decimal

    if abs(value) < fact_words.LARGE:
        return format_decimal(value, locale=tr.locale, decimal_quantization=False)
    written = Decimal(repr(value))
    power = written.adjusted()
    exact = written.scaleb(-power)
    raised = f"10{str(power).translate(_RAISED)}"
    if exact == 1 and power_alone:
        return raised
    head = format_decimal(exact, "0.0##############", locale=tr.locale)
    return f"{head}\u00a0×\u00a0{raised}"


def month(text: str, tr: Translator) -> str:
    """Write ``2026-11`` in words; as it is when it is no month."""
    from babel.dates import format_date

    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return text
    return format_date(first, "MMMM y", locale=tr.locale)


def label(stated: Stated, tr: Translator) -> str:
    """Name an answer: the item of the form, and which of its answers, if it has several."""
    return _label(stated.field, stated.answer, tr)


def _label(field: DocumentField, answer: Answer, tr: Translator) -> str:
    whole = tr.of(f"{field.id}.label", field.label)
    part = answer_label(field.id, answer, tr)
    return tr.text(N_("{item}: {answer}"), item=whole, answer=part) if part else whole


def named(form: Form, item: str, part: str, tr: Translator) -> str:
    """Name a field of the record that belongs to a document; empty when it does not.

    ``part`` is an answer of the item, or a cell of a table (``value.row-<8 hex>.column``); an
    empty one names the item.
    """
    if item not in form.first_answers:
        return ""
    first, _, rest = part.partition(".")
    found = form.answers.get(f"{item}.{first}") or form.answers[form.first_answers[item]]
    document, field, answer = found
    name = _label(field, answer, tr) if first == answer.id else tr.of(f"{item}.label", field.label)
    column = next((c for c in answer.columns if c.id == rest.rpartition(".")[2]), None)
    if column:
        cell = column_label(f"{item}.{first}", column, tr)
        name = tr.text(N_("{item}: {answer}"), item=name, answer=cell)
    title = tr.of(f"document.{document.id}.title", document.title)
    return tr.text(N_("{place}, {field}"), place=title, field=name)


def answer_label(field: str, answer: Answer, tr: Translator) -> str:
    """Return the label of one answer among several; empty when it is the only one."""
    return tr.of(f"{field}.{answer.id}.label", answer.label)


def column_label(place: str, column: Column, tr: Translator) -> str:
    """Return the label of a column of the table at ``FIELD.part``."""
    return tr.of(f"{place}.{column.id}.label", column.label)


def readers(answer: Answer, tr: Translator) -> str:
    """Say whom an answer is for."""
    if not answer.recipients:
        return tr.text(N_("Stays in the company"))
    return tr.listed(tr.text(READERS[one]) for one in answer.recipients)
