"""The words and figures that several parts of the report share."""

from collections import Counter
from fractions import Fraction
from typing import Final

from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.results import Reading, Tally
from jalon.assessment.review.model import alike
from jalon.assessment.state import BOOKKEEPING
from jalon.errors import N_
from jalon.export.report_record import POSITION, SIGNED_CHAPTERS, Answer, Record
from jalon.export.tree import Marked, Range, Sign
from jalon.forms.model import Force, State
from jalon.language import Translator

_STATES: Final[dict[State, tuple[Sign, str]]] = {
    "implemented": ("full", N_("Implemented")),
    "partial": ("half", N_("Partial")),
    "planned": ("planned", N_("Planned")),
    "alternative": ("own", N_("Own means, not assessed")),
    "not-implemented": ("bad", N_("Not implemented")),
    "not-applicable": ("none", N_("Declared not applicable")),
}
_READINGS: Final[dict[Reading, tuple[Sign, str]]] = {
    "met": ("full", N_("Appears met")),
    "not-met": ("bad", N_("Appears not met")),
    "not-settled": ("open", N_("Not settled by this record")),
    "nothing-applies": ("none", N_("Nothing applies")),
}
_FORCES: Final[dict[Force, str]] = {
    "encouraged": N_("Encouraged, not counted"),
    "presumption": N_("One way to meet it, not counted"),
    "example": N_("Example, not counted"),
    "optional": N_("Optional, not counted"),
}


def state(answer: Answer, tr: Translator) -> Marked:
    """Return the state of an answer; what does not apply by rule, nor counts apart, says so."""
    if answer.status.applies == "no" and not answer.status.counts_apart:
        return Marked("none", tr.text("Does not apply"))
    return recorded(answer, tr)


def recorded(answer: Answer, tr: Translator) -> Marked:
    """Return the state as the author recorded it."""
    if answer.status.state is None:
        return Marked("open", tr.text("Not answered"))
    sign, word = _STATES[answer.status.state]
    return Marked(sign, tr.text(word))


def state_word(state: State, tr: Translator) -> str:
    """Return the word for a state."""
    return tr.text(_STATES[state][1])


def force(answer: Answer, tr: Translator) -> tuple[str, ...]:
    """Return the remark that an item is not counted; nothing for binding ones."""
    words = _FORCES.get(answer.requirement.force)
    return (tr.text(words),) if words else ()


def reading(tally: Tally, tr: Translator) -> Marked:
    """Return what the record says of a set of requirements."""
    sign, word = _READINGS[tally.reading]
    return Marked(sign, tr.text(word))


def result(tally: Tally, tr: Translator) -> str:
    """Return the range, as "63 to 74%"; a dash where nothing applies."""
    if tally.low is None or tally.high is None:
        return "\u2013"
    return tr.percentages(tally.low, tally.high)


def counts(tally: Tally, tr: Translator) -> str:
    """Return the counts behind a range in words; parts that are none are left out."""
    parts = (
        (tally.settled, tr.plural("{count} settled", "{count} settled", tally.settled)),
        (
            tally.own_means,
            tr.plural(
                "{count} by own means, not assessed",
                "{count} by own means, not assessed",
                tally.own_means,
            ),
        ),
        (
            tally.weak,
            tr.plural(
                "{count} partial, planned or not implemented",
                "{count} partial, planned or not implemented",
                tally.weak,
            ),
        ),
        (
            tally.unanswered,
            tr.plural("{count} without an answer", "{count} without an answer", tally.unanswered),
        ),
    )
    return tr.listed(words for number, words in parts if number)


def bar(tally: Tally, name: str, tr: Translator) -> Range | None:
    """Return the range as a bar whose words name it; None where nothing applies."""
    if tally.low is None or tally.high is None:
        return None
    own = Fraction(tally.own_means, tally.applicable)
    alt = tr.text(
        "{name}: result {range} of {count} applicable requirements; {counts}.",
        name=name,
        range=result(tally, tr),
        count=tr.number(tally.applicable),
        counts=counts(tally, tr),
    )
    return Range(float(tally.low), float(own), float(tally.high), alt)


