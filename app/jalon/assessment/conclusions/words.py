"""Conclusions in the words of a language."""

from datetime import date

from jalon.assessment.conclusions.model import Basis, Detail, Flop, Said, Share
from jalon.errors import N_
from jalon.language import Translator

_BASES: dict[Basis, str] = {
    "text": "",
    "indicative": N_("indicative criterion or view of the Commission, not binding"),
    "reading": N_("our reading"),
}


def reason(said: Said, tr: Translator) -> str:
    """Return a reason as a sentence."""
    details = {name: _written(value, tr) for name, value in said.details.items()}
    return tr.text(said.message, **details)


def basis(value: Basis, tr: Translator) -> str:
    """Name how firm a reason is; nothing where a text says it."""
    return tr.text(_BASES[value])


def _written(value: Detail, tr: Translator) -> str:
    match value:
        case Flop():
            return tr.scientific(float(f"{value.amount:.3g}"))
        case Share():
            return tr.percent(value.part)
        case date():
            return tr.date(value)
        case str():
            return value
        case _:
            return tr.number(value)
