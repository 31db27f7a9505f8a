"""Conclusions in the words of a language."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from jalon.assessment.conclusions.model import (
    Basis,
    Conclusion,
    Detail,
    Flop,
    Said,
    Share,
)
from jalon.errors import N_
from jalon.language import Translator

_BASES: dict[Basis, str] = {
    "text": "",
    "indicative": N_("indicative criterion or view of the Commission, not binding"),
    "reading": N_("our reading"),
}


def reason(said: Said, tr: Translator) -> str:
    """Return a reason as a sentence."""
    details = {name: detail(value, tr) for name, value in said.details.items()}
    return tr.text(said.message, **details)


def because(rule: str, found: Conclusion | None, tr: Translator) -> str:
    """Return a rule and, where a conclusion decides it, what that is and its first reason."""
    if found is None:
        return rule
    return tr.text(
        N_("{conclusion}. {reason} {rule}"),
        conclusion=tr.text(found.title),
        reason=reason(found.reasons[0], tr) if found.reasons else "",
        rule=rule,
    )


def basis(value: Basis, tr: Translator) -> str:
    """Name how firm a reason is; nothing where a text says it."""
    return tr.text(_BASES[value])


def cited(sources: Iterable[str], tr: Translator) -> str:
    """Join citations; what one after another names, an act or an edition, is said once.

    The act is named again after a citation that names another one, too.
    """
    written = [tr.text(source) for source in sources]
    heads = [found[0] if (found := _ACT.match(text)) else "" for text in written]
    for number in range(len(written) - 1, 0, -1):
        head = heads[number]
        if head and head == heads[number - 1] and not _OTHER_ACT.search(written[number - 1]):
            written[number] = written[number].removeprefix(head)
    named = [n for n, text in enumerate(written) if _EDITION.search(text)]
    for number in named[:-1]:
        written[number] = _EDITION.split(written[number])[0]
    return tr.text(N_("; ")).join([*written[:1], *map(tr.after_another, written[1:])])


_ACT: Final = re.compile(r"[^,§]+(?:,\s(?=art\.|§|considérant)|,\s(?=Art\.|recital)|\s(?=§))")
"""The act and what parts it from the place in it: ``AI Act, `` or ``Guidelines ``."""
_OTHER_ACT: Final = re.compile(r"\((?:EU|UE|EC|CE)\)")
_EDITION: Final = re.compile(r"\s\(C\(2025\)\s7719")
"""Spaces of any kind: those inside a number are no-break ones in French."""


def detail(value: Detail, tr: Translator) -> str:
    """Return a figure, a day or a text that stands in a reason."""
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
