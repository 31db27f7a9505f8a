"""What the law panel says of one requirement."""

from datetime import date

from jalon.assessment.deadlines.counting_words import written
from jalon.forms.citations import article, citation, places
from jalon.forms.model import Duty, Form, ItemId, Requirement
from jalon.language import Translator
from jalon.ui.kit import LawPart, LawSection


def sections(form: Form, item: ItemId, tr: Translator) -> tuple[LawSection, ...]:
    """Return the law panel's content for a requirement, in reading order."""
    requirement = form.items[item]
    every = (
        _asks(requirement, tr),
        _where(form, requirement, tr),
        _concerned(requirement, tr),
        _relief(requirement, tr),
        _exceptions(requirement, tr),
        _periods(requirement, tr),
        _evidence(requirement, tr),
        _terms(form, requirement, tr),
        *(_bound(duty, tr) for duty in form.duties if requirement in duty.requirement),
    )
    return tuple(section for section in every if section.parts)


def of_duty(form: Form, duty: Duty, tr: Translator) -> tuple[LawSection, ...]:
    """Return the law panel's content for a duty that has no rows."""
    cited = tr.text("Regulation (EU) 2024/1689, {place}", place=article(duty.article, tr))
    where = (LawPart("text", cited), LawPart("source", law_note(form, tr)))
    return (LawSection(tr.text("Where it stands"), where), _bound(duty, tr))


def law_note(form: Form, tr: Translator) -> str:
    """Say which state of the law is meant."""
    day = tr.date(date.fromisoformat(form.law_date))
    return tr.text("State of the law on {day}.", day=day)


def edition_note(form: Form, tr: Translator) -> str:
    """Say which text of the Code is meant, and which of its languages counts."""
    return tr.text(
        "Edition of {day}. Only the English text is authentic.",
        day=tr.date(date.fromisoformat(form.edition)),
    )


def _asks(requirement: Requirement, tr: Translator) -> LawSection:
    said = tr.of(f"{requirement.id}.explain", requirement.explain)
    return LawSection(tr.text("What it asks"), (LawPart("quote", said),) if said else ())


def _where(form: Form, requirement: Requirement, tr: Translator) -> LawSection:
    if requirement.id in form.home:
        cited = tr.text("Code of Practice, {place}", place=citation(form, requirement.id, tr))
        parts = [LawPart("text", cited), LawPart("source", edition_note(form, tr))]
    else:
        parts = _outside(form, requirement, tr)
    if requirement.act:
        articles = tr.listed(article(reference, tr) for reference in requirement.act)
        parts.append(
            LawPart("text", tr.text("Regulation (EU) 2024/1689, {articles}", articles=articles))
        )
    parts += [LawPart("text", tr.of("law", reference)) for reference in requirement.law]
    return LawSection(tr.text("Where it stands"), tuple(parts))


def _outside(form: Form, requirement: Requirement, tr: Translator) -> list[LawPart]:
    """Cite a requirement that is not the Code's: from the Act, or from the template."""
    if requirement.place.text == "act":
        place = ", ".join(places(requirement.place, tr))
        cited = tr.text("Regulation (EU) 2024/1689, {place}", place=place)
        return [LawPart("text", cited), LawPart("source", law_note(form, tr))]
    note = tr.text("Communication of the Commission of 5 December 2025. Read in English only.")
    return [
        LawPart("text", citation(form, requirement.id, tr)),
        LawPart("source", note),
    ]


def _bound(duty: Duty, tr: Translator) -> LawSection:
    said = LawPart("text", tr.of(f"{duty.id}.binds", duty.binds))
    return LawSection(tr.text("Whom the duty binds"), (said,))


def _concerned(requirement: Requirement, tr: Translator) -> LawSection:
    parts = []
    if requirement.concerns:
        who = tr.of(f"{requirement.id}.concerns", requirement.concerns)
        parts.append(LawPart("text", who))
    return LawSection(tr.text("Who is concerned"), tuple(parts))


def _relief(requirement: Requirement, tr: Translator) -> LawSection:
    """What the text grants smaller companies, or says of it: no mere note on who is concerned."""
    said = tr.of(f"{requirement.id}.relief", requirement.relief)
    return LawSection(tr.text("Relief"), (LawPart("text", said),) if said else ())


def _exceptions(requirement: Requirement, tr: Translator) -> LawSection:
    return LawSection(
        tr.text("Stated exceptions"),
        tuple(
            LawPart("text", tr.of(f"{requirement.id}.exceptions.{number}", words))
            for number, words in enumerate(requirement.exceptions)
        ),
    )


def _periods(requirement: Requirement, tr: Translator) -> LawSection:
    parts: list[LawPart] = []
    for period in requirement.periods:
        context = f"{requirement.id}.{period.id}"
        start = tr.of(f"{context}.from", period.from_when)
        length = written(period.value, period.unit, tr)
        parts.append(LawPart("text", f"{length}, {start}"))
        if period.caution:
            parts.append(LawPart("source", tr.of(f"{context}.caution", period.caution)))
    return LawSection(tr.text("Periods"), tuple(parts))


def _evidence(requirement: Requirement, tr: Translator) -> LawSection:
    return LawSection(
        tr.text("Good evidence"),
        tuple(
            LawPart("text", tr.of(f"{requirement.id}.evidence.{number}", words))
            for number, words in enumerate(requirement.evidence)
        ),
    )


def _terms(form: Form, requirement: Requirement, tr: Translator) -> LawSection:
    known = {term.id: term for term in form.term}
    found = [known[name] for name in requirement.terms if name in known]
    parts: list[LawPart] = []
    for term in found:
        context = f"term.{term.id}"
        name, meaning = (
            tr.of(f"{context}.name", term.name),
            tr.of(f"{context}.meaning", term.meaning),
        )
        parts.append(LawPart("term", meaning, name))
        parts.append(LawPart("source", tr.of(f"{context}.where", term.where)))
    return LawSection(tr.text("Terms"), tuple(parts))