def position(record: Record) -> str:
    """Return the company's position on the Code in a line."""
    tr = record.tr
    match _position(record):
        case "signed-whole":
            return tr.text("Signed, nothing left out")
        case "signed-chapters":
            return tr.text("Signed in part: {chapters}", chapters=signed_chapters(record))
        case "not-signed":
            return tr.text("Not signed: this record is a gap analysis")
        case "undecided":
            return tr.text("Not decided yet")
        case _:
            return _unsettled(record) or tr.text("Not stated in this record")


def position_in_full(record: Record) -> str:
    """Return what the position means, with its source.

    Source: AI Act, Art. 53(4), 56(7), 91, 92; Commission Guidelines, section 5.1,
    C(2025) 7719 final of 19 November 2025.
    """
    tr = record.tr
    match _position(record):
        case "signed-whole":
            return tr.text(
                "The company states that it has signed the Code and left nothing out that "
                "concerns it. It still has to show that it applies the measures. Adherence is "
                "a means to demonstrate compliance (AI Act, Art. 53(4)), not conclusive "
                "evidence of it. The Commission focuses its enforcement on monitoring that "
                "adherence (Commission Guidelines, section 5.1)."
            )
        case "signed-chapters":
            return tr.text(
                "The company states that it has signed in part: {chapters}. For each chapter "
                "that concerns it and that it has not signed, the benefit of the Code is lost, "
                "and it has to demonstrate other adequate means (AI Act, Art. 53(4); "
                "Commission Guidelines, section 5.1).",
                chapters=signed_chapters(record),
            )
        case "not-signed":
            return tr.text(
                "The company states that it has not signed the Code. It has to demonstrate how "
                "it complies via other adequate means and report the measures it has "
                "implemented to the AI Office, “for instance by carrying out a gap analysis "
                "that compares the measures they have implemented with the measures set out by "
                "a code of practice that is assessed as adequate” (Commission Guidelines, "
                "section 5.1). This report is such a gap analysis. A larger number of requests "
                "for information and for access is to be expected."
            )
        case "undecided":
            return tr.text(
                "The company states that it has not decided. Signing stays possible at any "
                "time, with the Signatory Form sent to the AI Office. Until then it stands as "
                "one that has not signed: it has to demonstrate other adequate means, for "
                "instance by a gap analysis (Commission Guidelines, section 5.1)."
            )
        case _ if said := _unsettled(record):
            return tr.text(
                "The record does not settle whether the company has signed the Code. {said}. "
                "Whoever has not signed has to demonstrate other adequate means, for instance "
                "by a gap analysis (Commission Guidelines, section 5.1).",
                said=said,
            )
        case _:
            return tr.text(
                "The record does not say whether the company has signed the Code. Whoever has "
                "not signed has to demonstrate other adequate means, for instance by a gap "
                "analysis (Commission Guidelines, section 5.1)."
            )


def _position(record: Record) -> str:
    return record.chosen(PROVIDER, POSITION)


def _unsettled(record: Record) -> str:
    """Return a position that does not count: two copies differ, or it is to be confirmed."""
    if not record.has(PROVIDER, POSITION):
        return ""
    said = record.fact(PROVIDER, POSITION)
    if record.assessment.disputed(Key(PROVIDER, POSITION, "value")):
        return record.tr.text("Two copies of this project differ here: {values}", values=said)
    return said


def signed_chapters(record: Record) -> str:
    """Return the chapters signed, in words."""
    return record.tr.listed(record.fact(PROVIDER, SIGNED_CHAPTERS).split("\n"))


def authors(record: Record) -> tuple[str, ...]:
    """Return who wrote what is current in the record, as declared: who wrote most comes first."""
    wrote: Counter[str] = Counter()
    called: dict[str, str] = {}
    for key, current in record.assessment.heads.items():
        if key.subject.startswith(BOOKKEEPING):
            continue
        for change in current:
            name = alike(change.author)
            if name:
                wrote[name] += 1
                called.setdefault(name, change.author.strip())
    return tuple(called[name] for name in sorted(wrote, key=lambda n: (-wrote[n], n)))
