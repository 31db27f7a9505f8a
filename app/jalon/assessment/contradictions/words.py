"""Contradictions in words: what is the matter, and where."""

from datetime import date

from jalon.assessment.contradictions.model import Contradiction, Detail, Term
from jalon.forms.citations import citation
from jalon.forms.model import FactId, Form, ItemId
from jalon.language import Translator


def sentence(point: Contradiction, tr: Translator) -> str:
    """Say what is the matter."""
    if point.count:
        return tr.plural(
            "Not known. Whether {count} counted requirement applies depends on it.",
            "Not known. Whether {count} counted requirements apply depends on it.",
            point.count,
        )
    return tr.text(point.message, **{name: _said(value, tr) for name, value in point.details})


def where(point: Contradiction, form: Form, tr: Translator) -> str:
    """Name the requirement or the question that it is found at; empty where it is neither."""
    if point.item in form.items:
        return citation(form, ItemId(point.item), tr)
    fact = form.fact.get(FactId(point.item))
    return tr.of(f"{fact.id}.label", fact.label) if fact else ""


def what(point: Contradiction, form: Form, tr: Translator) -> str:
    """Say what a requirement demands; empty where it is found at something else."""
    requirement = form.items.get(ItemId(point.item))
    return tr.of(f"{point.item}.demand", requirement.demand) if requirement else ""


def _said(value: Detail, tr: Translator) -> str:
    match value:
        case Term():
            return tr.text(value.source)
        case date():
            return tr.date(value)
        case str():
            return value
