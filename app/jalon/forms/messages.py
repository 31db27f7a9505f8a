"""Every translatable text of a form, each with its context, and their Babel extractor."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from jalon.forms import document_messages
from jalon.forms.citations import is_article
from jalon.forms.dates import Dates
from jalon.forms.model import Chapter, Duty, Fact, Form, Measure, Requirement
from jalon.forms.notes import Note

Message = tuple[str, str]
"""(context, English text)."""


def messages(form: Form) -> Iterator[Message]:
    """Yield every text of ``form`` in reading order; empty texts are left out."""
    yield from dict.fromkeys(pair for pair in _all(form) if pair[1])


def _all(form: Form) -> Iterator[Message]:
    yield "form.title", form.title
    for obligation in form.obligation:
        yield f"{obligation.id}.title", obligation.title
        yield f"{obligation.id}.short", obligation.short
    for group in form.facts:
        yield f"{group.id}.title", group.title
        yield f"{group.id}.intro", group.intro
        for fact in group.fact:
            yield from fact_messages(fact)
    for chapter in form.chapter:
        yield from _chapter(chapter)
    for duty in form.duties:
        yield from _duty(duty)
    yield from _told(form)
    for document in form.documents:
        yield from document_messages.messages(document)
    for term in form.term:
        for part in ("name", "meaning", "where"):
            yield f"term.{term.id}.{part}", getattr(term, part)
    yield from _dates(form.dates)


def _dates(dates: Dates) -> Iterator[Message]:
    for kind in dates.event:
        for part in ("label", "date", "help", "source", "done", "limit", "interim"):
            yield f"event.{kind.id}.{part}", getattr(kind, part)
    for rule in dates.rule:
        yield f"rule.{rule.id}.from", rule.from_when
        for part in ("title", "source", "caution", "otherwise"):
            yield f"rule.{rule.id}.{part}", getattr(rule, part)
        for number, transition in enumerate(rule.transition):
            yield f"rule.{rule.id}.transition.{number}.source", transition.source
            yield f"rule.{rule.id}.transition.{number}.note", transition.note
    for year in dates.holiday:
        yield f"holiday.{year.year}.source", year.source
        yield f"holiday.{year.year}.checked", year.checked


def fact_messages(fact: Fact) -> Iterator[Message]:
    """Yield every text of one fact."""
    for part in ("label", "help", "source", "unit"):
        yield f"{fact.id}.{part}", getattr(fact, part)
    for column in fact.columns:
        yield f"{fact.id}.{column.id}.label", column.label
    for option in fact.options:
        yield f"{fact.id}.{option.value}.label", option.label
        yield f"{fact.id}.{option.value}.help", option.help


def _chapter(chapter: Chapter) -> Iterator[Message]:
    yield f"{chapter.id}.title", chapter.title
    yield f"{chapter.id}.binds", chapter.binds
    yield f"{chapter.id}.otherwise", chapter.otherwise
    for commitment in chapter.commitment:
        yield f"{chapter.id}-c{commitment.number}.title", commitment.title
        for measure in commitment.measure:
            yield from _measure(measure)


def _duty(duty: Duty) -> Iterator[Message]:
    for part in ("title", "short", "binds", "summary", "otherwise"):
        yield f"{duty.id}.{part}", getattr(duty, part)
    for requirement in duty.requirement:
        yield from requirement_messages(requirement)
    for note in duty.note:
        yield from note_messages(note)


def _told(form: Form) -> Iterator[Message]:
    """Yield what is told and not asked: statements, and the list of signatories."""
    for page in form.notes:
        for group in page.group:
            yield f"{group.id}.title", group.title
            for note in group.note:
                yield from note_messages(note)
    if form.signatories:
        yield "law", form.signatories.source
        yield "signatories.remark", form.signatories.remark


def note_messages(note: Note) -> Iterator[Message]:
    """Yield every text of one statement of law."""
    yield f"{note.id}.title", note.title
    yield f"{note.id}.text", note.text
    yield "law", note.source


def _measure(measure: Measure) -> Iterator[Message]:
    for part in ("title", "short", "summary"):
        yield f"{measure.id}.{part}", getattr(measure, part)
    for requirement in measure.requirement:
        yield from requirement_messages(requirement)


def requirement_messages(requirement: Requirement) -> Iterator[Message]:
    """Yield every text of one requirement."""
    for part in ("demand", "explain", "concerns", "relief", "otherwise", "group"):
        yield f"{requirement.id}.{part}", getattr(requirement, part)
    for number, evidence in enumerate(requirement.evidence):
        yield f"{requirement.id}.evidence.{number}", evidence
    for number, exception in enumerate(requirement.exceptions):
        yield f"{requirement.id}.exceptions.{number}", exception
    for period in requirement.periods:
        yield f"{requirement.id}.{period.id}.from", period.from_when
        yield f"{requirement.id}.{period.id}.caution", period.caution
    yield from (("act", a) for a in requirement.act if not is_article(a))
    yield from (("law", reference) for reference in requirement.law)


def extract(
    fileobj: IO[bytes],
    _keywords: object,
    _comment_tags: object,
    options: object,  # noqa: ARG001  Babel passes it by this name
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel extraction method; ``form.toml`` stands for its whole folder."""
    from jalon.forms import schema

    form = schema.parse(Path(fileobj.name).parent)
    for number, (context, message) in enumerate(messages(form), start=1):
        yield number, "pgettext", (context, message), []
