"""Measure by measure: every requirement with all that was answered, and what was not."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from jalon.assessment import actions, presumption
from jalon.assessment.changes import PROVIDER
from jalon.assessment.conclusions.words import because
from jalon.assessment.tallies import count_apart
from jalon.errors import N_
from jalon.export import (
    report_actions,
    report_evidence,
    report_models,
    report_review,
    report_words,
)
from jalon.export.report_record import Answer, Record
from jalon.export.report_words import recorded
from jalon.export.tree import Block, Entry, Heading, Section, Words
from jalon.export.tree import Measure as MeasureBlock
from jalon.forms.citations import places
from jalon.forms.model import Chapter, Measure, Sheet
from jalon.language import SOURCE_LANGUAGE, capital

_TEXTS: Final = (
    ("how", N_("How")),
    ("reason", N_("Reason")),
    ("evidence", N_("Evidence")),
    ("gap", N_("Gap")),
    ("next-step", N_("Next step")),
    ("actions", N_("Actions")),
)
_NEED_EVIDENCE: Final = ("implemented", "alternative", "partial")


def section(record: Record) -> Section:
    """Return the part that says everything."""
    tr = record.tr
    intro = tr.text(
        "Every requirement of the questionnaire, with the state its author declares. Only "
        "binding requirements count. What is not answered, or does not apply, is shown all "
        "the same. The numbers and points are those of the Code; the words in bold are ours."
    )
    if tr.code != SOURCE_LANGUAGE:
        intro = f"{intro} {translated_titles(record)}"
    blocks: list[Block] = [Words(intro)]
    for chapter in record.form.chapter:
        name = tr.of(f"{chapter.id}.title", chapter.title)
        blocks.append(Heading(tr.text("{chapter} Chapter", chapter=name)))
        blocks += _standing(record, chapter)
        left_out = record.left_out(chapter)
        blocks += [
            _measure(record, chapter, measure)
            for measure in chapter.measures()
            if not left_out or record.anything(measure)
        ]
    return Section("measures", tr.text("Measure by measure"), tuple(blocks))


def _standing(record: Record, chapter: Chapter) -> list[Block]:
    """Say why a whole chapter is not asked, and how it stands where it was taken on."""
    tr = record.tr
    why = [Words(text) for text in _why_not(record, chapter)]
    if chapter.id in record.evaluation.voluntary:
        tally = record.evaluation.voluntary[chapter.id]
        return [
            *why,
            Words(
                tr.text(
                    "The company has taken this chapter on voluntarily. It is counted apart and "
                    "enters no other figure: {result} of {count} requirements, {counts}.",
                    result=report_words.result(tally, tr),
                    count=tr.number(tally.applicable),
                    counts=report_words.counts(tally, tr),
                )
            ),
        ]
    if not record.left_out(chapter):
        return [*why]
    return [
        *why,
        Words(
            tr.plural(
                "Its {count} measure is not counted; where something was recorded, it follows.",
                "Its {count} measures are not counted; where something was recorded, it follows.",
                sum(1 for m in chapter.measures() if m.number),
            )
        ),
    ]


def _why_not(record: Record, chapter: Chapter) -> Iterable[str]:
    """Yield why a chapter is not asked, with the conclusion that decides it.

    Once where it holds for all of it, else for each for whom it does not apply.
    """
    tr = record.tr
    rule = tr.of(f"{chapter.id}.otherwise", chapter.otherwise)
    inside = [a for a in record.answers() if record.form.frame[a.requirement.id] is chapter]
    found = {
        answer.subject: because(rule, answer.status.conclusion, tr)
        for answer in inside
        if _by_chapter(record, answer)
    }
    if len(set(found.values())) == 1 and all(_by_chapter(record, answer) for answer in inside):
        yield next(iter(found.values()))
    else:
        for subject, text in found.items():
            yield tr.text("{label}: {text}", label=record.name(subject), text=text)


def _by_chapter(record: Record, answer: Answer) -> bool:
    """Tell whether an answer is not asked because its chapter is not: told above the measures."""
    frame, why_not = record.form.frame[answer.requirement.id], answer.status.why_not
    return isinstance(frame, Chapter) and why_not == (f"{frame.id}.otherwise", frame.otherwise)


def translated_titles(record: Record) -> str:
    """Return the remark that titles in this language are not official."""
    return record.tr.text(
        "Titles of measures are our translation; only the English text of the Code is official."
    )


def _measure(record: Record, chapter: Chapter, measure: Measure) -> MeasureBlock:
    tr = record.tr
    name = tr.of(f"{chapter.id}.title", chapter.title)
    title = tr.of(f"{measure.id}.title", measure.title)
    head = tr.text("{name} {number}", name=name, number=measure.number) if measure.number else name
    return sheet_block(
        record,
        measure,
        tr.text("{place} · {title}", place=head, title=title),
        tr.of(f"{measure.id}.summary", measure.summary),
        measure.title if measure.number and title != measure.title else "",
    )


def sheet_block(
    record: Record, sheet: Sheet, title: str, summary: str, official: str = ""
) -> MeasureBlock:
    """Return a measure, or a duty outside the Code, with all that was answered."""
    tr = record.tr
    name = tr.of(f"{sheet.id}.title", sheet.title)
    inside = {r.id for r in sheet.requirement}
    answers = [a for a in report_models.answers(record) if a.requirement.id in inside]
    return MeasureBlock(
        title,
        official,
        summary,
        _result(record, sheet, answers),
        report_words.bar(record.evaluation.of_sheet(sheet), name, tr),
        _grouped([_entry(record, answer) for answer in answers]),
        " ".join(
            said
            for said in (_presumption(record, sheet), report_review.of_measure(record, sheet.id))
            if said
        ),
    )


def _grouped(entries: list[Entry]) -> tuple[Entry, ...]:
    """Keep the heading of a group on its first row only."""
    before = ""
    found = []
    for entry in entries:
        found.append(replace(entry, group="") if entry.group == before else entry)
        before = entry.group
    return tuple(found)


def _presumption(record: Record, measure: Sheet) -> str:
    several = record.name if len(record.models) > 1 else None
    subjects = (PROVIDER, *record.models)
    return presumption.said(record.evaluation, measure, subjects, record.tr, several)


def _result(record: Record, sheet: Sheet, answers: Iterable[Answer]) -> str:
    tr = record.tr
    tally = record.evaluation.of_sheet(sheet)
    word = report_words.reading(tally, tr).word
    apart = count_apart((answer.requirement, answer.status) for answer in answers)
    if apart.applicable:
        return tr.plural(
            "Counted apart: of {count} requirement {counts}.",
            "Counted apart: of {count} requirements {counts}.",
            apart.applicable,
            counts=report_words.counts(apart, tr),
        )
    if not tally.applicable:
        return tr.text("{reading}.", reading=word)
    return tr.plural(
        "{reading}: of {count} applicable requirement {counts}.",
        "{reading}: of {count} applicable requirements {counts}.",
        tally.applicable,
        reading=word,
        counts=report_words.counts(tally, tr),
    )


def _entry(record: Record, answer: Answer) -> Entry:
    tr = record.tr
    place = ", ".join(places(answer.requirement.place, tr))
    served = tr.listed(record.article(a) for a in answer.requirement.act)
    flags = [*record.subject_flag(answer), *report_words.force(answer, tr)]
    if answer.status.applies == "not-known":
        flags.append(tr.text("Not known yet whether it applies"))
    if served:
        flags.append(capital(served))
    return Entry(
        capital(place) if place else tr.text("Whole measure"),
        report_words.state(answer, tr),
        tuple(flags),
        record.demand(answer.requirement),
        (
            *report_models.parts(record, answer),
            *_scope(record, answer),
            *_texts(record, answer),
            *_who_when(record, answer),
            *_review(record, answer),
        ),
        " ".join(tr.text(problem) for problem in answer.status.problems),
        tr.of(f"{answer.requirement.id}.group", answer.requirement.group),
    )


def _review(record: Record, answer: Answer) -> tuple[tuple[str, str], ...]:
    said = report_review.of_answer(record, answer)
    return ((record.tr.text("Review"), said),) if said else ()


def _scope(record: Record, answer: Answer) -> tuple[tuple[str, str], ...]:
    """Say why a requirement does not apply, or what would tell."""
    tr = record.tr
    if answer.status.why_not:
        parts = []
        if not _by_chapter(record, answer):
            why = because(tr.of(*answer.status.why_not), answer.status.conclusion, tr)
            parts.append((tr.text("Why"), why))
        if answer.status.state and not answer.status.counts_apart:
            parts.append((tr.text("Recorded"), recorded(answer, tr).word))
        return tuple(parts)
    if answer.status.missing:
        labels = [
            tr.of(f"{fact}.label", record.form.fact[fact].label) for fact in answer.status.missing
        ]
        return ((tr.text("Depends on"), "\n".join(labels)),)
    return ()


def _texts(record: Record, answer: Answer) -> tuple[tuple[str, str], ...]:
    tr = record.tr
    parts = []
    asks_for_evidence = answer.counts and answer.status.state in _NEED_EVIDENCE
    for field, label in _TEXTS:
        if field == "evidence":
            text = _evidence(record, answer, asked=asks_for_evidence)
        elif field == "actions":
            found = actions.plan(record.assessment).at(answer.subject, answer.requirement.id)
            text = "\n".join(report_actions.line(record, action) for action in found)
        else:
            text = record.field(answer, field)
        if text:
            parts.append((tr.text(label), text))
    return tuple(parts)


def _evidence(record: Record, answer: Answer, *, asked: bool) -> str:
    """Return what is linked to an answer; says so where only removed pieces are."""
    found = record.evidence(answer)
    said = [report_evidence.reference(record, entry) for entry in found]
    if asked and all(entry.removed for entry in found):
        said.insert(0, record.tr.text("none recorded"))
    return "\n\n".join(said)


def _who_when(record: Record, answer: Answer) -> tuple[tuple[str, str], ...]:
    tr = record.tr
    owner, due = record.field(answer, "owner"), record.due(answer)
    parts = [(tr.text("Owner"), owner)] if owner else []
    if due:
        late = due < record.today and answer.status.counted != "settled"
        said = record.assessment.days(answer.subject, answer.requirement.id, "due")
        day = record.day(said)
        words = tr.text("{day}, overdue", day=day) if late else day
        parts.append((tr.text("Due"), words))
    return tuple(parts)
