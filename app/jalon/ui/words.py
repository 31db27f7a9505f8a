"""The words of states, verdicts, forces and results, one place for all screens."""

from typing import TYPE_CHECKING, assert_never

from jalon.assessment.changes import Change
from jalon.assessment.results import Reading, Tally
from jalon.forms.model import Force, Scope, State
from jalon.language import Translator

if TYPE_CHECKING:
    from jalon.assessment.document_state import Progress


def state(tr: Translator, value: State | None) -> str:
    """Name a state; None is "not answered"."""
    match value:
        case None:
            named = tr.text("Not answered")
        case "implemented":
            named = tr.text("Implemented")
        case "partial":
            named = tr.text("Partial")
        case "planned":
            named = tr.text("Planned")
        case "alternative":
            named = tr.text("Other means")
        case "not-implemented":
            named = tr.text("Not implemented")
        case "not-applicable":
            named = tr.text("Not applicable")
        case _:
            assert_never(value)
    return named


def force(tr: Translator, value: Force) -> str:
    """Name a force; in rows only those that do not bind are shown."""
    match value:
        case "binding":
            return tr.text("Binding")
        case "encouraged":
            return tr.text("Encouraged, not counted")
        case "presumption":
            return tr.text("Presumption, not counted")
        case "example":
            return tr.text("Example, not counted")
        case "optional":
            return tr.text("Optional, not counted")
        case _:
            assert_never(value)


def scope(tr: Translator, value: Scope) -> str:
    """Say who answers."""
    match value:
        case "provider":
            return tr.text("Answered once for the company")
        case "model":
            return tr.text("Answered for each model")
        case _:
            assert_never(value)


def duties(tr: Translator) -> str:
    """Name what the Act asks for outside the Code."""
    return tr.text("Duties outside the Code")


def given(tr: Translator, change: Change | None) -> str:
    """Say who gave an answer, and when; empty where nobody did."""
    if change is None:
        return ""
    day = tr.date(change.time.astimezone().date(), "medium")
    return ", ".join(part for part in (change.author.strip(), day) if part)


def reading(tr: Translator, value: Reading) -> str:
    """Say a result in words; nothing is ever called compliant."""
    match value:
        case "met":
            return tr.text("Appears met")
        case "not-met":
            return tr.text("Appears not met")
        case "not-settled":
            return tr.text("Not settled by this record")
        case "nothing-applies":
            return tr.text("Nothing applies")
        case _:
            assert_never(value)


def result(tr: Translator, tally: Tally) -> str:
    """Write a tally's range, e.g. "50 to 72%"; in words when nothing applies."""
    span = tally.span
    return tr.percentages(*span) if span else tr.text("Nothing applies")


def figures(tr: Translator, tally: Tally) -> str:
    """Count a tally in one sentence each: settled, own means, unanswered, not applicable."""
    if not tally.applicable:
        return " ".join((tr.text("Nothing applies."), *left_out(tr, tally)))
    said = [
        tr.plural(
            "Settled: {settled} of {count} requirement.",
            "Settled: {settled} of {count} requirements.",
            tally.applicable,
            settled=tr.number(tally.settled),
        )
    ]
    if tally.own_means:
        said.append(
            tr.plural(
                "{count} by another means, not assessed.",
                "{count} by other means, not assessed.",
                tally.own_means,
            )
        )
    if tally.unanswered:
        said.append(
            tr.plural("{count} without an answer.", "{count} without an answer.", tally.unanswered)
        )
    if tally.declared_na:
        said.append(
            tr.plural(
                "Of these, {count} declared not applicable ({share} of all).",
                "Of these, {count} declared not applicable ({share} of all).",
                tally.declared_na,
                share=tr.percent(tally.declared_na / tally.applicable),
            )
        )
    return " ".join([*said, *left_out(tr, tally)])


def left_out(tr: Translator, tally: Tally) -> tuple[str, ...]:
    """Say how many left the figures as not applicable, with a second person's consent."""
    if not tally.accepted_na:
        return ()
    from fractions import Fraction

    whole = tally.applicable + tally.accepted_na
    return (
        tr.plural(
            "{count} left out as not applicable, accepted by a second person ({share} of all).",
            "{count} left out as not applicable, accepted by a second person ({share} of all).",
            tally.accepted_na,
            share=tr.percent(Fraction(tally.accepted_na, whole)),
        ),
    )


def stated(tr: Translator, progress: "Progress") -> str:
    """Say how far a document has come: "12 of 45 stated, 3 of them drafts"."""
    said = tr.plural(
        "{stated} of {count} answer stated",
        "{stated} of {count} answers stated",
        progress.asked,
        stated=tr.number(progress.stated),
    )
    if not progress.drafts:
        return said
    drafts = tr.plural("{count} of them a draft", "{count} of them drafts", progress.drafts)
    return tr.text("{stated}, {drafts}", stated=said, drafts=drafts)
